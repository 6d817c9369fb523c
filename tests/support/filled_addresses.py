"""The addresses that a rule has for the records that are there, whoever may see them."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.publishing.data_package import TABLES
from webapp.models import (
    Account,
    Citation,
    Claim,
    CountingRule,
    CourtCase,
    Organization,
    OrganizationFact,
    OrganizationName,
    Person,
    Provision,
    Revision,
    SavedSearch,
    Source,
)
from webapp.vocab.claims import Visibility
from webapp.vocab.statistics import Duration, Figure

VariableParts = dict[str, list[str]]


def variable_parts(session: Session) -> VariableParts:
    """Return what the variable parts of addresses can name, hidden or not."""

    def every(column: Any) -> list[str]:
        return [str(value) for value in session.scalars(select(column).distinct())]

    # What is hidden comes first.
    by_kind = select(Claim).where(Claim.visibility == Visibility.RESTRICTED).order_by(Claim.kind)
    hidden = {claim.kind: str(claim.id) for claim in session.scalars(by_kind)}
    closed = select(Source.reference).where(Source.visibility == Visibility.RESTRICTED)

    return {
        "claim_id": [*hidden.values(), *every(Claim.id)], "citation_id": every(Citation.id)[::-1],
        "edit_id": every(Revision.edit_id)[::-1],
        "number": ["1", "2", *every(Revision.number)[-40:]], "version": ["1"], "page": ["1"],
        "account_id": every(Account.id)[:1], "organization_name_id": every(OrganizationName.id),
        "fact_id": every(OrganizationFact.id), "rule_id": every(CountingRule.id),
        "reference": every(Person.reference) + [*session.scalars(closed)] + every(Source.reference)
        + every(Organization.reference) + every(CourtCase.reference),
        "name": ["people", "sources", "organizations", *Figure, *Duration],
        "kind": ["people", "sources", "organizations", "entity"], "table": [table.name for table in TABLES],
        "provision_id": every(Provision.id), "slug": every(SavedSearch.slug),
    }  # fmt: skip


def filled(rule: str, arguments: set[str], parts: VariableParts, most: int | None) -> Iterator[str]:
    """Yield the addresses of a rule, one for each record that it can name."""
    if not arguments <= parts.keys():
        return
    prefixes = {"people": "P-", "sources": "S-", "organizations": "O-", "cases": "K-"}
    prefix = prefixes.get(next((part for part in rule.split("/") if part in prefixes), ""), "")
    names = sorted(arguments)
    values = [
        [value for value in parts[name] if name != "reference" or value.startswith(prefix)][:most]
        for name in names
    ]
    if {"number", "reference"} <= arguments:
        # No source has more versions.
        values[names.index("number")] = ["1", "2"]
    for chosen in product(*values):
        address = rule
        for name, value in zip(names, chosen, strict=True):
            start = address.index("<", address.rindex("/", 0, address.index(name + ">")))
            address = address[:start] + value + address[address.index(">", start) + 1 :]
        yield address
