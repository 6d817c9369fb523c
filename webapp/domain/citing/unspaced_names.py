"""Known people in writings that part no words: their names letter by letter, as they were recorded."""

import re
from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.read_model.csv_words import SEPARATOR
from webapp.domain.text.name_folding import fold
from webapp.domain.text.name_matches import NameMatch
from webapp.domain.visibility import Reader, in_use
from webapp.models import NameToken, PersonSummary

# Han, kana and Hangul letters, a name of which is a few of them; and Thai, Lao, Burmese and Khmer ones.
_SHORT = "\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u9fff\uac00-\ud7a3"
_LONG = "\u0e01-\u0e5b\u0e81-\u0edf\u1000-\u109f\u1780-\u17ff"
_RUNS, _WORDS = re.compile(f"[{_SHORT}]+"), re.compile(f"[{_LONG}]{{3,}}")
_NAME = re.compile(rf"[{_SHORT}\s·・]+|[{_LONG}\s\u200b]+")
_BETWEEN = re.compile(r"[\s·・\u200b]+")
_SIZES = range(2, 6)
# Shorter names count only where no letter stands beside them.
_SHORTEST_WITHIN = 3
_MOST_PARTS = 20_000


def unspaced_matches(session: Session, text: str, *, to: Reader) -> list[NameMatch]:
    """Return the places of a text that print whole names of people the reader may see, without spaces.

    Of a long text its first letters are looked through, some four thousand.
    """
    people: dict[str, set[UUID]] = defaultdict(set)
    for person_id, name in _named(session, _parts(text), to=to):
        if _NAME.fullmatch(name) and len(_BETWEEN.sub("", name)) > 1:
            people[name].add(person_id)
    return [
        NameMatch(match.start(), match.end(), frozenset(bearers))
        for name, bearers in people.items()
        for match in _pattern(name).finditer(text)
    ]


def _parts(text: str) -> set[str]:
    """Return the folded parts of a text that may be a whole name, or a word of one, at most so many."""
    parts = {fold(match[0]) for match in _WORDS.finditer(text)}
    for run in _RUNS.finditer(text):
        if len(parts) > _MOST_PARTS:
            break
        letters = run[0]
        parts |= {
            fold(letters[place : place + size])
            for size in _SIZES
            for place in range(min(len(letters), _MOST_PARTS) - size + 1)
        }
    return parts - {""}


def _named(session: Session, parts: set[str], *, to: Reader) -> Iterator[tuple[UUID, str]]:
    """Yield the people one of whose names has a token among these, with each of their spellings."""
    query = (
        select(PersonSummary.person_id, PersonSummary.name, PersonSummary.other_names)
        .join(NameToken, NameToken.person_id == PersonSummary.person_id)
        .where(PersonSummary.audience == to.audience, NameToken.audience == to.audience)
        .where(in_use(PersonSummary))
    )
    for few in batches(sorted(parts)):
        for person_id, name, other_names in session.execute(query.where(NameToken.token.in_(few))):
            for spelling in (name, *filter(None, other_names.split(SEPARATOR))):
                yield person_id, spelling


def _pattern(name: str) -> re.Pattern[str]:
    """Return what prints a name: its letters with or without spaces and points between its words."""
    letters = r"[\s·・\u200b]*".join(map(re.escape, _BETWEEN.split(name.strip())))
    if re.fullmatch(f"[{_SHORT}]{{1,{_SHORTEST_WITHIN - 1}}}", _BETWEEN.sub("", name)):
        return re.compile(f"(?<![{_SHORT}]){letters}(?![{_SHORT}])")
    return re.compile(letters)
