"""The history of a record: every change with old and new, by whom and why, for those who work here."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.web.posting import elements, main_text, post_form, text_of
from webapp.vocab.claims import ClaimState

RECORDS = ("/people/P-0001", "/organizations/O-0001", "/sources/S-0001")


@pytest.fixture(autouse=True)
def records(session: Session) -> None:
    """One record of each kind."""
    make.organization(session)
    make.source(session)
    make.status(session, make.person(session))


def edits(browser: FlaskClient, record: str) -> list[str]:
    """Return the words of each edit on a record's history page, newest first."""
    page = browser.get(f"{record}/history")
    assert page.status_code == 200
    (shown,) = elements(page, "ol", **{"class": "history"})
    return [" ".join(text_of(item).split()) for item in shown.findall("li")]


@pytest.mark.parametrize("record", RECORDS)
def test_it_begins_with_who_made_the_record_and_why(clara: FlaskClient, record: str) -> None:
    first = edits(clara, record)[-1]
    assert first.startswith(f"Clara 22 November 2026, 09:00 UTC {make.REASON}")
    assert "Created" in first


@pytest.mark.parametrize(
    ("record", "field", "typed", "change"),
    [
        ("/organizations/O-0001", "country", "GE", "country now GE"),
        (
            "/organizations/O-0001",
            "name",
            "Union of Riders",
            "text was Union of Invented Couriers now Union of Riders",
        ),
        ("/sources/S-0001", "title", "Another Title", f"title was {make.TITLE} now Another Title"),
        ("/sources/S-0001", "date", "2024", "date was 2023-12-16? now 2024"),
        ("/people/P-0001", "state", "draft", "state was published now draft"),
    ],
)
def test_a_revision_shows_old_and_new_by_whom_and_why(
    rafa: FlaskClient, record: str, field: str, typed: str, change: str
) -> None:
    before = edits(rafa, record)
    saved = post_form(rafa, f"{record}/revise", reason="Read once more", **{field: typed})
    assert saved.status_code == 303
    newest, *rest = edits(rafa, record)
    assert newest.startswith("Rafa ")
    assert "Read once more" in newest
    assert change in newest
    assert rest == before


def test_what_is_withdrawn_from_a_record_stays_in_its_history(clara: FlaskClient, session: Session) -> None:
    row = make.charge(session, make.person(session, "Ayla Numunali"), offence="theft of ink")
    assert post_form(clara, f"/claims/{row.id}/withdraw", reason="A namesake").status_code == 303
    assert "theft of ink" not in main_text(clara.get("/people/P-0002"))
    newest, made, _named = edits(clara, "/people/P-0002")
    assert "A namesake" in newest
    assert f"state was {ClaimState.PUBLISHED.value} now {ClaimState.WITHDRAWN.value}" in newest
    assert "theft of ink" in made
    assert f"“{make.ARRESTED}”" in made


def test_nothing_of_another_record_is_in_it(clara: FlaskClient, session: Session) -> None:
    make.charge(session, make.person(session, "Ayla Numunali"), offence="theft of ink")
    assert not [edit for edit in edits(clara, "/people/P-0001") if "theft of ink" in edit]


def test_what_was_typed_as_markup_is_shown_as_typed(clara: FlaskClient) -> None:
    reason = '<script>alert(1)</script> & "so"'
    post_form(clara, "/organizations/O-0001/revise", country="GE", reason=reason)
    assert reason in edits(clara, "/organizations/O-0001")[0]


def test_looking_alone_leaves_no_trace(clara: FlaskClient) -> None:
    before = edits(clara, "/people/P-0001")
    for record in RECORDS:
        clara.get(record)
        clara.get(f"{record}/revise")
    assert edits(clara, "/people/P-0001") == before


@pytest.mark.parametrize("record", RECORDS)
def test_it_is_for_those_who_work_here(client: FlaskClient, nemo: FlaskClient, record: str) -> None:
    assert client.get(f"{record}/history").location == f"/sign-in?next={record}/history"
    answer = nemo.get(f"{record}/history")
    assert answer.status_code == 403
    assert make.REASON not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "record", ["/people/P-0009", "/organizations/O-0009", "/sources/S-0009", "/people/O-0001"]
)
def test_what_is_not_there_has_none(clara: FlaskClient, record: str) -> None:
    assert clara.get(f"{record}/history").status_code == 404
