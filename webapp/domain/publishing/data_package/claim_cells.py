"""Claims of one kind as cells of the package: one query, which the database answers with texts."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, and_, case, cast, func, inspect, not_, or_, select
from sqlalchemy.orm import aliased

from webapp.domain.claims.loading import references
from webapp.domain.publishing.data_package.stored_cells import stored_cell
from webapp.domain.visibility import Reader, may_see_claim
from webapp.models import Claim, CourtCase, LegalCode, Organization, Person, Provision

RECORDS = (Organization, CourtCase)
"""What claims name by its reference, in a column `…_reference`."""


def claim_cells(model: type[Any], names: Sequence[str], *, to: Reader) -> Select[Any]:
    """Return the query of the claims of one kind that the reader may see: in each column of a name its cell.

    The texts are those that `cell_text.cell` makes of the values. What is stated of a claim beside another
    that the reader may not see is left out, and a claim that is part of such a one.
    """
    own = inspect(model).columns
    query = select().select_from(model).join(Person, model.person_id == Person.id).where(may_see_claim(to))
    cells = {
        "claim_id": stored_cell(own["id"]), "person_reference": Person.reference,
        "citation_id": stored_cell(own["lead_citation_id"]),
    }  # fmt: skip
    for relation in references(model, *RECORDS):
        record = aliased(relation.mapper.class_)
        query = query.outerjoin(relation.class_attribute.of_type(record))
        cells[f"{relation.key}_reference"] = func.coalesce(record.reference, "")
    for relation in references(model, Provision):
        provision, code = aliased(Provision), aliased(LegalCode)
        query = query.outerjoin(relation.class_attribute.of_type(provision))
        query = query.outerjoin(provision.legal_code.of_type(code))
        cells[relation.key] = _cited_as(provision, code)
    hidden = list[ColumnElement[bool]]()
    for relation in references(model, Claim):
        (column,) = relation.local_columns
        of_kind = Claim.kind == relation.mapper.polymorphic_identity
        seen = column.in_(select(Claim.id).where(of_kind, may_see_claim(to)))
        if not column.nullable:
            query = query.where(seen)
            continue
        hidden.append(and_(column.is_not(None), not_(seen)))
        cells[f"{relation.key}_id"] = case((hidden[-1], ""), else_=stored_cell(column))
    if hidden:
        cells["order_reason"] = case((or_(*hidden), ""), else_=stored_cell(own["order_reason"]))
    return query.add_columns(*(cells[name] if name in cells else stored_cell(own[name]) for name in names))


def _cited_as(provision: Any, code: Any) -> ColumnElement[str]:
    """Return how a provision is cited, as `provisions.cited_as` writes it; empty where none is."""
    written = provision.number + " " + code.code + " " + code.country + " " + cast(code.year, Text)
    return func.coalesce(written, "")
