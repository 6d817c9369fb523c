"""Review: what waits, who may accept it, and that nothing of it is seen before."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import make
from tests.support.forms import elements, main_text, post_form, text_of
from webapp.domain.accounts import home_rules
from webapp.domain.history.recording import editing
from webapp.models import Person, StatusEvent
from webapp.vocab.accounts import OwnClaims, Role
from webapp.vocab.claims import ClaimState
from webapp.vocab.liberty import Status
from webapp.vocab.people import PublicationState


@pytest.fixture
def who(session: Session) -> Person:
    """A person with a published name, in a home that wants somebody else to accept."""
    wants_another(session)
    return make.person(session)


def wants_another(session: Session) -> None:
    """Decide that nobody publishes their own claims."""
    with editing(session, by=make.account(session, "Ada", Role.ADMIN), reason="Two people", at=make.AT):
        home_rules.decide_rules(session, own_claims=OwnClaims.BY_ANOTHER)


def chosen(*claims: StatusEvent) -> list[str]:
    """Return what the buttons of the page carry for claims."""
    return [f"{claim.id} {claim.version}" for claim in claims]


def press(browser: FlaskClient, name: str, sent: list[str], note: str = "") -> TestResponse:
    """Press a button of the page of reviews, and return the answer."""
    token = elements(browser.get("/review"), "input", name="csrf_token")[0].get("value")
    return browser.post(f"/review/{name}", data={"csrf_token": token, "claim": sent, "note": note})


def act(browser: FlaskClient, name: str, *claims: StatusEvent, note: str = "") -> int:
    """Press a button of the page of reviews for claims, and return the status of the answer."""
    return press(browser, name, chosen(*claims), note).status_code


def test_what_waits_stands_beside_what_is_published_with_its_words(
    session: Session, who: Person, rafa: FlaskClient, client: FlaskClient
) -> None:
    make.status(session, who, Status.PRETRIAL_DETENTION, "2023-10")
    waiting = make.status(session, who, Status.ARRESTED, "2023-11", state=ClaimState.IN_REVIEW)
    page = main_text(rafa.get("/review"))
    assert "1 claim waits for review 1 for you" in page
    assert "Published now Pre-trial detention October 2023 Proposed" in page
    assert "Status Arrested" in page
    assert make.ARRESTED in page
    assert "stands there: Since" in page
    assert "1 claim to review" in main_text(rafa.get("/"))
    assert act(rafa, "accept", waiting) == 303
    assert "Arrested" in main_text(client.get("/people/P-0001"))
    make.name(session, who, "Elvinka", state=ClaimState.IN_REVIEW)
    assert main_text(rafa.get("/review")).count("stands there: Name") == 1


@pytest.mark.parametrize("path", ["/", "/people/P-0001", "/people.csv", "/api/v1/people/P-0001"])
def test_what_waits_is_told_to_no_stranger(
    session: Session, who: Person, client: FlaskClient, path: str
) -> None:
    before = client.get(path).data
    make.status(session, who, Status.ARRESTED, "2023-11", state=ClaimState.IN_REVIEW)
    after = client.get(path).data
    assert b"Arrested" not in after
    assert len(before) == len(after)


def test_nobody_accepts_their_own_and_another_does(
    session: Session, who: Person, rafa: FlaskClient, ada: FlaskClient
) -> None:
    answer = post_form(
        rafa, "/people/P-0001/statuses/new", source="S-0001", quote=make.ARRESTED, status="arrested",
        since="2023-11", reason="Read",
    )  # fmt: skip
    assert answer.status_code == 303, main_text(answer)
    event = session.query(StatusEvent).one()
    assert event.state is ClaimState.IN_REVIEW
    assert act(rafa, "accept", event) == 422
    assert post_form(rafa, f"/claims/{event.id}/publish", reason="Mine").status_code == 422
    assert "1 is your own and waits for somebody else" in main_text(rafa.get("/review"))
    session.refresh(event)
    assert event.state is ClaimState.IN_REVIEW
    assert act(ada, "accept", event) == 303
    session.refresh(event)
    assert event.state is ClaimState.PUBLISHED


def test_a_correction_of_what_is_published_is_accepted_before_readers_see_it(
    session: Session, who: Person, clara: FlaskClient, rafa: FlaskClient, client: FlaskClient
) -> None:
    event = make.status(session, who, Status.ARRESTED, "2023-11")
    answer = post_form(clara, f"/statuses/{event.id}/revise", since="2024-02", reason="A letter")
    assert answer.status_code == 303, main_text(answer)
    assert "February 2024" not in main_text(client.get("/people/P-0001"))
    page = rafa.get("/review")
    assert "November 2023" in [text_of(old) for old in elements(page, "del")]
    assert "February 2024" in [text_of(new) for new in elements(page, "ins")]
    session.refresh(event)
    assert act(rafa, "accept", event) == 303
    assert "February 2024" in main_text(client.get("/people/P-0001"))


def test_a_returned_claim_carries_its_note_to_who_wrote_it_and_comes_back(
    session: Session, who: Person, clara: FlaskClient, rafa: FlaskClient
) -> None:
    event = make.status(session, who, Status.ARRESTED, state=ClaimState.IN_REVIEW)
    assert act(rafa, "return", event) == 422
    assert act(rafa, "return", event, note="Which colony?") == 303
    assert "returned: “Which colony?”" in main_text(clara.get("/review"))
    session.refresh(event)
    assert act(clara, "send", event) == 303
    session.refresh(event)
    assert event.state is ClaimState.IN_REVIEW
    assert act(clara, "accept", event) == 403


def test_a_claim_changed_meanwhile_is_not_accepted(session: Session, who: Person, rafa: FlaskClient) -> None:
    event = make.status(session, who, Status.ARRESTED, state=ClaimState.IN_REVIEW)
    answer = press(rafa, "accept", [f"{event.id} {event.version + 1}"])
    assert answer.status_code == 422
    assert "Somebody changed this meanwhile" in main_text(answer)


def test_with_the_name_of_a_new_person_the_record_is_published(
    session: Session, who: Person, rafa: FlaskClient
) -> None:
    other = make.person(session, "Ayla Numunali", state=ClaimState.IN_REVIEW)
    assert other.state is PublicationState.DRAFT
    assert act(rafa, "accept", other.claims[0]) == 303  # type: ignore[arg-type]
    session.refresh(other)
    assert other.state is PublicationState.PUBLISHED


def test_one_who_writes_alone_publishes_at_once_and_pages_say_so(
    session: Session, client: FlaskClient, ada: FlaskClient
) -> None:
    wants_another(session)
    for row in (make.account(session),):
        with editing(session, by=row, reason="Gone", at=make.AT):
            row.active = False
    event = make.status(session, make.person(session), Status.ARRESTED, state=ClaimState.IN_REVIEW)
    assert act(ada, "accept", event) == 303
    assert "self-reviewed" in main_text(client.get("/people/P-0001"))


def test_an_administrator_is_asked_once_how_the_home_works(
    session: Session, ada: FlaskClient, clara: FlaskClient, client: FlaskClient
) -> None:
    question = "Shall somebody else accept what a reviewer recorded?"
    make.person(session)
    assert question in main_text(ada.get("/"))
    assert question not in main_text(clara.get("/"))
    answer = post_form(ada, "/accounts/rules", own_claims="by_another", reason="Four eyes")
    assert answer.status_code == 303
    assert question not in main_text(ada.get("/accounts"))
    assert "self-reviewed" not in main_text(client.get("/people/P-0001"))
