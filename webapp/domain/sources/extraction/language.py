"""A guess at the language of a text, from its letters and commonest words; no guess rather than a bad one."""

import re
from collections import Counter

from webapp.vocab.scripts import Script, script_of

# A long text is looked at in parts from its beginning to its end: its first page may be in another language.
_PARTS, _PART = 10, 2_000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Scripts that one language of these parts has to itself.
_OWN = {
    Script.GEOR: "ka", Script.ARMN: "hy", Script.GREK: "el", Script.HEBR: "he",
    Script.HANI: "zh", Script.JPAN: "ja", Script.KORE: "ko", Script.THAI: "th",
}  # fmt: skip
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
    "be": "і не на што з та як яго яе за ад да гэта ён быў былі для каб таксама пасля года у ў й яны але пра",
    "it": "il lo la gli le di e che in un una del della per con si non al come più è stato sono dal nel",
    "pt": "o os as e que em um uma do da dos das por com para se não ao como mais foi são pelo na no",
    "nl": "de het een van en in is dat op te zijn voor met niet aan er om door als werd ook maar bij hij",
    "pl": "i w na z do nie się że jest o po za przez od jak został przed dla roku oraz był a to tym",
    "uz": "va bu bir uchun bilan deb edi qilindi ham uning keyin yil yilga boʻlgan edi esa lekin u",
    "vi": "và của là có được cho không người một các trong đã với những này khi để ông bà bị tại rằng",
    "ku": "û li di de ku bi ji ew ya yên xwe hat hatin ev wê wî bo jî ne lê piştî dike",
    "id": "yang dan di ke dari untuk dengan pada tidak ini itu adalah oleh juga akan telah dalam bahwa",
    "ar": "في من على أن إلى عن مع هذا هذه التي الذي كان بعد وقد لم ما قال",
    "fa": "در از به که این را با است برای آن یک بود شد می های خود تا بر",
    "ur": "کے کی کا میں اور سے کو نے ہے کہ پر یہ اس تھا ہیں گیا کر بھی نہیں وہ",
    "ckb": "لە بۆ و بە کە ئەم ئەو لەگەڵ کرد کرا دوای هەر یان بوو ئەوەی",
    "bg": "се да от е че са му го ще при като беше след това както или той този тази също през",
    "kk": "және мен бұл бір үшін бен да де деп болды ол оны осы кейін жылы еді сот",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_SCRIPTS = {
    Script.LATN: ("az", "tr", "en", "de", "fr", "es", "it", "pt", "nl", "pl", "uz", "vi", "ku", "id"),
    Script.CYRL: ("ru", "uk", "be", "bg", "kk", "az-Cyrl"),
    Script.ARAB: ("ar", "fa", "ur", "ckb"),
}
LANGUAGES = frozenset(_OWN.values()) | frozenset(tag.partition("-")[0] for tag in _COMMON)
"""The languages that a text may be told to be in, without their scripts."""
# Languages that are written in one script alone, or in those of the lists above; others may be in any.
_OF_FIXED_SCRIPT = frozenset({
    "en", "de", "fr", "es", "it", "pt", "nl", "pl", "vi", "id", "ru", "be", "bg", "ka", "hy", "el", "he",
    "ar", "fa", "ur", "tr", "ckb",
})  # fmt: skip
# Letters that settle it where they are not rare, lent words and names apart.
_LETTERS = {"az": "əƏ", "tr": "ğı", "uk": "іїєґ", "ru": "ыэ", "bg": "ъ", "az-Cyrl": "әҝһҹ", "fa": "پچگژ"}
_OFTEN = 0.01
# Letters of one language alone among those of its script, and the least share of them that decides.
_DECIDING = (
    ("kk", "ұқғңө", 0.02), ("be", "ў", 0.004), ("ckb", "ێۆڕڵە", 0.03), ("ur", "ٹڈڑےہھ", 0.03),
    ("pl", "łąęśźżń", 0.02), ("vi", "ạảấầẩậắằặếềểệịọốồổộớờợụủứừữự", 0.04),
)  # fmt: skip
_ENOUGH = 0.08
_FEWEST_WORDS = 8


def language_of(text: str) -> str | None:
    """Return the language of a text as a BCP 47 tag, None where nothing speaks clearly for one.

    One language must have at least 8 in 100 words among its commonest, and half as many again as the next
    one; letters of its own at least 1 in 100 count as 8 in 100 words.
    """
    sample = _sample(text)
    script = script_of(sample)
    if script in _OWN:
        return _OWN[script]
    words = [word.lower() for word in _WORD.findall(sample.replace("İ", "i"))]
    if script not in _SCRIPTS or len(words) < _FEWEST_WORDS:
        return None
    letters = Counter(sample)
    total = sum(map(len, words))
    for language, own_letters, least in _DECIDING:
        if language in _SCRIPTS[script] and sum(letters[letter] for letter in own_letters) > least * total:
            return language
    shares: list[tuple[float, str]] = []
    for language in _SCRIPTS[script]:
        own = sum(letters[letter] for letter in _LETTERS.get(language, ""))
        common = sum(word in _WORDS[language] for word in words) / len(words)
        shares.append((common + (_ENOUGH if own > _OFTEN * total else 0), language))
    (most, first), (next_most, _) = sorted(shares, reverse=True)[:2]
    return first if most >= _ENOUGH and most >= 1.5 * next_most else None


def may_be_written(language: str, text: str) -> bool:
    """Tell whether a text may be in a language: not where its letters are of a script that has none of it."""
    script = script_of(_sample(text))
    plain = language.partition("-")[0]
    scripts = {of for of, languages in _SCRIPTS.items() if plain in languages}
    scripts |= {of for of, own in _OWN.items() if own == plain}
    # Nobody writes Turkish or Azerbaijani in Georgian letters.
    is_known = plain in _OF_FIXED_SCRIPT or (script in _OWN and plain in LANGUAGES)
    return script is Script.ZYYY or not is_known or script in scripts


def _sample(text: str) -> str:
    if len(text) <= _PARTS * _PART:
        return text
    step = (len(text) - _PART) // (_PARTS - 1)
    return "\n".join(text[place * step : place * step + _PART] for place in range(_PARTS))
