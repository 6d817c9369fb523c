"""Cases before courts as entities of the FollowTheMoney model, and who is accused in each."""

from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import groupby, islice
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.data_package.cited_rows import people_of_filter
from webapp.domain.publishing.ftm_entity import Id, Properties, date_property
from webapp.domain.publishing.ftm_proof import Proofs, proof, proofs_of
from webapp.domain.visibility import Reader, may_see_case, may_see_claim
from webapp.models import Charge, Claim, CourtCase, Hearing, Organization, Person
from webapp.vocab.claims import ClaimKind, Rank

_AT_ONCE = 200
_HEARING = Hearing.id, Hearing.date, Hearing.proceeding, Hearing.outcome, Hearing.ruling


def court_case_entities(
    session: Session, people_filter: PeopleFilter, *, to: Reader, public_url: str
) -> Iterator[tuple[str, str, Properties]]:
    """Yield reference, schema and properties of each case of these people, and after it of each accused.

    Who is accused is told by charges and hearings, whose sources are the proof; of a hearing it is told what
    was heard, when, and what came of it. Memory grows with the cases only.
    """
    query = select(CourtCase).where(may_see_case(to))
    query = query.options(joinedload(CourtCase.court).selectinload(Organization.names))
    cases, written = {case.reference: case for case in session.scalars(query)}, ""
    if not cases:
        return
    rows = (row for row in _rows(session, people_filter, to) if row.case in cases)
    accused = groupby(rows, lambda row: (row.case, row.person))
    parties = ((*party, list(of_party)) for party, of_party in accused)
    while batch := list(islice(parties, _AT_ONCE)):
        proofs = proofs_of(session, (row.id for *_, of_party in batch for row in of_party), to=to)
        for reference, person, of_party in batch:
            if reference != written:
                yield reference, "CourtCase", _case(cases[reference], public_url)
                written = reference
            party = _party(reference, person, of_party, proofs, public_url)
            yield f"{reference}-{person}", "CourtCaseParty", party


def _rows(session: Session, people_filter: PeopleFilter, to: Reader) -> Iterator[Any]:
    """Yield charges and hearings by case and person; charges of a person come before hearings."""
    people = people_of_filter(people_filter, to)
    of_kind = []
    of_charges, of_hearings = (Charge, ClaimKind.CHARGE, (Charge.id,)), (Hearing, ClaimKind.HEARING, _HEARING)
    for model, kind, columns in (of_charges, of_hearings):
        query = (
            select(CourtCase.reference.label("case"), Person.reference.label("person"), Claim.kind, *columns)
            .select_from(model).join(model.person).join(CourtCase, model.case_id == CourtCase.id)
            .where(
                model.person_id.in_(people), Claim.kind == kind, model.rank != Rank.DEPRECATED,
                may_see_claim(to),
            )
            .order_by(CourtCase.reference, Person.reference, model.id)
        )  # fmt: skip
        of_kind.append(session.execute(query, execution_options={"yield_per": _AT_ONCE}))
    return merge(*of_kind, key=lambda row: (row.case, row.person))


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
    case: str, person: str, rows: Sequence[Any], proofs: Proofs, public_url: str
) -> Properties:  # fmt: skip
    hearings = [row for row in rows if row.kind is ClaimKind.HEARING]
    return {
        "party": [Id(person)],
        "case": [Id(case)],
        "role": ["accused"],
        "date": [date_property(hearing.date.edtf) if hearing.date else None for hearing in hearings],
        "summary": [_in_words(hearing) for hearing in hearings],
        "sourceUrl": [f"{public_url}/people/{person}"],
        "proof": proof(reference for row in rows for reference in proofs.get(row.id, ())),
    }


def _in_words(hearing: Any) -> str:
    words = [hearing.proceeding.label, hearing.date.edtf if hearing.date else ""]
    words += [word.label for word in (hearing.outcome, hearing.ruling) if word]
    return "; ".join(word for word in words if word)
