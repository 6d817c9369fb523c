"""Charges with the term of each in one cell: `Art. 228 – 5 years; Art. 318 – 2 years`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from webapp.domain.imports.cells.sentences import readable_sentences, says_none
from webapp.domain.imports.cells.terms import LENGTH, UNITS, StatedSentence, in_numbers
from webapp.domain.imports.cells.values import read_charges
from webapp.domain.imports.headers import known_words, plain
from webapp.domain.refusals import Refused
from webapp.vocab.charges import SentenceKind
from webapp.vocab.words import N_

_BETWEEN_ITEMS = re.compile(r"[;\n]")
# Between a charge and its term.
_BETWEEN = re.compile(r"\s-\s*|\s*[–—:=]\s*|\s*\(|,\s+|\.\s+(?=\D?\d|[^\W\d_]{3})")
_LONGEST = 500


class ChargesWithTerm(NamedTuple):
    """Some charges of a cell as it prints them, and the sentence on them, with what became of it."""

    charges: list[str]
    sentences: list[StatedSentence]


def charges_with_terms(text: str) -> Iterator[ChargesWithTerm]:
    """Yield the charges of a cell, those together that have one term.

    Raises Refused at `value` where a total stands beside them, of which nobody knows what it is a total of.
    """
    pieces = list(_pieces(text)) if len(text) <= _LONGEST else [text]
    terms = [_term(piece) for piece in pieces]
    if not any(sentences for _, sentences in terms):
        yield ChargesWithTerm(read_charges(terms[0][0] if len(pieces) == 1 else text), [])
        return
    if len(pieces) > 1 and any(map(_is_total, pieces)):
        message = N_("A total stands beside the terms: write the sentence in a column of its own.")
        raise Refused("value", message)
    before = list[str]()
    for charge, sentences in terms:
        before += read_charges(charge)
        if sentences:
            yield ChargesWithTerm(before, sentences)
            before = []
    if before:
        yield ChargesWithTerm(before, [])


def _is_total(piece: str) -> bool:
    return known_words("no_name").get(plain(piece).partition(" ")[0]) == "beginnings"


def _pieces(text: str) -> Iterator[str]:
    """Yield the parts of a cell that have a term each, or none."""
    for item in _BETWEEN_ITEMS.split(text):
        parts = item.split(",")
        if sum(bool(_term(part)[1]) for part in parts) < 2:
            yield item
            continue
        together = ""
        for part in parts:
            together = f"{together},{part}" if together else part
            if _term(together)[1]:
                yield together
                together = ""
        if together:
            yield together


def _term(piece: str) -> tuple[str, list[StatedSentence]]:
    """Return the charges of a part of a cell without their term, and that; all of it where it has none."""
    if sentences := _sentences(piece):
        return "", sentences
    for between in _BETWEEN.finditer(piece):
        term = piece[between.end() :].strip()
        term = term.removesuffix(")") if between[0].strip() == "(" else term
        if sentences := _sentences(term):
            return piece[: between.start()].strip(), sentences
        if says_none(term):
            return piece[: between.start()].strip(), []
        # As in `10 years – Art. 275`.
        if sentences := _sentences(piece[: between.start()]):
            return term, sentences
    return piece, []


def _sentences(text: str) -> list[StatedSentence]:
    """Return the sentence that words are, its unit in a word and not in a letter, which articles have too."""
    lengths = LENGTH.findall(in_numbers(text))
    units = {known_words("terms").get(plain(unit)) for _, unit in lengths if len(unit) > 1}
    is_lasting = known_words("terms").get(plain(text)) in (SentenceKind.LIFE, SentenceKind.DEATH)
    if not is_lasting and not units & UNITS:
        return []
    return readable_sentences(text.strip())
