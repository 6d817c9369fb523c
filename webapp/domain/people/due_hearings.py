"""Hearings of which the day is awaited, as lines of what is due: one a person, or one a case and day."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, joinedload

from webapp.domain.claims.hearings import awaited_day
from webapp.domain.visibility import Reader, in_lists, may_see_claim
from webapp.models import Claim, CourtCase, Hearing, PersonSummary
from webapp.vocab.charges import HearingOutcome
from webapp.vocab.claims import Rank

_TABLE = Hearing.__table__
_OUTCOME = _TABLE.c.outcome
_PUT_OFF = _OUTCOME == HearingOutcome.POSTPONED


def _of_day(bound: str) -> Any:
    """Return the earliest or latest day, or the text, of what a hearing leaves awaited."""
    return case((_PUT_OFF, _TABLE.c[f"postponed_to_{bound}"]), else_=_TABLE.c[f"date_{bound}"])


DAY, EDTF = _of_day("latest"), _of_day("edtf")


def awaited_hearings(people: ColumnElement[bool], last: date, to: Reader) -> Select[Any]:
    """Return key, person, day and EDTF of each awaited hearing of these people, and its place in its group.

    The group are the hearings of one case on one day; without a case each person's is alone.
    """
    group = func.coalesce(_TABLE.c.case_id, Claim.person_id)
    place = func.row_number().over(
        partition_by=(group, DAY, _TABLE.c.proceeding), order_by=PersonSummary.sort_key
    )
    # Two searches by an index each, rather than one of all hearings.
    near = or_(_TABLE.c.date_latest <= last, _TABLE.c.postponed_to_latest <= last)
    # Named once more, so that SQLite begins with the few hearings rather than with everybody.
    owner = Claim.__table__.alias()
    heard = select(owner.c.person_id).where(owner.c.id.in_(select(_TABLE.c.id).where(near).correlate(None)))
    return (
        select(
            _TABLE.c.id.label("event_id"), Claim.person_id.label("holder_id"), DAY.label("awaited"),
            EDTF.label("awaited_edtf"), place.label("place"), _TABLE.c.case_id.label("case_id"),
        )
        .join(Claim, Claim.id == _TABLE.c.id)
        .join(PersonSummary, PersonSummary.person_id == Claim.person_id)
        .where(PersonSummary.person_id.in_(heard), people, near, last >= DAY)
        .where(_is_awaited(), _counts(to), _awaits_a_word(to))
    )  # fmt: skip


def cases_of(session: Session, lines: Any) -> list[tuple[CourtCase, int]]:
    """Return the cases of which hearings are among some lines, with how many, by name."""
    query = (
        select(CourtCase, func.count())
        .join(lines, lines.c.case_id == CourtCase.id)
        .group_by(CourtCase.id)
        .order_by(CourtCase.name)
    )
    return [(row, number) for row, number in session.execute(query)]


def hearings_together(session: Session, ids: Iterable[UUID], *, to: Reader) -> dict[UUID, list[Hearing]]:
    """Return, for each of these hearings, those of its case that await the same day, itself first."""
    heads = {row.id: row for row in session.scalars(select(Hearing).where(Hearing.id.in_(list(ids))))}
    case_ids = {row.case_id for row in heads.values() if row.case_id}
    query = select(Hearing).where(Hearing.case_id.in_(case_ids), _counts(to), _is_awaited())
    beside = session.scalars(query.options(joinedload(Hearing.person)).order_by(Hearing.id)).all()
    return {
        key: [head, *(row for row in beside if row is not head and _same_sitting(row, head))]
        for key, head in heads.items()
    }


def _same_sitting(hearing: Hearing, other: Hearing) -> bool:
    sittings = {(row.case_id, row.proceeding, awaited_day(row)) for row in (hearing, other)}
    return len(sittings) == 1


def _is_awaited() -> ColumnElement[bool]:
    untold = and_(_TABLE.c.outcome.is_(None), _TABLE.c.ruling.is_(None))
    return or_(untold, and_(_PUT_OFF, _TABLE.c.postponed_to_edtf.is_not(None)))


def _counts(to: Reader) -> ColumnElement[bool]:
    return and_(Claim.rank != Rank.DEPRECATED, may_see_claim(in_lists(to)))


def _awaits_a_word(to: Reader) -> ColumnElement[bool]:
    """Return the rule of `awaited_hearings.awaited` as a condition."""
    other, owner = _TABLE.alias("other_hearing"), Claim.__table__.alias("other_claim")
    # Of the one claim that is asked about: SQLite would look at all claims there are before any hearing.
    counts = select(Claim.id).where(Claim.id == owner.c.id, _counts(to)).correlate(owner).exists()
    word = or_(other.c.outcome.is_not(None), other.c.ruling.is_not(None))
    later_word = (
        select(other.c.id)
        .join(owner, owner.c.id == other.c.id)
        .where(
            owner.c.person_id == Claim.person_id, other.c.id != _TABLE.c.id,
            other.c.case_id.is_not_distinct_from(_TABLE.c.case_id), other.c.date_edtf.is_not(None),
            or_(other.c.date_earliest.is_(None), other.c.date_earliest <= DAY),
            or_(other.c.date_latest.is_(None), _of_day("earliest").is_(None),
                other.c.date_latest >= _of_day("earliest")),
            or_(word, _PUT_OFF, other.c.id < _TABLE.c.id),
            counts,
        )
        .correlate(_TABLE, Claim)
    )  # fmt: skip
    return ~later_word.exists()
