"""Counting rules as data: how many days of a term a day in custody before the judgment is worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from webapp.vocab.charges import Regime
from webapp.vocab.liberty import Status


@dataclass(frozen=True, kw_only=True)
class CountingRule:
    """What a code of law says of days in custody; `words` are those of the provision, as stored at `page`.

    `code` is its country, short name and year: `AZ CC 1999`.
    It holds from the first day of the calendar where `since` is None, to the last where `until` is (`until`
    belongs to it), and for every regime where `regime` is None.
    """

    code: str
    restraint: Status
    days: Fraction
    since: date | None = None
    until: date | None = None
    regime: Regime | None = None
    words: str
    page: str


# A rule is entered with the words of its provision, quoted from a stored official page, or not at all.
RULES: tuple[CountingRule, ...] = ()


def rule_for(
    rules: Sequence[CountingRule], code: str | None, restraint: Status, regime: Regime | None, day: date
) -> CountingRule | None:
    """Return the rule for a day in custody; None where none is known, and the day counts as one."""
    for rule in rules:
        fits = rule.code == code and rule.restraint is restraint and rule.regime in (None, regime)
        if fits and (rule.since or date.min) <= day <= (rule.until or date.max):
            return rule
    return None
