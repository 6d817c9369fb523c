"""The record of a person: every claim with its quotation; adding, publishing, retiring, verifying."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import make
from tests.support.claim_forms import CITING, counts, shows_problems
from tests.support.forms import elements, errors, fields, links, main_text, post_form, send, text_of
from webapp.domain.claims.recording import cite
from webapp.domain.history.recording import editing
from webapp.models import Person
from webapp.vocab.claims import ClaimState, Stance, Visibility
from webapp.vocab.liberty import Status
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.people import PublicationState
from webapp.vocab.sources import SourceKind

NEW = CITING | {"text": "Elvin Sinagov", "quote": "Elvin Sinagov, chair"}


def names(page: TestResponse) -> list[str]:
    """Return the names in a list, in its order."""
    return [text_of(link).strip() for link in elements(page, "a", **{"class": "name"})]


def test_a_claim_opens_its_quotation_its_source_and_its_place_in_the_text(
    session: Session, client: FlaskClient
) -> None:
    row = make.status(session, make.person(session), Status.ARRESTED)
    page = client.get("/people/P-0001")
    (item,) = elements(page, "li", id=f"claim-{row.id}")
    (details,) = item.iter("details")
    assert [text_of(mark) for mark in details.iter("mark")] == [make.ARRESTED]
    words = " ".join(text_of(details).split())
    assert "1 passage says so" in words
    assert make.TITLE in words
    assert "had called a march. Elvin" in words
    (permanent,) = [a.get("href", "") for a in details.iter("a") if "citations" in a.get("href", "")]
    assert text_of(elements(client.get(permanent), "mark")[0]) == make.ARRESTED


def test_a_passage_that_contradicts_is_not_counted_among_those_that_say_so(
    session: Session, client: FlaskClient
) -> None:
    arrest = make.status(session, make.person(session), Status.ARRESTED)
    contrary = make.evidence(session, "Elvin Sinagov was never arrested.", stance=Stance.CONTRADICTS)
    with editing(session, by=make.account(session), reason=make.REASON, at=make.AT):
        cite(session, claim=arrest, evidence=contrary)
    session.commit()
    assert "1 passage says so · 1 contradicts" in main_text(client.get("/people/P-0001"))
    dossier = client.get("/people/P-0001/dossier")
    assert "contradicted by 2" in main_text(dossier)
    (footnote,) = elements(dossier, "li", id="note-2")
    assert "Elvin Sinagov was never arrested." in text_of(footnote)


def test_one_declaration_of_several_organizations_is_one_voice(session: Session, client: FlaskClient) -> None:
    person = make.person(session)
    words = "Elvin is unjustly held."
    declaration = make.source(session, "We, two", words, kind=SourceKind.JOINT_DECLARATION)
    evidence = make.evidence(session, words, of=declaration)
    for name in ("First Invented Group", "Second Invented Group"):
        group = make.organization(session, name, OrganizationKind.NGO)
        make.assessment(session, person, group, evidence=evidence)
    assert "in one joint declaration of 2 organizations" in main_text(client.get("/people/P-0001"))
    third = make.organization(session, "Third Invented Group", OrganizationKind.NGO)
    make.assessment(session, person, third)
    assert "by 3 organizations" in main_text(client.get("/people/P-0001"))


def test_what_no_passage_says_is_shown_as_not_stated(
    session: Session, client: FlaskClient, clara: FlaskClient
) -> None:
    make.person(session)
    assert "Held not stated Status not stated Since not stated Place not stated" in main_text(
        client.get("/people/P-0001")
    )
    for title in ("Charges", "Ill-treatment", "Assessments"):
        assert f"{title} not stated" in main_text(clara.get("/people/P-0001"))


def test_claims_in_contradiction_stand_side_by_side_until_one_is_ranked(
    session: Session, clara: FlaskClient, client: FlaskClient
) -> None:
    who = make.person(session)
    make.status(session, who, Status.IMPRISONED, "2023-11")
    other = make.evidence(session, "In November 2023 Elvin Sinagov was at home.")
    row = make.status(session, who, Status.AT_LIBERTY, "2023-11", evidence=other)
    (conflict,) = elements(client.get("/people/P-0001"), "section", **{"class": "conflict"})
    words = " ".join(text_of(conflict).split())
    assert words.startswith("Sources contradict each other on this")
    assert all(told in words for told in ("Imprisoned", "At liberty", make.ARRESTED, "was at home."))
    assert "sources disagree" in main_text(client.get("/people"))

    ranked = {"rank": "deprecated", "rank_reason": "A namesake", "reason": "A namesake"}
    assert post_form(clara, f"/statuses/{row.id}/revise", **ranked).status_code == 303

    assert not elements(client.get("/people/P-0001"), "section", **{"class": "conflict"})
    assert "sources disagree" not in main_text(client.get("/people"))


@pytest.mark.parametrize(
    "kept",
    [{"state": state} for state in (ClaimState.DRAFT, ClaimState.IN_REVIEW)]
    + [{"visibility": visibility} for visibility in (Visibility.INTERNAL, Visibility.RESTRICTED)],
)
def test_what_is_not_public_is_shown_to_curators_only(
    session: Session, client: FlaskClient, nemo: FlaskClient, clara: FlaskClient, kept: dict[str, object]
) -> None:
    make.charge(session, make.person(session), offence="theft of ink", **kept)
    make.person(session, "Ayla Numunali", **kept)
    for browser in (client, nemo):
        assert "theft of ink" not in main_text(browser.get("/people/P-0001"))
        assert browser.get("/people/P-0002").status_code == 404
        assert names(browser.get("/people")) == ["Elvin Sinagov"]
    assert "theft of ink" in main_text(clara.get("/people/P-0001"))
    assert "Ayla Numunali" in main_text(clara.get("/people/P-0002"))


@pytest.mark.parametrize("reference", ["P-0001", "p-1", "P1", "p0001"])
def test_a_reference_may_be_typed_as_people_write_it(
    session: Session, client: FlaskClient, reference: str
) -> None:
    make.person(session)
    assert "Elvin Sinagov" in main_text(client.get(f"/people/{reference}"))


@pytest.mark.parametrize("reference", ["P-0002", "O-0001", "P-0", "nobody", "P-0001%00", "P-" + "9" * 40])
def test_a_person_who_is_not_there_is_not_found(session: Session, rafa: FlaskClient, reference: str) -> None:
    make.person(session)
    for rest in ("", "/revise", "/retire", "/verify", "/history"):
        assert rafa.get(f"/people/{reference}{rest}").status_code == 404, rest


def test_a_curator_adds_a_person_with_the_passage_that_names_them(
    session: Session, clara: FlaskClient, rafa: FlaskClient, client: FlaskClient
) -> None:
    make.source(session)
    saved = post_form(clara, "/people/new", **NEW)
    assert (saved.status_code, saved.location) == (303, "/people/P-0001")
    page = clara.get("/people/P-0001")
    assert "Now record what the passage says of this person." in main_text(page)
    assert "Elvin Sinagov, chair" in [text_of(mark) for mark in elements(page, "mark")]
    # What a curator adds waits for a reviewer; what a reviewer adds is out.
    assert client.get("/people/P-0001").status_code == 404
    added = post_form(rafa, "/people/new", **NEW | {"text": "Bahar Misalli", "quote": "Bahar Misalli"})
    assert added.status_code == 303
    assert "Bahar Misalli" in main_text(client.get(added.location))


@pytest.mark.parametrize(
    ("mistake", "field", "told"),
    [
        ({"quote": "Elvin Sinagov was never arrested"}, "quote", "not in the text of the source"),
        ({"quote": " "}, "quote", "Choose a passage, or paste the words"),
        ({"source": ""}, "source", "Choose the source that shows this."),
        ({"text": ""}, "text", "This is needed."),
        ({"text": "x" * 10_000}, "text", "at most"),
        ({"text": "Elvin\u202eSinagov"}, "text", "invisible character (U+202E)"),
        ({"language": "Azerbaijani!"}, "language", "code"),
        ({"reason": ""}, "reason", "This is needed."),
        ({"reason": " \t"}, "reason", "This is needed."),
    ],
)
def test_what_cannot_be_saved_is_said_at_its_field_and_everything_typed_stays(
    session: Session, clara: FlaskClient, mistake: dict[str, str], field: str, told: str
) -> None:
    make.source(session)
    before = counts(session)
    typed = NEW | {"given": "Elvin", "family": "Sinagov", "note": "Read twice."} | mistake
    answer = post_form(clara, "/people/new", **typed)
    assert answer.status_code == 422
    assert shows_problems(answer, **{field: told}), errors(answer)
    assert {name: value for name, value in fields(answer).items() if name in typed} == typed
    assert counts(session) == before


@pytest.mark.parametrize("path", ["new", "P-0001/verify", "P-0001/retire", "P-0001/revise"])
def test_only_those_who_work_here_change_people(
    session: Session, client: FlaskClient, nemo: FlaskClient, clara: FlaskClient, path: str
) -> None:
    make.person(session)
    assert client.get(f"/people/{path}").location == f"/sign-in?next=/people/{path}"
    assert nemo.get(f"/people/{path}").status_code == 403
    # Only reviewers decide what readers see.
    assert clara.get(f"/people/{path}").status_code == (403 if path.endswith("revise") else 200)
    for link in links(client.get("/people/P-0001")):
        assert not link.endswith(("/revise", "/verify", "/new", "/history"))


def test_a_reviewer_publishes_and_retires_a_record(
    session: Session, rafa: FlaskClient, client: FlaskClient, clara: FlaskClient
) -> None:
    who = make.person(session)
    for state, seen in ((PublicationState.DRAFT, 404), (PublicationState.PUBLISHED, 200)):
        saved = post_form(rafa, "/people/P-0001/revise", state=state.value, reason="Decided together")
        assert saved.status_code == 303
        assert client.get("/people/P-0001").status_code == seen
        assert bool(names(client.get("/people"))) is (seen == 200)
    assert post_form(rafa, "/people/P-0001/revise", state="retired", reason="A double").status_code == 303
    assert (who.state, who.reference) == (PublicationState.RETIRED, "P-0001")
    assert names(client.get("/people")) == names(clara.get("/people")) == []
    assert names(clara.get("/people?state=retired")) == ["Elvin Sinagov"]
    assert "Retired" in main_text(clara.get("/people/P-0001"))


def test_a_curator_retires_a_record_and_says_why(
    session: Session, clara: FlaskClient, client: FlaskClient
) -> None:
    who = make.person(session)
    refused = post_form(clara, "/people/P-0001/retire", reason="")
    assert shows_problems(refused, reason="This is needed.")
    assert who.state is PublicationState.PUBLISHED
    assert post_form(clara, "/people/P-0001/retire", reason="A double of P-0002").status_code == 303
    assert who.state is PublicationState.RETIRED
    assert names(client.get("/people")) == names(clara.get("/people")) == []
    assert "A double of P-0002" in main_text(clara.get("/people/P-0001/history"))


def test_a_record_says_when_it_was_last_verified(
    session: Session, clara: FlaskClient, client: FlaskClient
) -> None:
    who = make.person(session)
    assert "not verified yet" in main_text(client.get("/people/P-0001"))
    refused = post_form(clara, "/people/P-0001/verify", note="")
    assert refused.status_code == 422
    assert "Write what was learned" in errors(refused)["note"]
    assert who.last_verified_on is None
    assert post_form(clara, "/people/P-0001/verify", note="Asked the family").status_code == 303
    assert f"last verified {who.last_verified_on:%-d %B %Y}" in main_text(client.get("/people/P-0001"))
    assert "Asked the family" in main_text(clara.get("/people/P-0001/history"))


@pytest.mark.parametrize(
    ("path", "typed"), [("revise", {"state": "retired"}), ("retire", {}), ("verify", {"note": "Asked"})]
)
def test_a_stale_edit_of_a_record_is_refused_until_it_is_sent_again(
    session: Session, rafa: FlaskClient, ada: FlaskClient, path: str, typed: dict[str, str]
) -> None:
    who = make.person(session)
    opened = rafa.get(f"/people/P-0001/{path}")
    assert post_form(ada, "/people/P-0001/revise", state="draft", reason="Too early").status_code == 303
    stale = send(rafa, opened, reason="Read again", **typed)
    assert stale.status_code == 422
    assert "Ada changed this while you were typing" in main_text(stale)
    assert fields(stale)["reason"] == "Read again"
    assert (who.state, who.last_verified_on) == (PublicationState.DRAFT, None)
    assert send(rafa, stale).status_code == 303
    assert who.state is PublicationState("draft" if path == "verify" else "retired")


def test_pages_that_only_show_take_no_form(session: Session, rafa: FlaskClient) -> None:
    make.person(session)
    form = elements(rafa.get("/people/new"), "input", name="csrf_token")
    sent = {"csrf_token": form[0].get("value", "")}
    for path in ("/people", "/people.csv", "/people/P-0001"):
        assert rafa.post(path, data=sent).status_code == 405
        assert rafa.delete(path, data=sent).status_code in (400, 405)
    assert rafa.put("/people/new", data=sent).status_code == 405


def test_a_name_is_printed_as_it_is_and_in_its_own_direction(session: Session, client: FlaskClient) -> None:
    make.person(session, "عمر <b>&")
    for path in ("/people/P-0001", "/people"):
        shown = [bdi for bdi in elements(client.get(path), "bdi") if bdi.get("dir") == "rtl"]
        assert [text_of(bdi) for bdi in shown][:1] == ["عمر <b>&"]


@pytest.fixture
def elvin(session: Session) -> Person:
    """Elvin Sınaqov, a courier, of whom a status is known."""
    make.source(session)
    who = make.person(session, "Elvin Sınaqov")
    make.status(session, who)
    make.affiliation(session, who, make.organization(session))
    session.commit()
    return who


def test_a_likely_twin_is_shown_before_it_is_made(clara: FlaskClient, elvin: Person) -> None:
    made = NEW | {"text": "Элвин Синагов"}
    refused = post_form(clara, "/people/new", **made)
    assert refused.status_code == 422
    said = main_text(refused)
    assert "This may be Elvin Sınaqov (P-0001)" in said
    assert "Union of Invented Couriers" in said
    assert "/people/P-0001" in links(refused)
    assert elements(refused, "input", name="text")[0].get("value") == "Элвин Синагов"
    saved = send(clara, refused, somebody_else="y")
    assert saved.status_code == 303
    assert saved.location.endswith("/people/P-0002")


@pytest.mark.parametrize(
    "typed", ["Ayla Numunali, Davud Numunali", "Ayla Numunali and Davud Numunali", "Numunali, Ayla"]
)
def test_several_names_are_no_one_person(clara: FlaskClient, elvin: Person, typed: str) -> None:
    refused = post_form(clara, "/people/new", **NEW | {"text": typed})
    assert refused.status_code == 422
    assert "several people" in main_text(refused)
    assert elements(refused, "input", name="text")[0].get("value") == typed


def test_a_name_that_its_passage_does_not_print_is_saved_only_when_somebody_says_so(
    clara: FlaskClient, elvin: Person
) -> None:
    refused = post_form(clara, "/people/new", **NEW | {"text": "Zülfüqar Quraşdırma"})
    assert refused.status_code == 422
    assert "The passage does not print this name" in main_text(refused)
    saved = send(clara, refused, not_printed="y")
    assert saved.status_code == 303
    assert saved.location.endswith("/people/P-0002")


def test_who_may_be_meant_is_told_while_a_name_is_typed(
    clara: FlaskClient, nemo: FlaskClient, elvin: Person
) -> None:
    told = clara.get("/people/namesakes?name=Elvin+Sinagov").get_data(as_text=True)
    assert "P-0001" in told
    assert "somebody_else" in told
    for name in ("Ayla Numunali", "", "%00", "a" * 5000):
        assert clara.get(f"/people/namesakes?name={name}").get_data(as_text=True).count("<li>") == 0
    assert nemo.get("/people/namesakes?name=Elvin+Sinagov").status_code == 403
