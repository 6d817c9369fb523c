"""What the data package says of itself: tables, types and keys, counts and hashes, filter and dates."""

from datetime import datetime
from typing import Any

from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.data_package.tables import Table
from webapp.domain.visibility import Reader


def described_table(table: Table, *, rows: int, size: int, digest: str) -> dict[str, Any]:
    """Return a table's resource after the Frictionless Data Package specification, version 1."""
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": size,
        "hash": f"sha256:{digest}",
        "rows": rows,
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": {
            "fields": [
                {"name": column.name, "type": column.type, "description": column.description}
                for column in table.columns
            ],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": [name],
                    "reference": {"resource": "" if target == table.name else target, "fields": [key]},
                }
                for name, target, key in table.foreign
            ],
        },
    }


def describe(
    resources: list[dict[str, Any]], people_filter: PeopleFilter, *, to: Reader, at: datetime, public_url: str
) -> dict[str, Any]:
    """Return the descriptor of the package."""
    counts = {resource["name"]: resource["rows"] for resource in resources}
    query = people_filter.query()
    return {
        "profile": "tabular-data-package",
        "name": "habeas-people",
        "title": "People in Habeas and what sources say of them, with the passages",
        "description": (
            "Every claim carries a citation; `citations` has the passage that it rests on. Cells that a"
            " spreadsheet would run as a formula begin with an apostrophe, which is no part of the value."
        ),
        "homepage": f"{public_url}/people" + (f"?{query}" if query else ""),
        "created": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "habeas": {
            "unit": "people",
            "people": counts["persons"],
            "counts": counts,
            "filter": query,
            "as_of": (people_filter.as_of or at.date()).isoformat(),
            "known_on": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "audience": to.audience.value,
        },
        "resources": resources,
    }
