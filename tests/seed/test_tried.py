"""A seed says in which case somebody is tried, and by which steps the charge went; corrected, it says so."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seed.entries import BadSeed
from seed.load import Loaded, load
from tests import make
from tests.make import AT
from tests.seed import invented
from webapp.domain.checks import check
from webapp.models import Charge, ChargeStep, CourtCase, Hearing
from webapp.vocab.charges import Instance, StepKind
from webapp.vocab.claims import ClaimState

TEXT = invented.text_of()
PUT_OFF = "Séance after séance was put off"
TRIED = f"""
[[people.charges]]
offence = "insult"
case = "first"
{invented.quoted(invented.held(), TEXT)}
[[people.charges.steps]]
step = "convicted"
date = "2023-04"
court = "court"
sentence = "term"
years = 3
{invented.quoted(invented.held(), TEXT)}
[[people.charges.steps]]
step = "reduced"
amount = "difference"
months = 6
{invented.quoted(PUT_OFF, TEXT)}
[[people.hearings]]
proceeding = "appeal"
case = "second"
{invented.quoted(PUT_OFF, TEXT)}
[[organizations]]
key = "court"
kind = "court"
name = "Invented City Court"

[[cases]]
key = "second"
name = "The couriers' appeal"
instance = "appeal"
earlier = "first"

[[cases]]
key = "first"
name = "Case of the couriers"
number = "1-12/2023"
court = "court"
instance = "first"
"""


def loaded(session: Session, folder: Path, tried: str = TRIED) -> Loaded:
    """Load the seed of the invented text, with what is said of the trial."""
    load_of = load(session, at=AT, data=invented.write(folder / "data", invented.seed_of() + tried))
    session.flush()
    session.expire_all()
    return load_of


def standing(session: Session) -> list[tuple[str | None, StepKind, int | None, int | None]]:
    """Return the steps that are not withdrawn, with the offence that each is a step of."""
    rows = session.scalars(select(ChargeStep).where(ChargeStep.state != ClaimState.WITHDRAWN))
    return sorted((step.charge.offence, step.step, step.years, step.months) for step in rows)


def test_steps_follow_their_charge_and_a_case_leads_to_its_appeal(session: Session, tmp_path: Path) -> None:
    loaded(session, tmp_path)
    charge, hearing = session.scalars(select(Charge)).one(), session.scalars(select(Hearing)).one()
    assert [(step.step, step.years, step.months) for step in charge.steps] == [
        (StepKind.CONVICTED, 3, None), (StepKind.REDUCED, None, 6),
    ]  # fmt: skip
    court = charge.steps[0].court
    assert court is not None
    assert charge.case is not None
    assert (charge.case.number, charge.case.court, charge.case.instance) == (
        "1-12/2023", court, Instance.FIRST,
    )  # fmt: skip
    assert hearing.case is not None
    assert (hearing.case.name, hearing.case.earlier) == ("The couriers' appeal", charge.case)
    assert {citation.passage.exact for citation in charge.steps[1].citations} == {PUT_OFF}
    assert list(check(session)) == []
    assert loaded(session, tmp_path) == Loaded()


@pytest.mark.parametrize(
    ("old", "new", "steps"),
    [
        ("years = 3", "years = 4", [("insult", StepKind.CONVICTED, 4, None),
                                    ("insult", StepKind.REDUCED, None, 6)]),
        ('"insult"', '"defamation"', [("defamation", StepKind.CONVICTED, 3, None),
                                      ("defamation", StepKind.REDUCED, None, 6)]),
    ],
)  # fmt: skip
def test_a_corrected_trial_takes_the_place_of_the_earlier_one(
    session: Session, tmp_path: Path, old: str, new: str, steps: list[tuple[str, StepKind, int, int]]
) -> None:
    loaded(session, tmp_path)
    again = loaded(session, tmp_path, TRIED.replace(old, new))
    assert again.kept == ()
    assert standing(session) == steps
    assert session.query(CourtCase).count() == 2
    assert loaded(session, tmp_path, TRIED.replace(old, new)) == Loaded()
    assert list(check(session)) == []


def test_a_charge_that_somebody_went_on_with_is_kept_with_its_steps(session: Session, tmp_path: Path) -> None:
    loaded(session, tmp_path)
    charge = session.scalars(select(Charge)).one()
    make.step(session, charge, StepKind.UPHELD)
    before = standing(session)
    again = loaded(session, tmp_path, TRIED.replace('"insult"', '"defamation"'))
    assert (again.claims, again.withdrawn, len(again.kept)) == (0, 0, 3)
    assert standing(session) == before


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('case = "first"', 'case = "third"', "charges 1: case: no case has the key “third”"),
        ('key = "second"', 'key = "first"', "cases first: key: .*cases first has this key"),
        ('earlier = "first"', 'earlier = "second"', "cases second: earlier: no case has the key “second”"),
        ('instance = "first"', 'instance = "last"', "cases first: instance: “last” is not one of"),
        ("years = 3", "yers = 3", "charges 1, steps 1: yers: this key is not known here"),
        ("years = 3", "years = 300", "charges 1, steps 1: years: Give a number"),
        ('number = "1-12/2023"', "sat = 12", "cases first: sat: this key is not known here"),
    ],
)
def test_a_mistake_in_a_trial_is_told_by_its_place(
    session: Session, tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(BadSeed, match=message):
        loaded(session, tmp_path, TRIED.replace(old, new))
