"""The image of a page: drawn by a process that knows no secret, within limits, or not at all."""

import struct

import pytest

from tests.domain.sources.extraction.files import pdf, pdf_of, writer, written
from webapp.domain.sources.extraction.messages import Limits, PageImageOrder, Reason, Unreadable
from webapp.domain.sources.extraction.sandbox import image_apart


def size(png: bytes) -> tuple[int, int]:
    """Return the width and height that a PNG declares."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_each_page_is_drawn_as_large_as_its_pixels_allow() -> None:
    width, height = size(image_apart(pdf("One", "Two"), Limits(), PageImageOrder(2, pixels=100_000)))
    assert 95_000 < width * height <= 101_000
    assert width / height == pytest.approx(595 / 842, rel=0.02)


@pytest.mark.parametrize(("sides"), [(14_400, 14_400), (3, 14_400)])
def test_a_page_of_any_size_is_drawn_within_its_pixels(sides: tuple[int, int]) -> None:
    made = writer("A poster")
    made.pages[0].mediabox.upper_right = sides
    width, height = size(image_apart(written(made), Limits(), PageImageOrder(1, pixels=200_000)))
    assert width * height <= 220_000


@pytest.mark.parametrize(
    ("data", "number", "reason"),
    [
        (pdf("One"), 2, Reason.NO_PAGE),
        (pdf("One"), 0, Reason.NO_PAGE),
        (b"No PDF at all", 1, Reason.NO_PAGE),
        (b"%PDF-1.7\n" + bytes(500), 1, Reason.DAMAGED),
    ],
)
def test_what_cannot_be_drawn_is_refused_for_a_reason(data: bytes, number: int, reason: Reason) -> None:
    with pytest.raises(Unreadable) as refused:
        image_apart(data, Limits(), PageImageOrder(number))
    assert refused.value.reason is reason


def test_a_drawing_that_takes_too_long_is_ended() -> None:
    endless = pdf_of(b"0 0 m 500 500 l 1 100 500 800 300 3 c S " * 1_000_000)
    with pytest.raises(Unreadable) as refused:
        image_apart(endless, Limits(seconds=1, processor=600), PageImageOrder(1))
    assert refused.value.reason is Reason.SLOW
