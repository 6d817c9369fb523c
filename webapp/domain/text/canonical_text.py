"""The canonical form of a text: the one that is hashed, kept, and counted in code points."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from webapp.domain.input_rules import check_storable
from webapp.domain.refusals import Refused
from webapp.vocab.words import N_

TEXT_LIMIT = 1_000_000
"""The most bytes that a canonical text has in UTF-8."""
TABLE_LIMIT = 20_000_000
"""The most bytes that one has which is a table, of which no page shows more than a part."""

# Page breaks (form feed) and the breaks of Word (vertical tab) are line ends too.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85]")


@dataclass(frozen=True)
class CanonicalText:
    """A canonical text: decoded, without byte order mark, LF line ends, Unicode NFC."""

    text: str
    sha256: str
    length: int


def with_line_ends(text: str) -> str:
    """Return a text without byte order mark, in which every line and every page ends with LF."""
    return _LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))


def canonical(
    field: str, text: str | None, *, trim: bool = False, limit: int = TEXT_LIMIT
) -> CanonicalText:
    """Return the canonical form of a text. Raises Refused where it is blank, too long or not text."""
    plain = with_line_ends(text or "")
    plain = unicodedata.normalize("NFC", plain.strip() if trim else plain)
    if not plain.strip():
        raise Refused(field, N_("There is no text."))
    if len(plain.encode("utf-8", "surrogatepass")) > limit:
        raise Refused(field, N_("The text is longer than a million bytes; add it in parts."))
    check_storable(field, plain)
    return CanonicalText(plain, hashlib.sha256(plain.encode()).hexdigest(), len(plain))
