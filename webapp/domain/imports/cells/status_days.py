"""The day among a list's words for a status."""

import re
from functools import lru_cache

from webapp.domain.imports.headers import known_words, plain
from webapp.vocab.dates.in_text import dates_in_text
from webapp.vocab.dates.month_names import folded, month_of
from webapp.vocab.dates.partial_date import PartialDate

# As in `released 2019`.
_YEAR = re.compile(r"(?<!\w)(?:19|20)\d\d(?!\w)")
# As in `ИК-6 с 2023`, in which another figure is none of a date.
_SINCE_YEAR = re.compile(r"(?<=\w)[\s(,;]+([^\W\d_]+)\s+((?:19|20)\d\d)(?:\s?[^\W\d_]{1,4}\.?)?\)?$")
# As in `since feb-2025`.
_MONTH_YEAR = re.compile(r"(?<![\w-])([^\W\d_]{3,})[-./](?:19|20)\d\d(?!\w)")
# As in `released on 24-Mar-21`.
_DAY_SHORT_YEAR = re.compile(r"(?<![\w-])\d{1,2}[- .]([^\W\d_]{3,9})[- .]\d\d(?![\w:.-])")
# As in `fled on 1/11/2021`, `8.XI.2023`, `12.2020` and `1.11.21`, the only figures of their cell.
_IN_FIGURES = re.compile(
    r"(?<![\w./-])(?:(?:\d{1,2}[./-])?(?:\d{1,2}|[IVX]{1,4})[./-](?:19|20)\d\d|\d{1,2}\.\d{1,2}\.\d\d"
    r"|\d{4}[/.-]\d{1,2}[/.-]\d{1,2})(?![./]?\d|-\d)"
)
# After a day, in languages in which that says that it is the last one: `06.01.2025-dək`.
_UNTIL = re.compile(r"['’-]?[^\W\d_]{0,3}\s?(?:d[əae]k|qədər|kadar|gacan)(?!\w)")
# After a day: what ends it.
OF_DATES = frozenset({
    "ildə", "ilində", "tarixində", "tarixindən", "tarihinde", "tarihinden", "г", "года", "году", "року", "r",
    "roku", "dən", "dan", "də", "da",
})  # fmt: skip
"""Words after a day that end it."""
ON = frozenset({
    "in", "on", "am", "im", "en", "el", "le", "в", "во", "у", "dated", "w", "dnia",
    "في", "بتاريخ", "يوم", "در",
})  # fmt: skip
"""Words before a day, beside those of the word lists."""
_DAY_DOUBTED = re.compile(r"\s*\(\s*(?:дата|date|tarih|tarix|fecha|коли|калі|when|data)\s*\?\s*\)", re.I)


@lru_cache(maxsize=10_000)
def status_and_day(text: str) -> tuple[str, str]:
    """Return a list's words for a status without the one day among them, and that day; else empty.

    `Died in prison` of `Died in prison (12.01.2026)`; of `detained until 12.01.2026` the day is the last one.
    """
    text = _DAY_DOUBTED.sub("", text)
    if not any(map(str.isdigit, text)):
        return text, ""
    since = _SINCE_YEAR.search(text)
    if since and known_words("beside_a_date").get(plain(since[1])) == "start":
        return text[: since.start()].rstrip(" (,;:–-"), since[2]
    months = [
        match.span() for pattern in (_MONTH_YEAR, _DAY_SHORT_YEAR) for match in pattern.finditer(text)
        if month_of(folded(match[1]))
    ]  # fmt: skip
    spans = months or [(date.start, date.end) for date in dates_in_text(text)] or [
        day.span() for day in _IN_FIGURES.finditer(text) if not re.search(r"\d", _IN_FIGURES.sub("", text))
    ] or [year.span() for year in _YEAR.finditer(text) if len(re.findall(r"\d+", text)) == 1]
    if len(spans) != 1:
        return text, ""
    start, end = spans[0]
    before, after = text[:start].rstrip(" (,;:–-"), text[end:].lstrip(" ),;:–-")
    between = ", " if text[end:].lstrip(" )")[:1] in (",", ";") else " "
    *words, last = before.split() or [""]
    beside = known_words("beside_a_date").get(plain(last), "start" if plain(last) in ON else "")
    before = " ".join(words) if beside == "start" and words else before
    # As in `31.12.2024-cü ildə azad edilib`.
    first, _, rest = after.partition(" ")
    after = rest if plain(first) in OF_DATES else after
    if beside == "end" or _UNTIL.match(text, end) or not (before or after):
        return text, ""
    return between.join(filter(None, (before, after))), text[start:end]


def by(day: PartialDate) -> PartialDate | None:
    """Return when something may have begun that was so on a day; None of one that may be any of several."""
    return PartialDate.parse(f"../{day.edtf}") if day.latest and "/" not in day.edtf else None


def is_as_of(text: str, day: str) -> bool:
    """Tell whether the day among words is one on which a status was so: `in prison as of January 2024`."""
    before = text.partition(day)[0]
    # The day begins with a word of its own at times, as `of January 2024`.
    beginnings = (f" {plain(words)}" for words in (before, f"{before} {day.split()[0]}"))
    known = tuple(f" {words}" for words in known_words("as_of_day"))
    return any(words.endswith(known) for words in beginnings)
