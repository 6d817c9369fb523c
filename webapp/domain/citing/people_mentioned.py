"""Known people in a text: every place that names one of them, in any spelling, script and case."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, not_, or_, select
from sqlalchemy.orm import Session

from webapp.domain.batches import batches
from webapp.domain.citing.initialled_people import initialled_matches
from webapp.domain.citing.respelt_words import in_forms_of_names
from webapp.domain.citing.unspaced_names import unspaced_matches
from webapp.domain.read_model.csv_words import SEPARATOR
from webapp.domain.text.name_matches import KnownNames, NameMatch, adjacent_pairs, name_matches
from webapp.domain.text.words import breaks_at, has_broken_words, words
from webapp.domain.visibility import Reader, in_use
from webapp.models import NameToken, Person, PersonSummary, SourceVersion, SourceWord


@dataclass(frozen=True)
class Mention:
    """A place that names somebody: the printed words whole, endings and all, and everybody called so.

    A `partial` one is a family name alone, after the whole name of the one person here who has it.
    """

    start: int
    end: int
    printed: str
    people: tuple[Person, ...]
    partial: bool = False


def find_mentions(session: Session, version: SourceVersion, *, to: Reader) -> list[Mention]:
    """Return the places of a version that name people the reader may see, in order, not overlapping.

    A version without archived text has none.
    """
    return mentions_at(session, version, name_places(session, version, to=to))


def name_places(session: Session, version: SourceVersion, *, to: Reader) -> list[NameMatch]:
    """Return the places that `find_mentions` tells of, with the keys of the people.

    A place counts where given and family name stand together, in either order, or initials and family name;
    never a family name by itself, which many share.
    """
    text = version.text
    if text is None:
        return []
    readings = [list(words(text))]
    if has_broken_words(text):
        readings.append(list(words(text, whole=True)))
    readings, respelt = in_forms_of_names(session, text, readings, to=to)
    near = {pair for reading in readings for pair in adjacent_pairs(text, reading)}
    names = _names(session, version.id, near, respelt, to=to)
    found = [match for reading in readings for match in name_matches(text, reading, names)]
    found += initialled_matches(session, text, readings[0], to=to)
    return _apart(text, [*found, *unspaced_matches(session, version, to=to)])


def mentions_at(session: Session, version: SourceVersion, places: Sequence[NameMatch]) -> list[Mention]:
    """Return what stands at places of names in a version."""
    text, people = version.text or "", _people(session, places)
    return [
        Mention(match.start, match.end, text[match.start : match.end], _bearers(match, people), match.partial)
        for match in places
    ]


def _apart(text: str, matches: Iterable[NameMatch]) -> list[NameMatch]:
    """Return the matches of several readings of a text, of those that overlap the first and longest.

    One that ends inside a broken word is none.
    """
    kept: list[NameMatch] = []
    for match in sorted(matches, key=lambda match: (match.start, -match.end, match.partial)):
        if (not kept or match.start >= kept[-1].end) and not breaks_at(text, match.end):
            kept.append(match)
    return kept


def _names(
    session: Session, version_id: UUID, near: set[tuple[str, str]], respelt: set[str], *, to: Reader
) -> KnownNames:
    """Return the names of people that are in a text: those whose two ends it prints `near` each other.

    `respelt` are words of names that it prints in another way.
    """
    names = KnownNames()
    query = select(PersonSummary.person_id, PersonSummary.name, PersonSummary.other_names).where(
        PersonSummary.audience == to.audience,
        in_use(PersonSummary),
        _may_be_named(version_id, respelt, to),
    )
    for person_id, name, other_names in session.execute(query):
        spellings = (name, *filter(None, other_names.split(SEPARATOR)))
        names.add_spellings(person_id, spellings, near)
    return names


def _may_be_named(version_id: UUID, respelt: set[str], to: Reader) -> ColumnElement[bool]:
    """Return the condition that two words of a name are in the text, or one that may be the whole name."""
    shared = (
        select(NameToken.person_id)
        .join(SourceWord, SourceWord.word == NameToken.token)
        .where(SourceWord.source_version_id == version_id, NameToken.audience == to.audience)
    )
    two = shared.group_by(NameToken.person_id).having(func.count() > 1)
    whole = or_(
        not_(PersonSummary.name.contains(" ")),
        and_(PersonSummary.other_names != "", not_(PersonSummary.other_names.contains(" "))),
    )
    person = PersonSummary.person_id
    bearers = select(NameToken.person_id).where(
        NameToken.audience == to.audience, NameToken.token.in_(sorted(respelt))
    )
    # Of two words at least one is printed as it is recorded, or both are respelt.
    otherwise = or_(
        and_(person.in_(bearers), person.in_(shared)),
        person.in_(bearers.group_by(NameToken.person_id).having(func.count() > 1)),
    )
    return or_(
        person.in_(two),
        otherwise if respelt else false(),
        and_(whole, person.in_(shared.where(func.length(NameToken.token) > 4))),
    )


def _people(session: Session, matches: Iterable[NameMatch]) -> dict[UUID, Person]:
    ids = {person_id for match in matches for person_id in match.people}
    return {
        person.id: person
        for batch in batches(ids)
        for person in session.scalars(select(Person).where(Person.id.in_(batch)))
    }


def _bearers(match: NameMatch, people: dict[UUID, Person]) -> tuple[Person, ...]:
    return tuple(
        sorted((people[person_id] for person_id in match.people), key=lambda person: person.reference)
    )
