"""Charts as plain shapes: where bars and steps lie in a drawing, for templates to write as SVG."""

from collections.abc import Sequence
from math import ceil, log10
from typing import NamedTuple

# A drawing's own units: a column of the page has about as many pixels, a phone three quarters of them.
WIDTH = 480
LABELS = 200
ROW = 26
HEIGHT = 220
# Right of a bar there is room for its number.
_NUMBER = 56
# Left of the steps there is room for a number of seven digits.
LEFT, _RIGHT, _TOP, _BOTTOM = 64, 12, 12, 28
_LONGEST_LABEL = 28
# So wide is a month below the steps.
_MONTH = 52
# Of the room of a column so much is left free beside it.
_GAP = 0.2


class Bar(NamedTuple):
    """A bar of a chart: its label, shortened, its number, its upper edge and its width."""

    label: str
    number: int
    y: int
    width: float


class VerticalBar(NamedTuple):
    """A bar that stands: its left and upper edge, its width and its height."""

    x: float
    y: float
    width: float
    height: float


class Steps(NamedTuple):
    """A line of steps: its path, the areas stacked to it, and the marks of both axes as (place, text).

    `areas` holds for each further number the path of its area; where a number is part of the line's it lies
    below the line, else above it. `vertical_bars` are the same numbers, each by itself.
    """

    path: str
    vertical_bars: list[VerticalBar]
    areas: list[str]
    across: list[tuple[float, str]]
    up: list[tuple[float, int]]


def bars(labelled: Sequence[tuple[str, int]]) -> list[Bar]:
    """Return a bar for each (label, number), the longest as wide as the drawing allows."""
    most = max((number for _, number in labelled), default=0) or 1
    room = WIDTH - LABELS - _NUMBER
    return [
        Bar(_short(label), number, place * ROW, room * number / most)
        for place, (label, number) in enumerate(labelled)
    ]


def steps(labelled: Sequence[tuple[str, int]], bands: Sequence[Sequence[tuple[int, int]]] = ()) -> Steps:
    """Return the numbers as steps from left to right, with at most six marks on each axis.

    Each of `bands` says for each step from which number to which its area reaches.
    """
    reach = (high for band in bands for _, high in band)
    top = _round_up(max([0, *(number for _, number in labelled), *reach]))
    wide, high = WIDTH - LEFT - _RIGHT, HEIGHT - _TOP - _BOTTOM
    stride = wide / max(1, len(labelled))
    lefts = [LEFT + place * stride for place in range(len(labelled) + 1)]

    def along(numbers: Sequence[int], edges: Sequence[float]) -> str:
        heights = (_TOP + high * (1 - number / top) for number in numbers)
        return "".join(f"V{y:.1f}H{x:.1f}" for y, x in zip(heights, edges, strict=True))

    path = f"M{LEFT},{_TOP + high}" + along([number for _, number in labelled], lefts[1:])
    heights = [high * number / top for _, number in labelled]
    vertical_bars = [
        VerticalBar(left + stride * _GAP / 2, _TOP + high - height, stride * (1 - _GAP), height)
        for left, height in zip(lefts[:-1], heights, strict=True)
    ]
    areas = [
        f"M{LEFT},{_TOP + high}"
        + along([most for _, most in band], lefts[1:])
        + along([least for least, _ in reversed(band)], lefts[-2::-1])
        + "Z"
        for band in bands
    ]
    every = max(1, ceil(len(labelled) / 6))
    across = [
        (left, label)
        for place, (left, (label, _)) in enumerate(zip(lefts, labelled, strict=False))
        if place % every == 0 and left + _MONTH <= WIDTH
    ]
    up = [(_TOP + high * (1 - share / 4), top * share // 4) for share in range(5) if top * share % 4 == 0]
    return Steps(path, vertical_bars, areas, across, up)


def _round_up(number: int) -> int:
    """Return a number at least as large that four equal marks divide well."""
    if number <= 4:
        return 4
    size = 10 ** int(log10(number))
    return ceil(next(step * size for step in (1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10) if step * size >= number))


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "\N{HORIZONTAL ELLIPSIS}"
