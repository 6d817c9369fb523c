"""One folding of names for Azerbaijani, Russian, Turkish and English spellings, and any other script."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import dropwhile
from typing import NamedTuple

from anyascii import anyascii

from webapp.domain.text.scripts.arabic_names import (
    compounds_joined,
    folded_arabic,
    is_arabic,
    joined,
    parts_of_compound,
)
from webapp.domain.text.scripts.brahmic_names import brahmic_in_latin, is_brahmic
from webapp.domain.text.scripts.burmese_names import burmese_syllables, is_burmese
from webapp.domain.text.scripts.han_names import HAN_WORD, han_parts, han_syllables
from webapp.domain.text.scripts.kana_names import is_kana, kana_in_latin
from webapp.domain.text.scripts.letters import WORD
from webapp.domain.text.scripts.thai_names import is_thai, thai_in_latin
from webapp.domain.text.scripts.unspaced import name_groups
from webapp.domain.text.scripts.wade_giles import in_pinyin
from webapp.domain.text.word_lists import word_lists

# Which folding this is: another one asks for the read model and the words of texts to be made anew.
FOLDING = "folding-11"
# The marks that print an apostrophe, also those which stand for oʻ and gʻ, the hamza or the soft sign.
APOSTROPHES = "'’‘‛ʻʼʽʹʾʿˈ`´′＇՚ߴ"
# Where a small letter meets a capital two words are glued, save in hArgan, tArgan, McArgan and DeArgan.
GLUED = re.compile(
    r"(?<=[a-zəıöüğçşа-яё])(?<!\b[hnt])(?<!\b(?:Mc|De|La|Di))(?<!\bMac)(?<!\bFitz)(?=[A-ZƏİÖÜĞÇŞÁÉÍÓÚА-ЯЁ])"
)
_TOKEN = re.compile(WORD)
_FOREIGN_HAN = re.compile("[\u3400-\u9fff]+(?:[·・•‧][\u3400-\u9fff]+)+")
# What may stand inside a word unseen: joiners, soft hyphens, marks of direction, Arabic vowels.
_UNSEEN = re.compile(
    f"[{APOSTROPHES}\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u064b-\u065f\u0670\u0591-\u05bd\u05bf-\u05c7\u05f3\u05f4]"
)
_HYPHENS = re.compile("[-‐‑–]")
# The Arabic article before a name, also as it sounds before another letter (ar-Rashid).
_ARTICLE = re.compile(
    r"(?<![^\W_])(?:(?:al|el|ul|ol|il|аль|эль)-|[ae]([rsntdz])h?-(?=\1))(?=\w{3})"
    r"|(?<=\w )(?:al|el|аль|эль) (?=\w{3})",
    re.IGNORECASE,
)
# Letters whose Latin counterpart is one letter, in the same order; hard and soft sign fall away.
_CYRILLIC = str.maketrans(
    "абвгґғҝдеёжзийіїјкқҡлмнңоөпрстуүұўфхһҳцчҹшщыэюяәє",
    "abvggggdeojziyiiykkklmnnooprstuuuufhhhsccssieuaae",
    "ъь",
)
# Ц as German and Yiddish spell it: Katz, Lorenz; but not Elxanzadə, Manzhos.
_TS = re.compile("tz(?!ad)|(?<=[lnr])z(?!ad|h)")
_DIGRAPHS = (
    ("schtsch", "s"), ("dsch", "c"), ("tsch", "c"), ("shch", "s"), ("sch", "s"), ("dzh", "c"), ("dj", "c"),
    ("tch", "c"), ("zh", "c"), ("ch", "c"), ("kh", "h"), ("gh", "g"), ("sh", "s"), ("ph", "f"), ("th", "t"),
    ("ts", "s"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("w", "v"),
)  # fmt: skip
# After a sibilant Russian writes -ев where Azerbaijani has -ov: Оруджев, Orucov.
_AFTER_SIBILANT = re.compile(r"(?<=[cjsz])ev(?=(?:a|u|y|i|e|ym|im|oi|oy|yh|ih|e|omu|ogo)?$)")
_VOWELS = frozenset("aeiou")
# Accents of Latin, Greek and Cyrillic letters; the signs of other scripts are vowels and sounds.
_ACCENTS = re.compile("[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff]")
# Patronymic endings ("son of", "daughter of"), which spellings add, drop or glue at will.
PARTICLES = frozenset({"oglu", "ogli", "gizi", "gzi"})
_MOST_READINGS = 12


class NameTokens(NamedTuple):
    """The folded tokens of a name in order, and those among them that are the father's name.

    So many tokens at the beginning as `honorifics` says may be a title or a given name (Hacı).
    """

    tokens: tuple[str, ...]
    fathers: frozenset[str] = frozenset()
    honorifics: int = 0


def tokens(text: str) -> list[str]:
    """Return the folded tokens of a name in order; glued forms (`UlviHasanli`) are taken apart.

    Tokens hold only a to z. Spellings of one name mostly fold to the same tokens; titles before a name and
    the Arabic article are left out.
    """
    return list(name_tokens(text).tokens)


@lru_cache(50_000)
def name_tokens(text: str) -> NameTokens:
    """Return the folded tokens of a name without its titles, and which of them are the father's name."""
    printed, honorifics = _without_titles(_printed_words(text))
    folded = [token for word in printed for token in _tokens_of(word)]
    fathers = {token for token, following in zip(folded, folded[1:], strict=False) if following in PARTICLES}
    fathers |= {token for token in folded if without_ending(token) != token}
    plain = compounds_joined([token for token in folded if token not in PARTICLES])
    return NameTokens(tuple(plain), frozenset(fathers), honorifics)


def readings(text: str) -> list[list[str]]:
    """Return the ways to read a typed name as folded tokens, the plainest first.

    A name is also looked for as if two of its words were printed as one, compounds taken apart, Han letters
    one by one, and names with a known spelling letter by letter.
    """
    name = name_tokens(text)
    plain = list(name.tokens)
    printed, _ = _without_titles(_printed_words(text))
    others = [
        plain[name.honorifics :],
        [_plain_fold(word) for word in printed],
        [syllable for word in printed for syllable in _syllables(word)],
        [part for token in plain for part in parts_of_compound(token) or [token]],
        *glued_pairs(plain),
    ]
    others = [[token for token in other if token and token not in PARTICLES] for other in others]
    unique = dict.fromkeys(tuple(reading) for reading in (plain, *others) if reading)
    return [list(reading) for reading in unique][:_MOST_READINGS]


def untitled(name: str) -> str:
    """Return a name as it is printed, without what is or may be a title before two words more."""
    parts = name.split()
    while len(parts) > 2 and _is_title(parts[0]):
        parts = parts[1:]
    return " ".join(parts)


@lru_cache(100_000)
def _is_title(word: str) -> bool:
    # The same given and family names come again and again.
    return any(word.lower().strip(".") in kind for kind in _titles())


def glued_pairs(name: Sequence[str]) -> list[list[str]]:
    """Return a name's tokens with each two neighbours as one, and those of two words the other way round."""
    glued = [
        [*name[:place], joined(name[place], name[place + 1]), *name[place + 2 :]]
        for place in range(len(name) - 1)
    ]
    return glued + ([[joined(name[1], name[0])]] if len(name) == 2 else [])


def indexed_tokens(text: str) -> set[str]:
    """Return every token under which a recorded name is looked up: also titles, syllables and parts.

    Of a name in a writing that parts no words also the groups of its letters, as texts are kept under them.
    """
    # A half-joined compound is also found by its parts.
    every = {
        token
        for word in (
            *_printed_words(text), *_printed_words(text.replace("\u200c", " ")),
            *(_printed_words(text, chinese=False) if in_pinyin(text) else ()),
        )  # fmt: skip
        for token in (*_tokens_of(word), _plain_fold(word), *_syllables(word))
    }
    every |= set(name_tokens(text).tokens)
    every |= {part for token in every for part in parts_of_compound(token)}
    return {token for token in every if token and token not in PARTICLES} | name_groups(text.strip())


def sort_key(text: str) -> str:
    """Return a name's plain Latin letters in lower case, for alphabetical order in every script."""
    return " ".join(filter(None, (_romanised(token) for token in text.split())))


@lru_cache(100_000)
def fold(token: str) -> str:
    """Return the key under which all spellings of one token meet."""
    folded = _plain_fold(token)
    known = _known_spellings()
    if folded in known:
        return known[folded]
    stems = ((stem, name) for stem, name in _known_stems().items() if folded.startswith(stem))
    return next((name + folded[len(stem) :] for stem, name in stems), folded)


def without_ending(token: str) -> str:
    """Return a folded token without a patronymic ending that is glued to it."""
    for ending in PARTICLES:
        if token.endswith(ending) and len(token) >= len(ending) + 3:
            return token.removesuffix(ending)
    return token


def _printed_words(text: str, *, chinese: bool = True) -> list[str]:
    """Return the words of a name as they are printed, without what may stand unseen inside them.

    A Chinese name in the spelling of Wade and Giles is read as in pinyin: Hsiao-po as Xiaobo.
    """
    text = (in_pinyin(text) if chinese else None) or text
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", _UNSEEN.sub("", text)))
    plain = _ARTICLE.sub("", _HYPHENS.sub("-", GLUED.sub(" ", plain)))
    # A point between Han words shows that neither is a Chinese family name: 伊力哈木·样本.
    return _TOKEN.findall(_FOREIGN_HAN.sub(lambda name: anyascii(name[0]).lower(), plain))


def _without_titles(printed: list[str]) -> tuple[list[str], int]:
    """Return a name without the titles before it, and how many of its first words may be titles."""
    titles, honorifics = _titles()
    name = list(dropwhile(lambda word: word.lower() in titles, printed)) or printed
    rest = list(dropwhile(lambda word: word.lower() in honorifics, name))
    return name, len(name) - len(rest) if rest else 0


def _tokens_of(word: str) -> list[str]:
    if is_burmese(word):
        parts = burmese_syllables(word)
    else:
        parts = han_parts(word) if HAN_WORD.fullmatch(word) else [word]
    return [token for token in map(fold, parts) if token]


def _syllables(word: str) -> list[str]:
    syllables = han_syllables(word) if HAN_WORD.fullmatch(word) else [word]
    return [token for token in map(fold, syllables) if token]


@lru_cache(100_000)
def _plain_fold(token: str) -> str:
    if is_arabic(token):
        return folded_arabic(unicodedata.normalize("NFKC", token))
    plain = _TS.sub("s", _romanised(token))
    for digraph, letter in _DIGRAPHS:
        plain = plain.replace(digraph, letter)
    plain = _AFTER_SIBILANT.sub("ov", plain)
    key: list[str] = []
    for place, letter in enumerate(plain):
        if letter == "y":
            if plain[place - 1 : place] in _VOWELS or plain[place + 1 : place + 2] in _VOWELS:
                continue
            letter = "i"
        letter = "g" if letter in "qkhx" else {"e": "a", "j": "c"}.get(letter, letter)
        if key[-1:] != [letter]:
            key.append(letter)
    return "".join(key)


def _romanised(token: str) -> str:
    lowered = token.replace("İ", "i").replace("I", "i").lower().replace("ı", "i").replace("ə", "a")
    lowered = lowered.replace("дж", "c").replace("ու", "u")
    lowered = lowered.translate(_CYRILLIC)
    lowered = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", lowered)))
    if not lowered.isascii():
        lowered = _transliterated(lowered)
    return "".join(letter for letter in lowered if "a" <= letter <= "z")


def _transliterated(word: str) -> str:
    if is_brahmic(word):
        return brahmic_in_latin(word)
    if is_burmese(word):
        return "".join(burmese_syllables(word))
    if is_thai(word):
        return thai_in_latin(word)
    return kana_in_latin(word) if is_kana(word) else anyascii(word).lower()


@cache
def _titles() -> tuple[frozenset[str], frozenset[str]]:
    lists = word_lists("names")
    return frozenset(lists["titles"].split()), frozenset(lists["honorifics"].split())


@cache
def _known_spellings() -> dict[str, str]:
    return _joined("spellings")


@cache
def _known_stems() -> dict[str, str]:
    return _joined("stems")


def _joined(name: str) -> dict[str, str]:
    """Return the first spelling of each line of a list by all of the line, folded."""
    lines = [list(map(_plain_fold, line.split())) for line in word_lists("names")[name].strip().splitlines()]
    return {spelling: line[0] for line in reversed(lines) for spelling in line}
