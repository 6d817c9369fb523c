"""Names in Burmese letters, syllable by syllable, as Latin letters commonly write them."""

import re

_INITIALS = {
    letter: latin
    for letters, latin in (
        ("က", "k"), ("ခ", "kh"), ("ဂဃ", "g"), ("င", "ng"), ("စဆ", "s"), ("ဇဈ", "z"),
        ("ဉည", "ny"), ("ဋတ", "t"), ("ဌထ", "ht"), ("ဍဎဒဓ", "d"), ("ဏန", "n"), ("ပ", "p"),
        ("ဖ", "ph"), ("ဗဘ", "b"), ("မ", "m"), ("ယရ", "y"), ("လဠ", "l"), ("ဝ", "w"),
        ("သဿ", "th"), ("ဟ", "h"), ("အ", ""), ("ဣဤ", "i"), ("ဥဦ", "u"), ("ဧ", "e"), ("ဩဪ", "aw"),
    )
    for letter in letters
}  # fmt: skip
_VOWELS = frozenset("ဣဤဥဦဧဩဪ")
_KILLED, _STACKED = "်", "္"
_TONES = str.maketrans("", "", "့း" + _KILLED)
_SIGNS = "ါာိီုူေဲံ့း"
_MEDIALS = "ျြွှ"
_LETTER = "[က-ဪဿ]"
_BURMESE = re.compile("[\u1000-\u109f]")
_SYLLABLE = re.compile(
    f"(?P<initial>{_LETTER})(?P<medials>[{_MEDIALS}]*)(?P<vowel>[{_SIGNS}]*)"
    f"(?P<final>(?:{_LETTER}[့း]?{_KILLED}|{_KILLED}|{_LETTER}(?={_STACKED}))?)[့း]*{_STACKED}?"
)
# What vowel and last letter sound like together; of the last letters those that sound alike are one.
_LIKE_FINALS = {**dict.fromkeys("နမဏံ", "န"), **dict.fromkeys("တပဋဒဗ", "တ"), "ဉ": "င"}
_RIMES = {
    ("", "င"): "in", ("", "န"): "an", ("", "က"): "et", ("", "စ"): "it", ("", "တ"): "at", ("", "ည"): "i",
    ("", "ယ"): "e", ("ိ", "န"): "ein", ("ိ", "တ"): "eik", ("ု", "န"): "on", ("ု", "တ"): "ok",
    ("ော", "င"): "aung", ("ော", "က"): "auk", ("ို", "င"): "aing", ("ို", "က"): "aik", ("ို", "ယ"): "o",
    ("", ""): "a", ("ာ", ""): "a", ("ိ", ""): "i", ("ီ", ""): "i", ("ု", ""): "u", ("ူ", ""): "u",
    ("ေ", ""): "e", ("ဲ", ""): "e", ("ော", ""): "aw", ("ို", ""): "o",
}  # fmt: skip


def is_burmese(printed: str) -> bool:
    """Tell whether a word is printed in Burmese letters."""
    return _BURMESE.search(printed) is not None


def burmese_syllables(printed: str) -> list[str]:
    """Return the syllables of a word in Latin letters, each of which is a word of the name there."""
    return [syllable for match in _SYLLABLE.finditer(printed) if (syllable := _in_latin(match))]


def _in_latin(syllable: re.Match[str]) -> str:
    letter, medials = syllable["initial"], set(syllable["medials"])
    initial = _INITIALS[letter]
    if letter in _VOWELS:
        return initial
    rime = _rime(syllable["vowel"], syllable["final"])
    if "ှ" in medials:
        initial = "sh" if letter == "ရ" else "h" + initial
    if medials & set("ျြ"):
        initial = "ch" if letter == "ခ" else initial + "y"
    if "ွ" in medials:
        # Of win, wa and we the w is heard; before n and t it makes the vowel u.
        rime = {"an": "un", "at": "ut"}.get(rime, "w" + rime)
    return initial + rime


def _rime(vowel: str, final: str) -> str:
    """Return what a syllable ends with: its vowel and its last letter together."""
    vowel, final = vowel.translate(_TONES).replace("ါ", "ာ"), final.translate(_TONES)
    if vowel.endswith("ံ"):
        vowel, final = vowel[:-1], "န"
    final = _LIKE_FINALS.get(final, final)
    return _RIMES.get((vowel, final)) or _RIMES.get((vowel, ""), "a")
