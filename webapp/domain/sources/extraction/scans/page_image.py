"""The image of one page of a PDF, drawn by pdfium, or of a picture, opened by Pillow."""

import io
import math

import pypdfium2
from PIL import Image, ImageOps

from webapp.domain.sources.extraction.file_kinds import PICTURES, FileKind, kind_of
from webapp.domain.sources.extraction.messages import PageImageOrder, Reason, Unreadable

# Of a page without a sensible size; a page is at the most this many times as large as it says.
_LARGEST_SCALE = 6.0
_FORMATS = ("PNG", "JPEG", "TIFF")
# Of a picture, before it is made smaller: a large newspaper page at 400 dots an inch.
_MOST_PIXELS = 100_000_000


def page_count(data: bytes) -> int:
    """Return how many pages a PDF or a picture has. Raises Unreadable."""
    if kind_of(data) is FileKind.PDF:
        return len(_document(data))
    return int(getattr(_picture(data), "n_frames", 1))


def page_image(data: bytes, order: PageImageOrder) -> bytes:
    """Return a page as PNG, as large as its pixels allow. Raises Unreadable.

    What a PDF draws is drawn, notes on it included; no script, form or attachment is looked at.
    """
    kind = kind_of(data)
    if kind is FileKind.PDF:
        image = _drawn(data, order)
    elif kind in PICTURES:
        image = _opened(data, order)
    else:
        raise Unreadable(Reason.NO_PAGE)
    buffer = io.BytesIO()
    image.convert("L" if order.gray else "RGB").save(buffer, "PNG", compress_level=1 if order.gray else 6)
    return buffer.getvalue()


def _drawn(data: bytes, order: PageImageOrder) -> Image.Image:
    number = order.number or 0
    try:
        document = _document(data)
        if not 0 < number <= len(document):
            raise Unreadable(Reason.NO_PAGE)
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(math.sqrt(order.pixels / max(width * height, 1)), _LARGEST_SCALE)
        # Of a page that is far longer than wide neither side may come to nothing.
        scale = max(scale, 1 / max(min(width, height), 1))
        image: Image.Image = page.render(scale=scale, may_draw_forms=False, grayscale=order.gray).to_pil()
    except pypdfium2.PdfiumError as error:
        raise Unreadable(Reason.DAMAGED) from error
    return image


def _opened(data: bytes, order: PageImageOrder) -> Image.Image:
    image = _picture(data)
    try:
        image.seek((order.number or 0) - 1)
        if image.width * image.height > _MOST_PIXELS:
            raise Unreadable(Reason.BOMB)
        turned = _on_white(ImageOps.exif_transpose(image))
    except EOFError as error:
        raise Unreadable(Reason.NO_PAGE) from error
    except (Unreadable, MemoryError):
        raise
    # Of damaged bytes a decoder may raise anything at all.
    except Exception as error:
        raise Unreadable(Reason.PICTURE) from error
    scale = math.sqrt(order.pixels / max(turned.width * turned.height, 1))
    if scale < 1:
        turned = turned.convert("L" if order.gray else "RGB")
        turned.thumbnail((max(1, int(turned.width * scale)), max(1, int(turned.height * scale))))
    return turned


def _on_white(image: Image.Image) -> Image.Image:
    """Return an image as it looks on paper: what is transparent would else be black, as its letters are."""
    if not image.has_transparency_data:
        return image
    letters = image.convert("RGBA")
    paper = Image.new("RGBA", letters.size, "white")
    paper.alpha_composite(letters)
    return paper.convert("RGB")


def _document(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(Reason.DAMAGED) from error


def _picture(data: bytes) -> Image.Image:
    try:
        return Image.open(io.BytesIO(data), formats=_FORMATS)
    except MemoryError:
        raise
    except Exception as error:
        raise Unreadable(Reason.PICTURE) from error
