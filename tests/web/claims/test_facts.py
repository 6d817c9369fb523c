"""Personal facts: words from a list, texts, dates; and health, which few may see."""

import json

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.claim_forms import CITING, counts, newest, shows_problems
from tests.support.forms import elements, errors, main_text, post_form
from webapp.models import Person, PersonalFact, PersonSummary
from webapp.vocab.claims import Visibility
from webapp.vocab.huridocs import FairTrialFact
from webapp.vocab.people import FactKind, Occupation, Sex

NEW = "/people/P-0001/facts/new"


@pytest.fixture(autouse=True)
def who(session: Session) -> Person:
    """A person to know something about."""
    return make.person(session)


def test_the_words_of_the_fact_that_is_chosen_are_offered_at_the_field(clara: FlaskClient) -> None:
    page = clara.get(NEW)
    (words,) = elements(page, "datalist")
    (value,) = elements(page, "input", name="value", list=words.get("id", ""))
    assert not len(words)
    of_facts = json.loads(value.get("data-words-of") or "")
    assert {word for of_fact in of_facts.values() for word, _ in of_fact} == {
        *Sex, *Occupation, *FairTrialFact,
    }  # fmt: skip
    assert ["journalist", "Journalist"] in of_facts["occupation"]
    refused = post_form(clara, NEW, fact="sex", value="ginger")
    (words,) = elements(refused, "datalist")
    assert {option.get("value") for option in words} == set(Sex)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ({"fact": "sex", "value": "female", "words": "she"}, "Sex Female “she”"),
        ({"fact": "occupation", "value": "journalist"}, "Occupation Journalist"),
        ({"fact": "birth_date", "date": "May 1990"}, "Date of birth May 1990"),
        (
            {"fact": "legal_counsel", "value": "counsel_at_trial_silenced", "words": "not let speak"},
            "Legal counsel Counsel at trial, not permitted to defend “not let speak”",
        ),
        ({"fact": "court_type", "value": "court_military"}, "Type of court Military court"),
        ({"fact": "residence", "value": "Sampletown", "date": "2020"}, "Residence Sampletown 2020"),
        (
            {"fact": "age", "value": "036", "date": "16 December 2023"},
            "Age 36 16 December 2023 born between 17 December 1986 and 16 December 1987,"
            " derived from the age of 36 given on 16 December 2023",
        ),
    ],
)
def test_a_fact_is_printed_in_words(typed: dict[str, str], printed: str, clara: FlaskClient) -> None:
    answer = post_form(clara, NEW, **CITING, **typed)

    assert printed in main_text(clara.get(answer.location))


@pytest.mark.parametrize(
    ("date", "derived"),
    [
        ("2023-12-16", "Age 36 born between 17 December 1986 and 16 December 1987, derived from the age"),
        (None, "Age 36"),
        ("0020-01-01", "Age 36"),
    ],
    ids=["dated", "undated", "before all years"],
)
def test_an_age_is_of_the_date_of_its_source(
    session: Session, who: Person, clara: FlaskClient, date: str | None, derived: str
) -> None:
    source = make.source(session, "A letter", "She is 36.", date=date)
    make.fact(session, who, FactKind.AGE, "36", evidence=make.cited(session, source, "She is 36.", 0))
    page = main_text(clara.get("/people/P-0001"))
    assert derived in page
    assert ("derived" in page) is ("derived" in derived)
    assert session.scalar(select(PersonSummary.born)) == ""


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"fact": "birth_date"}, {"date": "Say the date."}),
        ({"fact": "death_date", "date": "2020", "value": "2020"}, {"value": "Write the date below"}),
        ({"fact": "occupation", "value": "Rapporteur"}, {"value": "Choose one of: journalist"}),
        ({"fact": "age", "value": "about 36"}, {"value": "Write the age in whole years"}),
        ({"fact": "age", "value": "131"}, {"value": "Write the age in whole years"}),
        ({"fact": "residence", "value": " "}, {"value": "This is needed."}),
        ({"value": "Sampletown"}, {"fact": "Choose one."}),
    ],
)
def test_a_fact_without_what_it_takes_is_refused_at_its_field(
    typed: dict[str, str], told: dict[str, str], session: Session, clara: FlaskClient
) -> None:
    before = counts(session)

    answer = post_form(clara, NEW, **CITING, **typed)

    assert answer.status_code == 422
    assert shows_problems(answer, **told), errors(answer)
    assert counts(session) == before


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"fact": "health"}, Visibility.RESTRICTED),
        ({"fact": "health", "visibility": "public"}, Visibility.PUBLIC),
        ({"fact": "residence"}, Visibility.PUBLIC),
    ],
)
def test_health_is_restricted_unless_somebody_says_otherwise(
    typed: dict[str, str], kept: Visibility, session: Session, rafa: FlaskClient, client: FlaskClient
) -> None:
    post_form(rafa, NEW, **CITING, **typed, value="an invented illness")

    assert newest(session, PersonalFact).visibility is kept
    seen = "an invented illness" in main_text(client.get("/people/P-0001"))
    assert seen is (kept is Visibility.PUBLIC)


def test_restricted_facts_leave_with_no_export(session: Session, rafa: FlaskClient, who: Person) -> None:
    make.fact(session, who, FactKind.OCCUPATION, "artist", visibility=Visibility.RESTRICTED)
    make.fact(session, who, FactKind.OCCUPATION, "lawyer", visibility=Visibility.INTERNAL)

    exported = rafa.get("/people.csv?audience=internal").get_data(as_text=True)

    assert "lawyer" in exported
    assert "artist" not in exported
