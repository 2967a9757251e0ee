"""The database: who may call, what was decided, what became of it."""
