"""Citing at the desk: one form records what a passage says of people, whom it names, and is sent safely."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import make
from tests.support.claim_forms import counts, newest, shows_problems
from tests.support.forms import elements, errors, fields, links, main_text, post_form, send, text_of
from webapp.models import Charge, ChargeStep, Person, PersonalFact, PersonName, StatusEvent, Treatment
from webapp.vocab.charges import SentenceKind, StepKind
from webapp.vocab.claims import ClaimState, Credibility, Visibility
from webapp.vocab.liberty import Cause, Status
from webapp.vocab.people import FactKind, NameKind

BOTH = "Ceyhun Ornakov and Davud Numunali are in prison."
START = make.TEXT.index(BOTH)
SPAN = f"start={START}&end={START + len(BOTH)}"
DESK = "/sources/S-0001"
TWICE = "Ayla Numunali was released."


@pytest.fixture
def two(session: Session) -> list[Person]:
    """Two known people, both named in one sentence of the declaration."""
    return [make.person(session, name) for name in ("Ceyhun Ornakov", "Davud Numunali")]


def test_opened_at_a_span_the_form_holds_its_words_whom_they_name_and_the_likely_status(
    session: Session, clara: FlaskClient, two: list[Person]
) -> None:
    # The last letter of the sentence before, and a space, belong to what was selected by a shaky hand.
    page = clara.get(f"{DESK}?start={START - 1}&end={START + len(BOTH) + 1}")
    held = fields(page)
    assert (held["start"], held["end"], held["exact"]) == (str(START), str(START + len(BOTH)), BOTH)
    assert held["people"] == "Ceyhun Ornakov (P-0001), Davud Numunali (P-0002)"
    assert (held["status"], held["reason"], held["text_version"]) == ("imprisoned", "Read S-0001", "1")
    assert "".join(text_of(mark) for mark in elements(page, "mark", **{"class": "now"})) in BOTH
    assert text_of(elements(page, "article")[0]) == make.TEXT


def test_opened_at_a_place_of_somebody_named_it_is_about_them_alone_and_holds_the_likely_status(
    clara: FlaskClient, two: list[Person]
) -> None:
    page = clara.get(DESK)
    (place, *_) = elements(page, "a", **{"data-place": f"{START}-{START + len(BOTH)}"})
    held = fields(clara.get(place.get("href", "")))
    assert (held["people"], held["status"]) == ("Ceyhun Ornakov (P-0001)", "imprisoned")


def test_saved_it_stands_for_everybody_named_and_leads_back_to_the_passage(
    session: Session, clara: FlaskClient, two: list[Person]
) -> None:
    answer = post_form(clara, f"{DESK}?{SPAN}", since="2023?", place_words="a prison")
    events = list(session.scalars(select(StatusEvent)))
    assert {event.person.reference for event in events} == {"P-0001", "P-0002"}
    assert {(e.status, e.place_words, e.state) for e in events} == {
        (Status.IMPRISONED, "a prison", ClaimState.IN_REVIEW)
    }
    passage = events[0].citations[0].passage
    assert (passage.start, passage.end, passage.exact) == (START, START + len(BOTH), BOTH)
    assert answer.status_code == 303
    assert answer.location == f"{DESK}?{SPAN}&people=P-0001,P-0002#passage-{passage.id}"
    back = clara.get(answer.location)
    told = "Saved for Ceyhun Ornakov and Davud Numunali. Select the next sentence, or add more"
    assert told in main_text(back)
    held = fields(back)
    assert held["people"] == "Ceyhun Ornakov (P-0001), Davud Numunali (P-0002)"
    assert (held["status"], held["exact"]) == ("", BOTH)
    assert send(clara, back, act="torture").status_code == 303
    assert newest(session, Treatment).citations[0].passage_id == passage.id


def test_a_proposed_person_is_recorded_with_name_printed_form_and_status(
    session: Session, clara: FlaskClient
) -> None:
    make.source(session)
    begun = f"{DESK}?{SPAN}&name=Ceyhun+Ornakov&printed=CeyhunOrnakov&status=imprisoned#cite"
    assert post_form(clara, begun).status_code == 303
    (who,) = session.scalars(select(Person))
    assert {(c.text, c.name_kind) for c in who.claims if isinstance(c, PersonName)} == {
        ("Ceyhun Ornakov", NameKind.MAIN),
        ("CeyhunOrnakov", NameKind.AS_PRINTED),
    }
    assert newest(session, StatusEvent).person is who


def test_everything_a_passage_says_is_recorded_at_once_with_its_grading(
    session: Session, rafa: FlaskClient, two: list[Person]
) -> None:
    union = make.organization(session)
    answer = post_form(
        rafa, f"{DESK}?{SPAN}", people="Ceyhun Ornakov", act="denial_of_letters", act_date="May 2024",
        perpetrator_words="the prison", offence="smuggling", characterisation="false", role="member",
        organization=union.reference, fact="health", value="ill", printed="CeyhunOrnakov",
        credibility=Credibility.PROBABLY_TRUE.value, translation="Both are held.", note="As told.",
    )  # fmt: skip
    assert answer.status_code == 303
    told = main_text(rafa.get("/people/P-0001"))
    for words in (
        "Imprisoned",
        "Denial of letters May 2024",
        "smuggling",
        "Union of Invented Couriers Member",
    ):
        assert words in told
    fact = newest(session, PersonalFact)
    assert (fact.visibility, fact.state, fact.note) == (
        Visibility.RESTRICTED,
        ClaimState.PUBLISHED,
        "As told.",
    )
    citation = fact.citations[0]
    assert (citation.credibility, citation.translation) == (Credibility.PROBABLY_TRUE, "Both are held.")


def test_without_a_script_what_pasted_words_seem_to_tell_is_proposed_with_their_place(
    session: Session, clara: FlaskClient
) -> None:
    make.person(session, "Ayla Numunali")
    words = "Ayla Numunali and Farid Tajrubali were arrested on 3 May 2024."
    source = make.source(session, "A note", f"The note says: {words}")
    desk = f"/sources/{source.reference}/cite"
    looked = post_form(clara, desk, quote=words, look="1")
    begun = {name: fields(looked)[name] for name in ("people", "new_name", "status", "since")}
    assert begun == {
        "people": "Ayla Numunali (P-0001)", "new_name": "Farid Tajrubali", "status": "arrested",
        "since": "2024-05-03",
    }  # fmt: skip
    # A proposal that is taken out leaves the others; what was typed is not written over.
    without = [link for link in links(looked) if "without=new_name" in link]
    kept = fields(clara.get(without[0]))
    assert (kept["new_name"], kept["status"], kept["exact"]) == ("", "arrested", words)
    # Other words are not saved with what these proposed, and their place brings what they propose.
    other = send(clara, looked, quote="The note says", reason="Read", look=None)
    assert "Other words proposed" in errors(other)["quote"]
    again = fields(send(clara, looked, quote="The note says", look="1"))
    assert (again["new_name"], again["status"], again["since"]) == ("", "", "")
    typed = fields(post_form(clara, desk, quote=words, new_name="Somebody Else", since="2023", look="1"))
    assert (typed["new_name"], typed["since"], typed["status"]) == ("Somebody Else", "2023", "arrested")


def test_without_a_script_the_words_are_pasted_and_their_place_is_shown_and_chosen(
    session: Session, clara: FlaskClient
) -> None:
    who = make.person(session, "Ayla Numunali")
    looked = post_form(clara, DESK, quote="ceyhun", look="1")
    assert not elements(looked, "mark", **{"class": "now bare"})
    looked = post_form(clara, DESK, quote=BOTH, people=who.reference, look="1")
    assert looked.status_code == 200
    assert "".join(text_of(one) for one in elements(looked, "mark", **{"class": "now bare"})) == BOTH
    assert fields(looked)["people"] == who.reference
    looked = send(clara, looked, quote=TWICE, look="1")
    page = send(clara, looked, status="released_early", look=None)
    assert page.status_code == 422
    assert shows_problems(page, match="Which place?")
    places = [radio.get("value", "") for radio in elements(page, "input", name="match")]
    assert len(places) == 2
    assert send(clara, page, match=places[1]).status_code == 303
    cited = newest(session, StatusEvent).citations[0].passage
    assert (cited.start, cited.exact) == (make.TEXT.rindex(TWICE), TWICE)


def test_names_and_references_may_be_typed_and_of_namesakes_nobody_is_taken(
    session: Session, clara: FlaskClient, two: list[Person]
) -> None:
    make.person(session, "Ayla Numunali")
    page = post_form(clara, f"{DESK}?{SPAN}", people="Ornakov, Numunali")
    assert page.status_code == 422
    namesakes = "P-0003 Ayla Numunali (Not stated), P-0002 Davud Numunali (Not stated)"
    assert shows_problems(page, people=namesakes)
    assert fields(page)["people"] == "Ornakov, Numunali"
    assert text_of(elements(page, "article")[0]) == make.TEXT
    assert send(clara, page, people="Ornakov, p2").status_code == 303
    assert len(list(session.scalars(select(StatusEvent)))) == 2


UNSAVED: dict[str, tuple[dict[str, Any], str, str]] = {
    "nobody": ({"people": ""}, "people", "Name at least one person"),
    "nothing said": ({"status": ""}, "status", "Say what the passage tells"),
    "no reason": ({"reason": ""}, "reason", "needed"),
    "no words": ({"start": "", "end": ""}, "quote", "Select the words"),
    "no number": ({"start": "x"}, "quote", "Select the words"),
    "a number without end": ({"end": "9" * 5000}, "quote", "Select the words"),
    "outside": ({"end": "99999"}, "quote", "Select some words"),
    "turned round": ({"start": "50", "end": "10"}, "quote", "Select some words"),
    "other words": ({"start": "0", "end": "6"}, "quote", "select the words again"),
    "words nobody saw": ({"exact": ""}, "quote", "select the words again"),
    "another version": ({"text_version": "7"}, "quote", "select the words again"),
    "words not in it": ({"quote": "Nobody wrote this."}, "quote", "not in the text"),
    "no date": ({"since": "31 November 2023"}, "since", "no day 31"),
    "a place of nothing": ({"status": "", "place_words": "Nowhere"}, "status", "Choose the status"),
}


@pytest.mark.parametrize("case", UNSAVED)
def test_what_cannot_be_saved_is_said_at_its_field_and_nothing_typed_is_lost(
    session: Session, clara: FlaskClient, two: list[Person], case: str
) -> None:
    typed, field, words = UNSAVED[case]
    before = counts(session)
    page = post_form(clara, f"{DESK}?{SPAN}", **{"note": "Kept.", **typed})
    assert page.status_code == 422
    assert shows_problems(page, **{field: words})
    assert fields(page)["note"] == "Kept."
    assert counts(session) == before


def test_words_of_a_stale_tab_are_not_cited_from_a_newer_text(
    session: Session, clara: FlaskClient, two: list[Person]
) -> None:
    opened = clara.get(f"{DESK}?{SPAN}")
    source = session.get_one(Person, two[0].id).claims[0].citations[0].passage.source_version.source
    make.version(session, source, f"A new first line.\n\n{make.TEXT}")
    before = counts(session)
    refused = send(clara, opened)
    assert refused.status_code == 422
    assert shows_problems(refused, quote="another now; select the words again")
    assert counts(session) == before
    assert not elements(refused, "mark", **{"class": "now bare"})


def test_an_older_version_can_be_read_and_cited_and_says_that_it_is_old(
    session: Session, clara: FlaskClient, client: FlaskClient, two: list[Person]
) -> None:
    source = session.get_one(Person, two[0].id).claims[0].citations[0].passage.source_version.source
    make.version(session, source, "Both are gone from it.")
    assert text_of(elements(client.get(DESK), "article")[0]) == "Both are gone from it."
    old = client.get(f"{DESK}?version=1")
    assert text_of(elements(old, "article")[0]) == make.TEXT
    assert "This is version 1, which is not the newest any more. Read version 2" in main_text(old)
    assert "not the newest" not in main_text(client.get(f"{DESK}?version=2"))
    for wrong in ("3", "0", "-1", "x", "", "9" * 40, "1\0"):
        assert client.get(DESK, query_string={"version": wrong}).status_code == 404, wrong
    answer = post_form(clara, f"{DESK}?version=1&{SPAN}")
    assert answer.status_code == 303
    assert "version=1" in answer.location
    assert newest(session, StatusEvent).citations[0].passage.source_version.number == 1


def selection(client: FlaskClient, **query: Any) -> dict[str, Any]:
    """Return what the server tells of a selection."""
    answer = client.get(f"{DESK}/selection", query_string=query)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found


def test_of_a_selection_the_server_tells_its_words_people_and_status_and_changes_nothing(
    session: Session, clara: FlaskClient, two: list[Person]
) -> None:
    before = counts(session)
    assert selection(clara, start=START - 1, end=START + len(BOTH)) == {
        "start": START,
        "end": START + len(BOTH),
        "exact": BOTH,
        "people": ["Ceyhun Ornakov (P-0001)", "Davud Numunali (P-0002)"],
        "status": "imprisoned",
    }
    for wrong in ({}, {"start": 3, "end": 3}, {"start": 0, "end": 10**9}, {"start": "a", "end": "\0"}):
        assert "elect" in selection(clara, **wrong)["problem"]
    assert counts(session) == before


def test_only_curators_cite_and_ask_and_of_a_retired_source_nobody(
    session: Session, client: FlaskClient, nemo: FlaskClient, clara: FlaskClient, two: list[Person]
) -> None:
    for path in ("cite", "selection", "forms"):
        assert client.get(f"{DESK}/{path}").location.startswith("/sign-in?next=")
        assert nemo.get(f"{DESK}/{path}").status_code == 403
    post_form(clara, f"{DESK}/retire", reason="A double")
    assert clara.get(f"{DESK}/cite").status_code == 404
    assert not elements(clara.get(DESK), "form", id="cite")
    make.cited_source(session, "Not here", "Another text.")
    assert clara.get("/sources/S-0002/cite").status_code == 404


def test_from_a_source_one_comes_to_the_form_of_a_claim_with_the_source_chosen(
    session: Session, clara: FlaskClient
) -> None:
    make.person(session)
    for asked in ("P-0001", "p1", "Sinagov"):
        answer = clara.get(f"{DESK}/forms", query_string={"person": asked, "noun": "charges"})
        assert answer.location == "/people/P-0001/charges/new?source=S-0001"
    begun = fields(clara.get("/people/P-0001/charges/new?source=S-0001"))
    assert begun["source"].startswith("S-0001 · ")
    make.person(session, "Elvin Sinagov", evidence=make.evidence(session, "chair"))
    answer = clara.get(f"{DESK}/forms", query_string={"person": "Sinagov", "noun": "charges"})
    assert answer.location == "/people?q=Sinagov"
    assert clara.get(f"{DESK}/forms?person=P-0001&noun=nonsense").status_code == 404


HOSTILE = ("\0", "\ud800", "1e9", "-1", "9" * 5000, "²", "<script>", "P-0001" * 400, "'; --", "٣", "")


def test_whatever_stands_in_an_address_is_answered_with_a_page(
    session: Session, clara: FlaskClient, two: list[Person]
) -> None:
    before = counts(session)
    for value in HOSTILE:
        sent = value.encode("utf-8", "surrogatepass")
        for name in ("start", "end", "people", "name", "printed", "status", "rests"):
            page = clara.get(DESK, query_string={"start": START, "end": START + 5, name: sent})
            assert page.status_code == 200, (name, value)
    assert counts(session) == before


@pytest.mark.parametrize("value", ["\0", "\ud800", "9" * 5000, "<script>"])
def test_whatever_is_typed_is_refused_or_saved_whole(
    session: Session, clara: FlaskClient, two: list[Person], value: str
) -> None:
    page = clara.get(f"{DESK}?{SPAN}")
    for name in fields(page):
        before = counts(session)
        answer: TestResponse = send(clara, page, **{name: value.encode("utf-8", "surrogatepass")})
        assert answer.status_code in (303, 422), name
        assert answer.status_code == 303 or counts(session) == before, name


def test_the_term_that_the_words_print_is_proposed_and_saved_as_a_conviction(
    session: Session, clara: FlaskClient
) -> None:
    words = "Bahar Misalli was sentenced to nine years and six months in prison for smuggling."
    make.source(session, "A Verdict", words)
    opened = clara.get(f"/sources/S-0001?start=0&end={len(words)}")
    assert fields(opened)["term"] == "nine years and six months"
    assert fields(clara.get(f"/sources/S-0001?start=0&end={len(words)}&without=term"))["term"] == ""
    refused = send(clara, opened, term="very long")
    assert "Write the term as in" in errors(refused)["term"]
    assert send(clara, opened).status_code == 303
    step = newest(session, ChargeStep)
    assert (step.step, step.sentence, step.years, step.months) == (
        StepKind.CONVICTED, SentenceKind.TERM, 9, 6,
    )  # fmt: skip
    assert step.charge.person is step.person
    assert step.citations[0].passage.exact == words


RELEASED = (
    "Journalist Bahar Misalli, convicted under Article 206, part 3, was released under a pardon in May 2024."
)


def test_cause_occupation_and_article_are_proposed_each_to_be_taken_out_and_saved(
    session: Session, clara: FlaskClient
) -> None:
    smuggling = make.provision(session, "206.3", "Smuggling")
    make.source(session, "A Release", RELEASED)
    address = f"/sources/S-0001?start=0&end={len(RELEASED)}"
    opened = clara.get(address)
    proposed = {"cause": "pardon", "occupation": "journalist", "provision": "206.3 CC AZ 2000 Smuggling"}
    assert {name: fields(opened)[name] for name in proposed} == proposed
    for name in proposed:
        assert fields(clara.get(f"{address}&without={name}"))[name] == ""
    answer = clara.get(f"/sources/S-0001/selection?start=0&end={len(RELEASED)}").json
    assert {name: (answer or {})[name] for name in proposed} == proposed
    assert send(clara, opened).status_code == 303
    assert newest(session, StatusEvent).cause is Cause.PARDON
    assert newest(session, Charge).provision is smuggling
    fact = newest(session, PersonalFact)
    assert (fact.fact, fact.value, fact.citations[0].passage.exact) == (
        FactKind.OCCUPATION, "journalist", RELEASED,
    )  # fmt: skip


@pytest.mark.parametrize("numbers", [["206.3", "206.3"], ["207"], []])
def test_an_article_of_which_none_or_several_are_here_is_not_proposed(
    numbers: list[str], session: Session, clara: FlaskClient
) -> None:
    for place, number in enumerate(numbers):
        make.provision(session, number, code=make.legal_code(session, f"C{place}"))
    make.source(session, "A Release", RELEASED)
    assert fields(clara.get(f"/sources/S-0001?start=0&end={len(RELEASED)}"))["provision"] == ""
