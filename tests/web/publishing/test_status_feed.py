"""Whoever follows the feed of statuses hears of every change: also of a revised, a late, a withdrawn one."""

from datetime import timedelta

import feedparser
import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from webapp.domain.history.recording import editing
from webapp.models import Claim, StatusEvent
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.liberty import Status
from webapp.vocab.people import PublicationState

LATER = make.AT + timedelta(days=3)


@pytest.fixture
def elvin(session: Session) -> StatusEvent:
    """The word that Elvin is imprisoned; Ayla was exiled on the same day."""
    event = make.status(session, make.person(session, "Elvin Sinagov"), Status.IMPRISONED)
    make.status(session, make.person(session, "Ayla Numunali"), Status.EXILED)
    session.commit()
    return event


def feed(client: FlaskClient, query: str = "") -> feedparser.FeedParserDict:
    """Return the feed as a reader of feeds takes it."""
    read = feedparser.parse(client.get(f"/statuses.atom{query}").data)
    assert not read.bozo
    assert read.version == "atom10"
    return read


def changed(session: Session, claim: Claim, **values: object) -> None:
    """Change a claim three days later."""
    with editing(session, by=make.account(session), reason="Known better", at=LATER):
        for name, value in values.items():
            setattr(claim, name, value)
    session.commit()


def test_a_revised_status_comes_first_with_the_time_of_its_revision(
    client: FlaskClient, session: Session, elvin: StatusEvent
) -> None:
    before = feed(client)
    assert before.feed.updated == before.entries[0].updated == f"{make.AT:%Y-%m-%dT%H:%M:%SZ}"
    changed(session, elvin, since=make.edtf_date("2026-01"))
    after = feed(client)
    assert after.entries[0].id == f"urn:uuid:{elvin.id}"
    assert after.entries[0].title == "Elvin Sinagov: Imprisoned, January 2026"
    assert after.feed.updated == after.entries[0].updated == f"{LATER:%Y-%m-%dT%H:%M:%SZ}"
    assert after.entries[0].published == f"{make.AT:%Y-%m-%dT%H:%M:%SZ}"


def test_a_draft_that_is_published_late_carries_the_time_of_that(
    client: FlaskClient, session: Session, elvin: StatusEvent
) -> None:
    draft = make.status(session, elvin.person, Status.EXILED, "2025", state=ClaimState.DRAFT)
    session.commit()
    assert len(feed(client).entries) == 2
    changed(session, draft, state=ClaimState.PUBLISHED)
    assert feed(client).entries[0].updated == f"{LATER:%Y-%m-%dT%H:%M:%SZ}"


@pytest.mark.parametrize(
    "gone",
    [{"state": ClaimState.WITHDRAWN}, {"visibility": Visibility.INTERNAL}],
    ids=["withdrawn", "internal"],
)
def test_what_is_public_no_more_is_told_as_a_correction_all_alike(
    client: FlaskClient, session: Session, elvin: StatusEvent, gone: dict[str, object]
) -> None:
    changed(session, elvin, **gone)
    for query in ("", "?held=yes", "?q=elvin"):
        entry = feed(client, query).entries[0]
        assert (entry.id, entry.title) == (f"urn:uuid:{elvin.id}", "Elvin Sinagov: a status was withdrawn")
        assert entry.summary.startswith("Correction")
        assert entry.updated == f"{LATER:%Y-%m-%dT%H:%M:%SZ}"
    text = client.get("/statuses.atom?q=elvin").get_data(as_text=True)
    assert "mprisoned" not in text
    assert make.ARRESTED not in text


@pytest.mark.parametrize(
    "hidden",
    [{"state": ClaimState.DRAFT}, {"visibility": Visibility.RESTRICTED}],
    ids=["draft", "restricted"],
)
def test_what_never_was_public_is_never_told_of(
    client: FlaskClient, session: Session, elvin: StatusEvent, hidden: dict[str, object]
) -> None:
    event = make.status(session, elvin.person, Status.EXILED, "2025", **hidden)
    session.commit()
    changed(session, event, note="kept back")
    changed(session, event, state=ClaimState.WITHDRAWN)
    assert str(event.id) not in client.get("/statuses.atom").get_data(as_text=True)


def test_a_correction_goes_with_the_person(client: FlaskClient, session: Session, elvin: StatusEvent) -> None:
    changed(session, elvin, state=ClaimState.WITHDRAWN)
    assert str(elvin.id) in client.get("/statuses.atom").get_data(as_text=True)
    with editing(session, by=make.account(session), reason="Mistaken", at=LATER):
        elvin.person.state = PublicationState.RETIRED
    session.commit()
    assert str(elvin.id) not in client.get("/statuses.atom").get_data(as_text=True)
