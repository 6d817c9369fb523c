"""Who is meant by what was typed: a reference, a name in any spelling, or a name with its reference."""

import re
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from webapp.domain.people import people
from webapp.domain.references import canonical_reference
from webapp.domain.refusals import Refused
from webapp.domain.text.name_folding import tokens
from webapp.domain.visibility import Reader
from webapp.models import NameToken, Person, PersonSummary
from webapp.vocab.people import PublicationState
from webapp.vocab.words import N_

MOST_PEOPLE = 100
MOST_CANDIDATES = 6
_PART = re.compile(r"[,;\n]")
_NOT_IN_A_NAME = re.compile(r"[,;()]")
_WITH_REFERENCE = re.compile(r"(.*)\(\s*([Pp]-?\d{1,12})\s*\)")


def called(session: Session, who: Sequence[Person], *, to: Reader) -> list[str]:
    """Return for each person the words that mean nobody else: a name with its reference, `Elvin (P-0003)`."""
    named = summaries(session, who, to=to)
    return [_called(named[one.id]) if one.id in named else one.reference for one in who]


def summaries(session: Session, who: Sequence[Person], *, to: Reader) -> dict[UUID, PersonSummary]:
    """Return how lists know each person, by the person's id; nothing for one of whom no name may be seen."""
    query = select(PersonSummary).where(
        PersonSummary.person_id.in_([one.id for one in who]), PersonSummary.audience == to.audience
    )
    return {row.person_id: row for row in session.scalars(query)}


def people_meant(session: Session, typed: str | None, *, to: Reader) -> list[Person]:
    """Return the persons that a line means, in its order, each once; commas or semicolons part them.

    Raises Refused at field `people` where somebody is not there, or where a name may be of several.
    """
    parts = [part.strip() for part in _PART.split(typed or "") if part.strip()]
    words = [word for part in parts for word in (part.split() if _is_list(part) else [part])]
    if len(words) > MOST_PEOPLE:
        raise Refused("people", N_("Name at most 100 people at once."))
    return list(dict.fromkeys(_meant(session, word, to) for word in words))


def _is_list(part: str) -> bool:
    """Tell whether a part holds nothing but references, which blanks may part as well."""
    return all(canonical_reference(word) for word in part.split())


def _meant(session: Session, part: str, to: Reader) -> Person:
    both = _WITH_REFERENCE.fullmatch(part)
    name, reference = (both[1].strip(), canonical_reference(both[2])) if both else (part, None)
    reference = reference or canonical_reference(part)
    if reference is None:
        return _named(session, part, to)
    found = people.person(session, reference, to=to)
    if found is None:
        raise Refused("people", N_("There is no person %(reference)s."), reference=reference)
    wanted = tokens(name) if both else []
    if wanted and session.scalar(select(Person.id).where(Person.id == found.id, _bears(wanted, to))) is None:
        # Somebody wrote over the name and left the reference, or the other way round.
        message = N_("%(reference)s is not called “%(name)s”. Write the one or the other.")
        raise Refused("people", message, reference=reference, name=name[:60])
    return found


def _named(session: Session, name: str, to: Reader) -> Person:
    rows = _called_so(session, name, to)
    if not rows:
        message = N_("Nobody here is called “%(name)s”. Write a reference, or add them as a new person.")
        raise Refused("people", message, name=name[:60])
    if len(rows) > 1:
        told = [f"{row.reference} {row.name} ({row.status.label})" for row, _ in rows[:MOST_CANDIDATES]]
        told += ["…"] if len(rows) > MOST_CANDIDATES else []
        message = N_("“%(name)s” may be any of these: %(people)s. Write the reference of the one you mean.")
        raise Refused("people", message, name=name[:60], people=", ".join(told))
    return rows[0][1]


def _called_so(session: Session, name: str, to: Reader) -> list[tuple[PersonSummary, Person]]:
    """Return the people of whom each word of a name is a word of some spelling, a few more than are told."""
    wanted = tokens(name)[:8]
    if not wanted:
        return []
    query = (
        select(PersonSummary, Person)
        .join(Person, Person.id == PersonSummary.person_id)
        .where(
            PersonSummary.audience == to.audience,
            Person.state != PublicationState.RETIRED,
            _bears(wanted, to),
        )
        .order_by(PersonSummary.sort_key)
    )
    return [(row, who) for row, who in session.execute(query.limit(MOST_CANDIDATES + 1))]


def _bears(wanted: Sequence[str], to: Reader) -> ColumnElement[bool]:
    """Return the condition that a person is called by all these words; a beginning of one is not enough."""
    bearers = (
        select(NameToken.person_id).where(NameToken.audience == to.audience, NameToken.token == token)
        for token in wanted
    )
    return and_(*(Person.id.in_(each) for each in bearers))


def _called(row: PersonSummary) -> str:
    return f"{' '.join(_NOT_IN_A_NAME.sub(' ', row.name).split())} ({row.reference})"
