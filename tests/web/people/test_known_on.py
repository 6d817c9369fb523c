"""A person's record as it was known on an earlier day: the same page, with nothing on it to edit."""

from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import elements, errors, links, main_text, text_of
from tests.support.one_edit import edit, revise
from tests.web.test_access import everything
from webapp.domain.claims import recording
from webapp.domain.people import people
from webapp.models import Person, Revision
from webapp.vocab.claims import Rank, Visibility
from webapp.vocab.liberty import Status
from webapp.vocab.people import NameKind, PublicationState

pytestmark = pytest.mark.both_engines

THEN, LATER = datetime(2024, 3, 1, 9, 0, tzinfo=UTC), datetime(2024, 3, 5, 9, 0, tzinfo=UTC)
ON = "/people/P-0001?known_on="


@pytest.fixture
def who(session: Session, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Somebody recorded as arrested on 1 March 2024; on 5 March the name and the status were corrected."""
    monkeypatch.setattr(make, "AT", THEN)
    who = make.person(session, "Elvin Sinagof", name_kind=NameKind.MAIN)
    event = make.status(session, who, Status.ARRESTED, "2024-02-28", note="Told by the family.")
    charge = make.charge(session, who, offence="theft of ink")
    monkeypatch.setattr(make, "AT", LATER)
    name = make.name(session, who, "Elvin Sinagov", name_kind=NameKind.MAIN)
    revise(session, name, rank=Rank.PREFERRED, rank_reason="His passport")
    revise(session, event, note=None, status=Status.IMPRISONED)
    edit(session, recording.withdraw_claim, claim=charge, version=1)
    return who


def test_a_day_shows_the_record_as_it_was_at_its_end(
    who: Person, clara: FlaskClient, client: FlaskClient
) -> None:
    for asked in ("2024-03-01", "4+March+2024", "2024-03-05T08:59Z", "05.03.2024+08:59"):
        page = clara.get(f"{ON}{asked}")
        told = main_text(page)
        assert text_of(elements(page, "h1")[0]).strip() == "Elvin Sinagof", asked
        assert all(words in told for words in ("Arrested", "Told by the family.", "theft of ink")), asked
        assert "Imprisoned" not in told
    assert main_text(clara.get(f"{ON}2024-03-01")).startswith(
        "As known to the database on 1 March 2024, 23:59 UTC. Today's record."
    )
    for asked in ("2024-03-05", "2024-03-05+09:00"):
        page = client.get(f"{ON}{asked}")
        assert text_of(elements(page, "h1")[0]).strip() == "Elvin Sinagov", asked
        assert "Imprisoned" in main_text(page)
        assert "theft of ink" not in main_text(page)


def test_the_days_held_are_those_of_the_day_asked_for(who: Person, client: FlaskClient) -> None:
    assert "Days held 3" in main_text(client.get(f"{ON}2024-03-01"))


def test_an_earlier_day_is_told_and_not_edited(who: Person, ada: FlaskClient) -> None:
    page = ada.get(f"{ON}2024-03-01")
    acts = ("/new", "/revise", "/cite", "/withdraw", "/publish", "/rank", "/verify", "/retire", "/remove")
    assert not [link for link in links(page) if link.partition("?")[0].endswith(acts)]
    assert not elements(page, "form", method="post")
    assert [link for link in links(ada.get("/people/P-0001")) if link.partition("?")[0].endswith(acts)]
    assert "/people/P-0001" in links(page)


def test_readers_are_not_shown_what_was_withdrawn_or_closed_since(
    who: Person, session: Session, client: FlaskClient, nemo: FlaskClient, clara: FlaskClient
) -> None:
    secret = make.status(session, who, Status.HOUSE_ARREST, "2024-03-02")
    for browser in (client, nemo, clara):
        assert "House arrest" in main_text(browser.get(f"{ON}2024-03-06"))
    revise(session, secret, visibility=Visibility.RESTRICTED)
    for browser in (client, nemo):
        page = main_text(browser.get(f"{ON}2024-03-04"))
        assert "Arrested" in page
        assert "theft of ink" not in page
        assert "What was withdrawn or closed to readers since is left out." in page
        assert "House arrest" not in main_text(browser.get(f"{ON}2024-03-06"))
    assert "left out" not in main_text(clara.get(f"{ON}2024-03-04"))


def test_whoever_is_not_public_today_was_never_seen(
    who: Person, session: Session, client: FlaskClient, clara: FlaskClient
) -> None:
    edit(session, people.revise_person, who, version=who.version, state=PublicationState.DRAFT)
    assert client.get(f"{ON}2024-03-01").status_code == 404
    assert clara.get(f"{ON}2024-03-01").status_code == 200


def test_before_the_first_word_the_page_says_so(who: Person, client: FlaskClient, clara: FlaskClient) -> None:
    for browser in (client, clara):
        page = browser.get(f"{ON}2024-02-29")
        assert page.status_code == 200
        assert "This person was not recorded yet" in main_text(page)
        assert "Sinago" not in main_text(page)
        assert "/people/P-0001" in links(page)


def test_a_passage_taken_away_since_leads_nowhere(
    session: Session, clara: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "AT", THEN)
    event = make.status(session, make.person(session))
    other = edit(session, recording.cite, claim=event, evidence=make.evidence(session, make.RELEASED))
    monkeypatch.setattr(make, "AT", LATER)
    edit(session, recording.uncite, citation=other, version=1)
    page = clara.get(f"{ON}2024-03-01")
    assert "removed since" in main_text(page)
    cited = [link for link in links(page) if link.startswith("/citations/")]
    assert f"/citations/{other.id}" not in cited
    assert {clara.get(link).status_code for link in cited} == {200}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("yesterday", "is no single day"),
        ("March+2024", "is no single day"),
        ("31+February+2024", "There is no day 31"),
        ("2024-03-01+25:00", "is no time of day"),
        ("%00", "is no single day"),
        ("x" * 3000, "too long"),
    ],
)
def test_what_is_no_day_is_said_at_its_field_beside_todays_record(
    who: Person, clara: FlaskClient, client: FlaskClient, asked: str, said: str
) -> None:
    answer = clara.get(f"{ON}{asked}")
    assert answer.status_code == 422
    assert said in errors(answer)["known_on"]
    assert "As known to" not in main_text(answer)
    assert "Imprisoned" in main_text(answer)
    assert client.get(f"{ON}{asked}").status_code == 422


def test_the_future_is_not_known_and_today_is(who: Person, clara: FlaskClient) -> None:
    now = datetime.now(UTC)
    answer = clara.get(f"{ON}{now + timedelta(days=2):%Y-%m-%d}")
    assert answer.status_code == 422
    assert "nobody knows it yet" in errors(answer)["known_on"]
    assert clara.get(f"{ON}{now:%Y-%m-%d}").status_code == 200
    assert "As known to" not in main_text(clara.get(ON))


def test_the_question_stands_on_the_record_of_those_who_work_here(
    who: Person, clara: FlaskClient, client: FlaskClient
) -> None:
    (field,) = elements(clara.get("/people/P-0001"), "input", name="known_on")
    assert field.get("value") == ""
    (field,) = elements(clara.get(f"{ON}1+March+2024"), "input", name="known_on")
    assert field.get("value") == "1 March 2024"
    assert not elements(client.get("/people/P-0001"), "input", name="known_on")


def test_looking_back_writes_nothing(who: Person, session: Session, clara: FlaskClient) -> None:
    clara.get("/people/P-0001")
    before = everything(session)
    for at in session.scalars(select(Revision.at).distinct()).all():
        assert clara.get(ON + at.isoformat().replace("+", "%2B")).status_code == 200
    assert everything(session) == before
