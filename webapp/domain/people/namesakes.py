"""People who may already be the one that somebody is about to add, with what tells them apart."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from webapp.domain.lists.name_search import NameHit, likely_each
from webapp.domain.refusals import Refused
from webapp.domain.visibility import INTERNAL
from webapp.vocab.words import N_

# Spellings of one name mostly reach 0.9; of two different ones few do.
LIKELY = 0.86
# From here on the words of two names are the same, whatever their order and script.
SAME = 0.99
_MOST_NAMESAKES = 5


def namesakes(session: Session, name: str) -> list[NameHit]:
    """Return those whose name is so like `name` that they may be meant by it, the likest first."""
    (hits,) = namesakes_of_each(session, [name])
    return hits


def namesakes_of_each(session: Session, names: Sequence[str]) -> list[list[NameHit]]:
    """Return for each of many names what `namesakes` returns for it, looked up for all at once."""
    found = likely_each(session, names, to=INTERNAL, most=_MOST_NAMESAKES)
    return [[hit for hit in hits if hit.score >= LIKELY] for hits in found]


def refuse_namesake(session: Session, name: str) -> None:
    """Raise Refused at field `text` where somebody recorded may bear this name."""
    hits = namesakes(session, name)
    if hits:
        people = ", ".join(f"{hit.person.name} ({hit.person.reference})" for hit in hits)
        message = N_("This may be %(people)s. If it is somebody else, say so and save again.")
        raise Refused("text", message, people=people)
