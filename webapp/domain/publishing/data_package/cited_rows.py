"""What the claims of the data package rest on and refer to: citations, passages, sources, cases, bodies."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased, selectinload

from webapp.domain.batches import batches
from webapp.domain.known_organizations import may_see_organization
from webapp.domain.law.counting_rules import counting_rules
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.sql_conditions import matching
from webapp.domain.organizations.organization_facts import every_fact
from webapp.domain.publishing.data_package.cell_text import cell
from webapp.domain.publishing.data_package.columns import SOURCE_COLUMNS
from webapp.domain.publishing.data_package.stored_cells import stored_cell
from webapp.domain.visibility import Reader, may_see_case, may_see_claim, may_see_source
from webapp.models import (
    Citation,
    Claim,
    CourtCase,
    Organization,
    Passage,
    Person,
    PersonSummary,
    Source,
    SourceVersion,
)

AT_ONCE = {"yield_per": 500}


@dataclass
class Cited:
    """The keys of what the rows written so far refer to."""

    organizations: set[Any] = field(default_factory=set)
    cases: set[Any] = field(default_factory=set)
    sources: set[Any] = field(default_factory=set)


def people_of_filter(people_filter: PeopleFilter, to: Reader) -> Any:
    """Return the query of the keys of the people of a filter."""
    return select(PersonSummary.person_id).where(matching(people_filter, to=to))


def cited_rows(
    session: Session, name: str, people_filter: PeopleFilter, *, to: Reader, cited: Cited
) -> Iterator[Sequence[str]]:
    """Yield the rows of what the claims rest on and refer to, once each."""
    rows = _CITED[name](session, people_filter, to, cited)
    if name in _WRITTEN_BY_DATABASE:
        yield from rows
    else:
        yield from ([cell(value) for value in row] for row in rows)


def _cells(*columns: Any) -> Select[Any]:
    """Return the query of columns as cells, which the database writes: there are very many of such rows."""
    return select().add_columns(*map(stored_cell, columns))


def _citations(session: Session, people_filter: PeopleFilter, to: Reader, cited: Cited) -> Iterator[Any]:
    query = (
        _cells(
            Citation.id, Claim.id, Claim.kind, Person.reference, Source.reference,
            SourceVersion.text_sha256, Passage.start, Passage.end, Passage.exact, Citation.stance,
            Citation.credibility,
        )
        .select_from(Citation).join(Citation.claim).join(Person, Claim.person_id == Person.id)
        .join(Citation.passage).join(Passage.source_version).join(SourceVersion.source)
        .where(
            Claim.person_id.in_(people_of_filter(people_filter, to)), may_see_claim(to), may_see_source(to)
        )
        .order_by(Person.reference, Citation.id)
    )  # fmt: skip
    yield from session.execute(query, execution_options=AT_ONCE)


def _cited_passages(people_filter: PeopleFilter, to: Reader) -> Any:
    """Return the passages on which the claims of the package rest."""
    return (
        select(Citation.passage_id).join(Citation.claim)
        .where(Claim.person_id.in_(people_of_filter(people_filter, to)), may_see_claim(to))
    )  # fmt: skip


def _passages(session: Session, people_filter: PeopleFilter, to: Reader, cited: Cited) -> Iterator[Any]:
    query = (
        _cells(
            Passage.id, Source.reference, SourceVersion.number, Passage.start, Passage.end, Passage.exact,
            Passage.prefix, Passage.suffix, Passage.page,
        )
        .join(Passage.source_version).join(SourceVersion.source)
        .where(Passage.id.in_(_cited_passages(people_filter, to)), may_see_source(to))
        .order_by(Source.reference, Passage.id)
    )  # fmt: skip
    yield from session.execute(query, execution_options=AT_ONCE)


def _versions(session: Session, people_filter: PeopleFilter, to: Reader, cited: Cited) -> Iterator[Any]:
    passages = select(Passage.source_version_id).where(Passage.id.in_(_cited_passages(people_filter, to)))
    used = select(SourceVersion.id) if _is_everybody(people_filter) else passages
    query = (
        select(
            Source.reference, SourceVersion.number, SourceVersion.bytes_sha256, SourceVersion.text_sha256,
            SourceVersion.text_length, SourceVersion.media_type, SourceVersion.extractor,
            SourceVersion.retrieved_at, Source.id,
        )
        .join(SourceVersion.source).where(SourceVersion.id.in_(used), may_see_source(to))
        .order_by(Source.reference, SourceVersion.number)
    )  # fmt: skip
    for *row, source_id in session.execute(query, execution_options=AT_ONCE):
        cited.sources.add(source_id)
        yield row


def _sources(session: Session, people_filter: PeopleFilter, to: Reader, cited: Cited) -> Iterator[Any]:
    if not cited.sources:
        for _ in _versions(session, people_filter, to, cited):
            pass
    if _is_everybody(people_filter):
        # What has no text yet has no version either.
        cited.sources.update(session.scalars(select(Source.id).where(may_see_source(to))))
    publisher = aliased(Organization)
    query = (
        select(Source, publisher.id, publisher.reference)
        .outerjoin(publisher, Source.publisher_id == publisher.id).order_by(Source.reference)
    )  # fmt: skip
    for keys in batches(cited.sources):
        for source, publisher_id, reference in session.execute(query.where(Source.id.in_(keys))):
            if publisher_id is not None:
                cited.organizations.add(publisher_id)
            names = (column.name for column in SOURCE_COLUMNS)
            yield [
                reference if name == "publisher_reference" else getattr(source, name) for name in names
            ]


def _cases(session: Session, people_filter: PeopleFilter, to: Reader, cited: Cited) -> Iterator[Any]:
    """Yield the cases that claims of the package name, and those of lower courts that led to them."""
    # Of a database restored as it was, nobody can tell what was named only by something hidden.
    past = bool(people_filter.known_on)
    cases = set[Any]() if past else set(session.scalars(select(CourtCase.id).where(may_see_case(to))))
    bodies = select(Organization.id).where(may_see_organization(to))
    courts = set[Any]() if past else set(session.scalars(bodies))
    if _is_everybody(people_filter):
        cited.cases |= cases
    cases, courts = cases | cited.cases, courts | cited.organizations
    unwritten, written = set(cited.cases), set[Any]()
    while unwritten:
        for keys in batches(unwritten):
            for row in session.scalars(select(CourtCase).where(CourtCase.id.in_(keys))):
                written.add(row.id)
                court = row.court if row.court_id in courts else None
                earlier = row.earlier if row.earlier_id in cases else None
                cited.organizations.update([court.id] if court else [])
                cited.cases.update([earlier.id] if earlier else [])
                names = row.reference, row.name, row.other_names, row.number
                yield *names, court and court.reference, row.instance, earlier and earlier.reference
        unwritten = cited.cases - written


def _organizations(session: Session, people_filter: PeopleFilter, to: Reader, cited: Cited) -> Iterator[Any]:
    if is_everything(people_filter):
        # Nothing names one any more that was merged into another.
        left = Organization.merged_into_id.is_(None)
        bodies = select(Organization.id).where(may_see_organization(to), left)
        cited.organizations.update(session.scalars(bodies))
    unwritten, written = set(cited.organizations), set[Any]()
    while unwritten:
        # A parent that nobody names comes along, so that no reference leads nowhere.
        for keys in batches(unwritten):
            query = select(Organization).where(Organization.id.in_(keys))
            for body in session.scalars(query.options(selectinload(Organization.names))):
                written.add(body.id)
                if body.parent_id is not None:
                    cited.organizations.add(body.parent_id)
                parent = body.parent.reference if body.parent else None
                yield body.reference, body.name, body.kind, body.country, parent
        unwritten = cited.organizations - written


def _organization_facts(
    session: Session, people_filter: PeopleFilter, to: Reader, cited: Cited
) -> Iterator[Any]:
    """Yield what is told of the places of the package in its sources; a restored database holds none."""
    for fact in every_fact(session, to=to):
        version = fact.passage.source_version
        if fact.organization_id in cited.organizations and version.source_id in cited.sources:
            since, until = (
                (date.edtf, date.earliest, date.latest) if date else (None,) * 3
                for date in (fact.since, fact.until)
            )
            yield (
                fact.id, fact.organization.reference, fact.kind, fact.text, fact.language, *since, *until,
                fact.note, *_passage_place(fact.passage),
            )  # fmt: skip


def _counting_rules(
    session: Session, people_filter: PeopleFilter, to: Reader, cited: Cited
) -> Iterator[Any]:
    """Yield what codes of law make of days in custody, as the sources of the package tell it."""
    for rules in counting_rules(session).values():
        for rule in rules:
            if rule.passage.source_version.source_id in cited.sources:
                code = rule.legal_code
                yield (
                    rule.id, code.country, code.code, code.year, rule.restraint, rule.regime, rule.numerator,
                    rule.denominator, rule.since, rule.until, rule.note, *_passage_place(rule.passage),
                )  # fmt: skip


def _passage_place(passage: Passage) -> tuple[Any, ...]:
    version = passage.source_version
    return version.source.reference, version.text_sha256, passage.start, passage.end, passage.exact


def is_everything(people_filter: PeopleFilter) -> bool:
    """Tell whether all organizations and cases that the reader may see are there, whatever claims name.

    Of a database restored as it was, nobody can tell what was named only by something hidden.
    """
    return _is_everybody(people_filter) and not people_filter.known_on


def _is_everybody(people_filter: PeopleFilter) -> bool:
    """Tell whether a filter asks for nobody in particular; its package holds every source then."""
    return people_filter.without("as_of").without("known_on") == PeopleFilter()


_WRITTEN_BY_DATABASE = {"citations", "passages"}
_CITED: dict[str, Callable[[Session, PeopleFilter, Reader, Cited], Iterator[Any]]] = {
    "citations": _citations,
    "passages": _passages,
    "source_versions": _versions,
    "sources": _sources,
    "court_cases": _cases,
    "organizations": _organizations,
    "organization_facts": _organization_facts,
    "counting_rules": _counting_rules,
}
