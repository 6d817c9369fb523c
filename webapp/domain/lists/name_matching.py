"""The one rule of who bears a name that was typed: asked of the rows, and of the sets."""

# Likeness as a number is another question, whom a name may mean rather than who bears it: `name_search`
# ranks people by it, and `people.namesakes` asks the same with a higher bar.

from collections.abc import Callable, Sequence

from pyroaring import BitMap
from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.domain.read_model.facet_members import members
from webapp.domain.read_model.facet_sets import NAME
from webapp.domain.text.name_folding import readings
from webapp.domain.text.name_likeness import sought_keys
from webapp.domain.visibility import Reader
from webapp.models import NameKey, NameToken
from webapp.vocab.claims import Audience

_MOST_TOKENS = 8

# The condition under which a recorded token, in a column of `name_token`, is the one that was typed.
Fit = Callable[[str], ColumnElement[bool]]


def typed_readings(name: str) -> list[list[str]]:
    """Return the ways to read a typed name as folded tokens, so many of them as are looked at."""
    return [reading[:_MOST_TOKENS] for reading in readings(name)]


def whole(token: str) -> ColumnElement[bool]:
    """Return the condition that a recorded token is exactly this one."""
    return NameToken.token == token


def beginning(token: str) -> ColumnElement[bool]:
    """Return the condition that a recorded token begins with this one."""
    return _begins(NameToken.token, token)


def with_slips(token: str) -> ColumnElement[bool]:
    """Return the condition that a recorded token shares a key with this one."""
    return NameToken.token.in_(select(NameKey.token).where(_shares_key(token)))


def bears(
    person_id: InstrumentedAttribute[object], wanted: Sequence[Sequence[str]], fit: Fit, *, to: Reader
) -> ColumnElement[bool]:
    """Return the condition that each token of a reading fits one of some spelling; of none, nobody's do."""
    # Found once for all people; asked of each person anew, it took seconds among thousands.
    bearers = select(NameToken.person_id).where(NameToken.audience == to.audience)
    readings = (and_(*(person_id.in_(bearers.where(fit(token))) for token in reading)) for reading in wanted)
    return or_(false(), *readings)


def bearers(
    session: Session, audience: Audience, wanted: Sequence[Sequence[str]], *, broad: bool
) -> BitMap:
    """Return whom `bears` finds by the beginnings of tokens, or broadly with slips, from the sets."""
    found = BitMap()
    people: dict[str, BitMap] = {}
    for reading in wanted:
        met: BitMap | None = None
        for token in reading:
            if token not in people:
                query = select(NameKey.token).where(_shares_key(token) if broad else _begins_a_key(token))
                people[token] = members(session, audience, NAME, set(session.scalars(query)))
            met = people[token] if met is None else met & people[token]
            if not met:
                break
        found |= met or BitMap()
    return found


def _shares_key(token: str) -> ColumnElement[bool]:
    return NameKey.key.in_(sorted(sought_keys(token)))


def _begins_a_key(token: str) -> ColumnElement[bool]:
    # Every token is a key of its own.
    return and_(_begins(NameKey.key, token), NameKey.key == NameKey.token)


def _begins(column: InstrumentedAttribute[str], token: str) -> ColumnElement[bool]:
    # A token holds a to z only; so this is the end of all that begin with it.
    return and_(column >= token, column < token + "{")
