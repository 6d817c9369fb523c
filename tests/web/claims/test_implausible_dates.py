"""A date that cannot be meant, or is one of another calendar, is asked about and not stored in silence."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import elements, errors, main_text, post_form
from webapp.models import PersonalFact, StatusEvent
from webapp.vocab.people import FactKind

PATH = "/people/P-0001/statuses/new"


@pytest.fixture
def typed(session: Session) -> dict[str, object]:
    """The form of a status, filled in but for its date."""
    make.person(session, "Elvin Sinagov")
    session.commit()
    return {"status": "imprisoned", "source": "S-0001", "quote": "Elvin Sinagov", "reason": "A letter"}


@pytest.mark.parametrize(
    ("since", "offered"),
    [
        ("۱۴۰۱/۰۶/۲۳", "2022-09-14"), ("14 Aban 1402", "2023-11-05"), ("1402-08-14", "2023-11-05"),
        ("5/1/2566", "2023-01-05"), ("1 Ramadan 1444", "2023-03-22/2023-03-24"), ("2202", None),
        ("0202", None), ("1899-05-01", None), ("3 May 2204", None),
    ],
)  # fmt: skip
def test_the_form_asks_and_offers_the_converted_day(
    session: Session, clara: FlaskClient, typed: dict[str, object], since: str, offered: str | None
) -> None:
    answer = post_form(clara, PATH, since=since, **typed)
    assert answer.status_code == 422
    assert "Choose what is meant" in errors(answer)["since"]
    values = [box.get("value") for box in elements(answer, "input", type="radio", name="since")]
    assert offered is None or offered in values
    assert session.query(StatusEvent).count() == 0
    if offered is not None:
        assert post_form(clara, PATH, since=[since, offered], **typed).status_code == 303
        event = session.query(StatusEvent).one()
        assert event.since is not None
        assert event.since.edtf == offered
        assert event.note is not None
        assert event.note.startswith(f"Printed as {since} (")


def test_what_is_meant_as_typed_is_stored(
    session: Session, clara: FlaskClient, typed: dict[str, object]
) -> None:
    answer = post_form(clara, PATH, since=["1899-05-01", "as typed"], **typed)
    assert errors(answer) == {}
    assert answer.status_code == 303
    event = session.query(StatusEvent).one()
    assert event.since is not None
    assert event.since.edtf == "1899-05-01"


def test_a_choice_that_was_never_offered_is_no_answer(
    session: Session, clara: FlaskClient, typed: dict[str, object]
) -> None:
    assert post_form(clara, PATH, since=["۱۴۰۱/۰۶/۲۳", "2020-01-01"], **typed).status_code == 422
    assert post_form(clara, PATH, since=["never", "as typed"], **typed).status_code == 422
    assert session.query(StatusEvent).count() == 0


def test_a_birth_date_of_another_calendar_is_asked_about_too(session: Session, clara: FlaskClient) -> None:
    make.person(session, "Elvin Sinagov")
    session.commit()
    answer = post_form(
        clara, "/people/P-0001/facts/new", fact=FactKind.BIRTH_DATE.value, date="1367", source="S-0001",
        quote="Elvin Sinagov", reason="A letter",
    )  # fmt: skip
    assert answer.status_code == 422
    assert "Solar Hijri calendar" in main_text(answer)
    assert session.query(PersonalFact).count() == 0


def test_the_line_under_the_field_says_it_before_it_is_sent(clara: FlaskClient) -> None:
    answer = clara.get("/dates/understood?text=14 Aban 1402").get_json()
    assert answer == {"problem": "5 November 2023 in the Solar Hijri calendar?"}
    assert clara.get("/dates/understood?text=2202").get_json() == {"problem": "Such a date is seldom meant."}
