"""From bytes to letters, when the file says in which encoding it is, says it wrongly, or says nothing."""

import codecs
from contextlib import suppress
from typing import NamedTuple

from webapp.domain.sources.extraction.messages import Doubt, Reason, Unreadable
from webapp.domain.sources.extraction.plausibility import plausibility

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# In the order in which they win where two make equally good sense.
_GUESSES = ("utf-8", "cp1251", "cp1252", "cp1254", "koi8-u", "cp866", "iso8859-5", "cp1256")
_WIDE_GUESSES = ("utf-16-le", "utf-16-be")
# What a declaration may name. The WHATWG Encoding Standard reads the Latin ones of ISO as Microsoft's.
_SUPERSETS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "koi8-r": "koi8-u", "gb2312": "gb18030", "gbk": "gb18030", "utf-16": "utf-8", "utf-32": "utf-8",
}  # fmt: skip
_NO_CHARSETS = frozenset({"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
# A declared encoding is believed unless another makes clearly better sense of the bytes.
_CLEARLY = 0.15
_CONTROLS = (*range(9), *range(0x0E, 0x20), 0x7F)
# A stray one is a slip. Of UTF-16 in any alphabet every other byte is one; nothing in between is a text.
_FEW, _MANY = 0.01, 0.1


class Decoded(NamedTuple):
    """A text, the encoding (by Python's name) that it was read in, and what to look at."""

    text: str
    encoding: str
    doubts: tuple[Doubt, ...] = ()


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Return the text of some bytes, in the encoding in which they make most sense.

    A byte order mark decides; then valid UTF-8, which nothing else comes out as by accident; then what
    `declared` names, unless another reading is clearly more plausible; then the most plausible. What is read
    otherwise than declared, or only guessed, is said; what cannot be decoded becomes U+FFFD, and is seldom
    plausible. Raises Unreadable for bytes that are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(Decoded(data[len(mark) :].decode(encoding, "replace"), encoding))
    named = _known(declared)
    with suppress(UnicodeDecodeError):
        text = data.decode("utf-8")
        if _controls(data) <= _FEW * len(data):
            wrong = named not in (None, "utf-8") and not data.isascii()
            return Decoded(text, "utf-8", (Doubt.MISDECLARED, Doubt.AS_UTF_8) if wrong else ())
    if _controls(data) < _MANY * len(data):
        return _checked(_most_plausible(data, _GUESSES, named))
    best = _most_plausible(data, _WIDE_GUESSES, None)
    if plausibility(best.text) < 0:
        raise Unreadable(Reason.NO_TEXT)
    return _checked(best)


def _most_plausible(data: bytes, guesses: tuple[str, ...], named: str | None) -> Decoded:
    readings = {encoding: data.decode(encoding, "replace") for encoding in (*guesses, *filter(None, [named]))}
    worth = {encoding: plausibility(text) for encoding, text in readings.items()}
    if named:
        worth[named] += _CLEARLY
    best = max(worth, key=lambda encoding: worth[encoding])
    if best == named:
        return Decoded(readings[best], best)
    read_as = Doubt(best.removesuffix("-le").removesuffix("-be"))
    return Decoded(readings[best], best, (Doubt.MISDECLARED if named else Doubt.UNDECLARED, read_as))


def _checked(decoded: Decoded) -> Decoded:
    if sum(decoded.text.count(chr(code)) for code in _CONTROLS) > _FEW * len(decoded.text):
        raise Unreadable(Reason.NO_TEXT)
    return decoded


def _controls(data: bytes) -> int:
    return sum(data.count(code) for code in _CONTROLS)


def _known(declared: str | None) -> str | None:
    """Return Python's name of a declared encoding; None where it names none that a document can be in."""
    try:
        info = codecs.lookup((declared or "").strip().lower())
    except (LookupError, ValueError):
        return None
    # Some of Python's codecs make bytes of bytes, or run over escapes; no document is written in them.
    if info.name in _NO_CHARSETS or not getattr(info, "_is_text_encoding", False):
        return None
    return _SUPERSETS.get(info.name, info.name)
