"""The permanent page of a citation: the words in their context, where they stand, what rests on them."""

import hashlib

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from uuid_utils.compat import uuid7

from tests import make
from tests.support.claim_forms import counts, shows_problems
from tests.support.claim_kinds import NOUNS
from tests.support.forms import elements, fields, links, main_text, post_form, send, text_of
from webapp.domain.claims import recording
from webapp.domain.history.recording import editing
from webapp.models import Citation, Person, StatusEvent
from webapp.vocab.accounts import Role
from webapp.vocab.claims import Credibility, Stance, Visibility
from webapp.vocab.people import PublicationState

OTHER = "Elvin Sinagov was taken on a Monday."


@pytest.fixture
def who(session: Session) -> Person:
    """A person with a name."""
    return make.person(session)


@pytest.fixture
def claim(session: Session, who: Person) -> StatusEvent:
    """A claim with two passages, the second from a source of its own."""
    status = make.status(session, who)
    second = make.evidence(session, OTHER, of=make.source(session, "A Second Invented Note", OTHER))
    return make.status(session, who, evidence=second) and status


@pytest.fixture
def citation(claim: StatusEvent) -> Citation:
    """The citation from the invented declaration."""
    return next(row for row in claim.citations if row.passage.exact == make.ARRESTED)


@pytest.fixture
def address(citation: Citation) -> str:
    """The page of the citation from the invented declaration."""
    return f"/citations/{citation.id}"


def test_the_words_stand_in_their_context_with_person_claim_and_source(
    address: str, client: FlaskClient
) -> None:
    page = client.get(address)

    (text,) = elements(page, "article")
    assert text_of(text).strip() == make.TEXT.strip()
    (mark,) = text.iter("mark")
    assert text_of(mark) == make.ARRESTED
    words = main_text(page)
    dated = "22 November 2026 (uncertain)"
    for expected in ("Elvin Sinagov", "Arrested November 2023", make.TITLE, dated, "Supports"):
        assert expected in words
    assert {"/people/P-0001", "/sources/S-0001"} <= {link.split("#")[0] for link in links(page)}


def test_the_address_and_the_place_to_the_letter_are_printed(
    citation: Citation, address: str, client: FlaskClient
) -> None:
    page = client.get(address)

    rows = dict(zip(map(text_of, elements(page, "dt")), map(text_of, elements(page, "dd")), strict=True))
    start = make.TEXT.index(make.ARRESTED)
    assert rows["Permanent address"] == f"http://habeas.example/citations/{citation.id}"
    assert rows["Version"] == "1"
    assert rows["SHA-256 of the text"] == hashlib.sha256(make.TEXT.encode()).hexdigest()
    assert rows["Position"] == f"{start}–{start + len(make.ARRESTED)}"
    assert rows["Quotation"] == make.ARRESTED
    assert make.TEXT[:start].endswith(rows["Before"])
    assert make.TEXT[start + len(make.ARRESTED) :].startswith(rows["After"])


def test_words_of_a_source_that_is_not_archived_stand_alone(
    session: Session, who: Person, client: FlaskClient
) -> None:
    source = make.cited_source(session, "A Note Kept Elsewhere", OTHER)
    status = make.status(session, who, evidence=make.cited(session, source, "Elvin Sinagov", 0))

    page = client.get(f"/citations/{status.citations[0].id}")

    (text,) = elements(page, "article")
    assert text_of(text).strip() == "Elvin Sinagov …"
    assert "The text of this source is not archived here" in main_text(page)


def test_grading_note_translation_and_address_are_shown(
    session: Session, who: Person, client: FlaskClient
) -> None:
    source = make.source(session, "A Third Note", "Элвин в тюрьме.", url="https://example.org/note")
    grade = {"credibility": Credibility.DOUBTFUL, "note": "Hearsay.", "translation": "Elvin is in prison."}
    status = make.status(session, who, evidence=make.evidence(session, "в тюрьме", of=source, **grade))

    page = client.get(f"/citations/{status.citations[0].id}")

    for expected in ("4 Doubtful", "Hearsay.", "Elvin is in prison.", "https://example.org/note"):
        assert expected in main_text(page)


@pytest.mark.parametrize(
    "hidden",
    [{"visibility": Visibility.INTERNAL}, {"visibility": Visibility.RESTRICTED}, {"state": "draft"}],
    ids=["internal", "restricted", "draft"],
)
def test_a_citation_of_a_source_that_is_not_for_readers_is_not_there_for_them(
    hidden: dict[str, str],
    session: Session,
    citation: Citation,
    address: str,
    client: FlaskClient,
    clara: FlaskClient,
) -> None:
    source = citation.passage.source_version.source
    with editing(session, by=make.account(session), reason="Dangerous", at=make.AT):
        for name, value in hidden.items():
            setattr(source, name, PublicationState(value) if name == "state" else value)

    assert client.get(address).status_code == 404
    assert make.ARRESTED not in client.get("/people/P-0001").get_data(as_text=True)
    assert make.TITLE not in client.get("/people/P-0001").get_data(as_text=True)
    assert clara.get(address).status_code == 200


def test_a_citation_of_a_person_not_yet_published_is_for_curators(
    session: Session, who: Person, address: str, client: FlaskClient, nemo: FlaskClient, clara: FlaskClient
) -> None:
    with editing(session, by=make.account(session), reason="Too early", at=make.AT):
        who.state = PublicationState.DRAFT

    assert [browser.get(address).status_code for browser in (client, nemo, clara)] == [404, 404, 200]


def test_what_is_no_citation_is_not_found_and_other_methods_are_refused(
    claim: StatusEvent, address: str, clara: FlaskClient
) -> None:
    for wrong in (uuid7(), claim.id, "S-0001", "\x00"):
        assert clara.get(f"/citations/{wrong}").status_code == 404
        assert clara.get(f"/citations/{wrong}/remove").status_code == 404
    assert clara.post(address).status_code in (400, 405)
    assert clara.delete(f"{address}/remove").status_code == 405


def test_curators_go_on_to_cite_the_same_passage_for_any_other_claim(
    session: Session, who: Person, citation: Citation, address: str, client: FlaskClient, clara: FlaskClient
) -> None:
    make.charge(session, who)
    assert not [link for link in links(client.get(address)) if "passage=" in link]

    onward = [link for link in links(clara.get(address)) if "passage=" in link]

    begun = {link.partition("?")[0]: fields(clara.get(link)) for link in onward}
    assert begun.keys() == {noun.new(session, who) for noun in NOUNS} | {"/people/new"}
    assert {(form["source"][:9], form["passage"]) for form in begun.values()} == {
        ("S-0001 · ", str(citation.passage_id))
    }


def test_a_passage_is_removed_and_the_claim_stays_with_the_other(
    claim: StatusEvent, address: str, session: Session, clara: FlaskClient
) -> None:
    assert f"{address}/remove" in links(clara.get(address))
    assert make.ARRESTED in main_text(clara.get(f"{address}/remove"))

    answer = post_form(clara, f"{address}/remove", reason="It speaks of somebody else")

    assert (answer.status_code, answer.location) == (303, "/people/P-0001")
    session.expire_all()
    assert [row.passage.exact for row in claim.citations] == [OTHER]
    assert claim.lead_citation_id == claim.citations[0].id
    assert clara.get(address).status_code == 404
    history = main_text(clara.get("/people/P-0001/history"))
    assert "It speaks of somebody else" in history


def test_the_last_passage_that_supports_a_claim_is_not_removed(
    claim: StatusEvent, address: str, session: Session, clara: FlaskClient
) -> None:
    third = make.source(session, "A Third Note", "He was never arrested.")
    evidence = make.evidence(session, "never arrested", of=third, stance=Stance.CONTRADICTS)
    with editing(session, by=make.account(session), reason="A denial", at=make.AT):
        recording.cite(session, claim=claim, evidence=evidence)
    assert post_form(clara, f"{address}/remove", reason="Someone else").status_code == 303
    (left,) = [row for row in claim.citations if row.stance is Stance.SUPPORTS]
    before = counts(session)

    answer = post_form(clara, f"/citations/{left.id}/remove", reason="Someone else")

    assert answer.status_code == 422
    assert shows_problems(answer, reason="This is the last passage that supports the claim")
    assert fields(answer)["reason"] == "Someone else"
    assert counts(session) == before


def test_removing_what_somebody_changed_meanwhile_waits_for_a_second_look(
    citation: Citation, address: str, session: Session, clara: FlaskClient
) -> None:
    opened = clara.get(f"{address}/remove")
    rafa = make.account(session, "Rafa", Role.REVIEWER)
    with editing(session, by=rafa, reason="Graded", at=make.AT):
        citation.credibility = Credibility.CONFIRMED
    before = counts(session)

    answer = send(clara, opened, reason="Someone else")

    assert answer.status_code == 422
    assert "Rafa changed this while you were typing" in main_text(answer)
    assert counts(session) == before
    assert send(clara, answer).status_code == 303


def test_only_curators_remove_a_passage(address: str, client: FlaskClient, nemo: FlaskClient) -> None:
    assert client.get(f"{address}/remove").location.startswith("/sign-in?next=")
    assert nemo.get(f"{address}/remove").status_code == 403
    assert f"{address}/remove" not in links(client.get(address))
