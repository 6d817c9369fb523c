"""Whether decoded bytes can be something that somebody wrote, whatever the language."""

import re
import unicodedata
from functools import cache

from webapp.vocab.scripts import Script, script_of

_script = cache(script_of)
_APART = re.compile("[^\x00-\x7f]")
_LOOKED_AT = 4_000
_FAULTY_SHARE = 0.1
# Scripts whose words do not go over into another in the middle, as those of China, Japan and Korea do.
_UNMIXED = frozenset({
    Script.LATN, Script.CYRL, Script.GREK, Script.ARAB, Script.HEBR, Script.ARMN, Script.GEOR, Script.THAI,
})  # fmt: skip
_INSIDE_WORDS = frozenset("’‘ʼ‐‑–—…·\u00a0״׳ªºµ")


def is_plausible(text: str) -> bool:
    """Tell whether of the first 4,000 characters that are not plain ASCII at most 1 in 10 is out of place.

    Out of place is a letter that changes the script or rises to a capital inside a word, a symbol between
    letters, an accent on nothing, and what means nothing: control characters, U+FFFD, unassigned code points.
    """
    faults = count = 0
    for found in _APART.finditer(text):
        place = found.start()
        faults += _out_of_place(text[place - 1 : place], found[0], text[place + 1 : place + 2])
        count += 1
        if count == _LOOKED_AT:
            break
    return faults <= _FAULTY_SHARE * count


def _out_of_place(before: str, char: str, after: str) -> bool:
    category = unicodedata.category(char)
    if char == "\ufffd" or (category[0] == "C" and category != "Cf"):
        return True
    if category[0] == "L" and char not in _INSIDE_WORDS:
        rises = char.isupper() and before.islower()
        return rises or _changes(before, char) or _changes(after, char)
    if category[0] == "M":
        return not (before.isalpha() or unicodedata.category(before or " ")[0] == "M")
    return before.isalpha() and after.isalpha() and category != "Cf" and char not in _INSIDE_WORDS


def _changes(beside: str, char: str) -> bool:
    """Tell whether two letters are of scripts that no word mixes."""
    if not beside.isalpha():
        return False
    scripts = {_script(beside), _script(char)}
    return len(scripts) > 1 and scripts <= _UNMIXED
