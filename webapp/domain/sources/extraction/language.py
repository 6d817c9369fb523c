"""A guess at the language of a text, from its letters and commonest words; no guess rather than a bad one."""

import re
from collections import Counter

from webapp.vocab.scripts import Script, script_of

_LOOKED_AT = 20_000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Scripts that one language of these parts has to itself.
_OWN = {Script.GEOR: "ka", Script.ARMN: "hy", Script.GREK: "el", Script.HEBR: "he"}
# Words that hold a language together and that its neighbours do not have.
_COMMON = {
    "az": "və bu bir üçün ilə olan də da ki edib olub sonra görə deyil tərəfindən həbs haqqında onun isə",
    "tr": "ve bu bir için ile olan de da ki olarak daha gibi sonra göre değil tarafından kadar çok ancak ise",
    "en": "the of and to in a is was that for on with as by at from his were which has been who they not",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch wurde",
    "fr": "le la les des et en un une du dans que qui est pour sur au par pas avec ce il sont été aux",
    "es": "el la los las de y en que un una del por con para se su es no al como más fue sus está",
    "ru": "и в не на что с по как его из за от к это он был для были о также года после",
    "uk": "і в не на що з та як його із за від до це він був для були про також року після у й",
    "az-Cyrl": "вә бу бир үчүн илә олан дә да ки едиб олуб сонра ҝөрә дејил һәбс онун исә кими",
    "ar": "في من على أن إلى عن مع هذا هذه التي الذي كان بعد وقد لم ما قال",
    "fa": "در از به که این را با است برای آن یک بود شد می های خود تا بر",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_SCRIPTS = {
    Script.LATN: ("az", "tr", "en", "de", "fr", "es"),
    Script.CYRL: ("ru", "uk", "az-Cyrl"),
    Script.ARAB: ("ar", "fa"),
}
LANGUAGES = frozenset(_OWN.values()) | frozenset(tag.partition("-")[0] for tag in _COMMON)
"""The languages that a text may be told to be in, without their scripts."""
# Letters that settle it where they are not rare, lent words and names apart.
_LETTERS = {"az": "əƏ", "uk": "іїєґ", "ru": "ыэъ", "az-Cyrl": "әҝһҹ", "fa": "پچگژ"}
_OFTEN = 0.01
_ENOUGH = 0.08
_FEWEST_WORDS = 8


def language_of(text: str) -> str | None:
    """Return the language of a text as a BCP 47 tag, None where nothing speaks clearly for one.

    One language must have at least 8 in 100 words among its commonest, and half as many again as the next
    one; letters of its own at least 1 in 100 count as 8 in 100 words.
    """
    sample = text[:_LOOKED_AT]
    script = script_of(sample[:2_000])
    if script in _OWN:
        return _OWN[script]
    words = [word.lower() for word in _WORD.findall(sample.replace("İ", "i"))]
    if script not in _SCRIPTS or len(words) < _FEWEST_WORDS:
        return None
    letters = Counter(sample)
    total = sum(map(len, words))
    shares: list[tuple[float, str]] = []
    for language in _SCRIPTS[script]:
        own = sum(letters[letter] for letter in _LETTERS.get(language, ""))
        common = sum(word in _WORDS[language] for word in words) / len(words)
        shares.append((common + (_ENOUGH if own > _OFTEN * total else 0), language))
    (most, first), (next_most, _) = sorted(shares, reverse=True)[:2]
    return first if most >= _ENOUGH and most >= 1.5 * next_most else None
