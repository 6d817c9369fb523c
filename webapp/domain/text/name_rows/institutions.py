"""Words for institutions in a text, with whatever ending, and rows of words by which one is called."""

import re

from webapp.domain.text.base_forms import is_given_name, is_given_name_in_case
from webapp.domain.text.name_folding import fold
from webapp.domain.text.name_rows.parsed_text import NAME_LISTS, ParsedText
from webapp.domain.text.name_rows.trimmed_rows import ENDS_SURNAME
from webapp.domain.text.word_lists import word_lists

_POSSESSIVE = re.compile(r"['’]s$|['’]s\b")
_GENITIVE = re.compile("[^n]n?[iu]n$")
_GENITIVES = ("ого", "его", "ага", "яга", "ой", "ей", "ай", "яй")
_INSTITUTIONS = NAME_LISTS["institutions"]
_INSTITUTIONS_FOLDED = frozenset(map(fold, word_lists("not_person_names")["institutions"].split()))


def names_institution(parsed: ParsedText, first: int, last: int) -> bool:
    """Tell whether an institution is called by a row: Sakharov Centre; not X's prison, X amnistiya ilə."""
    following = last + 1
    if following == len(parsed.words) or not parsed.joined(following):
        return False
    if not is_institution(parsed, following):
        return False
    word = parsed.words[last]
    if _POSSESSIVE.match(parsed.text, word.end) or _POSSESSIVE.search(parsed.text[word.start : word.end]):
        return False
    given = parsed.text[parsed.words[first].start : parsed.words[first].end]
    if not parsed.capital(following) and is_given_name_in_case(given) and "а" <= given[0].lower() <= "ӿ":
        # Руслана Х. суд признал виновным.
        return False
    of_person = is_given_name(given) or ENDS_SURNAME.search(parsed.plain(last))
    in_turkic = "ə" in parsed.text or "ğ" in parsed.text
    in_small = in_turkic and not parsed.capital(last + 1)
    # Hacı Mirzə X-nın apellyasiya şikayəti.
    return not (in_small and ((last == first + 1 and of_person) or _GENITIVE.search(parsed.plain(last))))


def is_institution(parsed: ParsedText, index: int) -> bool:
    """Tell whether a word is what institutions are, with whatever ending."""
    word = parsed.words[index]
    if parsed.plain(index) in _INSTITUTIONS:
        return True
    if any(form in _INSTITUTIONS_FOLDED for form in (word.folded, *word.stems) if len(form) > 4):
        return True
    # In small letters a word is given without the forms that it may be of: Следственного комитета.
    plain = parsed.plain(index)
    declined = not word.capital and "а" <= plain[0] <= "ӿ" and parsed.plain(index - 1).endswith(_GENITIVES)
    return declined and any(plain[:-cut] in _INSTITUTIONS for cut in (1, 2) if len(plain) > cut + 3)
