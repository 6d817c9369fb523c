"""The one border that every text crosses on its way in, whichever door it comes through."""

import re
import unicodedata
from urllib.parse import urlsplit

from webapp.domain.refusals import Refused
from webapp.vocab.words import N_

LINE_LIMIT = 300
TEXT_LIMIT = 20_000
URL_LIMIT = 2_000
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_COUNTRY = re.compile(r"[A-Za-z]{2}")

# Invisible marks that make two equal-looking names differ, or turn the order of letters on the screen.
_INVISIBLE = frozenset("\u200b\u200e\u200f\u061c\ufeff\u2060\u00ad") | frozenset(
    chr(code) for span in ((0x202A, 0x202F), (0x2066, 0x206A)) for code in range(*span)
)


def clean_line(field: str, text: str | None, *, limit: int = LINE_LIMIT) -> str | None:
    """Return a text of one line in NFC with single spaces, or None where it is blank.

    Raises Refused for control characters, invisible marks, line breaks, and more than `limit` characters.
    """
    text = _checked(field, text, limit=limit)
    if text is None:
        return None
    if "\n" in text:
        raise Refused(field, N_("Write this on one line."))
    hidden = next((char for char in text if char in _INVISIBLE), None)
    if hidden is not None:
        message = N_("There is an invisible character (%(code)s) in this text; delete it and type it again.")
        raise Refused(field, message, code=f"U+{ord(hidden):04X}")
    return " ".join(text.split()) or None


def required_line(field: str, text: str | None, *, limit: int = LINE_LIMIT) -> str:
    """Return `clean_line`, refusing a blank one."""
    line = clean_line(field, text, limit=limit)
    if line is None:
        raise Refused(field, N_("This is needed."))
    return line


def clean_text(field: str, text: str | None, *, limit: int = TEXT_LIMIT) -> str | None:
    """Return a text of several lines in NFC with LF line ends, or None where it is blank.

    Raises Refused for control characters other than line break and tab, and more than `limit` characters.
    """
    return _checked(field, text, limit=limit)


def _checked(field: str, text: str | None, *, limit: int) -> str | None:
    if text is None or not text.strip():
        return None
    if len(text) > limit:
        message = N_("This is %(length)s characters long; at most %(limit)s are taken.")
        raise Refused(field, message, length=len(text), limit=limit)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\ufffd" in text:
        raise Refused(field, N_("A letter was lost on the way (U+FFFD); type it again."))
    check_storable(field, text)
    return unicodedata.normalize("NFC", text).strip()


def check_storable(field: str, text: str) -> None:
    """Raise Refused where a text holds a character that not all that read the database can take."""
    for char in text:
        if not _storable(char):
            message = N_("There is a character that cannot be stored (%(code)s); delete it.")
            raise Refused(field, message, code=f"U+{ord(char):04X}")


def _storable(char: str) -> bool:
    """Tell whether a character is one: no control character, no half of one, no code point set aside.

    SQLite would store NUL, PostgreSQL would not.
    """
    if char in "\n\t":
        return True
    code = ord(char)
    if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return False
    return unicodedata.category(char) not in ("Cc", "Cs")


def language_tag(field: str, text: str | None) -> str | None:
    """Return a language tag after BCP 47 (`az`, `az-Cyrl`), or None where it is blank. Raises Refused."""
    line = clean_line(field, text, limit=35)
    if line is None:
        return None
    if not _LANGUAGE.fullmatch(line):
        raise Refused(field, N_("Write the language as a code, such as az, ru or tr."))
    return line


def country_code(field: str, text: str | None) -> str | None:
    """Return a country as ISO 3166-1 alpha-2 in capitals, or None where it is blank. Raises Refused."""
    line = clean_line(field, text, limit=20)
    if line is None:
        return None
    # Before it is put into capitals: the capital of ß is SS, which is a country.
    if not _COUNTRY.fullmatch(line):
        raise Refused(field, N_("Write the country as two letters, such as AZ."))
    return line.upper()


def web_address(field: str, text: str | None) -> str | None:
    """Return an http or https address, or None where it is blank. Raises Refused."""
    line = clean_line(field, text, limit=URL_LIMIT)
    if line is None:
        return None
    try:
        parts = urlsplit(line)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in line
        _ = parts.port
    except ValueError:
        good = False
    if not good:
        raise Refused(field, N_("Write a whole address that begins with http:// or https://."))
    return line
