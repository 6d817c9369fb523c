"""What the pages of every kind of claim promise: the passage, the refusals, the history, the stale edit."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from uuid_utils.compat import uuid7

from tests import make
from tests.support.claim_forms import CITING, counts, last_change, newest, shows_problems
from tests.support.claim_kinds import CLUB, NOUNS, Noun
from tests.support.forms import errors, fields, main_text, post_form, send
from webapp.domain.history.recording import editing
from webapp.models import ChargeStep, Person, StatusEvent
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.organizations import OrganizationKind


@pytest.fixture(params=NOUNS, ids=[noun.name for noun in NOUNS])
def noun(request: pytest.FixtureRequest) -> Noun:
    """Each kind of claim in turn."""
    found: Noun = request.param
    return found


@pytest.fixture
def who(session: Session) -> Person:
    """A person with a name, and an organization to choose."""
    make.organization(session, CLUB, OrganizationKind.OTHER)
    return make.person(session)


def test_a_claim_is_saved_with_the_passage_that_shows_it(
    noun: Noun, who: Person, session: Session, clara: FlaskClient
) -> None:
    answer = post_form(clara, noun.new(session, who), **CITING, **noun.typed)

    row = newest(session, noun.model)
    assert answer.status_code == 303, main_text(answer)
    assert answer.location.startswith("/people/P-0001?")
    assert answer.location.endswith(f"#claim-{row.id}")
    assert [citation.passage.exact for citation in row.citations] == [make.ARRESTED]
    assert row.state is ClaimState.IN_REVIEW
    page = main_text(clara.get(answer.location))
    assert noun.shown in page
    assert "next begins with the same passage. Undo" in page


def test_the_pages_of_a_claim_stand_among_those_of_people(
    noun: Noun, who: Person, session: Session, clara: FlaskClient
) -> None:
    page = clara.get(noun.new(session, who))

    assert 'href="/people" aria-current="true"' in page.get_data(as_text=True)


def test_what_is_saved_stands_in_the_history_with_who_and_why(
    noun: Noun, who: Person, session: Session, clara: FlaskClient
) -> None:
    post_form(clara, noun.new(session, who), **CITING, **noun.typed)

    change = last_change(session, newest(session, noun.model))
    assert (change.by.name, change.reason) == ("Clara", CITING["reason"])
    assert CITING["reason"] in main_text(clara.get("/people/P-0001/history"))


def test_only_curators_reach_the_forms(
    who: Person, session: Session, client: FlaskClient, nemo: FlaskClient
) -> None:
    for noun in NOUNS:
        row = noun.made(session, who)
        for address in (noun.new(session, who), noun.revise(row)):
            assert client.get(address).location.startswith("/sign-in?next="), address
            assert nemo.get(address).status_code == 403, address


def test_what_is_not_there_is_not_found(who: Person, session: Session, clara: FlaskClient) -> None:
    name, status = make.name(session, who, "Elvin"), make.status(session, who)
    for noun in NOUNS:
        of_another_kind = name if noun.model is StatusEvent else status
        steps = noun.model is ChargeStep
        for address in (
            f"/charges/{status.id}/steps/new" if steps else f"/people/P-9999/{noun.name}/new",
            noun.revise(of_another_kind),
            f"/{noun.name}/{uuid7()}/revise",
            f"/{noun.name}/1/revise",
        ):
            assert clara.get(address).status_code == 404, address


def test_a_form_is_read_and_sent_and_nothing_else(who: Person, session: Session, clara: FlaskClient) -> None:
    for noun in NOUNS:
        row = noun.made(session, who)
        for address in (noun.new(session, who), noun.revise(row)):
            assert clara.put(address).status_code == 405, address
            assert clara.delete(address).status_code == 405, address


def test_a_mistake_is_said_at_its_field_and_what_was_typed_stays(
    noun: Noun, who: Person, session: Session, clara: FlaskClient
) -> None:
    url = noun.new(session, who)
    typed = CITING | noun.typed | noun.mistake | {"note": "Read twice."}
    before = counts(session)

    answer = post_form(clara, url, **typed)

    assert answer.status_code == 422
    assert shows_problems(answer, **noun.told), errors(answer)
    assert counts(session) == before
    kept = {name: value for name, value in fields(answer).items() if name in typed}
    assert kept == typed | {k: v[0] if isinstance(v, list) else v for k, v in typed.items()}


def test_a_mistaken_correction_changes_nothing(
    noun: Noun, who: Person, session: Session, clara: FlaskClient
) -> None:
    row = noun.made(session, who)
    before = counts(session)

    answer = post_form(clara, noun.revise(row), reason="Read again", **noun.mistake)

    assert answer.status_code == 422
    assert shows_problems(answer, **noun.told), errors(answer)
    assert counts(session) == before


def test_a_correction_keeps_old_and_new_in_the_history(
    noun: Noun, who: Person, session: Session, clara: FlaskClient
) -> None:
    row = noun.made(session, who)
    field, typed, _ = noun.correction

    answer = post_form(clara, noun.revise(row), reason="Misread at first", **{field: typed})

    assert answer.status_code == 303
    assert answer.location == f"/people/P-0001#claim-{row.id}"
    assert last_change(session, row).changes[noun.column] == list(noun.change)
    history = main_text(clara.get("/people/P-0001/history"))
    assert "Misread at first" in history
    assert [words for words in noun.history if words not in history] == []


def test_a_stale_correction_is_refused_and_shows_both_until_it_is_sent_again(
    noun: Noun, who: Person, session: Session, clara: FlaskClient, rafa: FlaskClient
) -> None:
    row = noun.made(session, who)
    field, typed, shown = noun.correction
    rival, rival_shown = noun.rival
    opened = clara.get(noun.revise(row))
    post_form(rafa, noun.revise(row), reason="Rafa was faster", **{field: rival})
    stored = getattr(session.get(noun.model, row.id), noun.column)

    answer = send(clara, opened, reason="Misread at first", **{field: typed})

    assert answer.status_code == 422
    page = main_text(answer)
    assert "Rafa changed this while you were typing" in page
    assert f"{rival_shown} {shown}" in page
    assert fields(answer)[field] == typed
    session.expire_all()
    assert getattr(session.get(noun.model, row.id), noun.column) == stored

    again = send(clara, answer)

    assert again.status_code == 303
    session.expire_all()
    assert getattr(session.get(noun.model, row.id), noun.column) == noun.change[1]


def test_a_claim_without_a_passage_is_refused(
    noun: Noun, who: Person, session: Session, clara: FlaskClient
) -> None:
    url = noun.new(session, who)
    before = counts(session)
    for missing, told in (
        ({"source": ""}, {"source": "Choose the source that shows this."}),
        ({"quote": " "}, {"quote": "Choose a passage, or paste the words"}),
        ({"quote": "Elvin Sinagov was never arrested."}, {"quote": "not in the text of the source"}),
    ):
        answer = post_form(clara, url, **noun.typed | CITING | missing)
        assert answer.status_code == 422
        assert shows_problems(answer, **told), errors(answer)
    assert counts(session) == before


def test_the_same_form_sent_twice_makes_no_twin(
    noun: Noun, who: Person, session: Session, clara: FlaskClient
) -> None:
    opened = clara.get(noun.new(session, who))
    assert send(clara, opened, **CITING, **noun.typed).status_code == 303
    before = counts(session)

    again = send(clara, opened, **CITING, **noun.typed)

    assert again.status_code == 422
    assert shows_problems(again, quote="P-0001 already has exactly this, with this passage.")
    assert counts(session) == before


def test_reviewers_publish_and_curators_cannot_even_by_forging_the_form(
    noun: Noun, who: Person, session: Session, clara: FlaskClient, rafa: FlaskClient
) -> None:
    url = noun.new(session, who)
    before = counts(session)
    for state in ("published", "withdrawn"):
        forged = post_form(clara, url, **CITING, **noun.typed, state=state)
        assert forged.status_code == 422
        assert shows_problems(forged, state="Not a valid choice.")
    assert counts(session) == before

    assert post_form(rafa, url, **CITING, **noun.typed).status_code == 303
    assert newest(session, noun.model).state is ClaimState.PUBLISHED


def test_readers_see_what_is_published_and_public_and_nothing_else(
    noun: Noun, who: Person, session: Session, rafa: FlaskClient, client: FlaskClient
) -> None:
    post_form(rafa, noun.new(session, who), **CITING, **noun.typed)
    row = newest(session, noun.model)
    citation = f"/citations/{row.citations[0].id}"
    assert noun.shown in main_text(client.get("/people/P-0001"))
    assert client.get(citation).status_code == 200

    for state, visibility in (
        (ClaimState.DRAFT, Visibility.PUBLIC),
        (ClaimState.IN_REVIEW, Visibility.PUBLIC),
        (ClaimState.WITHDRAWN, Visibility.PUBLIC),
        (ClaimState.PUBLISHED, Visibility.INTERNAL),
        (ClaimState.PUBLISHED, Visibility.RESTRICTED),
    ):
        with editing(session, by=make.account(session), reason="Kept back", at=make.AT):
            row.state, row.visibility = state, visibility
        for url in ("/people/P-0001", "/people", "/people.csv", "/"):
            assert noun.shown not in client.get(url).get_data(as_text=True), (url, state, visibility)
        assert client.get(citation).status_code == 404
