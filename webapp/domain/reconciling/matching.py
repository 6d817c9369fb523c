"""Names that a program asks about: who may be meant, how likely, and whether beyond doubt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from webapp.domain.lists.name_search import NameHit, likely
from webapp.domain.people.namesakes import LIKELY, SAME
from webapp.domain.text.name_folding import name_tokens
from webapp.domain.visibility import PUBLIC
from webapp.models import PersonSummary
from webapp.vocab.dates.edtf import BadDate
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.words import N_

MOST = 20
PROPERTIES = {"born": N_("Born"), "sex": N_("Sex"), "status": N_("Status"), "occupation": N_("Occupation")}
"""What may be told of somebody beside the name, by the column of the read model that it is held against."""
_DISAGREES = 0.7


@dataclass(frozen=True)
class NameQuestion:
    """A name and what else is told of its bearer, by the names of PROPERTIES."""

    name: str
    limit: int = 5
    properties: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class LikelyPerson:
    """Somebody who may be meant, how likely from 0 to 1, and whether beyond doubt."""

    person: PersonSummary
    score: float
    certain: bool


def matches(session: Session, question: NameQuestion) -> list[LikelyPerson]:
    """Return whom a name may mean among those whom strangers see, the likeliest first.

    Somebody is meant beyond doubt only where the words of the name are the same, nothing that is told
    disagrees, and nobody else is called alike.
    """
    hits = likely(session, question.name, to=PUBLIC, most=MOST)
    like = [hit for hit in hits if hit.score >= LIKELY]
    ranked = [
        LikelyPerson(
            hit.person,
            round(hit.score * (_DISAGREES if (disagrees := _disagrees(hit.person, question)) else 1), 4),
            certain=like == [hit] and not disagrees and hit.score >= SAME and _is_whole(hit),
        )
        for hit in hits
    ]
    return sorted(ranked, key=lambda match: -match.score)[: max(0, min(question.limit, MOST))]


def _is_whole(hit: NameHit) -> bool:
    """Tell whether the name is more than one word, which many may bear."""
    return len(name_tokens(hit.spelling).tokens) > 1


def _disagrees(person: PersonSummary, question: NameQuestion) -> bool:
    """Tell whether something is told of the bearer that we tell otherwise of this person."""
    for name in PROPERTIES.keys() & question.properties.keys():
        ours = str(getattr(person, name)).casefold()
        values = [value.strip().casefold() for value in question.properties[name] if value.strip()]
        if not values or ours in ("", "not_stated"):
            continue
        agree = _can_be if name == "born" else str.__contains__
        if not any(agree(ours, value) for value in values):
            return True
    return False


def _can_be(ours: str, theirs: str) -> bool:
    """Tell whether two dates can be of one day: a year agrees with each of its days."""
    try:
        first, second = PartialDate.parse(ours.upper()), PartialDate.read(theirs)
    except BadDate:
        return True
    return first.may_be(second)
