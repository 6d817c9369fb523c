"""Cells of a CSV file that no spreadsheet runs as a formula, and that lose nothing by it."""

# A spreadsheet takes a cell that begins so for a formula; the escape is escaped too, to be undone.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
ESCAPE = "'"


def escaped(value: str) -> str:
    """Return a cell with an apostrophe before anything a spreadsheet might run."""
    return ESCAPE + value if value.startswith(DANGEROUS) else value


def unescaped(cell: str) -> str:
    """Return the value that `escaped` was given."""
    return cell[1:] if cell.startswith(ESCAPE) else cell
