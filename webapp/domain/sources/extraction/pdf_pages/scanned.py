"""Whether a page of a PDF is the picture of a page, on which a program printed a few words more."""

import pypdfium2
import pypdfium2.raw as pdfium

# More letters and figures than a number of the page, the mark of a program that scans, or the head of a fax.
_MOST_LETTERS = 80
_COVERED = 0.5
_MOST_OBJECTS = 2_000


def may_be_stamp(text: str) -> bool:
    """Tell whether all the text of a page may be what was printed over its picture."""
    return sum(map(str.isalnum, text)) <= _MOST_LETTERS


def is_picture(document: pypdfium2.PdfDocument, index: int) -> bool:
    """Tell whether a picture covers at least half of page `index` (from 0). Raises pypdfium2.PdfiumError."""
    page = document[index]
    try:
        width, height = page.get_size()
        covered = 0.0
        for number, printed in enumerate(page.get_objects(max_depth=3)):
            if printed.type == pdfium.FPDF_PAGEOBJ_IMAGE:
                left, bottom, right, top = printed.get_bounds()
                sides = min(right, width) - max(left, 0), min(top, height) - max(bottom, 0)
                covered += max(sides[0], 0) * max(sides[1], 0)
            if number == _MOST_OBJECTS:
                break
    finally:
        page.close()
    return bool(covered >= _COVERED * width * height > 0)
