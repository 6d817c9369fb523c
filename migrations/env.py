"""What Alembic runs for every migration: on the connection that it is given, in the transaction around it."""

from alembic import context

from webapp.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
