"""What `habeas check` says of values so damaged that no row can be read from them."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests import make
from webapp.domain.checks import check


@pytest.mark.sqlite
@pytest.mark.parametrize("storage", ["sqlite"])
@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE claim SET made_at = 'garbage'",
        "UPDATE person SET last_verified_on = 'garbage'",
        "UPDATE account SET id = 'zz' WHERE name = 'Clara'",
        "UPDATE citation SET passage_id = x'00'",
    ],
)
def test_an_unreadable_value_is_a_fault_and_not_a_crash(session: Session, damage: str) -> None:
    make.person(session)
    session.commit()
    connection = session.connection()
    # Damage comes past every guard: such a file was edited by something that knows none.
    connection.execute(text("COMMIT"))
    connection.execute(text("PRAGMA foreign_keys=OFF"))
    connection.execute(text("BEGIN"))
    connection.execute(text(damage))
    session.expunge_all()
    assert [fault for fault in check(session) if "cannot be read" in fault.message]
