"""A case that leads to itself and a hearing that cannot be are found, each by its name."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests import make
from webapp.domain.checks.courts import court_faults
from webapp.models import CourtCase, Hearing
from webapp.vocab.charges import HearingOutcome, Ruling


def damage(session: Session, kind: type[Any], row: Any, **values: Any) -> list[str]:
    """Change columns past every form, and return what is found then."""
    table = kind.__table__
    session.flush()
    session.connection().execute(table.update().where(table.c.id == row.id).values(**values))
    return [str(fault) for fault in court_faults(session)]


def test_cases_that_lead_in_a_circle_are_found(session: Session) -> None:
    first = make.court_case(session, "The couriers' case")
    appeal = make.court_case(session, "The couriers' appeal", earlier=first)
    make.court_case(session, "The couriers' cassation", earlier=appeal)
    assert list(court_faults(session)) == []
    assert damage(session, CourtCase, first, earlier_id=appeal.id) == [
        "case K-0001: it leads to itself over the cases of lower courts",
        "case K-0002: it leads to itself over the cases of lower courts",
    ]


@pytest.mark.parametrize(
    ("before", "values", "message"),
    [
        ({"date": "2026-03"}, {"hour": "10:30"}, "it has an hour and no single day"),
        ({"date": None}, {"hour": "10:30"}, "it has an hour and no single day"),
        (
            {"date": "2026-03-02", "outcome": HearingOutcome.POSTPONED},
            {"postponed_to_edtf": "2026-03-01", "postponed_to_earliest": "2026-03-01",
             "postponed_to_latest": "2026-03-01"},
            "it is put off to a day before its own",
        ),
        (
            {"outcome": HearingOutcome.CANCELLED},
            {"ruling": Ruling.RELEASED},
            "it was cancelled and has a ruling",
        ),
    ],
)  # fmt: skip
def test_hearings_that_cannot_be_are_found(
    session: Session, before: dict[str, Any], values: dict[str, Any], message: str
) -> None:
    hearing = make.hearing(session, make.person(session), **before)
    assert list(court_faults(session)) == []
    days = {name: make.edtf_date(day).earliest for name, day in values.items() if name.endswith("est")}
    assert damage(session, Hearing, hearing, **values | days) == [f"hearing {hearing.id}: {message}"]
