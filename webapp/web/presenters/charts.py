"""Charts as plain shapes: where bars and steps lie in a drawing, for templates to write as SVG."""

from collections.abc import Sequence
from math import ceil, log10
from typing import NamedTuple

# A drawing's own units; the page scales it.
WIDTH = 640
LABELS = 220
ROW = 26
HEIGHT = 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 12, 12, 28
_LONGEST_LABEL = 32


class Bar(NamedTuple):
    """A bar of a chart: its label, shortened, its number, its upper edge and its width."""

    label: str
    number: int
    y: int
    width: float


class Steps(NamedTuple):
    """A line of steps: its path, and the marks of both axes as (place, text)."""

    path: str
    across: list[tuple[float, str]]
    up: list[tuple[float, int]]


def bars(labelled: Sequence[tuple[str, int]]) -> list[Bar]:
    """Return a bar for each (label, number), the longest as wide as the drawing allows."""
    most = max((number for _, number in labelled), default=0) or 1
    room = WIDTH - LABELS - 60
    return [
        Bar(_short(label), number, place * ROW, room * number / most)
        for place, (label, number) in enumerate(labelled)
    ]


def steps(labelled: Sequence[tuple[str, int]]) -> Steps:
    """Return the numbers as steps from left to right, with at most six marks on each axis."""
    top = _round_up(max((number for _, number in labelled), default=0))
    wide, high = WIDTH - _LEFT - _RIGHT, HEIGHT - _TOP - _BOTTOM
    stride = wide / max(1, len(labelled))
    path = f"M{_LEFT},{_TOP + high}"
    for place, (_, number) in enumerate(labelled):
        path += f"V{_TOP + high * (1 - number / top):.1f}H{_LEFT + (place + 1) * stride:.1f}"
    every = max(1, ceil(len(labelled) / 6))
    across = [
        (_LEFT + place * stride, label) for place, (label, _) in enumerate(labelled) if place % every == 0
    ]
    up = [(_TOP + high * (1 - share / 4), top * share // 4) for share in range(5) if top * share % 4 == 0]
    return Steps(path, across, up)


def _round_up(number: int) -> int:
    """Return a number at least as large that four equal marks divide well."""
    if number <= 4:
        return 4
    size = 10 ** int(log10(number))
    return ceil(next(step * size for step in (1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10) if step * size >= number))


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "\N{HORIZONTAL ELLIPSIS}"
