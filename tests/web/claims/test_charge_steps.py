"""Steps of a charge: requalified from one provision to another, tried, sentenced."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.claim_forms import CITING, counts, newest, shows_problems
from tests.support.forms import errors, fields, main_text, post_form, send
from webapp.domain.claims.recording import withdraw_claim
from webapp.domain.history.recording import editing
from webapp.models import Charge, ChargeStep
from webapp.vocab.charges import SentenceKind, StepKind


@pytest.fixture
def charge(session: Session) -> Charge:
    """A charge of smuggling ink."""
    return make.charge(session, make.person(session), offence="smuggling of ink")


@pytest.fixture
def new(charge: Charge) -> str:
    """The address at which a step is added to the charge."""
    return f"/charges/{charge.id}/steps/new"


def test_a_step_is_of_the_charge_and_the_person_of_its_address(
    session: Session, charge: Charge, new: str, clara: FlaskClient
) -> None:
    page = clara.get(new)
    assert "smuggling of ink" in main_text(page)
    assert "people" not in fields(page)

    post_form(clara, new, **CITING, step="charged", date="2024")

    step = newest(session, ChargeStep)
    assert (step.charge_id, step.person_id) == (charge.id, charge.person_id)


def test_a_requalification_leads_from_one_provision_to_another(
    session: Session, new: str, clara: FlaskClient
) -> None:
    before, after = make.provision(session), make.provision(session, "192.3.2", "Illegal business")
    steps = {"from_provision": str(before.id), "to_provision": str(after.id)}
    wrong = post_form(clara, new, **CITING, **steps, step="charged")
    assert wrong.status_code == 422
    assert shows_problems(wrong, to_provision="Only a requalification")

    answer = post_form(clara, new, **CITING, **steps, step="requalified", date="August 2024")

    assert "206.3.2 CC AZ 2000 → 192.3.2 CC AZ 2000" in main_text(clara.get(answer.location))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ({"sentence": "term", "years": "7", "months": "6", "suspended": "y"}, "7 years 6 months, suspended"),
        ({"sentence": "term", "years": "٧"}, "7 years"),
        ({"sentence": "life"}, "life"),
        ({"sentence": "fine", "fine_amount": "500", "fine_currency": "azn"}, "fine of 500 AZN"),
    ],
)
def test_a_conviction_has_a_sentence(
    typed: dict[str, str], printed: str, new: str, clara: FlaskClient
) -> None:
    answer = post_form(clara, new, **CITING, **typed, step="convicted")

    assert printed in main_text(clara.get(answer.location))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (
            {"step": "remainder_reduced", "amount": "fraction", "numerator": "1", "denominator": "2",
             "basis": "pardon", "instrument": "Decree 123 of 25 May 2024"},
            "Remainder reduced 2024 by 1/2 pardon Decree 123 of 25 May 2024",
        ),
        ({"step": "reduced", "amount": "difference", "years": "1", "months": "6"}, "by 1 year 6 months"),
        (
            {"step": "reduced", "amount": "total", "sentence": "term", "years": "5", "basis": "appeal",
             "regime": "general"},
            "Sentence reduced 2024 5 years general regime appeal",
        ),
        (
            {"step": "commuted", "amount": "total", "sentence": "term", "years": "20"},
            "Commuted 2024 20 years",
        ),
        (
            {"step": "replaced", "amount": "total", "sentence": "restriction", "years": "2"},
            "Replaced by something milder 2024 restriction of liberty: 2 years",
        ),
        ({"step": "demanded", "sentence": "term", "years": "9"}, "Demanded 2024 9 years"),
        (
            {"step": "convicted", "sentence": "term", "years": "9", "joined": "total"},
            "9 years total of all charges",
        ),
        ({"step": "remainder_remitted", "basis": "amnesty"}, "Remainder remitted 2024 amnesty"),
        ({"step": "suspended"}, "Sentence suspended 2024"),
        ({"step": "suspension_revoked"}, "Suspension revoked 2024"),
        ({"step": "cleared"}, "Conviction cleared 2024"),
    ],
)  # fmt: skip
def test_a_sentence_moves_by_dated_steps_with_what_they_rest_on(
    typed: dict[str, str], printed: str, new: str, clara: FlaskClient
) -> None:
    answer = post_form(clara, new, **CITING, **typed, date="2024")

    assert printed in main_text(clara.get(answer.location))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"step": "charged", "amount": "total"}, {"amount": "does not change a sentence in this way"}),
        ({"step": "commuted", "amount": "fraction"}, {"amount": "does not change a sentence in this way"}),
        ({"step": "reduced", "years": "1"}, {"amount": "Say whether this is the new total"}),
        ({"step": "reduced", "amount": "difference"}, {"years": "Say by how much."}),
        ({"step": "charged", "basis": "pardon"}, {"basis": "Only a change of a sentence"}),
        ({"step": "remainder_reduced", "numerator": "1"}, {"amount": "Only a change by a fraction has one."}),
        (
            {"step": "remainder_reduced", "amount": "fraction", "numerator": "2", "denominator": "1"},
            {"numerator": "such as 1 of 2"},
        ),
        (
            {"step": "remainder_reduced", "amount": "fraction", "numerator": "1", "denominator": "2",
             "years": "1"},
            {"years": "A fraction has no years"},
        ),
        (
            {"step": "reduced", "amount": "difference", "sentence": "term", "years": "1"},
            {"sentence": "Only a conviction"},
        ),
    ],
)  # fmt: skip
def test_a_change_that_does_not_fit_together_is_refused_at_its_field(
    typed: dict[str, str], told: dict[str, str], session: Session, new: str, clara: FlaskClient
) -> None:
    before = counts(session)

    answer = post_form(clara, new, **CITING, **typed)

    assert answer.status_code == 422
    assert shows_problems(answer, **told), errors(answer)
    assert counts(session) == before


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"sentence": "life", "years": "7"}, {"years": "Only a prison term has a length."}),
        ({"sentence": "term", "years": "-1"}, {"years": "Give a number from 0 to 100."}),
        ({"sentence": "term", "years": "9" * 5000}, {"years": "Not a valid integer value."}),
        ({"sentence": "term", "months": "half"}, {"months": "Not a valid integer value."}),
        ({"sentence": "term", "fine_amount": "5"}, {"fine_amount": "Only a fine has an amount."}),
        ({"sentence": "fine", "fine_currency": "manat"}, {"fine_currency": "at most 3"}),
        ({"sentence": "fine", "fine_currency": "₼"}, {"fine_currency": "three letters, such as AZN"}),
    ],
)
def test_a_sentence_that_does_not_fit_together_is_refused_at_its_field(
    typed: dict[str, str], told: dict[str, str], session: Session, new: str, clara: FlaskClient
) -> None:
    before = counts(session)

    answer = post_form(clara, new, **CITING, **typed, step="convicted")

    assert answer.status_code == 422
    assert shows_problems(answer, **told), errors(answer)
    assert counts(session) == before


def test_a_stale_correction_shows_numbers_and_boxes_as_people_read_them(
    session: Session, charge: Charge, clara: FlaskClient, rafa: FlaskClient
) -> None:
    step = make.step(session, charge, StepKind.CONVICTED, sentence=SentenceKind.TERM, years=7)
    revise = f"/charge_steps/{step.id}/revise"
    opened = clara.get(revise)
    post_form(rafa, revise, reason="Read again", suspended="y")

    answer = send(clara, opened, reason="Read again", years="8")

    assert answer.status_code == 422
    page = main_text(answer)
    assert "Suspended no yes no theirs, taken over" in page
    assert "Years 7 7 8 yours, kept" in page
    assert fields(answer)["suspended"] == "y"


def test_a_withdrawn_charge_takes_no_further_steps(
    session: Session, charge: Charge, new: str, clara: FlaskClient
) -> None:
    with editing(session, by=make.account(session), reason="Mistaken", at=make.AT):
        withdraw_claim(session, claim=charge, version=charge.version)

    answer = post_form(clara, new, **CITING, step="charged")

    assert answer.status_code == 422
    assert "This charge is withdrawn" in main_text(answer)
    assert session.scalars(select(ChargeStep)).all() == []
