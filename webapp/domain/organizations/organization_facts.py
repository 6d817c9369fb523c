"""What is to be known of a place: its address for letters and its rules, each on a passage."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from webapp.domain.input_rules import clean_text, language_tag
from webapp.domain.refusals import Refused, check_version
from webapp.domain.visibility import Reader, may_see_source
from webapp.models import Organization, OrganizationFact, Passage, SourceVersion
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.organizations import OrganizationFactKind, OrganizationKind
from webapp.vocab.words import N_

_ORDER = {kind: place for place, kind in enumerate(OrganizationFactKind)}
_MOST_LETTERS = 2000


def organization_facts(
    session: Session, organization: Organization, *, to: Reader, on: date | None = None
) -> list[OrganizationFact]:
    """Return what is told of a place in sources that the reader may open, the address first.

    Of one kind comes first what holds, and of that what is told of the place itself, before what is told of
    that of which it is a part; then what was recorded last. With `on` it is what may have held on that day.
    """
    places = _with_wholes(organization)
    query = facts_to_see(to).where(OrganizationFact.organization_id.in_(places))
    rows = [fact for fact in session.scalars(query) if on is None or _may_hold(fact, on)]
    rows.sort(key=lambda fact: fact.id, reverse=True)
    return sorted(
        rows, key=lambda fact: (_ORDER[fact.kind], fact.until is not None, places.index(fact.organization_id))
    )


def _with_wholes(organization: Organization) -> list[UUID]:
    """Return the keys of a place and of the places of detention that it is part of, the nearest first."""
    keys, whole = [organization.id], organization.parent
    while whole is not None and whole.kind is OrganizationKind.PRISON and whole.id not in keys:
        keys.append(whole.id)
        whole = whole.parent
    return keys


def _may_hold(fact: OrganizationFact, day: date) -> bool:
    begins = fact.since.earliest if fact.since else None
    ends = fact.until.latest if fact.until else None
    return (begins is None or begins <= day) and (ends is None or day <= ends)


def organization_fact(session: Session, fact_id: UUID, *, to: Reader) -> OrganizationFact | None:
    """Return the fact of this id, if the reader may open its source."""
    return session.scalar(facts_to_see(to).where(OrganizationFact.id == fact_id))


def facts_by_organization(session: Session, *, to: Reader) -> dict[UUID, list[OrganizationFact]]:
    """Return what sources that the reader may open tell of all places, by the key of the place."""
    by_key: dict[UUID, list[OrganizationFact]] = {}
    for fact in every_fact(session, to=to):
        by_key.setdefault(fact.organization_id, []).append(fact)
    return by_key


def every_fact(session: Session, *, to: Reader) -> Iterable[OrganizationFact]:
    """Return what sources that the reader may open tell of all places, in the order of its recording."""
    # Of a table without a row SQLite believes that it has a million: it would look through every passage.
    if session.scalar(select(OrganizationFact.id).limit(1)) is None:
        return ()
    return session.scalars(facts_to_see(to).order_by(OrganizationFact.id))


def facts_to_see(to: Reader) -> Select[OrganizationFact]:
    """Return the query of the facts whose source the reader may open, each with its passage."""
    source = contains_eager(OrganizationFact.passage).contains_eager(Passage.source_version)
    return (
        select(OrganizationFact)
        .join(OrganizationFact.passage)
        .join(Passage.source_version)
        .join(SourceVersion.source)
        .where(may_see_source(to))
        .options(source.contains_eager(SourceVersion.source), joinedload(OrganizationFact.organization))
    )


def add_organization_fact(
    session: Session,
    organization: Organization,
    *,
    kind: OrganizationFactKind,
    text: str | None,
    language: str | None,
    since: PartialDate | None,
    until: PartialDate | None,
    note: str | None,
    passage: Passage,
) -> OrganizationFact:
    """Record what a passage tells of a place. Raises Refused."""
    fact = OrganizationFact(organization_id=organization.id, passage=passage)
    _fill(fact, kind, text, language, since, until, note)
    same = select(OrganizationFact.id).where(
        OrganizationFact.organization_id == organization.id, OrganizationFact.kind == fact.kind,
        OrganizationFact.text == fact.text, OrganizationFact.passage_id == passage.id,
    )  # fmt: skip
    with session.no_autoflush:
        if session.scalar(same) is not None:
            raise Refused("text", N_("Exactly this is recorded from this passage already."))
    session.add(fact)
    session.flush()
    return fact


def revise_organization_fact(
    session: Session,
    fact: OrganizationFact,
    *,
    version: int,
    kind: OrganizationFactKind,
    text: str | None,
    language: str | None,
    since: PartialDate | None,
    until: PartialDate | None,
    note: str | None,
) -> OrganizationFact:
    """Correct what was recorded, or say until when it held; its passage stays. Raises Refused, Stale."""
    check_version(fact, version)
    _fill(fact, kind, text, language, since, until, note)
    session.flush()
    return fact


def remove_organization_fact(session: Session, fact: OrganizationFact, *, version: int) -> Organization:
    """Remove what was recorded by mistake and return its organization; history keeps it. Raises Stale."""
    check_version(fact, version)
    organization = fact.organization
    session.delete(fact)
    session.flush()
    return organization


def _fill(
    fact: OrganizationFact,
    kind: OrganizationFactKind,
    text: str | None,
    language: str | None,
    since: PartialDate | None,
    until: PartialDate | None,
    note: str | None,
) -> None:
    clean = clean_text("text", text, limit=_MOST_LETTERS)
    if clean is None:
        raise Refused("text", N_("Write what the passage says."))
    if since and until and until.is_before(since):
        raise Refused("until", N_("This is before the day from which it holds."))
    fact.kind, fact.text, fact.language = kind, clean, language_tag("language", language)
    fact.since, fact.until, fact.note = since, until, clean_text("note", note, limit=5000)
