"""Rows of capitalised words that may all belong to one name, in a text whose words are known."""

import re
from collections.abc import Iterator

from webapp.domain.text.name_folding import PARTICLES, fold
from webapp.domain.text.name_rows.parsed_text import BETWEEN, NAME_LISTS, NO_PART, ParsedText
from webapp.domain.text.name_rows.trimmed_rows import is_syllable, trimmed
from webapp.domain.text.word_lists import word_lists
from webapp.domain.text.words import without_ending


def rows(parsed: ParsedText) -> Iterator[tuple[int, int]]:
    """Yield the first and last word of each row of capitalised words that may all belong to a name."""
    row: list[int] = []
    for index in range(len(parsed.words)):
        part = parsed.capital(index) and _may_be_part(parsed, index)
        small = not parsed.capital(index) and _may_join(parsed, index)
        ends = _is_declined(parsed, row[-1]) or _has_other_letters(parsed, row[-1], index) if row else False
        if row and (not parsed.joined(index) or not (part or small) or ends):
            yield from trimmed(parsed, row)
            row = []
        if part or (small and (row or _is_article(parsed, index))):
            row.append(index)
    yield from trimmed(parsed, row)


def _is_declined(parsed: ParsedText, index: int) -> bool:
    """Tell whether a word has an ending behind an apostrophe, as the last of a name alone has: Van'da."""
    word = parsed.words[index]
    printed = parsed.text[word.start : word.end]
    return not word.every and without_ending(printed) != printed


def _has_other_letters(parsed: ParsedText, before: int, index: int) -> bool:
    """Tell whether one of two words has letters with capitals, as a Latin name in an Arabic text."""
    letters = (parsed.text[parsed.words[place].start] for place in (before, index))
    first, second = (letter.lower() != letter.upper() for letter in letters)
    return first != second


def _may_be_part(parsed: ParsedText, index: int) -> bool:
    """Tell whether a word may be of a name: an initial, a nickname, one before oğlu is, whatever it says."""
    word = parsed.words[index]
    if parsed.text[word.start : word.end] in WHOLE_WORDS:
        return True
    plain = _ELISION.sub("", parsed.plain(index))
    if plain in _OPENERS_ALONE and plain not in parsed.small and _is_within_sentence(parsed, index):
        # A word that begins sentences in another language may be a name in the midst of one: Ama.
        return True
    if _is_article(parsed, index):
        # Al-Harith, though Al begins sentences too.
        return True
    is_none = plain in NO_PART or without_ending(plain) in NO_PART
    if not is_none and not _GERMAN_COMPOUND.search(plain) and not _is_declined_office(parsed, index):
        return True
    if parsed.joint(index) == "-" and parsed.plain(index) in NAME_LISTS["titles"] | _AFTER_HYPHEN:
        return parsed.capital(index - 1)
    if parsed.joint(index) == "-" and plain in _OPENERS_ALONE and parsed.capital(index - 1):
        return True
    if _is_particle_in_capitals(parsed, index) or _is_month_as_name(parsed, index):
        return True
    before_particle = any(word.folded in PARTICLES for word in parsed.words[index + 1 : index + 2])
    return before_particle or parsed.is_initial(index) or parsed.is_nickname(index)


def _is_particle_in_capitals(parsed: ParsedText, index: int) -> bool:
    """Tell whether a word joins names where all are in capitals: JUAN DE DIOS MUESTRA."""
    if parsed.plain(index) not in BETWEEN or not 0 < index < len(parsed.words) - 1:
        return False
    around = parsed.words[index - 1 : index + 2]
    joined = parsed.joined(index) and parsed.joined(index + 1)
    return joined and all(parsed.text[word.start : word.end].isupper() for word in around)


def _is_month_as_name(parsed: ParsedText, index: int) -> bool:
    """Tell whether a month is a given name: Kasım X, not 3 Kasım; 1. June X."""
    plain = parsed.plain(index)
    if plain not in _MONTHS_AS_NAMES or not parsed.capital(index) or index + 1 == len(parsed.words):
        return False
    following = index + 1
    if not parsed.capital(following) or parsed.joint(following) != "":
        return False
    if parsed.plain(following) in NO_PART:
        return False
    start = parsed.words[index].start
    line = parsed.text[parsed.text.rfind("\n", 0, start) + 1 : start]
    return _AFTER_MARK.search(line) is not None or (plain in _TURKISH_MONTHS and not _AFTER_DAY.search(line))


def _is_within_sentence(parsed: ParsedText, index: int) -> bool:
    before = parsed.words[index - 1]
    gap = parsed.text[before.end : parsed.words[index].start]
    return index > 0 and parsed.text[before.start].isalpha() and gap in (" ", ", ")


def _is_declined_office(parsed: ParsedText, index: int) -> bool:
    """Tell whether a word is an institution or office with an ending: of the Prezidentinin SƏRƏNCAMI."""
    word = parsed.words[index]
    if parsed.plain(index).endswith(_OF_SURNAMES):
        return False
    forms = [form for form in (word.folded, *word.stems) if len(form) > _SHORTEST_OFFICE]
    forms += [form[:-1] for form in forms if form.endswith("i")]
    return any(form in _FOLDED_OFFICES for form in forms)


def _may_join(parsed: ParsedText, index: int) -> bool:
    if parsed.words[index].folded in PARTICLES or parsed.plain(index) in BETWEEN:
        return True
    return _is_article(parsed, index) or is_syllable(parsed, index)


def _is_article(parsed: ParsedText, index: int) -> bool:
    # Also as it sounds before another letter: ar-Rashid, ash-Shami.
    if parsed.plain(index) not in ARTICLE_SOUNDS or index + 1 == len(parsed.words):
        return False
    return parsed.capital(index + 1) and parsed.joint(index + 1) == "-"


# What German makes of a trade or an institution by another word before it.
_GERMAN_COMPOUND = re.compile(
    "...(?:gericht|ministerium|gef[aä]ngnis|behorde|staatsanwaltschaft|stiftung|verband|rechtler|aktivist|journalist"
    "|politiker|f[uü]hrer|anwalt|k[aä]mpfer|gegner|h[aä]ftling|sprecher|vorsitzende|autor|wissenschaftler|minister|pr[aä]sident"
    "|beauftragte|unternehmer|k[uü]nstler|professor|kommissar|vertreter|leiter|direktor|redakteur|richter|offizier"
    "|forscher|verteidiger|arbeiter|schaft|versammlung|kommission|dienst|amt)(?:in|innen|en|er|r|n|s|es)?$"
)
# Titles that go into a name behind a hyphen: Nocase-Bey.
_AFTER_HYPHEN = frozenset({"bey", "bek", "khan", "han", "xan", "pasha", "paşa", "aga", "ağa"})
# Surnames that are made of a word for an office: Министров.
_OF_SURNAMES = ("ов", "ев", "ова", "ева", "ову", "еву", "ovic", "ович", "ov", "ova", "li")
_SHORTEST_OFFICE = 5
_FOLDED_OFFICES = frozenset(
    folded
    for name in ("officials", "institutions")
    for folded in map(fold, word_lists("not_person_names")[name].split())
    if len(folded) > _SHORTEST_OFFICE
)
_TURKISH_MONTHS = frozenset({"kasim", "eylul", "nisan"})
_MONTHS_AS_NAMES = _TURKISH_MONTHS | {"april", "june", "august", "augusto", "abril", "julio", "avqust"}
_AFTER_MARK, _AFTER_DAY = re.compile(r"^\W*(?:\d{1,4}[.):|-]+)?\W*$"), re.compile(r"\d\W*$")
# Before a name and no part of it: d’Aïssatou.
_ELISION = re.compile(r"^[dl]['’]")
ARTICLE_SOUNDS = frozenset(vowel + rest for vowel in "ae" for rest in ("l", "s", "sh", *"nrtdz"))
# One letter that is a word of a name and abbreviates none.
WHOLE_WORDS = frozenset("ÓÒ")
# What begins a sentence and is nothing else: no form of address, no article.
_OPENERS_ALONE = NAME_LISTS["sentence_openers"] - frozenset(word_lists("names")["titles"].split()).union(
    *(words for name, words in NAME_LISTS.items() if name != "sentence_openers")
)
