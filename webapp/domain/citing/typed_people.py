"""Who is meant by what was typed: a reference, a name in any spelling, or a name with its reference."""

import re
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.lists.name_matching import bears, typed_readings, whole
from webapp.domain.people import people
from webapp.domain.people.people_choices import bearers_of
from webapp.domain.references import canonical_reference
from webapp.domain.refusals import Phrase, Refused
from webapp.domain.visibility import Reader
from webapp.models import Person, PersonSummary
from webapp.vocab.liberty import Held
from webapp.vocab.words import N_

MOST_PEOPLE = 100
MOST_CANDIDATES = 6
_SEPARATOR = re.compile(r"[,;\n]")
# Words that are "and" in the languages of texts and no part of a name, as "y" and "e" are.
_BETWEEN_NAMES = re.compile(r"[,;\n]|\s(?:and|und|və|ve|и|та|і)\s")
_NOT_IN_A_NAME = re.compile(r"[,;()]")
_WITH_REFERENCE = re.compile(r"(.*)\(\s*([Pp]-?\d{1,12})\s*\)")


class SeveralBearers(Refused):
    """Several people may be meant by a name: `candidates` are the first of them."""

    def __init__(self, name: str, rows: Sequence[PersonSummary]) -> None:
        self.name, self.candidates = name, rows[:MOST_CANDIDATES]
        phrases = [
            Phrase(
                "%(reference)s %(name)s (%(status)s)",
                reference=row.reference,
                name=row.name,
                status=row.held if row.held is Held.UNCERTAIN else row.status,
            )
            for row in self.candidates
        ]
        more = ["…"] if len(rows) > MOST_CANDIDATES else []
        message = N_("“%(name)s” may be any of these: %(people)s. Write the reference of the one you mean.")
        super().__init__("people", message, name=name[:60], people=[*phrases, *more])


def names_with_references(session: Session, people: Sequence[Person], *, to: Reader) -> list[str]:
    """Return for each person the words that mean nobody else: a name with its reference, `Elvin (P-0003)`."""
    rows = summaries_by_person(session, people, to=to)
    return [
        name_with_reference(rows[person.id]) if person.id in rows else person.reference for person in people
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


def with_answer(session: Session, typed: str, answer: str, *, to: Reader) -> str:
    """Return a line of people in which an answer, a reference, stands in place of a name that several bear.

    An answer that none of the names can mean changes nothing.
    """
    reference = canonical_reference(answer)
    parts = [part.strip() for part in _SEPARATOR.split(typed) if part.strip()]
    for place, part in enumerate(parts[:MOST_PEOPLE] if reference else ()):
        if _is_list(part) or _WITH_REFERENCE.fullmatch(part):
            continue
        rows = bearers_of(session, part, to=to, most=MOST_CANDIDATES)
        row = next((row for row in rows if row.reference == reference), None)
        if row is not None and len(rows) > 1:
            return ", ".join([*parts[:place], name_with_reference(row), *parts[place + 1 :]])
    return typed


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
    rows = bearers_of(session, name, to=to, most=MOST_CANDIDATES + 1)
    if not rows:
        message = N_("Nobody here is called “%(name)s”. Write a reference, or add them as a new person.")
        raise Refused("people", message, name=name[:60])
    if len(rows) > 1:
        raise SeveralBearers(name, rows)
    return rows[0].person


def name_with_reference(row: PersonSummary) -> str:
    """Return the words that mean nobody else, as people read them: `Elvin Sinagov (P-0003)`."""
    return f"{' '.join(_NOT_IN_A_NAME.sub(' ', row.name).split())} ({row.reference})"
