"""How Alembic runs a step: on the connection that it is given, inside the caller's transaction."""

from alembic import context

from cds_service.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot change a table in place
    compare_type=True,
)
context.run_migrations()
