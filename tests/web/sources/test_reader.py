"""The reader: a source's text with its cited passages marked, and all claims that rest on them."""

from itertools import accumulate
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import elements, fields, links, main_text, post_form, text_of
from tests.web.conftest import Queries
from webapp.domain.claims import recording
from webapp.domain.history.recording import editing
from webapp.domain.organizations import organizations
from webapp.domain.sources import passages, sources
from webapp.domain.text.quote_location import Span
from webapp.domain.visibility import CURATOR
from webapp.models import Citation, Organization, Passage, Person, SourcePage, StatusEvent
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.liberty import Status
from webapp.vocab.organizations import OrganizationFactKind, OrganizationKind
from webapp.vocab.people import NameKind

LONG_LINE = "Nothing is said here of anybody at all.\n"
LOST = "Nobody knows where Farid Tajrubali is.\n"


def test_cited_words_are_marked_and_lead_to_the_claims_on_them(session: Session, client: FlaskClient) -> None:
    elvin = make.person(session)
    status = make.status(session, elvin, evidence=make.evidence(session))
    page = client.get("/sources/S-0001")
    assert text_of(elements(page, "article")[0]) == make.TEXT
    marks = [text_of(mark) for mark in elements(page, "mark")]
    assert marks == ["Elvin Sinagov", make.ARRESTED.removeprefix("Elvin Sinagov")]
    passage = status.citations[0].passage_id
    assert elements(page, "li", id=f"on-{passage}")
    assert elements(page, "mark", id=f"passage-{passage}") or elements(page, "span", id=f"passage-{passage}")
    assert f"/people/P-0001#claim-{status.id}" in links(page)
    assert f"/citations/{status.lead_citation_id}" in links(page)
    assert f"“{make.ARRESTED}” Elvin Sinagov Arrested November 2023 citation" in main_text(page)


def test_passages_that_overlap_or_lie_in_one_another_leave_the_text_whole(
    session: Session, client: FlaskClient
) -> None:
    elvin = make.person(session)
    quotes = (
        "Elvin Sinagov, chair of the Union",
        "chair of the Union of Invented Couriers, was arrested",
        "Union of Invented Couriers",
        "Invented Couriers, was arrested in November 2023. Ayla Numunali",
        "November 2023.",
    )
    cited = [make.evidence(session, quote) for quote in quotes[:2]]
    cited += [make.evidence(session, quotes[2], place=1)]
    cited += [make.evidence(session, quote) for quote in quotes[3:]]
    for number, evidence in enumerate(cited):
        make.status(session, elvin, since=f"202{number}", evidence=evidence)
    page = client.get("/sources/S-0001")
    assert text_of(elements(page, "article")[0]) == make.TEXT
    assert "".join(text_of(mark) for mark in elements(page, "mark")) == (f"{make.ARRESTED} Ayla Numunali")
    for evidence in cited:
        anchor = f"passage-{evidence.passage.id}"
        assert elements(page, "mark", id=anchor) or elements(page, "span", id=anchor)


def test_claims_are_listed_in_the_order_of_the_text_with_all_people_of_a_passage(
    session: Session, client: FlaskClient
) -> None:
    people = [make.person(session, name) for name in ("Davud Numunali", "Ceyhun Ornakov", "Elvin Sinagov")]
    both = make.evidence(session, "Ceyhun Ornakov and Davud Numunali are in prison.")
    make.status(session, people[:2], evidence=both, since=None)
    told = main_text(client.get("/sources/S-0001"))
    assert told.index("“Elvin Sinagov”") < told.index("are in prison.” Ceyhun Ornakov Arrested")
    assert told.index("are in prison.” Ceyhun Ornakov") < told.index("Davud Numunali Arrested")


def test_organizations_that_say_the_same_of_a_person_stand_in_one_line(
    session: Session, client: FlaskClient
) -> None:
    elvin, evidence = make.person(session), make.evidence(session)
    for name in ("First Invented Group", "Second Invented Group"):
        make.assessment(session, elvin, make.organization(session, name), evidence=evidence)
    told = main_text(client.get("/sources/S-0001"))
    assert (
        "Elvin Sinagov Political prisoner as assessed by First Invented Group Second Invented Group" in told
    )


def test_the_name_of_an_organization_leads_from_the_words_that_print_it(
    session: Session, client: FlaskClient, clara: FlaskClient
) -> None:
    make.organization(session, "Example Party", OrganizationKind.PARTY)
    source = make.source(session)
    form = {"source": source.reference, "quote": "the Example Party", "reason": "Printed"}
    post_form(clara, "/organizations/O-0001/names/new", text="the Example Party", **form)
    assert "“the Example Party” prints the name the Example Party" in main_text(client.get("/sources/S-0001"))


def test_names_and_rules_of_organizations_stand_under_the_words_of_a_source_that_is_not_archived(
    session: Session, client: FlaskClient
) -> None:
    prison = make.organization(session, "Example Prison", OrganizationKind.PRISON)
    source = make.cited_source(session, "A Note Kept Elsewhere", "The Prison of Example. Letters on Mondays.")
    printed = make.cited(session, source, "The Prison of Example", 0).passage
    with editing(session, by=make.account(session), reason="Printed", at=make.AT):
        organizations.add_organization_name(
            session, prison, text="The Prison of Example", kind=NameKind.AS_PRINTED, language=None, note=None,
            passage=printed,
        )  # fmt: skip
    rule = make.cited(session, source, "Letters on Mondays.", 23)
    make.organization_fact(session, prison, rule.passage.exact, OrganizationFactKind.LETTERS, rule)
    told = main_text(client.get(f"/sources/{source.reference}"))
    assert "Names of organizations 1 passage The Prison of Example prints the name" in told
    assert "Addresses and rules of places 1 passage Letters on Mondays." in told


def test_claims_that_are_not_public_leave_no_trace_on_the_page_of_a_source(
    session: Session, client: FlaskClient, clara: FlaskClient
) -> None:
    make.status(session, make.person(session), visibility=Visibility.INTERNAL)
    hidden = make.person(session, "Ayla Numunali", state=ClaimState.DRAFT)
    make.status(session, hidden, since="2022")
    page = client.get("/sources/S-0001")
    assert [text_of(mark) for mark in elements(page, "mark")] == ["Elvin Sinagov"]
    assert "Arrested" not in main_text(page)
    assert citations(client) == "1"
    told = resting(clara)
    assert "Elvin Sinagov Arrested November 2023" in told
    assert "Ayla Numunali Arrested 2022" in told
    assert citations(clara) == "4"


def test_a_withdrawn_claim_rests_on_nothing_any_more(session: Session, clara: FlaskClient) -> None:
    status = make.status(session, make.person(session))
    with editing(session, by=make.account(session), reason="A mistake", at=make.AT):
        recording.withdraw_claim(session, claim=status, version=status.version)
    assert "Arrested" not in resting(clara)
    assert citations(clara) == "1"


def resting(client: FlaskClient) -> str:
    """Return what stands beside the text of the first source as resting on it, with single spaces."""
    aside = elements(client.get("/sources/S-0001"), "aside")[0]
    return " ".join(" ".join(aside.itertext()).split())


def citations(client: FlaskClient) -> str:
    """Return the number of citations that the list shows of its first source."""
    return text_of(elements(client.get("/sources"), "td", **{"data-label": "Citations"})[0])


@pytest.mark.parametrize("visibility", [Visibility.INTERNAL, Visibility.RESTRICTED])
def test_a_source_that_is_not_public_is_there_for_curators_only(
    session: Session, client: FlaskClient, nemo: FlaskClient, clara: FlaskClient, visibility: Visibility
) -> None:
    make.source(session, visibility=visibility)
    assert client.get("/sources/S-0001").status_code == 404
    assert nemo.get("/sources/S-0001").status_code == 404
    assert "There is no source yet" in main_text(client.get("/sources"))
    assert visibility.label in main_text(clara.get("/sources/S-0001"))


def test_a_text_is_shown_as_it_is_whatever_it_holds(session: Session, client: FlaskClient) -> None:
    text = '<script>alert(1)</script> & "quoted" &amp; {{ 7 * 7 }}\n\n\tقال عمر: «نعم» 🚲\n  </article> end'
    make.source(session, text=text)
    evidence = make.evidence(session, "«نعم» 🚲", of=sources.source(session, "S-0001", to=CURATOR))
    make.person(session, "عمر", evidence=evidence)
    page = client.get("/sources/S-0001")
    assert text_of(elements(page, "article")[0]) == text
    assert [text_of(mark) for mark in elements(page, "mark")] == ["«نعم» 🚲"]


def test_of_a_source_that_is_not_archived_the_quotations_are_shown_in_order(
    session: Session, client: FlaskClient
) -> None:
    source = make.cited_source(session, text=LOST)
    farid = make.person(
        session, "Farid Tajrubali", evidence=make.cited(session, source, "Farid Tajrubali", 19)
    )
    make.status(session, farid, evidence=make.cited(session, source, "Nobody knows", 0))
    page = client.get("/sources/S-0001")
    assert [text_of(mark) for mark in elements(page, "mark")] == ["Nobody knows", "Farid Tajrubali"]
    assert "not archived here" in main_text(page)
    assert "Farid Tajrubali Arrested November 2023 citation" in main_text(page)
    assert not [link for link in links(page) if link.endswith("/attach")]


def test_only_curators_are_shown_who_may_be_named_and_the_form(
    session: Session, client: FlaskClient, nemo: FlaskClient, clara: FlaskClient
) -> None:
    make.person(session, "Ceyhun Ornakov", evidence=make.evidence(session, "People"))
    for reader in (client, nemo):
        page = reader.get("/sources/S-0001")
        assert not elements(page, "u")
        assert not elements(page, "form", id="cite")
        assert "Names in the text" not in main_text(page)
        assert "tabindex" not in elements(page, "article")[0].attrib
    page = clara.get("/sources/S-0001")
    (underlined,) = elements(page, "u")
    assert text_of(underlined) == "Ceyhun Ornakov"
    assert underlined.get("title") == "Possibly P-0001 Ceyhun Ornakov"
    assert text_of(elements(page, "article")[0]) == make.TEXT


def test_names_in_the_text_lead_to_the_form_filled_in_with_their_sentence(
    session: Session, clara: FlaskClient
) -> None:
    make.person(session, "Ceyhun Ornakov")
    page = clara.get("/sources/S-0001")
    sentence = "Ceyhun Ornakov and Davud Numunali are in prison."
    start = make.TEXT.index(sentence)
    (place,) = elements(page, "a", **{"data-place": f"{start}-{start + len(sentence)}"})
    held = fields(clara.get(place.get("href", "").partition("#")[0]))
    assert (held["exact"], held["people"]) == (sentence, "Ceyhun Ornakov (P-0001)")
    (record,) = elements(page, "a", **{"aria-label": "Record Davud Numunali"})
    held = fields(clara.get(record.get("href", "").partition("#")[0]))
    assert (held["exact"], held["people"]) == (sentence, "")
    assert (held["new_name"], held["status"], held["printed"]) == ("Davud Numunali", "imprisoned", "")


def test_where_passages_overlap_the_text_and_the_list_tell_of_all_of_them(
    session: Session, client: FlaskClient
) -> None:
    who = make.person(session)
    make.status(session, who)
    make.status(session, who, since="2020", evidence=make.evidence(session, "Sinagov, chair of the Union"))
    page = client.get("/sources/S-0001")
    marks = [(text_of(mark), mark.get("class"), mark.get("title")) for mark in elements(page, "mark")]
    assert marks == [
        ("Elvin ", "deep", "Cited in 2 passages"),
        ("Sinagov", "deeper", "Cited in 3 passages"),
        (", chair of the Union", "deep", "Cited in 2 passages"),
        (" of Invented Couriers, was arrested in November 2023.", None, None),
    ]
    told = main_text(page)
    assert f"Shares words with “Elvin Sinagov”, “{make.ARRESTED[:50]}" in told.replace("...", "")


def test_pages_are_marked_and_are_no_part_of_the_text(session: Session, client: FlaskClient) -> None:
    version = make.source(session).versions[0]
    starts = (0, make.TEXT.index("Ayla"))
    session.add_all(
        SourcePage(source_version_id=version.id, number=number, start=start)
        for number, start in enumerate(starts, start=1)
    )
    page = client.get("/sources/S-0001")
    marks = elements(page, "span", **{"class": "page"})
    assert [mark.get("data-page") for mark in marks] == ["page 1", "page 2"]
    assert text_of(elements(page, "article")[0]) == make.TEXT


def test_of_many_passages_all_are_marked_and_fifty_are_listed_at_a_time(
    session: Session, client: FlaskClient
) -> None:
    words = [f"word{number}" for number in range(150)]
    source, elvin = make.source(session, text=" ".join(words)), make.person(session)
    with editing(session, by=make.account(session), reason="Many", at=make.AT):
        for number, span in enumerate(_spans(words)):
            passage = passages.fix_passage(session, source.versions[0], span)
            session.add(_status(elvin, passage, number))
    pages = [client.get(f"/sources/S-0001?rests={number}") for number in (1, 2, 3)]
    assert [len(elements(page, "mark")) for page in pages] == [150] * 3
    assert [len([li for li in elements(page, "li") if "on-" in li.get("id", "")]) for page in pages] == [
        50, 50, 50,
    ]  # fmt: skip
    assert "Passages 51–100 of 150" in main_text(pages[1])
    assert "/sources/S-0001?rests=3#resting" in links(pages[1])
    far = [link for link in links(pages[0]) if "rests=3#on-" in link]
    assert elements(pages[2], "li", id=far[0].partition("#")[2])
    for odd in ("0", "-1", "99", "x", "9" * 50):
        assert client.get(f"/sources/S-0001?rests={odd}").status_code == 200


def _spans(words: list[str]) -> list[Span]:
    """Return where each of the words stands in a text of them with blanks between."""
    ends = list(accumulate(len(word) + 1 for word in words))
    return [Span(end - 1 - len(word), end - 1) for word, end in zip(words, ends, strict=True)]


def _status(who: Person, passage: Passage, number: int) -> StatusEvent:
    citation = Citation(id=uuid4(), passage=passage)
    event = StatusEvent(
        id=uuid4(), person=who, state=ClaimState.PUBLISHED, status=Status.ARRESTED, place_words=f"{number}"
    )
    event.citations.append(citation)
    event.lead_citation_id = citation.id
    return event


def test_more_claims_and_sources_take_no_more_queries(session: Session, queries: Queries) -> None:
    paths = ("/sources", "/sources/S-0001", "/organizations", "/organizations/O-0001")
    union = make.organization(session)
    _fill(session, union, 1)
    before = [queries(path) for path in paths]
    _fill(session, union, 4)
    assert [queries(path) for path in paths] == before


def _fill(session: Session, union: Organization, number: int) -> None:
    source = make.source(session, f"Source {number}", f"A text of {number} words.", publisher=union)
    with make.single_edit(session):
        for _ in range(number):
            person = make.person(session)
            make.affiliation(session, person, union)
            make.treatment(session, person, perpetrator=union)
            make.assessment(session, person, union)
            make.status(session, person, place=union, authority=union)
            make.step(session, make.charge(session, person, offence="none"), court=union)
            make.status(session, person, since="2022", evidence=make.evidence(session, "words", of=source))


def test_of_a_long_text_a_part_is_shown_with_what_rests_on_it(session: Session, clara: FlaskClient) -> None:
    far = "Ayla Numunali was released on 3 March 2024."
    text = LONG_LINE * 500 + far + "\n" + LONG_LINE * 500 + make.ARRESTED
    source = make.source(session, "A long report", text)
    elvin = make.person(session, evidence=make.evidence(session, "Elvin Sinagov", of=source))
    cited = make.evidence(session, far, of=source)
    make.status(session, elvin, evidence=cited)
    pages = [clara.get(f"/sources/S-0001?part={number}") for number in (1, 2, 3)]
    shown = [text_of(elements(page, "article")[0]) for page in pages]
    assert "".join(shown) == text
    assert [elements(page, "article")[0].get("data-first") for page in pages] == [
        "0", str(len(shown[0])), str(len(shown[0] + shown[1]))
    ]  # fmt: skip
    holds = next(number for number, words in enumerate(shown) if far in words)
    marks = [[text_of(mark) for mark in elements(page, "mark")] for page in pages]
    assert [far in words for words in marks] == [number == holds for number in range(3)]
    assert [f"“{far}”" in main_text(page) for page in pages] == [number == holds for number in range(3)]
    assert "Part 2 of 3" in main_text(pages[1])
    assert {"/sources/S-0001?part=1#text", "/sources/S-0001?part=3#text"} <= set(links(pages[1]))
    empty = ["Nothing yet in this part of the text." in main_text(page) for page in pages]
    assert empty == [not any(words) for words in marks]
    assert any(empty)
    whole = clara.get("/sources/S-0001?part=whole")
    assert text_of(elements(whole, "article")[0]) == text
    # The address of words leads to the part that holds them, and what is no part is the first.
    there = clara.get(f"/sources/S-0001?start={text.index(far)}&end={text.index(far) + 9}")
    assert far in text_of(elements(there, "article")[0])
    for odd in ("0", "-1", "99", "x", "9" * 50):
        assert clara.get(f"/sources/S-0001?part={odd}").status_code == 200


def test_a_form_offers_the_passages_cited_last_and_the_chosen_one(
    session: Session, clara: FlaskClient
) -> None:
    words = [f"word{number}" for number in range(60)]
    source, elvin = make.source(session, text=" ".join(words)), make.person(session)
    with editing(session, by=make.account(session), reason="Many", at=make.AT):
        cited = [passages.fix_passage(session, source.versions[0], span) for span in _spans(words)]
        session.add_all(_status(elvin, passage, number) for number, passage in enumerate(cited))
    address = f"/people/P-0001/statuses/new?source={source.reference}"
    chosen = clara.get(f"{address}&passage={cited[0].id}")
    offered = [
        [text_of(label) for label in elements(page, "label") if "passage-" in label.get("for", "")]
        for page in (clara.get(address), chosen)
    ]
    assert offered == [words[10:], [words[0], *words[11:]]]
    assert "These were cited last" in main_text(chosen)
