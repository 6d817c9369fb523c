"""Scripts in which names are written, the direction they run, and a guess from the letters of a text."""

import unicodedata
from collections import Counter
from typing import Literal

from webapp.vocab.words import N_, Word


class Script(Word):
    """A script, by its four-letter code of ISO 15924."""

    LATN = "Latn", N_("Latin"), N_("The Latin script."), "ISO 15924, 215"
    CYRL = "Cyrl", N_("Cyrillic"), N_("The Cyrillic script."), "ISO 15924, 220"
    ARAB = "Arab", N_("Arabic"), N_("The Arabic script, for Persian and Urdu too."), "ISO 15924, 160"
    ARMN = "Armn", N_("Armenian"), N_("The Armenian script."), "ISO 15924, 230"
    GEOR = "Geor", N_("Georgian"), N_("The Georgian script."), "ISO 15924, 240"
    GREK = "Grek", N_("Greek"), N_("The Greek script."), "ISO 15924, 200"
    HEBR = "Hebr", N_("Hebrew"), N_("The Hebrew script."), "ISO 15924, 125"
    SYRC = "Syrc", N_("Syriac"), N_("The Syriac script."), "ISO 15924, 135"
    THAA = "Thaa", N_("Thaana"), N_("The Thaana script."), "ISO 15924, 170"
    MONG = "Mong", N_("Mongolian"), N_("The Mongolian script."), "ISO 15924, 145"
    TIBT = "Tibt", N_("Tibetan"), N_("The Tibetan script."), "ISO 15924, 330"
    DEVA = "Deva", N_("Devanagari"), N_("The Devanagari script."), "ISO 15924, 315"
    BENG = "Beng", N_("Bengali"), N_("The Bengali script."), "ISO 15924, 325"
    GURU = "Guru", N_("Gurmukhi"), N_("The Gurmukhi script."), "ISO 15924, 310"
    TAML = "Taml", N_("Tamil"), N_("The Tamil script."), "ISO 15924, 346"
    SINH = "Sinh", N_("Sinhala"), N_("The Sinhala script."), "ISO 15924, 348"
    THAI = "Thai", N_("Thai"), N_("The Thai script."), "ISO 15924, 352"
    LAOO = "Laoo", N_("Lao"), N_("The Lao script."), "ISO 15924, 356"
    MYMR = "Mymr", N_("Burmese"), N_("The Myanmar script."), "ISO 15924, 350"
    KHMR = "Khmr", N_("Khmer"), N_("The Khmer script."), "ISO 15924, 355"
    ETHI = "Ethi", N_("Ethiopic"), N_("The Ethiopic script."), "ISO 15924, 430"
    HANI = "Hani", N_("Chinese characters"), N_("Han characters, the variant not stated."), "ISO 15924, 500"
    HANS = "Hans", N_("Simplified Chinese"), N_("Han characters, simplified variant."), "ISO 15924, 501"
    HANT = "Hant", N_("Traditional Chinese"), N_("Han characters, traditional variant."), "ISO 15924, 502"
    JPAN = "Jpan", N_("Japanese"), N_("Han characters with hiragana and katakana."), "ISO 15924, 413"
    KORE = "Kore", N_("Korean"), N_("Hangul, with or without Han characters."), "ISO 15924, 287"
    ZYYY = (
        "Zyyy", N_("Undetermined"),
        N_("No letter tells the script, or it is none of the others."), "ISO 15924, 998",
    )


_RIGHT_TO_LEFT = frozenset({Script.ARAB, Script.HEBR, Script.SYRC, Script.THAA})

# The Unicode name of a letter begins with the name of its script.
_BY_LETTER = {
    "LATIN": Script.LATN, "CYRILLIC": Script.CYRL, "ARABIC": Script.ARAB, "ARMENIAN": Script.ARMN,
    "GEORGIAN": Script.GEOR, "GREEK": Script.GREK, "HEBREW": Script.HEBR, "SYRIAC": Script.SYRC,
    "THAANA": Script.THAA, "MONGOLIAN": Script.MONG, "TIBETAN": Script.TIBT, "DEVANAGARI": Script.DEVA,
    "BENGALI": Script.BENG, "GURMUKHI": Script.GURU, "TAMIL": Script.TAML, "SINHALA": Script.SINH,
    "THAI": Script.THAI, "LAO": Script.LAOO, "MYANMAR": Script.MYMR, "KHMER": Script.KHMR,
    "ETHIOPIC": Script.ETHI, "CJK": Script.HANI, "HIRAGANA": Script.JPAN, "KATAKANA": Script.JPAN,
    "HANGUL": Script.KORE,
}


def direction(script: Script) -> Literal["ltr", "rtl"]:
    """Return the direction in which `script` runs, as HTML's `dir` attribute writes it."""
    return "rtl" if script in _RIGHT_TO_LEFT else "ltr"


def script_of(text: str) -> Script:
    """Return the script that most letters of `text` belong to; `Zyyy` where no letter tells."""
    counts: Counter[Script] = Counter()
    for letter in unicodedata.normalize("NFKC", text):
        if letter.isalpha():
            script = _BY_LETTER.get(unicodedata.name(letter, "").partition(" ")[0])
            if script is not None:
                counts[script] += 1
    # Japanese and Korean mix Han characters with letters of their own, and these decide.
    for script in (Script.JPAN, Script.KORE):
        if counts[script]:
            counts[script] += counts.pop(Script.HANI, 0)
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] else Script.ZYYY
