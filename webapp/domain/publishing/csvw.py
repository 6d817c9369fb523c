"""What the columns of the people's CSV hold, in the W3C's words for tables on the web (CSVW)."""

from typing import Any

from webapp.domain.publishing.people_columns import LIST_COLUMNS
from webapp.vocab.licence import Licence


def people_csvw(*, public_url: str, licence: Licence | None = None) -> dict[str, Any]:
    """Return the metadata of the list: types and descriptions of its columns, and how it is written.

    They name the list beside them, so that both can be kept together elsewhere.
    """
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": "people.csv",
        "dc:source": {"@id": f"{public_url}/people.csv"},
        "dc:title": "People in Habeas",
        "dc:description": (
            "One row a person. A cell that a spreadsheet would run as a formula begins with an apostrophe,"
            " which is no part of the value; for a spreadsheet take people.xlsx instead."
        ),
        **({"dc:license": {"@id": licence.url}} if licence else {}),
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True},
        "tableSchema": {
            "columns": [
                {
                    "name": column.name, "titles": column.name, "datatype": column.type,
                    "dc:description": column.description,
                }
                for column in LIST_COLUMNS
            ],
            "primaryKey": "reference",
        },
    }  # fmt: skip
