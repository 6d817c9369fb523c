"""Which counting rule says how many days of a term a day in custody before the judgment is worth."""

from collections.abc import Sequence
from datetime import date

from webapp.models import CountingRule
from webapp.vocab.charges import Regime
from webapp.vocab.liberty import Status


def rule_for(
    rules: Sequence[CountingRule], restraint: Status, regime: Regime | None, day: date
) -> CountingRule | None:
    """Return the rule for a day in custody, that of the regime before one of all regimes.

    None where none is known: the day counts as one.
    """
    fitting = [
        rule
        for rule in rules
        if rule.restraint is restraint
        and rule.regime in (None, regime)
        and (rule.since or date.min) <= day <= (rule.until or date.max)
    ]
    return min(fitting, key=lambda rule: rule.regime is None, default=None)
