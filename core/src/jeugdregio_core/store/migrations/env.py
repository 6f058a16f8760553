"""Run by alembic for every migration, on the connection that it was given."""

from alembic import context

from jeugdregio_core.store.tables import Stored

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Stored.metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
