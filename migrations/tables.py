"""Tables that are changed, on SQLite by being made anew."""

from contextlib import AbstractContextManager

from alembic import op
from alembic.operations import BatchOperations


def changed(table: str) -> AbstractContextManager[BatchOperations]:
    """Gather the changes of a table, which are made when the block is left."""
    # Its keys are copied by the names of what they refer to. To read those tables too, and all that they
    # refer to, took two fifths of making a database.
    return op.batch_alter_table(table, reflect_kwargs={"resolve_fks": False})
