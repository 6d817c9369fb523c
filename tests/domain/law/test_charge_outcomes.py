"""What became of the charges under a provision is told by their last steps, each charge once."""

from typing import TypeVar

from sqlalchemy.orm import Session

from tests import make
from tests.support.one_edit import edit
from webapp.domain.claims import ranking
from webapp.domain.claims.by_person import NamedClaim
from webapp.domain.law.charge_outcomes import outcomes
from webapp.domain.visibility import CURATOR, PUBLIC
from webapp.models import Person
from webapp.vocab.charges import SentenceKind, StepKind
from webapp.vocab.claims import ClaimState, Rank

T = TypeVar("T")


def test_each_charge_counts_once_at_its_last_step(session: Session) -> None:
    drugs, treason = make.provision(session), make.provision(session, number="274")
    elvin, ayla, bahar = (
        make.person(session, name) for name in ("Elvin Sinagov", "Ayla Numunali", "Bahar Misalli")
    )
    convicted = make.charge(session, elvin, provision=drugs)
    make.step(session, convicted, StepKind.CHARGED, "2023-12")
    make.step(session, convicted, StepKind.CONVICTED, "2024-06-01", sentence=SentenceKind.TERM, years=9)
    make.step(session, make.charge(session, ayla, provision=drugs), StepKind.CHARGED, "2021")
    make.charge(session, bahar, provision=drugs)
    moved = make.charge(session, bahar, provision=treason)
    make.step(session, moved, StepKind.REQUALIFIED, "2023/2024", to_provision=drugs)
    found = outcomes(session, drugs, to=PUBLIC)
    assert found.charges == 4
    assert _whose(found.last) == {
        StepKind.CONVICTED: [elvin], StepKind.CHARGED: [ayla], None: [bahar], StepKind.REQUALIFIED: [bahar],
    }  # fmt: skip
    assert _whose(found.years) == {2021: [ayla], 2022: [], 2023: [elvin]}
    assert [one.claim.person for one in found.undated] == [bahar, bahar]
    assert [(one.claim.years, one.claim.person) for one in found.sentenced] == [(9, elvin)]
    assert _whose(outcomes(session, treason, to=PUBLIC).last) == {StepKind.REQUALIFIED: [bahar]}


def _whose(groups: list[tuple[T, list[NamedClaim]]]) -> dict[T, list[Person]]:
    return {what: [one.claim.person for one in charges] for what, charges in groups}


def test_an_acquittal_ends_the_sentence(session: Session) -> None:
    drugs, who = make.provision(session), make.person(session)
    charge = make.charge(session, who, provision=drugs)
    make.step(session, charge, StepKind.CONVICTED, "2024-01-01", sentence=SentenceKind.LIFE)
    make.step(session, charge, StepKind.OVERTURNED, "2025-01-01")
    assert outcomes(session, drugs, to=PUBLIC).sentenced == []


def test_what_readers_may_not_see_and_what_is_deprecated_counts_for_nothing(session: Session) -> None:
    drugs, who = make.provision(session), make.person(session)
    make.charge(session, who, provision=drugs, state=ClaimState.IN_REVIEW)
    wrong = make.charge(session, make.person(session, "Ayla Numunali"), provision=drugs)
    said = {"rank": Rank.DEPRECATED, "rank_reason": "A slip"}
    edit(session, ranking.rank_claim, wrong, version=wrong.version, **said)
    assert outcomes(session, drugs, to=PUBLIC).charges == 0
    assert outcomes(session, drugs, to=CURATOR).charges == 1
