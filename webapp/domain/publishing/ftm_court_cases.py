"""Cases before courts as entities of the FollowTheMoney model, and who is accused in each."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.sql_conditions import matching
from webapp.domain.publishing.ftm_entity import Id, Properties, date_property
from webapp.domain.visibility import Reader, may_see_case, may_see_claim, visible_citations
from webapp.models import (
    Charge,
    Citation,
    Claim,
    CourtCase,
    Hearing,
    Organization,
    Passage,
    Person,
    PersonSummary,
    SourceVersion,
)
from webapp.vocab.claims import Rank, Stance

_PROVEN = selectinload(Claim.citations).joinedload(Citation.passage).selectinload(Passage.source_version)


def court_case_entities(
    session: Session, people_filter: PeopleFilter, *, to: Reader, public_url: str
) -> Iterator[tuple[str, str, Properties]]:
    """Yield reference, schema and properties of each case of these people, and after it of each accused.

    Who is accused is told by charges and hearings, whose sources are the proof; of a hearing it is told what
    was heard, when, and what came of it.
    """
    rows = sorted(_claims(session, people_filter, to), key=lambda row: (row[0].reference, row[1]))
    for case, of_case in groupby(rows, lambda row: row[0]):
        yield case.reference, "CourtCase", _case(case, public_url)
        for person, claims in groupby(of_case, lambda row: row[1]):
            party = _party(case, person, [claim for _, _, claim in claims], to, public_url)
            yield f"{case.reference}-{person}", "CourtCaseParty", party


def _claims(
    session: Session, people_filter: PeopleFilter, to: Reader
) -> Iterator[tuple[CourtCase, str, Any]]:
    people = select(PersonSummary.person_id).where(matching(people_filter, to=to))
    seen = aliased(CourtCase, select(CourtCase).where(may_see_case(to)).subquery())
    for model in (Charge, Hearing):
        query = (
            select(seen, Person.reference, model)
            .join(seen, seen.id == model.case_id)
            .join(Person, model.person_id == Person.id)
            .where(
                model.person_id.in_(people), model.rank != Rank.DEPRECATED,
                model.id.in_(select(Claim.id).where(may_see_claim(to))),
            )
            .order_by(model.id)
            .options(
                joinedload(seen.court).selectinload(Organization.names),
                _PROVEN.joinedload(SourceVersion.source),
            )
        )  # fmt: skip
        yield from ((case, person, claim) for case, person, claim in session.execute(query))


def _case(case: CourtCase, public_url: str) -> Properties:
    return {
        "name": [case.name],
        "alias": [name.strip() for name in (case.other_names or "").split(";")],
        "caseNumber": [case.number],
        "court": [case.court.name if case.court else None],
        "type": [case.instance.label],
        "sourceUrl": [f"{public_url}/cases/{case.reference}"],
    }


def _party(
    case: CourtCase, person: str, claims: list[Charge | Hearing], to: Reader, public_url: str
) -> Properties:
    hearings = [claim for claim in claims if isinstance(claim, Hearing)]
    proof = {
        citation.passage.source_version.source.reference
        for claim in claims
        for citation in visible_citations(claim, to=to)
        if citation.stance is Stance.SUPPORTS
    }
    return {
        "party": [Id(person)],
        "case": [Id(case.reference)],
        "role": ["accused"],
        "date": [date_property(hearing.date.edtf) if hearing.date else None for hearing in hearings],
        "summary": [_in_words(hearing) for hearing in hearings],
        "sourceUrl": [f"{public_url}/people/{person}"],
        "proof": [Id(reference) for reference in sorted(proof)],
    }


def _in_words(hearing: Hearing) -> str:
    words = [hearing.proceeding.label, hearing.date.edtf if hearing.date else ""]
    words += [word.label for word in (hearing.outcome, hearing.ruling) if word]
    return "; ".join(word for word in words if word)
