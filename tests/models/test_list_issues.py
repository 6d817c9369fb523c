"""An issue of the list stays as it was frozen, whoever writes to the database."""

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from tests.support import full_tables


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE list_issue SET title = 'Another'",
        "UPDATE list_issue SET file = ''",
        "DELETE FROM list_issue",
    ],
)
def test_nobody_changes_or_removes_an_issue(connection: Connection, statement: str) -> None:
    full_tables.fill(connection)
    with pytest.raises(DBAPIError, match="an issue of the list is never"):
        connection.execute(text(statement))
