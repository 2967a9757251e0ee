"""The tables. Text that a client or a user chose has no column, but for the comments that a site keeps, encrypted.

Names of constraints follow a convention, so that a migration can change them on every database.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from .instants import Instant

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

clients = Table(
    "clients",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("issuer", String(2000), nullable=False, index=True),
    Column("jwks_url", String(2000)),
    Column("jwks", Text),
    Column("fhir_servers", JSON, nullable=False),
    Column("tenants", JSON, nullable=False),
    Column("origins", JSON, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("silent", Boolean, nullable=False),
    Column("registered_at", Instant, nullable=False),
    Column("registered_by", String(200), nullable=False),
    Column("removed_at", Instant),
)
"""A client that was removed stays, so that records keep their meaning; its id is not given again."""

used_tokens = Table(
    "used_tokens",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("until", BigInteger, nullable=False, index=True),
)
"""SHA-256 of issuer and `jti` of each token that was accepted, until it expires by itself (seconds since 1970)."""

decisions = Table(
    "decisions",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("writer", String(36), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("at", Instant, nullable=False, index=True),
    Column("client", String(40), nullable=False),
    Column("patient", String(64), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("status", String(30)),
    Column("ruleset_sha256", String(64), nullable=False),
    Column("document", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    UniqueConstraint("writer", "sequence"),
    Index(None, "client", "patient", "at"),
)
"""Only ever added to. `document` is canonical JSON, `hash` the SHA-256 of `previous` and it; a writer is a process."""

chain_heads = Table(
    "chain_heads",
    metadata,
    Column("writer", String(36), primary_key=True),
    Column("first_sequence", Integer, nullable=False),
    Column("first_previous", String(64), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("mac", String(64), nullable=False),
)
"""Where each chain begins (retention moves it on) and ends, under a keyed hash: a cut-off end is seen."""

anchors = Table(
    "anchors",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("document", Text, nullable=False),
    Column("mac", String(64), nullable=False),
)
"""From time to time: all chain heads together, chained by number and keyed hash: a chain that is gone is seen."""

shown_cards = Table(
    "shown_cards",
    metadata,
    Column("uuid", String(36), primary_key=True),
    Column("decision", String(36), ForeignKey("decisions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("topic", String(100), nullable=False),
    Column("suggestions", JSON, nullable=False),
)
"""What feedback may name."""

feedback = Table(
    "feedback",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("received_at", Instant, nullable=False, index=True),
    Column("client", String(40), nullable=False),
    Column("service", String(100), nullable=False),
    Column("card", String(36), index=True),
    Column("outcome", String(20), nullable=False),
    Column("at", Instant, nullable=False),
    Column("suggestions", JSON, nullable=False),
    Column("reason_system", String(200), nullable=False),
    Column("reason_code", String(100), nullable=False),
    Column("comment", LargeBinary),
)
"""`digest` is of everything that the client said, so that a repetition is kept once. `card` is empty where we never
showed such a card to this client; `suggestions` holds places on the card, not what the client sent."""

cool_downs = Table(
    "cool_downs",
    metadata,
    Column("client", String(40), primary_key=True),
    Column("patient", String(64), primary_key=True),
    Column("status", String(30), nullable=False),
    Column("loss_percent", Numeric(9, 4)),
    Column("first_shown_on", Date, nullable=False),
    Column("shown_on", Date, nullable=False),
    Column("answered_on", Date),
)
"""What each patient's last card said, since when, and whether somebody has answered it."""
