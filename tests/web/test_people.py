"""Pages of people: the list with its filters, a record and its quotations, adding, publishing, verifying."""

from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import make
from tests.web.claiming import CITING, counts, said
from tests.web.posting import elements, errors, fields, links, main_text, post_form, send, text_of
from webapp.domain.people_list import PAGE
from webapp.models import Person
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.liberty import Status
from webapp.vocab.people import FactKind, NameKind, PublicationState

NEW = CITING | {"text": "Elvin Sinagov", "quote": "Elvin Sinagov, chair"}


@pytest.fixture
def three(session: Session) -> list[Person]:
    """Elvin, a journalist in prison; Ayla, who was released; Bahar, of whom nothing is stated."""
    elvin, ayla = make.person(session), make.person(session, "Ayla Numunali")
    make.status(session, elvin, Status.IMPRISONED)
    make.status(session, ayla, Status.RELEASED_SERVED, None)
    make.fact(session, elvin, FactKind.SEX, "male")
    make.fact(session, elvin, FactKind.OCCUPATION, "journalist")
    make.fact(session, ayla, FactKind.SEX, "female")
    make.affiliation(session, elvin, make.organization(session))
    return [elvin, ayla, make.person(session, "Bahar Misalli")]


def names(page: TestResponse) -> list[str]:
    """Return the names in a list, in its order."""
    return [text_of(link).strip() for link in elements(page, "a", **{"class": "name"})]


def filters(page: TestResponse) -> dict[str, str]:
    """Return the links of the filters by what they say, with their count."""
    found = {}
    for aside in elements(page, "aside"):
        for item in aside.iter("li"):
            link, count = item.find("a"), item.find("span")
            assert link is not None
            assert count is not None
            found[f"{text_of(link)} {text_of(count)}"] = link.get("href", "")
    return found


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Ayla Numunali", "Bahar Misalli", "Elvin Sinagov"]),
        ("held=yes", ["Elvin Sinagov"]),
        ("held=no", ["Ayla Numunali"]),
        ("held=not_stated", ["Bahar Misalli"]),
        ("held=yes&held=no", ["Ayla Numunali", "Elvin Sinagov"]),
        ("status=released_served", ["Ayla Numunali"]),
        ("organization=O-0001", ["Elvin Sinagov"]),
        ("sex=female", ["Ayla Numunali"]),
        ("occupation=journalist", ["Elvin Sinagov"]),
        ("source=S-0001&sex=male", ["Elvin Sinagov"]),
        ("held=yes&sex=female", []),
        ("q=misalli", ["Bahar Misalli"]),
        ("q=P-2", ["Ayla Numunali"]),
    ],
)
def test_the_address_says_who_is_on_the_list(
    three: list[Person], client: FlaskClient, query: str, expected: list[str]
) -> None:
    page = client.get(f"/people?{query}")
    assert names(page) == expected
    people = "person" if len(expected) == 1 else "people"
    assert text_of(elements(page, "h1")[0]).startswith(f"{len(expected)} {people}")
    assert "of 3 recorded" in main_text(page)


def test_a_filter_says_how_many_it_leaves_and_keeps_the_others(
    three: list[Person], client: FlaskClient
) -> None:
    page = client.get("/people?sex=male")
    offered = filters(page)
    assert offered["Held 1"] == "/people?held=yes&sex=male"
    assert offered["Union of Invented Couriers 1"] == "/people?organization=O-0001&sex=male"
    # A filter that is on leads to the list without it; the others of its kind are alternatives.
    assert offered["Male 1"] == "/people"
    assert offered["Female 1"] == "/people?sex=male&sex=female"
    for words, address in offered.items():
        listed = names(client.get(address))
        assert listed, words
        if address.endswith("&sex=male"):
            assert len(listed) == int(words.rpartition(" ")[2]), words


@pytest.mark.parametrize("query", ["held=maybe", "status=free", "sex=x", "organization=union", "source=O-"])
def test_a_word_the_filter_does_not_know_is_named(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/people?{query}")
    field, _, word = query.partition("=")
    assert answer.status_code == 400
    assert f"{field}: “{word}” is not" in main_text(answer)


@pytest.mark.parametrize(
    "typed", ["Elvin Sinagov", "Эльвин Синагов", "sinaqov", "SİNAGOV elvin", "الفين", "Elv"]
)
def test_a_person_is_found_in_any_spelling(session: Session, client: FlaskClient, typed: str) -> None:
    elvin = make.person(session)
    make.name(session, elvin, "الفين", name_kind=NameKind.TRANSLITERATION)
    make.person(session, "Ayla Numunali")
    page = client.get("/people", query_string={"q": typed})
    assert names(page) == ["Elvin Sinagov"]
    assert f"Named like “{typed}”" in main_text(page)


def test_a_list_without_anybody_says_what_to_do(
    session: Session, client: FlaskClient, clara: FlaskClient
) -> None:
    assert "Nobody is recorded yet Add a source first" in main_text(client.get("/people"))
    assert "/sources/new" not in links(client.get("/people"))
    assert "/sources/new" in links(clara.get("/people"))
    make.person(session)
    page = client.get("/people?q=nobody")
    assert "No person fits these filters" in main_text(page)
    assert "/people" in links(page)


def test_paging_shows_everybody_once_forth_and_back(session: Session, client: FlaskClient) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    everybody = sorted(f"Elvin Sinagov {one}{two}" for one in letters[:3] for two in letters[:20])
    evidence = make.evidence(session, make.ARRESTED)
    for name in reversed(everybody):
        make.person(session, name, evidence=evidence)
    seen, address = [], "/people?source=S-0001"
    page = client.get(address)
    while True:
        seen.append(names(page))
        following = elements(page, "a", rel="next")
        if not following:
            break
        assert parse_qs(urlsplit(following[0].get("href", "")).query)["source"] == ["S-0001"]
        page = client.get(following[0].get("href", ""))
    assert [len(names) for names in seen] == [PAGE, len(everybody) - PAGE]
    assert sum(seen, []) == everybody
    (back,) = elements(page, "a", rel="prev")
    first = client.get(back.get("href", ""))
    assert names(first) == seen[0]
    assert not elements(first, "a", rel="prev")


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
    assert "sources differ" in main_text(client.get("/people"))

    ranked = {"rank": "deprecated", "rank_reason": "A namesake", "reason": "A namesake"}
    assert post_form(clara, f"/statuses/{row.id}/revise", **ranked).status_code == 303

    assert not elements(client.get("/people/P-0001"), "section", **{"class": "conflict"})
    assert "sources differ" not in main_text(client.get("/people"))


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
    assert said(answer, **{field: told}), errors(answer)
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
    assert said(refused, reason="This is needed.")
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
    refused = post_form(clara, "/people/P-0001/verify", reason="")
    assert refused.status_code == 422
    assert said(refused, reason="This is needed.")
    assert who.last_verified_on is None
    assert post_form(clara, "/people/P-0001/verify", reason="Asked the family").status_code == 303
    assert f"last verified {who.last_verified_on:%-d %B %Y}" in main_text(client.get("/people/P-0001"))
    assert "Asked the family" in main_text(clara.get("/people/P-0001/history"))


@pytest.mark.parametrize(
    ("path", "typed"), [("revise", {"state": "retired"}), ("retire", {}), ("verify", {})]
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


@pytest.mark.parametrize(
    "name", ["100% Couriers", "%(q)s & %s", "<b>Couriers</b>", "{{ 7 * 7 }}", "“Sons”; \\n"]
)
def test_a_filter_names_organizations_and_sources_as_they_were_typed(
    session: Session, client: FlaskClient, name: str
) -> None:
    evidence = make.evidence(session, "courier", of=make.source(session, f"{name}: a note", "A courier."))
    make.affiliation(session, make.person(session), make.organization(session, name), evidence=evidence)
    offered = filters(client.get("/people"))
    assert offered[f"{name} 1"] == "/people?organization=O-0001"
    assert offered[f"{name}: a note 1"] == "/people?source=S-0001"
