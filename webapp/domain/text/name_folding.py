"""One folding of names for Azerbaijani, Russian, Turkish and English spellings, and any other script."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import Indel

_TOKEN = re.compile(r"[^\W\d_]+")
GLUED = re.compile(r"(?<=[a-zəıöüğçşа-яё])(?=[A-ZƏİÖÜĞÇŞА-ЯЁ])")
_APOSTROPHES = re.compile(r"['’ʻʼ`]")
# Letters whose Latin counterpart is one letter, in the same order; hard and soft sign fall away.
_CYRILLIC = str.maketrans(
    "абвгґғҝдеёжзийіїјкқҡлмнңоөпрстуүұўфхһҳцчҹшщыэюяәє",
    "abvggggdeojziyiiykkklmnnooprstuuuufhhhsccssieuaae",
    "ъь",
)
_DIGRAPHS = (
    ("dzh", "c"), ("dj", "c"), ("tch", "c"), ("zh", "c"), ("ch", "c"), ("kh", "h"), ("gh", "g"),
    ("sh", "s"), ("ph", "f"), ("th", "t"), ("ts", "s"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("w", "v"),
)  # fmt: skip
_VOWELS = frozenset("aeiou")
# Patronymic endings ("son of", "daughter of"), which spellings add, drop or glue at will.
PARTICLES = frozenset({"oglu", "ogli", "gizi", "gzi"})


def tokens(text: str) -> list[str]:
    """Return the folded tokens of a name in order; glued forms (`UlviHasanli`) are taken apart.

    Tokens hold only a to z. Spellings of one name in the four languages mostly fold to the same tokens.
    """
    text = GLUED.sub(" ", _APOSTROPHES.sub("", unicodedata.normalize("NFC", text)).replace("-", " "))
    folded = [fold(token) for token in _TOKEN.findall(text)]
    return [token for token in folded if token and token not in PARTICLES]


def keys(token: str) -> set[str]:
    """Return the keys under which a folded token is found in spite of slips; two tokens alike share one.

    They are the token, the token less each one letter, its consonants alone (after a hyphen), and the token
    less a patronymic ending that was glued to it.
    """
    token_keys = {token, _without_ending(token)}
    if len(token) >= 4:
        token_keys |= {token[:place] + token[place + 1 :] for place in range(len(token))}
    consonants = "".join(letter for letter in token if letter not in _VOWELS)
    if len(consonants) >= 3:
        token_keys.add(f"-{consonants}")
    return token_keys


def alike(token: str, other: str) -> float:
    """Return how alike two folded tokens are, from 0 to 1 (the same, but for a patronymic ending)."""
    token, other = _without_ending(token), _without_ending(other)
    similarity: float = Indel.normalized_similarity(token, other)
    return similarity


def sort_key(text: str) -> str:
    """Return a name's plain Latin letters in lower case, for alphabetical order in every script."""
    return " ".join(filter(None, (_romanised(token) for token in text.split())))


@lru_cache(100_000)
def fold(token: str) -> str:
    """Return the key under which all spellings of one token meet."""
    plain = _romanised(token)
    for digraph, letter in _DIGRAPHS:
        plain = plain.replace(digraph, letter)
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


def _without_ending(token: str) -> str:
    for ending in PARTICLES:
        if token.endswith(ending) and len(token) >= len(ending) + 3:
            return token.removesuffix(ending)
    return token


def _romanised(token: str) -> str:
    lowered = token.replace("İ", "i").replace("I", "i").lower().replace("ı", "i").replace("ə", "a")
    lowered = lowered.replace("дж", "c")
    lowered = lowered.translate(_CYRILLIC)
    lowered = "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))
    if not lowered.isascii():
        lowered = anyascii(lowered).lower()
    return "".join(letter for letter in lowered if "a" <= letter <= "z")
