"""What is shown of our own export that comes back: how many rows are as recorded, and which cells are not."""

from typing import Any

from webapp.domain.imports.lists import ListTable
from webapp.domain.reconciling.returned_export import returned_rows
from webapp.vocab.reconciling import ReturnOutcome
from webapp.web.db import db, engines, today


def returned_page(table: ListTable) -> dict[str, Any]:
    """Return how the rows of an export stand to what is recorded, as variables of the template."""
    address = engines().settings.public_url
    rows = returned_rows(db(), table, today=today(), public_url=address)
    groups = {outcome: [row for row in rows if row.outcome is outcome] for outcome in ReturnOutcome}
    return {
        "total": len(rows),
        "unchanged": len(groups[ReturnOutcome.UNCHANGED]),
        "counts": {outcome: len(members) for outcome, members in groups.items() if members},
        "groups": {
            outcome: members for outcome, members in groups.items()
            if members and outcome is not ReturnOutcome.UNCHANGED
        },
    }  # fmt: skip
