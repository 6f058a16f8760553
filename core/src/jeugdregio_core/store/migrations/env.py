"""Run by alembic for every migration, on the connection that it was given."""

from alembic import context

from jeugdregio_core.store.tables import (
    Stored,
    partial,  # noqa: F401 - these indexes too
)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Stored.metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
