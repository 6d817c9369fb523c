"""Months and weekdays by name, in the languages in which texts print them: from CLDR data, never by hand."""

import re
import unicodedata
from functools import cache

from babel import Locale

# These have forms of their own for a month that stands alone. The other languages inherit theirs, and Babel
# up to 2.18 then hands out those of whichever language was asked first (babel issue 1234).
_WITH_NOMINATIVE = ("ru", "uk", "be")
# Of which the whole names have a form for a month alone too: "maj 2021" beside "3 maja 2021".
_WHOLE_WITH_NOMINATIVE = ("pl", "cs", "sk", "lt", "el")
# Of Arabic also the names used in the Levant, in Algeria and Tunisia, and in Morocco.
_LANGUAGES = (
    "en", "en_GB", "az", "tr", *_WITH_NOMINATIVE, "es", "fr", "de", "it", "pt", "ro", "ka", "ar", "ar_SY",
    "ar_DZ", "ar_MA", "fa",
)  # fmt: skip
_FORMS = (
    *((language, "format") for language in _LANGUAGES),
    *((language, "stand-alone") for language in _WITH_NOMINATIVE),
)
# What a language hangs on a month that it declines, folded: "mayda", "Mayıs'ta", "в мае", "w maju".
_CASES = {
    "az": r"'?(?:(?:[iu]n|n)?[dt][ae]n?|n?in|n?un|[aeiu])",
    "tr": r"'?(?:(?:[iu]n|n)?[dt][ae]n?|n?in|n?un|[aeiu])",
    "ru": r"(?:е|ю|у|ем|ом)",
    "uk": r"(?:і|и|ю|у|ем|ом|ому|им)",
    "be": r"(?:і|у|ю|ы|ым|зе)",
    "pl": r"(?:u|ym|em|zie)",
    "ku": r"(?:e|a|an)",
    "ckb": r"ی",
    "ka": r"(?:ს|ის|ში|იდან|ამდე)",
}
# The ending of the names that CLDR has.
_CASE_OF_NAME = re.compile("(?:ого|ага|[ьийяаი]|ego|(?<=[cdijkn])a)$")

# Of these the whole names alone: their short forms are words of other languages, as "pro" and "led".
_WHOLE_NAMES = (
    "pl", "cs", "sk", "bg", "sr", "lt", "lv", "el", "he", "hy", "kk", "ky", "uz", "tg", "ku", "ckb", "ur",
    "hi", "ps",
)  # fmt: skip
# What Belarusian texts call May beside the name that CLDR has, and how Russian news shorten months.
_ALSO = {"травень": 5, "траўня": 5, "траўні": 5, "фев": 2, "сен": 9, "ноя": 11}

# Apostrophes and joiners within names of days, in the shape in which they are typed.
_AS_TYPED = str.maketrans({"ʼ": "'", "’": "'", "\N{ZERO WIDTH NON-JOINER}": None})


def folded(text: str) -> str:
    """Return `text` in small letters, without accents, with one i: what people leave out when they type."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFD", text)
        if not unicodedata.combining(letter)
    )
    return bare.casefold().replace("ı", "i").replace("ə", "e")


@cache
def _months() -> dict[str, int]:
    numbers = {folded(name): number for name, number in _ALSO.items()}
    for locale in _WHOLE_NAMES:
        names = Locale.parse(locale).months["format"]["wide"].items()
        numbers |= {folded(name): number for number, name in names}
    for locale in _WHOLE_WITH_NOMINATIVE:
        names = Locale.parse(locale).months["stand-alone"]["wide"].items()
        numbers |= {folded(name): number for number, name in names}
    for locale, form in _FORMS:
        names = Locale.parse(locale).months[form]
        for width in ("wide", "abbreviated"):
            for number, name in names[width].items():
                numbers[folded(name).rstrip(".")] = number
    return numbers


@cache
def _declined() -> tuple[tuple[re.Pattern[str], dict[str, int]], ...]:
    """Return for each language that declines months the pattern of its forms and the numbers of its stems."""
    languages = []
    for locale, ending in _CASES.items():
        names = Locale.parse(locale).months["format"]["wide"]
        # Slavic languages and Georgian decline the stem: январ-ь, январ-е; лют-ого; maj-a, maj-u; მაის-ი.
        stems = {_CASE_OF_NAME.sub("", folded(name)): number for number, name in names.items()}
        languages.append((re.compile(f"({'|'.join(stems)}){ending}"), stems))
    return tuple(languages)


def month_of(name: str) -> int | None:
    """Return the number, 1 to 12, of the month that `name` names, in any case and without its accents."""
    plain = folded(name).rstrip(".").replace("_", " ")
    if plain.startswith("ב") and plain[1:] in _months():
        # In Hebrew "in" and "of" stand before a month as one letter.
        plain = plain[1:]
    forms = ((pattern.fullmatch(plain), stems) for pattern, stems in _declined())
    return _months().get(plain) or next((stems[match[1]] for match, stems in forms if match), None)


@cache
def english_months() -> frozenset[str]:
    """Return the names of the months in English, in small letters, whole and short: january, jan."""
    months = (Locale.parse(locale).months["format"] for locale in ("en", "en_GB"))
    names = (each[width].values() for each in months for width in ("wide", "abbreviated"))
    return frozenset(name.casefold() for of_width in names for name in of_width)


@cache
def months_of_several_words() -> re.Pattern[str]:
    """Return a pattern of the names of months that are more than one word: كانون الثاني."""
    return re.compile("|".join(re.escape(name) for name in _months() if " " in name))


@cache
def weekday_pattern() -> str:
    """Return a pattern of the days of the week in those languages, folded: Monday, понедельник, в среду."""
    names = {
        folded(name).translate(_AS_TYPED)
        for locale, form in _FORMS
        for width in ("wide", "abbreviated")
        for name in Locale.parse(locale).days[form][width].values()
        if len(name) > 1
    }
    # The longest first: "bazar ertəsi" before "bazar". A Russian name in -а is declined: "в среду".
    words = sorted((re.escape(name.rstrip(".")) for name in names), key=len, reverse=True)
    return "(?:" + "|".join(re.sub("а$", "[ау]", word) for word in words) + ")"
