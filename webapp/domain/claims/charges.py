"""Charges: what a person is accused of, as far as a source says."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from webapp.domain.claims.content import Columns
from webapp.domain.input_rules import clean_line
from webapp.domain.refusals import Refused
from webapp.models import Charge, CourtCase, Provision
from webapp.vocab.claims import ClaimState
from webapp.vocab.words import N_


@dataclass(frozen=True, kw_only=True)
class ChargeContent:
    """A charge: a provision, or the offence in the source's words, or neither.

    A requalification is a step, and no correction.
    """

    provision: Provision | None
    offence: str | None
    characterisation: str | None
    case: CourtCase | None = None

    def checked(self) -> dict[str, Any]:
        """Return the attributes of the claim, cleaned. Raises Refused."""
        return {
            "provision": self.provision,
            "offence": clean_line("offence", self.offence, limit=1000),
            "characterisation": clean_line("characterisation", self.characterisation, limit=1000),
            "case": self.case,
        }


COLUMNS: Columns = {
    "provision": (N_("Provision"), "number, code, country and year of the provision"),
    "offence": (N_("Offence in the source's words"), "in the source's words"),
    "characterisation": (
        N_("What the source calls the charge"), "the source's own judgement of the charge",
    ),
    "case": (N_("Case"), "the case that tries it, by its reference"),
}  # fmt: skip


def refuse_to_leave_steps(session: Session, charge: Charge) -> None:
    """Raise Refused where steps of a charge are not withdrawn."""
    if any(step.state is not ClaimState.WITHDRAWN for step in charge.steps):
        raise Refused("reason", N_("Steps of this charge still stand; withdraw them first."))
