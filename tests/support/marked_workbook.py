"""A workbook whose rows are hidden, merged, struck out and commented, as lists come."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

ROWS = (
    ("", "List of the Committee for Invented Prisoners"),
    (),
    ("", "Full name", "Status", "Facility", "Telephone"),
    ("", "Bahar Misallı", "serving", "Colony No. 8", "1"),
    ("", "Ceyhun Örnəkov", "serving", None, None),
    (),
    ("", "Elvin Sınaqov", "serving", None, None),
    ("", "Turan Qaralamalı", "serving", "SIZO 1", None),
    ("", "Ayla Numunali", "serving", "SIZO 1", None),
)


def marked_workbook() -> bytes:
    """Ceyhun is struck out and half of Ayla, Elvin hidden, Colony No. 8 merged, the telephone hidden."""
    file, book = BytesIO(), Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(row)
    sheet["B5"].font = Font(strike=True)
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["E"].hidden = True
    sheet.merge_cells("D4:D7")
    sheet["B8"].comment = Comment("Freed in May?", "Somebody")
    sheet["B9"] = CellRichText("Ayla ", TextBlock(InlineFont(strike=True), "Numunali"))
    hidden = book.create_sheet("Old")
    hidden.append(("Nobody",))
    hidden.sheet_state = "hidden"
    book.save(file)
    return file.getvalue()
