"""How much decoded bytes look like something that somebody wrote: the judge between encodings."""

import re
import unicodedata
from functools import cache

from webapp.vocab.scripts import Script, script_of

_FAMILIAR = (
    # Russian, Ukrainian and Azerbaijani letters in the order of their frequency.
    dict.fromkeys("оеаинтсрвлі", 1.0)
    | dict.fromkeys("кмдпуяыьгзбәү", 0.8)
    | dict.fromkeys("чйхжшюцщэфъёїєґғҝөһҹј", 0.4)
    # What Azerbaijani and Turkish add to the Latin alphabet, then what Western European languages do.
    | dict.fromkeys("əğıöüşçâ", 1.0)
    | dict.fromkeys("éèêëàáäãåæíìîïóòôõøœúùûñßÿ", 0.6)
    # The commonest letters of Arabic and Persian.
    | dict.fromkeys("اليمنرتبدوهسعفقکكةپچگی", 1.0)
)
# The pairs that make up half of a Russian or Ukrainian text; bytes read in another alphabet have few of them.
_PAIRS = frozenset(re.findall(
    "..",
    "аламанатвавевивогодадедоеделенересетзаивиеинисиякакиколалелилольмананениноныобов"
    "огодойоломоросотпопррарериросксостсятатетитотртьый",
))  # fmt: skip
_PUNCTUATION = frozenset("“”„‘’‚«»–—…¿¡№•§©®°€™µªº\u00a0·")
_script = cache(script_of)
_APART = re.compile("[^\x00-\x7f]|[\x00-\x08\x0e-\x1f\x7f]")
_LOOKED_AT = 4_000


def plausibility(text: str) -> float:
    """Return the mean worth, from -4 to 1, of the first 4,000 characters that are not plain ASCII.

    A letter is worth more the more it is used in the languages that Habeas meets, less where it changes the
    script or rises to a capital inside a word; a symbol between letters is worth less than nothing, a
    control character, U+FFFD or a code point that means nothing least of all. It ranks the decodings of the
    same bytes and says nothing of texts. A text in plain ASCII is worth 1.
    """
    total, count = 0.0, 0
    for found in _APART.finditer(text):
        place = found.start()
        total += _worth(text[place - 1 : place], found[0], text[place + 1 : place + 2])
        count += 1
        if count == _LOOKED_AT:
            break
    return total / count if count else 1.0


def _worth(before: str, char: str, after: str) -> float:
    category = unicodedata.category(char)
    if category == "Cf":
        return 0.0
    if category[0] == "C" or char == "\ufffd":
        return -4.0
    if category[0] == "L" and char not in _PUNCTUATION:
        return _worth_of_letter(before, char, after)
    if category[0] == "M":
        return 0.5 if before.isalpha() else -1.0
    inside = before.isalpha() and after.isalpha()
    if char in _PUNCTUATION:
        return 0.5 if not inside or char in "’—–\u00a0" else -1.0
    return -1.5 if inside else -0.7


def _worth_of_letter(before: str, char: str, after: str) -> float:
    script = _script(char)
    if any(beside.isalpha() and _script(beside) is not script for beside in (before, after)):
        return -2.0
    if char.isupper() and before.islower():
        return -2.0
    rare = 0.2 if script in (Script.LATN, Script.CYRL) else 0.4
    worth = _FAMILIAR.get(char.lower(), rare)
    if script is Script.CYRL and before.isalpha():
        return worth / 2 + (0.5 if (before + char).lower() in _PAIRS else 0)
    if script is Script.LATN and _western(before) and _western(char) and _western(after):
        return -1.0
    return worth


def _western(char: str) -> bool:
    """Whether this is a letter that no word holds many of in a row, as Cyrillic bytes read as Latin do."""
    return char.isalpha() and not char.isascii() and char not in "əğıöüşçİÖÜŞÇĞƏ"
