"""What stands beside the charge of somebody, in one cell with it, and tells how they are."""

from webapp.domain.imports.columns import guessed_fields
from webapp.domain.imports.headers import names_remarks, tells_charge_and_status
from webapp.domain.imports.shapes.added_columns import BESIDE_CHARGES, width_of, with_column
from webapp.domain.imports.table import TableRow
from webapp.vocab.imports import ListField


def with_status_beside_charge(header: TableRow, rows: list[TableRow]) -> tuple[TableRow, list[TableRow]]:
    """Return a header and its rows with the cells of a column of charges and statuses as remarks too.

    As they are where another column has the statuses, or remarks.
    """
    texts = [header.cell(place).text for place in range(width_of(header, rows))]
    columns = [place for place, text in enumerate(texts) if tells_charge_and_status(text)]
    has_another = ListField.STATUS in guessed_fields(header, len(texts)) or any(map(names_remarks, texts))
    if len(columns) != 1 or has_another:
        return header, rows
    return with_column(header, rows, BESIDE_CHARGES, [row.cell(columns[0]) for row in rows])
