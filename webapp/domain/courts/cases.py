"""Cases before courts: adding, correcting and finding them, and who may know of them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from webapp.domain.batches import batches
from webapp.domain.input_rules import clean_line, clean_text, required_line
from webapp.domain.paged_lists import KeyPage, is_named, key_page, queried_page
from webapp.domain.references import canonical_reference, next_reference
from webapp.domain.refusals import Refused, check_version
from webapp.domain.visibility import Reader, may_see_case
from webapp.models import CourtCase, Organization
from webapp.vocab.charges import Instance
from webapp.vocab.people import PublicationState
from webapp.vocab.words import N_

PAGE = 50
_ORDER = CourtCase.name, CourtCase.reference
_NAMES = CourtCase.reference, CourtCase.name, CourtCase.other_names, CourtCase.number


def case(session: Session, reference: str, *, to: Reader) -> CourtCase | None:
    """Return the case with this reference, if this reader may know of it."""
    canonical = canonical_reference(reference)
    query = select(CourtCase).where(CourtCase.reference == canonical, may_see_case(to))
    return session.scalar(query.options(joinedload(CourtCase.court))) if canonical else None


def cases(session: Session, *, to: Reader, typed: str = "", most: int | None = None) -> list[CourtCase]:
    """Return the cases in use of which a name, the number or the reference is as `typed`, by name.

    Of very many only the first `most`.
    """
    if typed:
        return _loaded(session, [key for _, key in _called(session, typed, to)][:most])
    query = select(CourtCase).where(*_in_use(to)).order_by(*_ORDER).options(joinedload(CourtCase.court))
    return list(session.scalars(query.limit(most)))


def case_page(
    session: Session, *, to: Reader, typed: str = "", before: str | None = None, after: str | None = None
) -> tuple[KeyPage, list[CourtCase]]:
    """Return a page of the cases that `cases` returns."""
    ends: Any = {"before": before, "after": after, "size": PAGE}
    if typed:
        page = key_page(_called(session, typed, to), **ends)
    else:
        entries = select(CourtCase.reference, CourtCase.id).where(*_in_use(to))
        page = queried_page(session, entries, _ORDER, **ends)
    return page, _loaded(session, page.ids)


def _loaded(session: Session, keys: Sequence[UUID]) -> list[CourtCase]:
    """Return the cases of these keys, in their order."""
    query = select(CourtCase).options(joinedload(CourtCase.court))
    parts = (session.scalars(query.where(CourtCase.id.in_(batch))) for batch in batches(keys))
    rows = {row.id: row for part in parts for row in part}
    return [rows[key] for key in keys]


def _in_use(to: Reader) -> tuple[ColumnElement[bool], ...]:
    return may_see_case(to), CourtCase.state != PublicationState.RETIRED


def _called(session: Session, typed: str, to: Reader) -> list[tuple[str, UUID]]:
    """Return the reference and key of each case that is called as was typed, by name."""
    rows = session.execute(select(CourtCase.id, *_NAMES).where(*_in_use(to)).order_by(*_ORDER))
    return [(row.reference, row.id) for row in rows if is_named(typed, _names(row))]


def later_instances(session: Session, row: CourtCase, *, to: Reader) -> list[CourtCase]:
    """Return the cases to which a case led, as far as this reader may know of them."""
    query = select(CourtCase).where(CourtCase.earlier_id == row.id, may_see_case(to))
    return list(session.scalars(query.order_by(CourtCase.reference)))


def add_case(
    session: Session,
    *,
    name: str | None,
    other_names: str | None,
    number: str | None,
    court: Organization | None,
    instance: Instance,
    earlier: CourtCase | None,
    note: str | None,
) -> CourtCase:
    """Add a case. Raises Refused, also for a number that a case of this court bears already."""
    row = CourtCase(state=PublicationState.PUBLISHED)
    _fill(session, row, name, other_names, number, court, instance, earlier, note)
    row.reference = next_reference(session, "K")
    session.add(row)
    session.flush()
    return row


def revise_case(
    session: Session,
    row: CourtCase,
    *,
    version: int,
    name: str | None,
    other_names: str | None,
    number: str | None,
    court: Organization | None,
    instance: Instance,
    earlier: CourtCase | None,
    note: str | None,
) -> CourtCase:
    """Correct a case. Raises Refused, Stale."""
    check_version(row, version)
    _fill(session, row, name, other_names, number, court, instance, earlier, note)
    session.flush()
    return row


def _fill(
    session: Session,
    row: CourtCase,
    name: str | None,
    other_names: str | None,
    number: str | None,
    court: Organization | None,
    instance: Instance,
    earlier: CourtCase | None,
    note: str | None,
) -> None:
    line, docket = required_line("name", name), clean_line("number", number, limit=200)
    with session.no_autoflush:
        same = select(CourtCase).where(CourtCase.number == docket, CourtCase.court == court)
        twin = session.scalar(same) if docket and court is not None else None
    if twin is not None and twin is not row:
        raise Refused("number", N_("%(reference)s bears this number already."), reference=twin.reference)
    below = earlier
    while below is not None:
        if below is row:
            raise Refused("earlier", N_("A case cannot lead to itself."))
        below = below.earlier
    row.name, row.number, row.court, row.instance, row.earlier = line, docket, court, instance, earlier
    row.other_names = clean_line("other_names", other_names, limit=1000)
    row.note = clean_text("note", note, limit=5000)


def _names(row: Any) -> list[str]:
    return [row.reference, row.name, *(row.other_names or "").split(";"), *filter(None, [row.number])]
