"""Who is meant by what was typed: a reference, a name in any spelling, or a name with its reference."""

import re
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.lists.name_matching import bears, typed_readings, whole
from webapp.domain.people import people
from webapp.domain.references import canonical_reference
from webapp.domain.refusals import Phrase, Refused
from webapp.domain.visibility import Reader, in_use
from webapp.models import Person, PersonSummary
from webapp.vocab.words import N_

MOST_PEOPLE = 100
MOST_CANDIDATES = 6
_SEPARATOR = re.compile(r"[,;\n]")
# Words that are "and" in the languages of texts and no part of a name, as "y" and "e" are.
_BETWEEN_NAMES = re.compile(r"[,;\n]|\s(?:and|und|və|ve|и|та|і)\s")
_NOT_IN_A_NAME = re.compile(r"[,;()]")
_WITH_REFERENCE = re.compile(r"(.*)\(\s*([Pp]-?\d{1,12})\s*\)")


def names_with_references(session: Session, people: Sequence[Person], *, to: Reader) -> list[str]:
    """Return for each person the words that mean nobody else: a name with its reference, `Elvin (P-0003)`."""
    rows = summaries_by_person(session, people, to=to)
    return [
        _name_with_reference(rows[person.id]) if person.id in rows else person.reference for person in people
    ]


def summaries_by_person(
    session: Session, people: Sequence[Person], *, to: Reader
) -> dict[UUID, PersonSummary]:
    """Return how lists know each person, by the person's id; nothing for one of whom no name may be seen."""
    query = select(PersonSummary).where(
        PersonSummary.person_id.in_([person.id for person in people]), PersonSummary.audience == to.audience
    )
    return {row.person_id: row for row in session.scalars(query)}


def people_named(session: Session, typed: str | None, *, to: Reader) -> list[Person]:
    """Return the persons that a line means, in its order, each once; commas or semicolons part them.

    Raises Refused at field `people` where somebody is not there, or where a name may be of several.
    """
    parts = [part.strip() for part in _SEPARATOR.split(typed or "") if part.strip()]
    words = [word for part in parts for word in (part.split() if _is_list(part) else [part])]
    if len(words) > MOST_PEOPLE:
        raise Refused("people", N_("Name at most 100 people at once."))
    return list(dict.fromkeys(_person_named(session, word, to) for word in words))


def new_names(typed: str | None) -> list[str]:
    """Return the names of new people that a line holds; commas, semicolons or an "and" part them.

    Raises Refused at field `new_name` where a part is no whole name, as in "Numunali, Ayla".
    """
    names = [name for part in _BETWEEN_NAMES.split(typed or "") if (name := " ".join(part.split()))]
    if len(names) > MOST_PEOPLE:
        raise Refused("new_name", N_("Name at most 100 people at once."))
    if len(names) > 1 and any(" " not in name for name in names):
        message = N_("“%(name)s” reads as several people: write each name whole, the given name first.")
        raise Refused("new_name", message, name=(typed or "")[:60])
    return names


def _is_list(part: str) -> bool:
    """Tell whether a part holds nothing but references, which blanks may part as well."""
    return all(canonical_reference(word) for word in part.split())


def _person_named(session: Session, part: str, to: Reader) -> Person:
    match = _WITH_REFERENCE.fullmatch(part)
    name, reference = (match[1].strip(), canonical_reference(match[2])) if match else (part, None)
    reference = reference or canonical_reference(part)
    if reference is None:
        return _person_of_name(session, part, to)
    person = people.person(session, reference, to=to)
    if person is None:
        raise Refused("people", N_("There is no person %(reference)s."), reference=reference)
    name_readings = typed_readings(name) if match else []
    called_so = select(Person.id).where(Person.id == person.id, bears(Person.id, name_readings, whole, to=to))
    if name_readings and session.scalar(called_so) is None:
        # Somebody wrote over the name and left the reference, or the other way round.
        message = N_("%(reference)s is not called “%(name)s”. Write the one or the other.")
        raise Refused("people", message, reference=reference, name=name[:60])
    return person


def _person_of_name(session: Session, name: str, to: Reader) -> Person:
    rows = _bearers(session, name, to)
    if not rows:
        message = N_("Nobody here is called “%(name)s”. Write a reference, or add them as a new person.")
        raise Refused("people", message, name=name[:60])
    if len(rows) > 1:
        candidates = [
            Phrase(
                "%(reference)s %(name)s (%(status)s)",
                reference=row.reference,
                name=row.name,
                status=row.status,
            )
            for row, _ in rows[:MOST_CANDIDATES]
        ]
        more = ["…"] if len(rows) > MOST_CANDIDATES else []
        message = N_("“%(name)s” may be any of these: %(people)s. Write the reference of the one you mean.")
        raise Refused("people", message, name=name[:60], people=[*candidates, *more])
    return rows[0][1]


def _bearers(session: Session, name: str, to: Reader) -> list[tuple[PersonSummary, Person]]:
    """Return the people of whom each word of a name is a word of some spelling, one more than are named."""
    name_readings = typed_readings(name)
    if not name_readings:
        return []
    query = (
        select(PersonSummary, Person)
        .join(Person, Person.id == PersonSummary.person_id)
        .where(
            PersonSummary.audience == to.audience,
            in_use(Person),
            bears(Person.id, name_readings, whole, to=to),
        )
        .order_by(PersonSummary.sort_key)
    )
    return [(row, person) for row, person in session.execute(query.limit(MOST_CANDIDATES + 1))]


def _name_with_reference(row: PersonSummary) -> str:
    return f"{' '.join(_NOT_IN_A_NAME.sub(' ', row.name).split())} ({row.reference})"
