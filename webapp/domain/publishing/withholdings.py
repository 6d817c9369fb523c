"""Withholding somebody's lines of every numbered issue, and showing them again: a reviewer's act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from webapp.domain.batches import batches
from webapp.domain.input_rules import required_line
from webapp.domain.people.merging import same_people
from webapp.domain.people.printed_names import NameWords, name_words
from webapp.domain.refusals import Refused
from webapp.models import Account, Person, PersonName, Withholding
from webapp.vocab.words import N_


@dataclass(frozen=True)
class Withheld:
    """Whose lines are withheld, by reference, and the words of the names that their records bear."""

    references: frozenset[str] = frozenset()
    names: tuple[NameWords, ...] = ()


def withhold(
    session: Session, *, person: Person, reason: str | None, by: Account, at: datetime
) -> Withholding:
    """Withhold a person's lines of all issues, those to come too, until they are shown again.

    What other lines quote is left out too where it names the person, and records merged with this one are
    withheld with it. Raises Refused.
    """
    if person.reference in withheld_now(session).references:
        raise Refused("reason", N_("These lines are withheld already."))
    return _act(session, person, withheld=True, reason=reason, by=by, at=at)


def show_again(
    session: Session, *, person: Person, reason: str | None, by: Account, at: datetime
) -> Withholding:
    """Show a person's lines again, and those of records merged with this one. Raises Refused."""
    if person.reference not in withheld_now(session).references:
        raise Refused("reason", N_("No line of this person is withheld."))
    return _act(session, person, withheld=False, reason=reason, by=by, at=at)


def _act(session: Session, person: Person, *, reason: str | None, **what: Any) -> Withholding:
    given = required_line("reason", reason, limit=1000)
    # One each: should the records be told apart later, what was decided of each still holds.
    acts = [
        Withholding(person=record, reason=given, **what)
        for record in _records(session, select(Person), Person.id, same_people(session, {person.id}))
    ]
    session.add_all(acts)
    session.flush()
    return next(act for act in acts if act.person is person)


def acts(session: Session) -> Sequence[Withholding]:
    """Return every withholding and showing again, the newest first."""
    query = select(Withholding).options(joinedload(Withholding.person), joinedload(Withholding.by))
    return session.scalars(query.order_by(Withholding.at.desc(), Withholding.id.desc())).all()


def withheld_now(session: Session) -> Withheld:
    """Return whose lines are withheld now; whoever was merged with one of them is the same person."""
    acts = select(Withholding.person_id, Withholding.withheld).order_by(Withholding.at, Withholding.id)
    # Of each the last one holds.
    now = {row.person_id: row.withheld for row in session.execute(acts)}
    return withheld_of(session, {person_id for person_id, is_withheld in now.items() if is_withheld})


def withheld_of(session: Session, ids: set[UUID]) -> Withheld:
    """Return what is withheld where it is the lines of these people, by the ids of their records."""
    ids = same_people(session, ids)
    references, names = select(Person.reference), select(PersonName.text)
    return Withheld(
        references=frozenset(_records(session, references, Person.id, ids)),
        names=name_words(_records(session, names, PersonName.person_id, ids)),
    )


def _records(session: Session, query: Select[Any], column: Any, ids: set[UUID]) -> list[Any]:
    return [row for batch in batches(ids) for row in session.scalars(query.where(column.in_(batch)))]
