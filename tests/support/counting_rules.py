"""What a code of law makes of days on remand, on the words given or on a law that says just it."""

from typing import Any

from sqlalchemy.orm import Session

from tests import make
from tests.support.one_edit import edit
from webapp.domain.claims.recording import Evidence
from webapp.domain.law import counting_rules
from webapp.models import CountingRule, LegalCode
from webapp.vocab.liberty import Status


def counting_rule(
    session: Session, code: LegalCode, days: tuple[int, int] = (3, 2), given: Evidence | None = None,
    **other: Any,
) -> CountingRule:  # fmt: skip
    """Record how many days of the term so many days in custody are worth."""
    numerator, denominator = days
    words = given or make.evidence(session, f"A day on remand is {numerator} days for {denominator}.")
    nothing = dict.fromkeys(("regime", "since", "until", "note"))
    fields = {"restraint": Status.PRETRIAL_DETENTION, "numerator": numerator, "denominator": denominator}
    return edit(
        session, counting_rules.add_counting_rule, code, passage=words.passage, **fields | nothing | other
    )
