"""What can be done with any claim: a further passage, publishing, withdrawing."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from uuid_utils.compat import uuid7

from tests import make
from tests.support.claim_forms import CITING, counts, last_change, shows_problems
from tests.support.claim_kinds import NOUNS
from tests.support.forms import fields, main_text, post_form, send
from webapp.models import Claim, Person, StatusEvent
from webapp.vocab.charges import StepKind
from webapp.vocab.claims import ClaimState, Stance
from webapp.vocab.liberty import Status

OTHER = "Elvin Sinagov was taken on a Monday."


@pytest.fixture
def who(session: Session) -> Person:
    """A person with a name."""
    return make.person(session)


@pytest.fixture
def claim(session: Session, who: Person) -> StatusEvent:
    """A claim that waits for review."""
    return make.status(session, who, state=ClaimState.IN_REVIEW)


def test_a_further_passage_stands_beside_the_first(
    claim: StatusEvent, session: Session, clara: FlaskClient
) -> None:
    make.source(session, "A Second Invented Note", OTHER)

    answer = post_form(
        clara, f"/claims/{claim.id}/cite", source="S-0002", quote=OTHER, stance="contradicts",
        credibility="3", citation_note="A day of the week only.", translation="Taken on a Monday.",
        reason="A second source",
    )  # fmt: skip

    assert answer.status_code == 303
    assert answer.location == f"/people/P-0001#claim-{claim.id}"
    session.refresh(claim)
    assert [citation.passage.exact for citation in claim.citations] == [make.ARRESTED, OTHER]
    page = main_text(clara.get(answer.location))
    assert all(words in page for words in ("Contradicts", "A day of the week only.", "Taken on a Monday."))
    assert last_change(session, claim.citations[1]).reason == "A second source"


def test_the_same_passage_is_not_cited_twice_for_one_claim(
    claim: StatusEvent, session: Session, clara: FlaskClient
) -> None:
    before = counts(session)

    answer = post_form(clara, f"/claims/{claim.id}/cite", **CITING, translation="Kept as typed.")

    assert answer.status_code == 422
    assert shows_problems(answer, quote="P-0001 already has exactly this, with this passage.")
    assert fields(answer)["translation"] == "Kept as typed."
    assert counts(session) == before


def test_a_claim_does_not_begin_with_a_passage_that_denies_it(
    who: Person, session: Session, clara: FlaskClient
) -> None:
    answer = post_form(
        clara, f"/people/{who.reference}/statuses/new", **CITING, status="arrested", stance="contradicts"
    )

    assert answer.status_code == 422
    assert shows_problems(answer, stance="A claim begins with a passage that supports it.")


def test_a_reviewer_publishes_what_waits_and_then_readers_see_it(
    claim: StatusEvent, session: Session, rafa: FlaskClient, client: FlaskClient
) -> None:
    assert f"claim-{claim.id}" not in client.get("/people/P-0001").get_data(as_text=True)

    answer = post_form(rafa, f"/claims/{claim.id}/publish", reason="Checked against the text")

    assert answer.status_code == 303
    assert f"claim-{claim.id}" in client.get("/people/P-0001").get_data(as_text=True)
    assert last_change(session, claim).changes["state"] == ["in_review", "published"]


def test_a_curator_withdraws_and_the_claim_leaves_every_page(
    session: Session, who: Person, clara: FlaskClient, client: FlaskClient
) -> None:
    claim = make.status(session, who, Status.EXILED, "2022-03")
    assert "March 2022" in client.get("/people.csv").get_data(as_text=True) or "2022-03" in client.get(
        "/people.csv"
    ).get_data(as_text=True)

    answer = post_form(clara, f"/claims/{claim.id}/withdraw", reason="Another person of this name")

    assert answer.status_code == 303
    for url in ("/people/P-0001", "/people", "/people.csv"):
        assert "2022" not in client.get(url).get_data(as_text=True), url
    assert f"claim-{claim.id}" not in clara.get("/people/P-0001").get_data(as_text=True)
    history = main_text(clara.get("/people/P-0001/history"))
    assert "Another person of this name" in history
    assert last_change(session, claim).changes["state"] == ["published", "withdrawn"]


def test_a_withdrawn_claim_is_not_published_again(
    session: Session, claim: StatusEvent, clara: FlaskClient, rafa: FlaskClient
) -> None:
    post_form(clara, f"/claims/{claim.id}/withdraw", reason="Mistaken")

    answer = post_form(rafa, f"/claims/{claim.id}/publish", reason="Let us see")

    assert answer.status_code == 422
    assert shows_problems(answer, reason="A withdrawn claim is not published")


def test_the_only_name_of_a_person_is_not_withdrawn(
    session: Session, who: Person, clara: FlaskClient
) -> None:
    (name,) = who.claims

    answer = post_form(clara, f"/claims/{name.id}/withdraw", reason="Misspelt")
    assert answer.status_code == 422
    assert shows_problems(answer, reason="This is the person's only name; add the right one first.")
    assert fields(answer)["reason"] == "Misspelt"

    make.name(session, who, "Elwin Sinagov")
    assert post_form(clara, f"/claims/{name.id}/withdraw", reason="Misspelt").status_code == 303


def test_a_charge_is_not_withdrawn_under_its_steps(session: Session, who: Person, clara: FlaskClient) -> None:
    charge = make.charge(session, who)
    step = make.step(session, charge, StepKind.CHARGED)

    answer = post_form(clara, f"/claims/{charge.id}/withdraw", reason="Never brought")
    assert answer.status_code == 422
    assert shows_problems(answer, reason="Steps of this charge still stand; withdraw them first.")

    for row in (step, charge):
        assert post_form(clara, f"/claims/{row.id}/withdraw", reason="Never brought").status_code == 303


@pytest.mark.parametrize("act", ["publish", "withdraw"])
def test_an_act_needs_its_reason(act: str, claim: StatusEvent, session: Session, rafa: FlaskClient) -> None:
    before = counts(session)
    for reason, told in ((" ", "This is needed."), ("x" * 1001, "at most 1000"), ("a\x00b", "U+0000")):
        answer = post_form(rafa, f"/claims/{claim.id}/{act}", reason=reason)
        assert answer.status_code == 422
        assert shows_problems(answer, reason=told)
    assert counts(session) == before


@pytest.mark.parametrize("act", ["publish", "withdraw"])
def test_an_act_on_what_somebody_changed_meanwhile_waits_for_a_second_look(
    act: str, claim: StatusEvent, session: Session, clara: FlaskClient, rafa: FlaskClient
) -> None:
    opened = rafa.get(f"/claims/{claim.id}/{act}")
    post_form(clara, f"/statuses/{claim.id}/revise", reason="Read again", since="2022")
    before = counts(session)

    answer = send(rafa, opened, reason="Checked")

    assert answer.status_code == 422
    assert "Clara changed this while you were typing" in main_text(answer)
    assert "2022" in main_text(answer)
    assert counts(session) == before
    assert send(rafa, answer).status_code == 303


def test_roles_decide_who_may_do_what(
    claim: StatusEvent, client: FlaskClient, nemo: FlaskClient, clara: FlaskClient
) -> None:
    for act in ("revise", "cite", "publish", "withdraw"):
        url = f"/claims/{claim.id}/{act}"
        assert client.get(url).location.startswith("/sign-in?next=")
        assert nemo.get(url).status_code == 403
    assert clara.get(f"/claims/{claim.id}/publish").status_code == 403
    page = clara.get("/people/P-0001").get_data(as_text=True)
    assert f"/claims/{claim.id}/withdraw" in page
    assert f"/claims/{claim.id}/publish" not in page


def test_acts_on_nothing_are_not_found_and_other_methods_refused(
    claim: StatusEvent, rafa: FlaskClient
) -> None:
    for act in ("revise", "cite", "publish", "withdraw"):
        assert rafa.get(f"/claims/{uuid7()}/{act}").status_code == 404
        assert rafa.get(f"/claims/P-0001/{act}").status_code == 404
        assert rafa.delete(f"/claims/{claim.id}/{act}").status_code == 405


@pytest.mark.parametrize("noun", NOUNS, ids=[noun.name for noun in NOUNS])
def test_every_claim_has_one_address_that_leads_to_the_form_of_its_kind(
    noun, session: Session, who: Person, clara: FlaskClient
) -> None:
    row: Claim = noun.made(session, who)

    assert clara.get(f"/claims/{row.id}/revise").location == noun.revise(row)


def test_a_rank_is_given_with_its_reason(
    session: Session, who: Person, claim: StatusEvent, clara: FlaskClient
) -> None:
    revise = f"/statuses/{claim.id}/revise"
    answer = post_form(clara, revise, reason="Two sources differ", rank="preferred")
    assert answer.status_code == 422
    assert shows_problems(answer, rank_reason="Say why this claim is ranked")

    better = "The lawyer was there"
    post_form(clara, revise, reason="Two sources differ", rank="preferred", rank_reason=better)
    assert f"Preferred: {better}" in main_text(clara.get("/people/P-0001"))
    assert last_change(session, claim).changes["rank"] == ["normal", "preferred"]


def test_a_stance_is_kept_with_its_passage(session: Session, claim: StatusEvent, clara: FlaskClient) -> None:
    make.source(session, "A Second Invented Note", OTHER)

    typed = {"source": "S-0002", "quote": OTHER, "reason": "Beside the point"}
    post_form(clara, f"/claims/{claim.id}/cite", **typed, stance="mentions")

    session.refresh(claim)
    assert [citation.stance for citation in claim.citations] == [Stance.SUPPORTS, Stance.MENTIONS]
