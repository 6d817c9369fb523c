"""Known people in writings that part no words: their names letter by letter, as they were recorded."""

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.read_model.csv_words import SEPARATOR
from webapp.domain.text.name_matches import NameMatch
from webapp.domain.text.scripts.unspaced import (
    FIRST_UNSPACED,
    has_unspaced,
    letter_groups,
    name_groups,
    name_pattern,
)
from webapp.domain.visibility import Reader, in_use
from webapp.models import NameToken, PersonSummary, SourceVersion, SourceWord


def unspaced_matches(session: Session, version: SourceVersion, *, to: Reader) -> list[NameMatch]:
    """Return the places of a version that print whole names of people the reader may see, without spaces."""
    text = version.text or ""
    if not has_unspaced(text):
        return []
    groups = letter_groups(text)
    people: dict[str, set[UUID]] = defaultdict(set)
    for person_id, name in _named(session, version.id, to=to):
        own = name_groups(name)
        if own and own <= groups:
            people[name].add(person_id)
    return [
        NameMatch(match.start(), match.end(), frozenset(bearers))
        for name, bearers in people.items()
        for match in name_pattern(name).finditer(text)
    ]


def _named(session: Session, version_id: UUID, *, to: Reader) -> Iterator[tuple[UUID, str]]:
    """Yield the people of one of whose names some letters stand together in a text, with each spelling."""
    shared = (
        select(NameToken.person_id)
        .distinct()
        .join(SourceWord, SourceWord.word == NameToken.token)
        .where(SourceWord.source_version_id == version_id, SourceWord.word >= FIRST_UNSPACED)
        .where(NameToken.audience == to.audience, NameToken.token >= FIRST_UNSPACED)
    )
    query = select(PersonSummary.person_id, PersonSummary.name, PersonSummary.other_names)
    query = query.where(PersonSummary.audience == to.audience, in_use(PersonSummary))
    for few in batches(session.scalars(shared).all()):
        for person_id, name, other_names in session.execute(query.where(PersonSummary.person_id.in_(few))):
            for spelling in (name, *filter(None, other_names.split(SEPARATOR))):
                yield person_id, spelling
