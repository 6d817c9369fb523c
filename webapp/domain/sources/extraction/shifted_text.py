"""Raised and lowered figures: the mark of a note or the index of an article, never a digit of the number."""

import re
import unicodedata
from enum import StrEnum

_LONGEST_MARK = 12
_DIGIT = re.compile(r"\d")
_WORD_END = re.compile(r"[^\W\d_]{3}[\"'”’»)\]]*$|[.,;:!?…。][\"'”’»)\]]*$")
_RAISED_FIGURES = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWERED_FIGURES = "₀₁₂₃₄₅₆₇₈₉"


class Shift(StrEnum):
    """Where a piece of text stands beside its line."""

    RAISED = "raised"
    LOWERED = "lowered"


def set_apart(text: str, shift: Shift, before: str) -> str:
    """Return a raised or lowered text as plain text has it after `before`, so that no number grows by it.

    Short ones take figures of their own (193¹, H₂O); a note's mark after a word or a sentence stands in
    brackets, so that the word stays itself (Sinagov[1]). Letters, and longer texts, stay as they are.
    """
    mark = text.strip()
    if not _DIGIT.search(mark):
        return text
    if len(mark) > _LONGEST_MARK or not _DIGIT.match(mark):
        return f" {text}" if before[-1:].isdigit() and mark[0].isdigit() else text
    if shift is Shift.RAISED and _WORD_END.search(before):
        return text.replace(mark, f"[{mark}]")
    figures = _RAISED_FIGURES if shift is Shift.RAISED else _LOWERED_FIGURES
    return _DIGIT.sub(lambda digit: figures[unicodedata.digit(digit[0])], text)
