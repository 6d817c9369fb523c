"""The image of one page of a PDF, drawn by pdfium."""

import io
import math

import pypdfium2
from PIL import Image

from webapp.domain.sources.extraction.file_kinds import FileKind, kind_of
from webapp.domain.sources.extraction.messages import PageImageOrder, Reason, Unreadable

# Of a page without a sensible size; a page is at the most this many times as large as it says.
_LARGEST_SCALE = 6.0


def page_image(data: bytes, order: PageImageOrder) -> bytes:
    """Return a page as PNG, as large as its pixels allow. Raises Unreadable.

    What a PDF draws is drawn, notes on it included; no script, form or attachment is looked at.
    """
    if kind_of(data) is not FileKind.PDF:
        raise Unreadable(Reason.NO_PAGE)
    buffer = io.BytesIO()
    _drawn(data, order).save(buffer, "PNG")
    return buffer.getvalue()


def _drawn(data: bytes, order: PageImageOrder) -> Image.Image:
    try:
        document = pypdfium2.PdfDocument(data)
        if not 0 < order.number <= len(document):
            raise Unreadable(Reason.NO_PAGE)
        page = document[order.number - 1]
        width, height = page.get_size()
        scale = min(math.sqrt(order.pixels / max(width * height, 1)), _LARGEST_SCALE)
        # Of a page that is far longer than wide neither side may come to nothing.
        scale = max(scale, 1 / max(min(width, height), 1))
        image: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil()
    except pypdfium2.PdfiumError as error:
        raise Unreadable(Reason.DAMAGED) from error
    return image
