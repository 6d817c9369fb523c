"""The words that tesseract found on a page, set down as text, and those that it is not sure of."""

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.domain.sources.extraction.text_builder import storable

# Below this confidence, of a hundred, a word is shown as doubtful.
_SURE = 70.0
_WORD = "5"
_COLUMNS = 12


@dataclass(frozen=True)
class ScannedPage:
    """The text of a page, and where the words stand in it that were read with doubt."""

    text: str
    doubtful: tuple[tuple[int, int], ...] = ()


def page_of(tsv: str) -> ScannedPage:
    """Return a page of tesseract's TSV: a line for each of its lines, a blank line between its paragraphs."""
    text, doubtful, last = "", [], None
    for place, confidence, word in _words(tsv):
        if last is not None:
            text += " " if place == last else "\n" if place[:-1] == last[:-1] else "\n\n"
        if confidence < _SURE:
            doubtful.append((len(text), len(text) + len(word)))
        text, last = text + word, place
    return ScannedPage(text, tuple(doubtful))


def _words(tsv: str) -> Iterator[tuple[list[str], float, str]]:
    """Yield the words with their places by block, paragraph and line; what is no word is left out."""
    for row in tsv.splitlines():
        cells = row.split("\t")
        if len(cells) != _COLUMNS or cells[0] != _WORD:
            continue
        word = " ".join(storable(cells[11])[0].split())
        if word:
            yield cells[2:5], _number(cells[10]), word


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return 0.0
