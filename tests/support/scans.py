"""Scans drawn by hand: pages of printed words that hold no text, as PDF or picture."""

import io
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfReader, PdfWriter

from tests.domain.sources.extraction.files import pdf, written
from webapp.domain.sources.extraction.scans.tesseract import installed_languages

needs_tesseract = pytest.mark.skipif(not installed_languages(), reason="tesseract-ocr is not installed")


def page(text: str) -> Image.Image:
    """A page on which a text is printed."""
    image = Image.new("L", (1240, 900), 255)
    ImageDraw.Draw(image).text((100, 100), text, font=ImageFont.load_default(36), fill=0)
    return image


def scan(*texts: str, kind: str = "PDF") -> bytes:
    """A scan with a page for each text; of a picture the first alone."""
    first, *others = map(page, texts)
    more: dict[str, Any] = {"save_all": True, "append_images": others, "resolution": 150}
    buffer = io.BytesIO()
    first.save(buffer, kind, **more if kind == "PDF" else {})
    return buffer.getvalue()


def transparent(text: str, mode: str) -> bytes:
    """A picture of black letters on nothing, as drawing programs save them."""
    letters = page(text)
    image = Image.new("RGBA", letters.size)
    image.paste((0, 0, 0, 255), mask=letters.point(lambda light: 255 - light))
    buffer = io.BytesIO()
    image.convert(mode).save(buffer, "PNG")
    return buffer.getvalue()


def stamped(stamp: str, *texts: str) -> bytes:
    """A scan with a page for each text, over each of which a program printed a few words that are text."""
    made = PdfWriter()
    for text in texts:
        made.append(PdfReader(io.BytesIO(scan(text))))
    for printed in made.pages:
        printed.merge_page(PdfReader(io.BytesIO(pdf(stamp))).pages[0])
    return written(made)
