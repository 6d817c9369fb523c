"""Hearings that a list tells of, and the organizations and provisions that its cells name."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.courts.cases import cases
from webapp.domain.imports.headers import known_words, plain
from webapp.domain.law.provisions import read_number
from webapp.domain.organizations.organizations import organization_named
from webapp.domain.refusals import Refused
from webapp.domain.visibility import INTERNAL
from webapp.models import CourtCase, Organization, Provision
from webapp.vocab.charges import HearingOutcome, Proceeding, Ruling
from webapp.vocab.imports import ListField
from webapp.vocab.words import N_, Word

W = TypeVar("W", bound=Word)


def read_organization(session: Session, text: str) -> Organization:
    """Return the recorded organization that a cell names. Raises Refused at `value`."""
    organization = organization_named(session, " ".join(text.split()))
    if organization is None:
        message = N_("No organization of this name is recorded. Add it, or leave the column out.")
        raise Refused("value", message)
    return organization


def read_provision(session: Session, charge: str) -> Provision | None:
    """Return the one provision of this number among all codes; None where there is none, or several."""
    try:
        number = str(read_number(charge))
    except Refused:
        return None
    same = session.scalars(select(Provision).where(Provision.number == number).limit(2)).all()
    return same[0] if len(same) == 1 else None


class HearingCells:
    """What the cells of one list beside the day of a hearing say, each read once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._read: dict[tuple[ListField, str], Any] = {}

    def read(self, name: ListField, text: str) -> Any:
        """Return what the cell of a column says. Raises Refused at `value`."""
        if (name, text) not in self._read:
            self._read[name, text] = self._value(name, text)
        return self._read[name, text]

    def _value(self, name: ListField, text: str) -> Any:
        match name:
            case ListField.CASE:
                return self._case(text)
            case ListField.COURT:
                return read_organization(self._session, text)
            case ListField.HEARING_KIND:
                return _proceeding(text)
            case _:
                return _outcome(text)

    def _case(self, text: str) -> CourtCase:
        """Return the one case that a cell names, by its number, name or reference. Raises Refused."""
        named = self._cases.get(plain(text), [])
        if len(named) != 1:
            message = (
                N_("Several cases are called so. Write the reference of the one, such as K-0001.")
                if named
                else N_("No case of this name or number is recorded. Add it, or leave the column out.")
            )
            raise Refused("value", message)
        return named[0]

    @cached_property
    def _cases(self) -> dict[str, list[CourtCase]]:
        by_name: dict[str, list[CourtCase]] = {}
        for row in cases(self._session, to=INTERNAL):
            for name in {plain(name) for name in (row.reference, row.name, row.number or "", *_others(row))}:
                by_name.setdefault(name, []).append(row)
        return by_name


def proceeding_named(text: str) -> Proceeding | None:
    """Return what is heard by a list's own word for it; None of one that is not known."""
    return _word(list(Proceeding), text, "proceedings")


def is_outcome(text: str) -> bool:
    """Tell whether a word is known for what became of a hearing."""
    return bool(_word(list(HearingOutcome), text, "outcomes") or _word(list(Ruling), text, "rulings"))


def _proceeding(text: str) -> Proceeding:
    """Return what is heard, in a list's own words. Raises Refused at `value`."""
    proceeding = proceeding_named(text)
    if proceeding is None:
        raise Refused("value", N_("Choose one of: %(words)s."), words=", ".join(Proceeding))
    return proceeding


def _outcome(text: str) -> tuple[HearingOutcome | None, Ruling | None]:
    """Return what became of a hearing: an outcome, or the ruling of one that was held. Raises Refused."""
    outcome = _word(list(HearingOutcome), text, "outcomes")
    ruling = _word(list(Ruling), text, "rulings")
    if outcome is None and ruling is None:
        words = ", ".join([*HearingOutcome, *Ruling])
        raise Refused("value", N_("Choose one of: %(words)s."), words=words)
    return outcome or HearingOutcome.HELD, ruling


def _others(row: CourtCase) -> list[str]:
    return (row.other_names or "").split(";")


def _word(words: Sequence[W], text: str, name: str) -> W | None:
    printed = plain(text)
    known = known_words(name).get(printed)
    return next(
        (word for word in words if word.value == known or printed in (plain(word.label), plain(word.value))),
        None,
    )
