"""The one rule of who bears a name that was typed: asked of the rows, and of the sets."""

# Likeness as a number is another question, whom a name may mean rather than who bears it: `name_search`
# ranks people by it, and `people.namesakes` asks the same with a higher bar.

from collections.abc import Callable, Sequence

from pyroaring import BitMap
from sqlalchemy import ColumnElement, and_, false, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.domain.read_model.facet_sets import NAME, members
from webapp.domain.text.name_folding import keys, tokens
from webapp.domain.visibility import Reader
from webapp.models import NameKey, NameToken
from webapp.vocab.claims import Audience

_MOST_TOKENS = 8

# The condition under which a recorded token, in a column of `name_token`, is the one that was typed.
Fit = Callable[[str], ColumnElement[bool]]


def typed_tokens(name: str) -> list[str]:
    """Return the folded tokens of a typed name that are looked at."""
    return tokens(name)[:_MOST_TOKENS]


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
    person_id: InstrumentedAttribute[object], wanted: Sequence[str], fit: Fit, *, to: Reader
) -> ColumnElement[bool]:
    """Return the condition that each wanted token fits one of some spelling; nobody bears a name of none."""
    if not wanted:
        return false()
    # Found once for all people; asked of each person anew, it took seconds among thousands.
    bearers = select(NameToken.person_id).where(NameToken.audience == to.audience)
    return and_(*(person_id.in_(bearers.where(fit(token))) for token in wanted))


def bearers(session: Session, audience: Audience, wanted: Sequence[str], *, broad: bool) -> BitMap:
    """Return whom `bears` finds by the beginnings of tokens, or broadly with slips, from the sets."""
    if not wanted:
        return BitMap()
    queries = (
        select(NameKey.token).where(_shares_key(token) if broad else _begins_a_key(token)) for token in wanted
    )
    return BitMap.intersection(
        *(members(session, audience, NAME, set(session.scalars(query))) for query in queries)
    )


def _shares_key(token: str) -> ColumnElement[bool]:
    return NameKey.key.in_(sorted(keys(token)))


def _begins_a_key(token: str) -> ColumnElement[bool]:
    # Every token is a key of its own.
    return and_(_begins(NameKey.key, token), NameKey.key == NameKey.token)


def _begins(column: InstrumentedAttribute[str], token: str) -> ColumnElement[bool]:
    # A token holds a to z only; so this is the end of all that begin with it.
    return and_(column >= token, column < token + "{")
