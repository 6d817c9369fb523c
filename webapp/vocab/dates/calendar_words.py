"""The months of other calendars and the names of these calendars, as texts print them."""

import re
from functools import cache

from babel import Locale

from webapp.vocab.dates.month_names import folded, month_of

# Letters that Arabic, Persian and Pashto keyboards write differently and that mean the same.
_SAME = str.maketrans({"ي": "ی", "ى": "ی", "ې": "ی", "ۍ": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "ـ": None})

# Of each month the Iranian name, the Afghan ones, and both in Arabic letters.
_SOLAR_HIJRI = (
    "farvardin hamal فروردین حمل وری",
    "ordibehesht ordibehest saur sawr اردیبهشت ثور غویی",
    "khordad jawza jauza خرداد جوزا غبرگولی",
    "tir saratan تیر سرطان چنگاښ",
    "mordad amordad asad مرداد امرداد اسد زمری",
    "shahrivar sunbula sonbola sunbulah شهریور سنبله وږی",
    "mehr mizan مهر میزان تله",
    "aban aqrab ابان عقرب لړم",
    "azar qaus qaws اذر قوس لیندی",
    "dey dei day jadi jaddi دی جدی مرغومی",
    "bahman dalw dalv بهمن دلو سلواغه",
    "esfand isfand hut اسفند حوت کب",
)
# In Latin letters the consonants alone, because every language writes the vowels in its own way.
_HIJRI = (
    "mhrm محرم المحرم",
    "sfr صفر",
    "rblwl rbwl rblvl rblfst ربیعالاول ربیعاول",
    "rblthn rbththn rbthn rbsn rblsn rblkhr rblhr ربیعالثانی ربیعثانی ربیعالاخر",
    "jmdlwl jmdwl jmdl cmzlvl جمادیالاولی جمادیالاول جمادیاول جمادالاول",
    "jmdlthn jmdththn jmdthn jmdsn jmdlsn jmdlkhr cmzlhr جمادیالثانیه جمادیالثانی جمادیثانی"
    " جمادیالاخره جمادیالاخر",
    "rjb rcb rcp رجب",
    "shbn sbn شعبان",
    "rmdn rmdhn rmzn رمضان",
    "shwl svl شوال",
    "dhlqd dhqd zlqd zqd zlkd ذوالقعده ذیالقعده ذیقعده ذوقعده",
    "dhlhj dhj zlhj zhj zlhc ذوالحجه ذیالحجه ذیحجه ذوحجه",
)  # fmt: skip
_CALENDARS = {
    "solar_hijri": "sh shamsi hijrishamsi hejrishamsi solarhijri ahshamsi persian هش شمسی هجریشمسی خورشیدی",
    "hijri": "ah hijri lunarhijri hicri hicriqameri هق ه قمری هجری هجریه هجریقمری",
    "buddhist": "be buddhist buddhistera พศ พทธศกราช",
    "minguo": "minguo roc 民國 民国 中華民國 中华民国",
}
_WEEKDAYS = re.compile(r"^(?:یک|دو|سه|چهار|پنج)?شنبه|^جمعه")


def letters_of(text: str) -> str:
    """Return the letters of `text` alone, folded, each in one shape."""
    return "".join(letter for letter in folded(text).translate(_SAME) if letter.isalpha())


def names_calendar(words: str, calendar: str) -> bool:
    """Tell whether words are nothing but a name of a calendar."""
    return letters_of(words) in _CALENDARS[calendar].split()


def month_in(words: str, calendar: str) -> int | None:
    """Return the number of the month of a calendar that words name; its own name may follow the month's."""
    name = _WEEKDAYS.sub("", letters_of(words))
    for suffix in ("", *sorted(_CALENDARS[calendar].split(), key=len, reverse=True)):
        if name.endswith(suffix) and (number := _month(name.removesuffix(suffix), calendar)):
            return number
    return None


def _month(name: str, calendar: str) -> int | None:
    if calendar == "solar_hijri":
        return next((n for n, names in enumerate(_SOLAR_HIJRI, start=1) if name in _bare(names)), None)
    if calendar == "hijri":
        if name.isascii():
            name = re.sub(r"(.)\1+", r"\1", re.sub("[aeiouy]", "", name)).removesuffix("h")
        return next((n for n, names in enumerate(_HIJRI, start=1) if name in _bare(names)), None)
    return _thai_months().get(name) if calendar == "buddhist" and name in _thai_months() else month_of(name)


@cache
def _bare(names: str) -> frozenset[str]:
    return frozenset(map(letters_of, names.split()))


@cache
def _thai_months() -> dict[str, int]:
    months = Locale.parse("th").months["format"]
    return {
        letters_of(name): number
        for width in ("wide", "abbreviated")
        for number, name in months[width].items()
    }
