"""What holds among thousands of people, and in a file so damaged that no row can be read from it."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tests import make
from webapp.domain.checks import check
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.sql_conditions import matching
from webapp.domain.visibility import PUBLIC
from webapp.models import PersonSummary


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
    for guard in ("claim_update_with_keys", "citation_update_with_keys"):
        connection.execute(text(f"DROP TRIGGER {guard}"))
    connection.execute(text(damage))
    session.expunge_all()
    assert [fault for fault in check(session) if "cannot be read" in fault.message]


@pytest.mark.sqlite
@pytest.mark.parametrize("storage", ["sqlite"])
def test_names_are_looked_up_once_and_not_for_each_person(session: Session) -> None:
    query = select(PersonSummary.person_id).where(matching(PeopleFilter(q="Elvin Sin"), to=PUBLIC))
    sql = str(query.compile(session.get_bind(), compile_kwargs={"literal_binds": True}))
    plan = session.execute(text(f"EXPLAIN QUERY PLAN {sql}")).all()
    assert plan
    assert not [step for step in plan if "CORRELATED" in step.detail]
