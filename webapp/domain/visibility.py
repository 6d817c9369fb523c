"""Who reads: every question put to the records says for whom, so that no page can forget it."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Boolean, ColumnElement, and_, exists, literal_column, not_, or_, select, true
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import aliased
from sqlalchemy.sql.functions import FunctionElement

from webapp.models import (
    Charge,
    Citation,
    Claim,
    CourtCase,
    Hearing,
    Passage,
    Person,
    PersonSummary,
    Source,
    SourceVersion,
)
from webapp.vocab.claims import Audience, ClaimState, Stance, Visibility
from webapp.vocab.people import PublicationState
from webapp.vocab.words import Word


@dataclass(frozen=True)
class Reader:
    """What one reader may see: `restricted` opens claims that enter no list, count or export."""

    audience: Audience
    restricted: bool = False


PUBLIC = Reader(Audience.PUBLIC)
INTERNAL = Reader(Audience.INTERNAL)
CURATOR = Reader(Audience.INTERNAL, restricted=True)


def in_lists(reader: Reader) -> Reader:
    """Return as whom a reader reads lists and counts: restricted claims enter none, for whomever."""
    return PUBLIC if reader.audience is Audience.PUBLIC else INTERNAL


def word(code: Word) -> ColumnElement[Any]:
    """Return a word of ours as it is written in a statement, for conditions that are always the same.

    Of a parameter PostgreSQL does not know what it will be, once it keeps the plan of a statement: where all
    records are published it takes those that are not drafts for none, and plans for none.
    """
    return literal_column(f"'{code.value}'")


class MetByMost(FunctionElement[bool]):
    """A condition that most rows meet, with which SQLite is not to begin.

    Where all rows share a value it takes it for that of a few thousand, and read every published claim for a
    source with one passage.
    """

    type = Boolean()
    inherit_cache = True


@compiles(MetByMost)
def _met(element: Any, compiler: Any, **options: Any) -> str:
    return str(compiler.process(element.clauses, **options))


@compiles(MetByMost, "sqlite")
def _met_by_most(element: Any, compiler: Any, **options: Any) -> str:
    return f"likelihood({compiler.process(element.clauses, **options)}, 0.9)"


# The states of records in use: what lists, searches and suggestions hold unless a state is asked for.
IN_USE = tuple(state for state in PublicationState if state is not PublicationState.RETIRED)


def in_use(record: type[Person] | type[PersonSummary]) -> ColumnElement[bool]:
    """Return the condition that a record of a person is in use: that it was not retired."""
    return record.state != word(PublicationState.RETIRED)


# The conditions are made once for each reader: they are asked for with nearly every query.
@cache
def may_see_person(reader: Reader) -> ColumnElement[bool]:
    """Return the condition on `person` for this reader."""
    if reader.audience is Audience.PUBLIC:
        return Person.state == word(PublicationState.PUBLISHED)
    return true()


@cache
def may_see_source(reader: Reader) -> ColumnElement[bool]:
    """Return the condition on `source` for this reader."""
    if reader.audience is Audience.PUBLIC:
        is_open = Source.visibility == word(Visibility.PUBLIC)
        return and_(Source.state != word(PublicationState.DRAFT), is_open)
    if reader.restricted:
        return true()
    return Source.visibility != word(Visibility.RESTRICTED)


@cache
def may_see_claim(reader: Reader) -> ColumnElement[bool]:
    """Return the condition on `claim` for this reader; nobody's lists hold a withdrawn claim.

    The public sees a claim only where it may open a source that shows it.
    """
    shown = exists(
        select(Citation.id)
        .join(Passage, Citation.passage_id == Passage.id)
        .join(SourceVersion, Passage.source_version_id == SourceVersion.id)
        .join(Source, SourceVersion.source_id == Source.id)
        .where(Citation.claim_id == Claim.id, Citation.stance == word(Stance.SUPPORTS))
        .where(may_see_source(reader))
    )
    if reader.audience is Audience.PUBLIC:
        is_open = Claim.visibility == word(Visibility.PUBLIC)
        return and_(MetByMost(Claim.state == word(ClaimState.PUBLISHED)), is_open, shown)
    live = Claim.state != word(ClaimState.WITHDRAWN)
    if reader.restricted:
        return live
    return and_(live, Claim.visibility != word(Visibility.RESTRICTED), shown)


def may_open_claim(reader: Reader) -> ColumnElement[bool]:
    """Return the condition on a `claim` asked for by its id: curators open withdrawn ones too."""
    return true() if reader == CURATOR else may_see_claim(reader)


@cache
def may_see_case(reader: Reader) -> ColumnElement[bool]:
    """Return the condition on `court_case` for this reader.

    A case is hidden that charges, hearings or later instances name, but none that the reader may see.
    """
    if reader.restricted and reader.audience is not Audience.PUBLIC:
        return true()
    later, earlier = aliased(CourtCase), aliased(CourtCase)
    led_to = select(later.earlier_id.label("id")).where(_is_case_seen_itself(later, reader))
    before = led_to.where(later.earlier_id.is_not(None)).cte("before_seen", recursive=True)
    further = select(earlier.earlier_id).join(before, earlier.id == before.c.id)
    before = before.union(further.where(earlier.earlier_id.is_not(None), _is_case_in_use(earlier, reader)))
    led_to_seen = and_(_is_case_in_use(CourtCase, reader), CourtCase.id.in_(select(before.c.id)))
    return or_(_is_case_seen_itself(CourtCase, reader), led_to_seen)


def _is_case_seen_itself(case: Any, reader: Reader) -> ColumnElement[bool]:
    later = aliased(CourtCase)
    named = [exists().where(kind.__table__.c.case_id == case.id) for kind in (Charge, Hearing)]
    named.append(exists().where(later.earlier_id == case.id))
    seen = [
        exists(
            select(Claim.id)
            .join(table := model.__table__, table.c.id == Claim.id)
            .join(Claim.person)
            .where(table.c.case_id == case.id, may_see_claim(reader), may_see_person(reader))
            .correlate(case)
        )
        for model in (Charge, Hearing)
    ]
    return and_(_is_case_in_use(case, reader), or_(not_(or_(*named)), *seen))


def _is_case_in_use(case: Any, reader: Reader) -> ColumnElement[bool]:
    return case.state != word(PublicationState.DRAFT) if reader.audience is Audience.PUBLIC else true()


def sees_person(reader: Reader, person: Person) -> bool:
    """Tell what `may_see_person` tells, of a person who is already loaded."""
    return reader.audience is not Audience.PUBLIC or person.state is PublicationState.PUBLISHED


def sees_source(reader: Reader, source: Source) -> bool:
    """Tell what `may_see_source` tells, of a source that is already loaded."""
    if reader.audience is Audience.PUBLIC:
        return source.state is not PublicationState.DRAFT and source.visibility is Visibility.PUBLIC
    return reader.restricted or source.visibility is not Visibility.RESTRICTED


def sees_claim(reader: Reader, claim: Claim) -> bool:
    """Tell what `may_see_claim` tells, of a claim that is already loaded, with its citations."""
    if reader.audience is Audience.PUBLIC:
        open_to_reader = claim.state is ClaimState.PUBLISHED and claim.visibility is Visibility.PUBLIC
    elif claim.state is ClaimState.WITHDRAWN or reader.restricted:
        return claim.state is not ClaimState.WITHDRAWN
    else:
        open_to_reader = claim.visibility is not Visibility.RESTRICTED
    return open_to_reader and any(
        citation.stance is Stance.SUPPORTS and sees_source(reader, citation.passage.source_version.source)
        for citation in claim.citations
    )


def visible_citations(claim: Claim, *, to: Reader) -> list[Citation]:
    """Return a claim's citations whose sources the reader may see: the leading one, then what supports it."""
    seen = [c for c in claim.citations if sees_source(to, c.passage.source_version.source)]
    if len(seen) < 2:
        return seen
    return sorted(seen, key=lambda c: (c.id != claim.lead_citation_id, c.stance is not Stance.SUPPORTS))
