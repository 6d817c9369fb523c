"""What a file states of itself, as far as a source's description could take it; the rest is left unsaid."""

import re
import unicodedata
from contextlib import suppress

from webapp.domain.input_rules import clean_line, language_tag, web_address
from webapp.domain.refusals import Refused
from webapp.vocab.dates.partial_date import BadDate, PartialDate

_TITLE_LIMIT = 500
_JOINERS = "\u200c\u200d"
# What programs write where their user wrote no title.
_NO_TITLE = re.compile(
    r"about:blank|microsoft (?:word|powerpoint) - .*"
    r"|(?:untitled|document|dokument|документ|без имени|adsız)[ \d]*"
    r"|.*\.(?:docx?|pdf|rtf|odt|indd|qxd|tmp|pages|html?)",
    re.IGNORECASE,
)


def stated_title(title: str | None) -> str | None:
    """Return a title on one line of at most 500 characters, None where it is blank or a program's own."""
    shown = "".join(char if _shows(char) else " " * char.isspace() for char in title or "")
    line = " ".join(shown.split())[:_TITLE_LIMIT]
    if _NO_TITLE.fullmatch(line):
        return None
    with suppress(Refused):
        return clean_line("title", line, limit=_TITLE_LIMIT)
    return None


def stated_day(day: str | None) -> str | None:
    """Return a date in EDTF, None where it is none."""
    try:
        return PartialDate.parse(day).edtf if day else None
    except BadDate:
        return None


def stated_language(language: str | None) -> str | None:
    """Return a language tag after BCP 47, None where it is none."""
    with suppress(Refused):
        return language_tag("language", (language or "").replace("_", "-"))
    return None


def stated_address(url: str | None) -> str | None:
    """Return an http or https address, None where it is none."""
    with suppress(Refused):
        return web_address("url", url)
    return None


def _shows(char: str) -> bool:
    """Whether a character is more than a mark that nobody sees, which a title would be refused for."""
    return unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Cn") or char in _JOINERS
