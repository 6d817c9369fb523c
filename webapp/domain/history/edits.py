"""Reading the history: what each edit did to a record's rows, by whom, when and why, with old and new."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, case, exists, func, select, union_all
from sqlalchemy.orm import Session, joinedload

from webapp.domain.batches import batches
from webapp.domain.history.changed_rows import ChangedRows, rows_of
from webapp.domain.history.descriptions import ColumnChange, column_changes
from webapp.domain.history.labels import TABLES
from webapp.domain.history.net_changes import RowChange, net_changes
from webapp.domain.named_access import limits_of
from webapp.models import (
    Account,
    Claim,
    CourtCase,
    LegalCode,
    Organization,
    Passage,
    Person,
    PersonSummary,
    Revision,
    SavedSearch,
    Source,
)
from webapp.vocab.accounts import Action
from webapp.vocab.claims import Audience

PAGE = 50
# Of an edit so many rows are shown: a list that was brought in cites tens of thousands of passages.
ROWS_SHOWN = 100
# An edit of more revisions of a record is looked up by itself: among others all of it would be sorted.
LONG = 2_000
# And so many of its revisions are looked at for other records: of a long list there are millions.
_LOOKED_AT = 2_000


@dataclass(frozen=True)
class Change:
    """All that one edit did to one row, with the row as it is now and what it is about.

    `row` is None where the row is gone; `claim` is the row itself or the claim of a citation; `passage` is
    what a citation, a comparison or a name of an organization quotes, or the row itself.
    """

    row_change: RowChange
    row: Any
    claim: Claim | None
    passage: Passage | None
    columns: list[ColumnChange]

    @property
    def label(self) -> str:
        """What people call the kind of row."""
        return TABLES[self.row_change.table]

    @property
    def shown(self) -> bool:
        """Whether the change tells a reader anything."""
        return bool(self.columns) or self.row_change.action is not Action.CHANGED


class ChangedRecord(NamedTuple):
    """A person, organization, source, code of law or account; of a person the summary that gives the name."""

    row: Any
    name: PersonSummary | None


@dataclass(frozen=True)
class PastEdit:
    """The changes of one form post that are about a record, and how many other records it changed.

    Of very many they are those of the first rows; `more` counts the rows left out. Of a very long edit
    `elsewhere` is what its first revisions tell, and `is_longer` that there may be more.
    """

    id: UUID
    by: Account
    at: datetime
    reason: str
    changes: list[Change]
    more: int
    elsewhere: int
    is_longer: bool


class _EditOfRecord(NamedTuple):
    """An edit of a record: the number of its last change of it, and how many there are."""

    id: UUID
    last: int
    revisions: int


@dataclass(frozen=True)
class EditsPage:
    """Some of a record's edits, newest first; the numbers lead to newer and older ones, if there are any."""

    edits: list[PastEdit]
    newer: int | None
    older: int | None


def edits_about(
    session: Session, record_id: UUID, *, before: int | None = None, after: int | None = None
) -> EditsPage:
    """Return the newest 50 edits of a record, or the 50 next before or after a number that a page gave."""
    edits_of_page, has_more = _edits(session, record_id, before, after)
    revisions, rows = _revisions(session, record_id, edits_of_page)
    changes: dict[UUID, list[Change]] = {}
    for change in changes_in(session, revisions):
        changes.setdefault(change.row_change.edit_id, []).append(change)
    elsewhere = _elsewhere(session, record_id, [edit.id for edit in edits_of_page])
    newest = {revision.edit_id: revision for revision in revisions}
    edits = [
        PastEdit(
            key, last.by, last.at, last.reason, changes.get(key, []), max(rows[key] - ROWS_SHOWN, 0),
            *elsewhere[key],
        )
        for key, last in sorted(newest.items(), key=lambda pair: -pair[1].number)
        if key in changes or limits_of(session) is None
    ]  # fmt: skip
    lasts = [edit.last for edit in edits_of_page]
    newer, older = _neighbours(session, record_id, before, after, has_more)
    return EditsPage(edits, max(lasts) if newer and lasts else None, min(lasts) if older and lasts else None)


def changes_in(session: Session, revisions: Sequence[Revision]) -> list[Change]:
    """Return what revisions come to, row by row in the order of their last change, put in words."""
    changes = net_changes(revisions)
    rows = rows_of(session, changes)
    return [_described(change, rows) for change in changes if _is_readable(change, rows)]


def bare_changes(session: Session, changes: Sequence[RowChange]) -> list[Change]:
    """Return changes with their rows as they are now, in no words."""
    rows = rows_of(session, changes)
    return [
        Change(each, rows.by_id.get(each.row_id), rows.claim(each), rows.passage(each), [])
        for each in changes
    ]


def records(session: Session, changes: Iterable[Change]) -> list[ChangedRecord]:
    """Return the records that changes are about, by kind and reference."""
    return records_of(session, {change.row_change.about_id for change in changes})


def records_of(session: Session, ids: Collection[UUID]) -> list[ChangedRecord]:
    """Return records by their keys, by kind and reference."""
    rows: list[Any] = [
        row
        for kind in (Person, Organization, Source, CourtCase, LegalCode, SavedSearch, Account)
        for batch in batches(ids)
        for row in session.scalars(select(kind).where(kind.id.in_(batch)))
    ]
    internal = select(PersonSummary).where(PersonSummary.audience == Audience.INTERNAL)
    names = {
        summary.person_id: summary
        for batch in batches(ids)
        for summary in session.scalars(internal.where(PersonSummary.person_id.in_(batch)))
    }
    return [ChangedRecord(row, names.get(row.id)) for row in sorted(rows, key=_by_kind)]


def last_editor(session: Session, row: Any) -> str | None:
    """Return the name of the account that changed a row last; of a person, anything that is told of them."""
    key = Revision.about_id if isinstance(row, Person) else Revision.row_id
    query = select(Account.name).join(Revision, Revision.by_id == Account.id).where(key == row.id)
    return session.scalar(query.order_by(Revision.number.desc()).limit(1))


def newest_number(session: Session) -> int:
    """Return the number of the newest revision; 0 where there is none."""
    return session.scalar(select(func.max(Revision.number))) or 0


def editors_after(session: Session, people: Iterable[Person], number: int) -> dict[UUID, str]:
    """Return by person the account that last changed what is told of them after a revision of that number."""
    query = (
        select(Revision.about_id, Account.name)
        .join(Account, Revision.by_id == Account.id)
        .where(Revision.number > number)
        .order_by(Revision.number)
    )
    editors: dict[UUID, str] = {}
    for batch in batches(person.id for person in people):
        editors |= dict(session.execute(query.where(Revision.about_id.in_(batch))).all())
    return editors


def _by_kind(row: Any) -> tuple[str, str]:
    return row.__tablename__, getattr(row, "reference", None) or str(row.id)


def _is_readable(change: RowChange, rows: ChangedRows) -> bool:
    """Tell whether this session may read all that a citation, there or removed, ties together."""
    return change.table != "citation" or None not in (rows.claim(change), rows.passage(change))


def _described(change: RowChange, rows: ChangedRows) -> Change:
    row = rows.by_id.get(change.row_id)
    columns = list(column_changes(change.table, change.columns, row, rows.by_id))
    return Change(change, row, rows.claim(change), rows.passage(change), columns)


def _edits(
    session: Session, record_id: UUID, before: int | None, after: int | None
) -> tuple[list[_EditOfRecord], bool]:
    """Return the edits of one page, and whether others lie beyond it."""
    last = func.max(Revision.number)
    query = select(Revision.edit_id, last, func.count())
    query = query.where(Revision.about_id == record_id).group_by(Revision.edit_id)
    if after is not None:
        query = query.having(last > after).order_by(last)
    else:
        query = query.order_by(last.desc())
        query = query.having(last < before) if before is not None else query
    edits = [_EditOfRecord(*row) for row in session.execute(query.limit(PAGE + 1))]
    return edits[:PAGE], len(edits) > PAGE


def _revisions(
    session: Session, record_id: UUID, edits: Sequence[_EditOfRecord]
) -> tuple[Sequence[Revision], dict[UUID, int]]:
    """Return the revisions of a record in these edits, of each for its first rows, and its number of rows."""
    begun = select(Revision.edit_id, Revision.row_id, func.min(Revision.number).label("number"))
    short = [edit.id for edit in edits if edit.revisions <= LONG]
    begun = begun.where(Revision.about_id == record_id, Revision.edit_id.in_(short))
    row = begun.group_by(Revision.edit_id, Revision.row_id).subquery()
    place = func.row_number().over(partition_by=row.c.edit_id, order_by=row.c.number).label("place")
    number = func.count().over(partition_by=row.c.edit_id).label("rows")
    ranked = select(row.c.edit_id, row.c.row_id, place, number).subquery()
    same = and_(Revision.edit_id == ranked.c.edit_id, Revision.row_id == ranked.c.row_id)
    query = select(Revision, ranked.c.rows).join(ranked, same).where(ranked.c.place <= ROWS_SHOWN)
    query = query.where(Revision.about_id == record_id, Revision.edit_id.in_(short)).order_by(Revision.number)
    found = session.execute(query.options(joinedload(Revision.by))).all()
    revisions, rows = [each for each, _ in found], {each.edit_id: number for each, number in found}
    for edit in edits:
        if edit.revisions > LONG:
            beginning, rows[edit.id] = _beginning(session, record_id, edit.id)
            revisions += beginning
    return sorted(revisions, key=attrgetter("number")), rows


def _beginning(session: Session, record_id: UUID, edit_id: UUID) -> tuple[Sequence[Revision], int]:
    """Return the revisions of a record in a very long edit for its first rows, and its number of rows."""
    of_edit = Revision.about_id == record_id, Revision.edit_id == edit_id
    first = select(Revision.row_id).where(*of_edit).order_by(Revision.number).limit(2 * ROWS_SHOWN)
    shown = list(dict.fromkeys(session.scalars(first)))[:ROWS_SHOWN]
    query = select(Revision).where(*of_edit, Revision.row_id.in_(shown)).options(joinedload(Revision.by))
    rows = session.scalar(select(func.count(Revision.row_id.distinct())).where(*of_edit)) or 0
    return session.scalars(query).all(), rows


def _neighbours(
    session: Session, record_id: UUID, before: int | None, after: int | None, has_more: bool
) -> tuple[bool, bool]:
    """Tell whether there are newer edits than those of a page, and older ones."""
    if before is None and after is None:
        return False, has_more
    number = Revision.number >= before if after is None else Revision.number <= after
    others = bool(session.scalar(select(exists().where(Revision.about_id == record_id, number))))
    return (others, has_more) if after is None else (has_more, others)


def _elsewhere(
    session: Session, record_id: UUID, edits: Collection[UUID]
) -> dict[UUID, tuple[int, bool]]:  # fmt: skip
    """Return by edit how many other records its first revisions are about, and whether it is longer."""
    counts = []
    for edit_id in edits:
        of_edit = select(Revision.edit_id, Revision.about_id).where(Revision.edit_id == edit_id)
        first = of_edit.limit(_LOOKED_AT).subquery()
        others = func.count(case((first.c.about_id != record_id, first.c.about_id)).distinct())
        counts.append(select(first.c.edit_id, others, func.count()).group_by(first.c.edit_id))
    rows = session.execute(union_all(*counts)) if counts else ()
    return {edit_id: (others, looked_at == _LOOKED_AT) for edit_id, others, looked_at in rows}
