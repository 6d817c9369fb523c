"""Known people whom a text names by family name and initials: whoever they may abbreviate."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.read_model.csv_words import SEPARATOR
from webapp.domain.text.name_matches import NameMatch
from webapp.domain.text.name_rows.initialled_names import abbreviates, initialled_names
from webapp.domain.text.words import TextWord
from webapp.domain.visibility import Reader, in_use
from webapp.models import NameToken, PersonSummary

# A family name that more people bear than this tells nobody, with an initial or without.
_MOST_BEARERS = 200


def initialled_matches(
    session: Session, text: str, words: Sequence[TextWord], *, to: Reader
) -> list[NameMatch]:
    """Return the places of a text that name people the reader may see by family name and initials."""
    printed = list(initialled_names(text, words))
    spelt = _spelt(session, {family for name in printed for family in name.families}, to=to)
    found: list[NameMatch] = []
    for name in printed:
        bearers = {key: own for family in name.families for key, own in spelt[family].items()}
        people = {key for key, own in bearers.items() if any(abbreviates(name, each) for each in own)}
        if people:
            found.append(NameMatch(name.start, name.end, frozenset(people)))
    return found


def _spelt(session: Session, families: set[str], *, to: Reader) -> dict[str, dict[UUID, list[str]]]:
    """Return for each family name how those who may bear it are spelt, but for those of very many."""
    bearers: dict[UUID, set[str]] = defaultdict(set)
    for few in batches(families):
        named = select(NameToken.token).where(NameToken.audience == to.audience, NameToken.token.in_(few))
        seldom = named.group_by(NameToken.token).having(func.count() <= _MOST_BEARERS)
        query = select(NameToken.person_id, NameToken.token)
        query = query.where(NameToken.audience == to.audience, NameToken.token.in_(seldom))
        for person_id, token in session.execute(query):
            bearers[person_id].add(token)
    spelt: dict[str, dict[UUID, list[str]]] = defaultdict(dict)
    row = PersonSummary
    people = select(row.person_id, row.name, row.other_names).where(row.audience == to.audience, in_use(row))
    for batch in batches(bearers):
        for person_id, name, other_names in session.execute(people.where(row.person_id.in_(batch))):
            for family in bearers[person_id]:
                spelt[family][person_id] = [name, *filter(None, other_names.split(SEPARATOR))]
    return spelt
