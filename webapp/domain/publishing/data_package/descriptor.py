"""What the data package says of itself: tables, types and keys, counts and hashes, filter and dates."""

from datetime import datetime
from typing import Any

from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.data_package.tables import Table
from webapp.domain.visibility import Reader
from webapp.vocab.licence import Licence


def described_table(table: Table, *, rows: int, size: int, digest: str) -> dict[str, Any]:
    """Return a table's resource after the Frictionless Data Package specification, version 1."""
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
        "rows": rows,
        "dialect": {
            "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True,
            # Without this, readers of version 1 take off the space that a cell begins with.
            "skipInitialSpace": False,
        },
        "schema": _schema(table),
    }  # fmt: skip


def _schema(table: Table) -> dict[str, Any]:
    keys = [
        {
            "fields": [name],
            "reference": {"resource": "" if target == table.name else target, "fields": [key]},
        }
        for name, target, key in table.foreign
    ]
    return {
        "fields": [
            {"name": column.name, "type": column.type, "description": column.description}
            for column in table.columns
        ],
        "missingValues": [""],
        "primaryKey": list(table.key),
        # The specification knows no list of keys without one.
        **({"foreignKeys": keys} if keys else {}),
    }


def describe(
    resources: list[dict[str, Any]], people_filter: PeopleFilter, *, to: Reader, at: datetime,
    public_url: str, licence: Licence | None = None,
) -> dict[str, Any]:
    """Return the descriptor of the package."""
    counts = {resource["name"]: resource["rows"] for resource in resources}
    query = people_filter.query()
    return {
        "profile": "tabular-data-package",
        "name": "habeas-people",
        "title": "People in Habeas and what sources say of them, with the passages",
        "description": (
            "Every claim carries a citation; `citations` has the passage that it rests on. Cells are exact to"
            " the letter: nothing is escaped, so `exact` is the text from `start` to `end`. Read these files"
            " by programs; a spreadsheet may run a cell as a formula, and finds the list in people.xlsx."
            " `sentence` in `persons` is for people to read; its years, months and days are numbers in"
            " `charge_steps`."
        ),
        "homepage": f"{public_url}/people" + (f"?{query}" if query else ""),
        "created": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        **({"licenses": [{"name": licence.name, "path": licence.url}]} if licence else {}),
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
