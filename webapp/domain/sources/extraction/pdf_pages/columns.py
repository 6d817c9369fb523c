"""Whether a PDF's page holds columns of running text whose lines were written one beside the other."""

from webapp.domain.sources.extraction.pdf_pages.lines import Line

_LEAST_LINES, _LEAST_WORDS, _SAME_EDGE, _SAME_LINE = 3, 2.5, 3.0, 2.0


def reads_across_columns(lines: list[Line]) -> bool:
    """Tell whether lines follow each other across a gap at one place, as running text and not as a table.

    Running text has at least three lines on each side, of three words or so, and goes on in the middle of a
    sentence.
    """
    beside: list[tuple[Line, Line]] = [
        (left, right)
        for left, right in zip(lines, lines[1:], strict=False)
        if abs(left.baseline - right.baseline) < _SAME_LINE and left.right < right.left
    ]
    for _, first in beside:
        pairs = [pair for pair in beside if abs(pair[1].left - first.left) < _SAME_EDGE]
        columns = [["".join(line.cells()).strip() for line in column] for column in zip(*pairs, strict=True)]
        if len(pairs) >= _LEAST_LINES and all(map(_runs_on, columns)):
            return True
    return False


def _runs_on(column: list[str]) -> bool:
    words = sum(len(text.split()) for text in column)
    goes_on = any(text[:1].isalpha() and not text[:1].isupper() for text in column)
    return goes_on and words >= _LEAST_WORDS * len(column)
