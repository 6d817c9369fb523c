"""Claims that cannot both be true, found so that they are shown side by side and decided by a person."""

from collections.abc import Iterable
from itertools import combinations

from webapp.domain.current import contradict
from webapp.models import Claim, PersonalFact, StatusEvent
from webapp.vocab.claims import Rank
from webapp.vocab.people import FactKind

# Of these a person has one at most; of the others several can be true.
_SINGLE = (FactKind.SEX, FactKind.BIRTH_DATE, FactKind.DEATH_DATE)


def conflicts(claims: Iterable[Claim]) -> list[tuple[Claim, ...]]:
    """Return groups of one person's claims that contradict each other and that no rank has decided."""
    claims = [claim for claim in claims if claim.rank is not Rank.DEPRECATED]
    events = [claim for claim in claims if isinstance(claim, StatusEvent)]
    found: list[tuple[Claim, ...]] = [pair for pair in combinations(events, 2) if contradict(*pair)]
    for kind in _SINGLE:
        facts = [claim for claim in claims if isinstance(claim, PersonalFact) and claim.fact is kind]
        if any(fact.rank is Rank.PREFERRED for fact in facts):
            continue
        if any(_differ(one, other) for one, other in combinations(facts, 2)):
            found.append(tuple(facts))
    return found


def _differ(one: PersonalFact, other: PersonalFact) -> bool:
    """Tell whether two facts exclude each other: other words, or dates without a day in common."""
    if one.date is None or other.date is None:
        return one.value != other.value
    return not (
        (one.date.latest is None or other.date.earliest is None or other.date.earliest <= one.date.latest)
        and (other.date.latest is None or one.date.earliest is None or one.date.earliest <= other.date.latest)
    )
