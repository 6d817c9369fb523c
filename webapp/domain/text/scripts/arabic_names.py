"""Names in Arabic and Hebrew letters, of which Latin letters write the vowels too: how both fold and meet."""

# A folded token in these letters begins with `x`, which no other folded token holds. After it stands a
# letter for each printed one; some of these stand for what Latin letters write in more ways than one.

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, product

from rapidfuzz.distance import Indel

from webapp.domain.text.word_lists import word_lists

# A servant of God by one of his names, and the father of somebody, are one word or two.
_PRINTED_APART = re.compile(r"(?<!\S)(عبد|[أا]بو) (?=ال)")
_PRINTED_JOINED = re.compile(r"(?<!\S)(عبد|[أا]بو)(ال\w{3})")
MARK = "x"
SLAVE_OF, FATHER_OF = MARK + "ebd", MARK + "obw"
_LETTERS = {
    letter: folded
    for letters, folded in (
        ("اأإآٱ", "a"), ("ب", "b"), ("تٹ", "t"), ("ث", "k"), ("ج", "i"), ("چژ", "c"), ("حخغقكکگڭ", "g"),
        ("دڈ", "d"), ("ذضظ", "j"), ("رڕڑ", "r"), ("ز", "z"), ("سشص", "s"), ("ط", "t"), ("ف", "f"),
        ("لڵ", "l"), ("م", "m"), ("نں", "n"), ("هةەہھۀۃ", "h"), ("وؤۆۇ", "w"), ("ڤۋ", "v"),
        ("يىئیێېے", "y"), ("پ", "p"), ("ع", "e"),
        ("אע", "e"), ("ב", "u"), ("גחכך", "i"), ("ד", "d"), ("ה", "h"), ("ו", "w"), ("ז", "z"), ("טת", "t"),
        ("י", "y"), ("ל", "l"), ("מם", "m"), ("נן", "n"), ("סש", "s"), ("פף", "p"), ("צץ", "x"), ("ק", "g"),
        ("ר", "r"),
    )
    for letter in letters
}  # fmt: skip
_ARTICLE = "ال"
_GOD = "الله"
# What a first vowel or ayn becomes where another word is joined before it.
_INSIDE = {"o": "a", "e": ""}
# Names that begin with the letters of the article.
_NO_ARTICLE = frozenset(word_lists("names")["no_article"].split())
_VOWELS = "[aiou]*"
# What a letter may be in Latin letters: first its likeliest spelling, as consonants alone.
_CONSONANTS = {
    "k": ("t", "s"), "j": ("z", "d", "dg"), "i": ("c", "g"), "w": ("", "v"), "q": ("l", ""), "y": ("",),
    "a": ("",),
    "e": ("",), "h": ("g", ""), "u": ("v", "b"), "p": ("p", "f"), "x": ("s", "tz", "z", "c"),
}  # fmt: skip
_SOUNDS = {
    "k": "[st]", "j": "(?:z|dg?)", "i": "[cg]", "w": "(?:[ou]+|v)", "q": "l?", "y": "i", "a": "a", "e": "",
    "h": "g?", "u": "[bv]", "p": "[pf]", "x": "(?:s|tz|z|t?c|t)",
}  # fmt: skip
_BEGINNINGS = {"h": "g", "o": "[aiou]", "e": "[aiou]", "w": "v", "y": "i?"}
_ENDS = {"h": "[gt]?", "y": "[ai]"}
_MOST_SKELETONS = 32
_LATIN_ARTICLE = re.compile("[aiou]l(?=.{4})")


def is_arabic(printed: str) -> bool:
    """Tell whether a word is printed in Arabic or Hebrew letters."""
    return not _LETTERS.keys().isdisjoint(printed)


def folded_arabic(printed: str) -> str:
    """Return the folded token of a word in Arabic or Hebrew letters, without its article."""
    if printed.startswith("عبدال") and len(printed) > 6:
        return f"{SLAVE_OF}q{_folded(printed[5:])}"
    folded = _folded(printed)
    return MARK + folded if folded else ""


def joined(token: str, following: str) -> str:
    """Return the token that two tokens make when they are printed as one word."""
    if following.startswith(MARK) and token.startswith(MARK):
        inside = following.removeprefix(MARK)
        inside = _INSIDE.get(inside[:1], inside[:1]) + inside[1:]
        return token + ("q" if token == SLAVE_OF else "") + inside
    return token + following


def joined_and_apart(name: str) -> tuple[str, ...]:
    """Return how else a name in Arabic letters may be printed: عبدالرؤوف for عبد الرؤوف, and so on."""
    apart = _PRINTED_JOINED.sub(r"\1 \2", name)
    return tuple(each for each in (_PRINTED_APART.sub(r"\1", name), apart) if each != name)


def compounds_joined(name: Sequence[str]) -> list[str]:
    """Return a name's tokens with `Abd` or `Abu` and the word after it as one."""
    plain: list[str] = []
    for token in name:
        if plain[-1:] in ([SLAVE_OF], [FATHER_OF]) and token.startswith(MARK):
            token = joined(plain.pop(), token)
        plain.append(token)
    return plain


def parts_of_compound(token: str) -> list[str]:
    """Return the two tokens of a compound with `Abd` or `Abu`, or nothing."""
    for first, beginning in ((SLAVE_OF, SLAVE_OF + "q"), (FATHER_OF, FATHER_OF)):
        if token.startswith(beginning) and len(token) > len(beginning) + 1:
            return [first, MARK + token.removeprefix(beginning)]
    return []


@lru_cache(50_000)
def skeletons(token: str) -> tuple[str, ...]:
    """Return the consonants of a folded token as both scripts write them: of an Arabic one all readings.

    A vowel at the beginning stands as `a`.
    """
    if not token.startswith(MARK):
        # French spellings write ch for a letter that others write sh.
        consonants = _consonants(token)
        return tuple(dict.fromkeys((consonants, consonants.replace("c", "s"))))
    letters = token.removeprefix(MARK)
    beginning, rest = letters[:1], letters[1:]
    if beginning in ("o", "e", "y"):
        start: tuple[str, ...] = ("a",)
    else:
        start = {"w": ("v",), "h": ("g",)}.get(beginning) or _CONSONANTS.get(beginning, (beginning,))
    readings = [_CONSONANTS.get(letter, (letter,)) for letter in rest]
    if rest.endswith("h"):
        readings[-1] = ("", "g", "t")
    every = ("".join(letters) for letters in product(start, *readings))
    return tuple(dict.fromkeys(islice(every, _MOST_SKELETONS)))


def likeness_of_scripts(arabic: str, latin: str) -> Iterator[float]:
    """Yield how alike a token in Arabic letters and another are, to be taken the best of."""
    plain = _LATIN_ARTICLE.sub("", latin, count=1) if _LATIN_ARTICLE.match(latin) else latin
    for spelling in {latin, plain, plain.replace("c", "s")}:
        if _pattern(arabic).fullmatch(spelling):
            yield 0.97
            continue
        skeleton = _consonants(spelling)
        for reading in skeletons(arabic):
            yield (0.9 if len(skeleton) > 2 else 0.75) * Indel.normalized_similarity(skeleton, reading)


def _folded(printed: str) -> str:
    if printed == _GOD or (
        printed.startswith(_ARTICLE) and len(printed) > 4 and printed not in _NO_ARTICLE
    ):
        printed = printed.removeprefix(_ARTICLE)
    letters = "".join(_LETTERS.get(letter, "") for letter in printed)
    beginning = "o" if letters[:1] == "a" else letters[:1]
    # Inside a word the ayn is no letter of Latin spellings; the hamza never is.
    return re.sub("([wya])\\1+", r"\1", beginning + letters[1:].replace("e", ""))


def _consonants(latin: str) -> str:
    beginning = "a" if latin[:1] in "aiou" else latin[:1]
    return beginning + "".join(letter for letter in latin[1:] if letter not in "aiou")


@lru_cache(50_000)
def _pattern(token: str) -> re.Pattern[str]:
    """Return what a token may be in Latin letters, vowels included."""
    letters = token.removeprefix(MARK)
    sounds = [_sound(letters, place) for place in range(len(letters))]
    return re.compile(_VOWELS + _VOWELS.join(sounds) + _VOWELS)


def _sound(letters: str, place: int) -> str:
    letter = letters[place]
    if place == 0 and letter in _BEGINNINGS:
        return _BEGINNINGS[letter]
    if place == len(letters) - 1 and letter in _ENDS:
        return _ENDS[letter]
    # Beside another vowel the folding drops a y.
    beside = letters[place - 1 : place] + letters[place + 1 : place + 2]
    if letter == "y" and set(beside) & set("aweo"):
        return "i?"
    # After a first letter that stands for any vowel it may be what says which.
    if letter == "w" and place == 1 and letters[0] == "e":
        return "(?:[ou]*|v)"
    return _SOUNDS.get(letter, letter)
