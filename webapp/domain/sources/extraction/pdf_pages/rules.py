"""The upright rules of a PDF's page, which part the cells of a table."""

from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

# In points: how thick a rule is at the most, and how long at the least.
_THICK, _LONG = 3.0, 4.0
_MOST_PATHS = 5_000


class Rule(NamedTuple):
    """An upright line, in points from the page's lower left corner."""

    place: float
    bottom: float
    top: float


def rules_of(page: pypdfium2.PdfPage) -> list[Rule]:
    """Return the upright lines of a page and the sides of its drawn boxes; none where it is a drawing."""
    rules: list[Rule] = []
    for number, path in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])):
        if number == _MOST_PATHS:
            return []
        left, bottom, right, top = path.get_bounds()
        if top - bottom < _LONG:
            continue
        if right - left < _THICK:
            rules.append(Rule((left + right) / 2, bottom, top))
        elif _is_drawn(path):
            rules += [Rule(left, bottom, top), Rule(right, bottom, top)]
    return rules


def _is_drawn(path: pypdfium2.PdfObject) -> bool:
    """Tell whether a path is drawn as a line: what is filled alone is a ground behind words."""
    filled, drawn = pdfium.c_int(), pdfium.c_int()
    pdfium.FPDFPath_GetDrawMode(path.raw, filled, drawn)
    return bool(drawn.value)
