"""Updating a status: dates as people type them, the place of the words, several people at once."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.claim_forms import CITING, counts, newest, shows_problems
from tests.support.counted_statements import counted
from tests.support.engines import on_sqlite
from tests.support.forms import elements, errors, fields, links, main_text, post_form, send, text_of
from webapp.models import Passage, Person, StatusEvent
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Status

NEW = "/people/P-0001/statuses/new"


@pytest.fixture(autouse=True)
def who(session: Session) -> Person:
    """A person to update."""
    return make.person(session)


def test_a_date_typed_in_words_is_understood_and_kept_at_its_precision(
    session: Session, clara: FlaskClient
) -> None:
    answer = post_form(clara, NEW, **CITING, status="arrested", since="about June 2022")

    assert newest(session, StatusEvent).since.edtf == "2022-06~"
    assert "about June 2022" in main_text(clara.get(answer.location))


def test_a_form_given_back_says_how_the_date_was_understood(clara: FlaskClient) -> None:
    answer = post_form(clara, NEW, **CITING | {"quote": ""}, status="arrested", since="20.11.2023")

    assert answer.status_code == 422
    assert "Understood as: on 20 November 2023" in main_text(answer)


def test_no_status_is_chosen_before_the_curator_chooses(clara: FlaskClient) -> None:
    assert fields(clara.get(NEW))["status"] == ""

    answer = post_form(clara, NEW, **CITING)

    assert answer.status_code == 422
    assert shows_problems(answer, status="Choose one.")


def test_causes_of_release_are_for_those_who_are_not_held(session: Session, clara: FlaskClient) -> None:
    answer = post_form(clara, NEW, **CITING, status="imprisoned", cause="pardon")
    assert answer.status_code == 422
    assert shows_problems(answer, cause="a person who is held has none")

    assert post_form(clara, NEW, **CITING, status="released_early", cause="pardon").status_code == 303
    assert newest(session, StatusEvent).cause == "pardon"


def test_why_it_happened_is_told_in_the_words_of_the_source(session: Session, clara: FlaskClient) -> None:
    post_form(clara, NEW, **CITING, status="arrested", reason_words="for singing")
    assert newest(session, StatusEvent).reason_words == "for singing"
    assert "Arrested date not stated why, in the source's words: “for singing”" in main_text(
        clara.get("/people/P-0001")
    )


def test_words_that_stand_twice_are_shown_in_context_and_the_chosen_place_is_cited(
    session: Session, clara: FlaskClient
) -> None:
    before = counts(session)
    asked = post_form(clara, NEW, **CITING | {"quote": make.RELEASED}, status="released_served")

    assert asked.status_code == 422
    assert shows_problems(asked, match="These words stand in the text 2 times. Which place?")
    assert counts(session) == before
    first, second = elements(asked, "input", name="match")
    contexts = [text_of(label) for label in elements(asked, "label") if "match-" in label.get("for", "")]
    assert "was arrested in November 2023" in contexts[0]
    assert "leads the Example Party" in contexts[1]

    answer = send(clara, asked, match=second.get("value"))

    assert answer.status_code == 303
    (citation,) = newest(session, StatusEvent).citations
    assert citation.passage.start == make.TEXT.rindex(make.RELEASED)
    assert first.get("value", "").startswith(f"{make.TEXT.index(make.RELEASED)}-")


def test_a_place_that_was_not_offered_is_not_taken(session: Session, clara: FlaskClient) -> None:
    before = counts(session)
    asked = post_form(clara, NEW, **CITING | {"quote": make.RELEASED}, status="released_served")

    assert send(clara, asked, match="0-25").status_code == 422
    assert counts(session) == before


def test_quotation_marks_dashes_and_line_breaks_need_not_agree(session: Session, clara: FlaskClient) -> None:
    make.source(session, "A Second Invented Note", "They said: “Elvin\nSinagov — arrested”, no more.")
    typed = CITING | {"source": "S-0002", "quote": '"Elvin Sinagov - arrested"'}

    assert post_form(clara, NEW, **typed, status="arrested").status_code == 303
    assert newest(session, StatusEvent).citations[0].passage.exact == "“Elvin\nSinagov — arrested”"


def test_a_source_without_its_text_takes_no_pasted_words(session: Session, clara: FlaskClient) -> None:
    make.cited_source(session, "A Note Kept Elsewhere", "Elvin Sinagov was arrested.")

    answer = post_form(clara, NEW, **CITING | {"source": "S-0002"}, status="arrested")

    assert answer.status_code == 422
    assert shows_problems(answer, quote="The text of this source is not archived")


def test_one_passage_makes_a_claim_of_each_person_it_names(session: Session, clara: FlaskClient) -> None:
    make.person(session, "Ceyhun Ornakov")
    make.person(session, "Davud Numunali")
    words = CITING | {"quote": "Ceyhun Ornakov and Davud Numunali are in prison."}

    answer = post_form(clara, NEW, **words, status="imprisoned", people="P-0002, p-3")

    assert answer.status_code == 303
    rows = session.scalars(select(StatusEvent)).all()
    assert {row.person.reference for row in rows} == {"P-0002", "P-0003"}
    assert len({row.citations[0].passage_id for row in rows}) == 1


def test_nobody_gets_the_claim_when_one_of_several_is_unknown(session: Session, clara: FlaskClient) -> None:
    before = counts(session)
    for people, told in (("P-0001, P-0099", "There is no person P-0099"), (" , ", "at least one person")):
        answer = post_form(clara, NEW, **CITING, status="arrested", people=people)
        assert answer.status_code == 422
        assert shows_problems(answer, people=told), errors(answer)
        assert fields(answer)["people"] == people
    assert counts(session) == before


def test_another_passage_that_says_the_same_is_added_to_the_claim(
    session: Session, clara: FlaskClient
) -> None:
    make.source(session, "A Second Invented Note", "In November 2023 they took Elvin Sinagov.")
    second = CITING | {"source": "S-0002", "quote": "they took Elvin Sinagov"}
    post_form(clara, NEW, **CITING, status="arrested", since="2023-11")

    assert post_form(clara, NEW, **second, status="arrested", since="November 2023").status_code == 303

    (row,) = session.scalars(select(StatusEvent))
    assert [citation.passage.exact for citation in row.citations] == [make.ARRESTED, second["quote"]]


def test_passages_cited_before_are_shown_to_choose_from_and_looking_saves_nothing(
    session: Session, clara: FlaskClient, who: Person
) -> None:
    make.status(session, who, Status.WANTED, "2020")
    before = counts(session)

    looked = post_form(clara, NEW, source="S-0001", status="arrested", reason="Read again", look="1")

    assert looked.status_code == 200
    assert counts(session) == before
    assert fields(looked)["status"] == "arrested"
    passage = session.scalars(select(Passage).where(Passage.exact == make.ARRESTED)).one()
    assert str(passage.id) in [radio.get("value") for radio in elements(looked, "input", name="passage")]

    assert send(clara, looked, passage=str(passage.id)).status_code == 303
    assert newest(session, StatusEvent).citations[0].passage_id == passage.id


def test_a_passage_of_another_source_is_refused(session: Session, clara: FlaskClient, who: Person) -> None:
    make.source(session, "A Second Invented Note", "Nothing to do with anybody.")
    other = make.status(session, who, Status.WANTED, "2020").citations[0].passage_id

    for passage in (str(other), "not-a-passage"):
        answer = clara.post(NEW, data=_sent(clara, source="S-0002", passage=passage, status="arrested"))
        assert answer.status_code == 422
        assert "This passage is not one of the chosen source." in main_text(answer)


def test_the_next_claim_begins_with_the_source_and_passage_just_cited(
    session: Session, clara: FlaskClient
) -> None:
    saved = post_form(clara, NEW, **CITING, status="arrested")

    page = clara.get(saved.location)
    assert "What you add here next begins with the same passage." in main_text(page)
    (address,) = [link for link in links(page) if link.startswith("/people/P-0001/treatments/new")]
    begun = fields(clara.get(address))
    passage = newest(session, StatusEvent).citations[0].passage_id
    assert (begun["source"], begun["passage"]) == (f"S-0001 · {make.TITLE}", str(passage))
    assert fields(clara.get(NEW))["source"] == f"S-0001 · {make.TITLE}"

    assert post_form(clara, address, act="beating", reason="In the same sentence").status_code == 303


def test_a_form_without_its_token_is_refused_with_a_page_that_says_so(
    session: Session, clara: FlaskClient
) -> None:
    before = counts(session)

    answer = clara.post(NEW, data={**CITING, "status": "arrested", "people": "P-0001"})

    assert answer.status_code == 400
    assert "This form is too old" in main_text(answer)
    assert counts(session) == before


def _sent(clara: FlaskClient, **values: str) -> dict[str, str]:
    """Return what a form holds with `values` put in, fields that the page does not offer included."""
    page = clara.get(NEW)
    token = page.get_data(as_text=True).split('id="csrf_token" name="csrf_token" type="hidden" value="')[1]
    return fields(page) | values | {"csrf_token": token.split('"')[0], "reason": "Read again"}


def test_a_remand_is_ordered_until_a_day_at_the_precision_given(session: Session, clara: FlaskClient) -> None:
    answer = post_form(clara, NEW, **CITING, status="pretrial_detention", since="2023-11", until="2024-06-20")

    assert newest(session, StatusEvent).until == PartialDate.parse("2024-06-20")
    assert "ordered until 20 June 2024" in main_text(clara.get(answer.location))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"status": "released_served", "until": "2024"}, "Only a detention or a ban"),
        ({"status": "arrested", "since": "2024", "until": "2023"}, "It ends before it begins."),
    ],
)
def test_an_end_that_cannot_be_ordered_is_refused(
    typed: dict[str, str], told: str, session: Session, clara: FlaskClient
) -> None:
    answer = post_form(clara, NEW, **CITING, **typed)

    assert answer.status_code == 422
    assert shows_problems(answer, until=told)


@on_sqlite
def test_a_status_is_saved_in_few_statements_whatever_was_saved_before(
    session: Session, clara: FlaskClient
) -> None:
    numbers = []
    for since in ("2021", "2022", "2023", "2024"):
        page = clara.get(NEW)
        with counted(clara.application.extensions["habeas"].main) as sent:
            assert send(clara, page, **CITING, status="arrested", since=since).status_code == 303
        numbers.append(len(sent))
    assert max(numbers) <= 54, numbers
    assert numbers[1] == numbers[3]
