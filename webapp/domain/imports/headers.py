"""What the header of a column says it holds, and the words of the lists that others keep."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from webapp.domain.text.word_lists import word_lists
from webapp.vocab.dates.month_names import folded, month_of
from webapp.vocab.imports import NAME_PARTS, ListField

_SEPARATORS = re.compile(r"[\W_]+")
# The vowel signs of Arabic, which most writers leave out, part no words.
_PLAIN_SIGNS = {ord("İ"): "i", **dict.fromkeys((*range(0x64B, 0x656), 0x670))}
NAMES = frozenset({ListField.NAME, ListField.OTHER_NAME, *NAME_PARTS})
# The units of a term, and what stands before one, as in `Term in years`.
_LENGTHS = frozenset({"years", "months", "days"})
_BEFORE_UNITS = frozenset({"in", "en", "em", "w", "в", "у"})
# As in `Sex (M/F)`.
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# As in `Ad, soyad / Full name`.
_BETWEEN_LANGUAGES = re.compile(r"\s*[/|\n]\s*")
# As in `Name, year of birth` and `Delito y artículo`.
_PARTS = re.compile(
    r"\s*[,;/|+&\n]\s*|\s+(?:and|or|və|ve|y|e|et|und|и|или|і|й|та|або|ou|o|oder)\s+", re.IGNORECASE
)
JOINING = frozenset({"and", "və", "ve", "y", "e", "et", "und", "и", "і", "й", "та", "i"})
"""Words that join two others."""
# As in `Preso/a desde` and `né·e`.
_OF_BOTH_SEXES = re.compile(r"(?<=[^\W\d_]{2})[·•/](?:e|a|o|as|es|os|ая|на|а)(?![^\W\d_])")
_LONGEST = 300
# What a column has the days of that asks since when somebody is so.
_SINCE_WHEN = {
    **dict.fromkeys(("imprisoned", "arrested", "pretrial_detention"), ListField.ARRESTED_ON),
    **dict.fromkeys(("at_liberty", "released_served", "released_early"), ListField.RELEASED_ON),
}
# What stands beside a name at times, in one cell with it.
_BESIDE_NAMES = frozenset({ListField.BORN, ListField.AGE})
_CHARGE_WITH_STATUS = frozenset({ListField.CHARGE, ListField.STATUS})
# As in `Situation as of 1 May 2024` and `Статус на 01.05.2024`.
_DAY = re.compile(
    r"\(?(?:\d{1,2}[./-]\d{1,2}[./-]|\d{1,2}\s+(?:de\s+)?[^\W\d_]+\s+(?:de\s+)?|(?P<month>[^\W\d_]{3,})\s+)\d{4}\)?\s*$"
)
# In the letters of the languages that say so, as in `gg.aa.yyyy`.
_MONTH_DAY = re.compile(r"(?<!\w)[mм]{1,2}\s?[./-]\s?[dд]{1,2}(?!\w)", re.IGNORECASE)
_DAY_MONTH = re.compile(r"(?<!\w)[dдgjt]{1,2}\s?[./-]\s?[mмa]{1,2}(?!\w)", re.IGNORECASE)


def plain(words: str) -> str:
    """Return words as lists are looked up: small letters, one space between, no other signs."""
    return _SEPARATORS.sub(" ", words.translate(_PLAIN_SIGNS).casefold()).strip()


@cache
def known_words(name: str) -> Mapping[str, str]:
    """Return what each word of a list of words means, by the word as `plain` has it."""
    lists: Mapping[str, Sequence[str]] = word_lists("list_words")[name]
    known = {plain(word) or word: code for code, words in lists.items() for word in words}
    # In capitals the Turkish letter without a dot is the Latin one with it.
    return {word.replace("ı", "i"): code for word, code in known.items()} | known


def has_words(known: str, name: str) -> bool:
    """Tell whether words, as `plain` has them, hold any of a list of words."""
    return any(f" {words} " in f" {known} " for words in known_words(name))


def has_beginning(known: str, *names: str) -> bool:
    """Tell whether a word of words, as `plain` has them, begins as one of some lists of words."""
    beginnings = _beginnings(names)
    return any(word.startswith(beginnings) for word in known.split())


@cache
def _beginnings(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(beginning for name in names for beginning in known_words(name))


def stated_order(header: str) -> str:
    """Return which of day and month comes first by a header such as `Born (mm/dd/yyyy)`; or nothing."""
    return "month" if _MONTH_DAY.search(header) else "day" if _DAY_MONTH.search(header) else ""


def names_a_name(text: str) -> bool:
    """Tell whether words are the header of a column of names, and no name."""
    return named_field(text) in NAMES


def names_an_address(text: str) -> bool:
    """Tell whether words are the header of a column of addresses, to which letters are sent perhaps."""
    return has_beginning(plain(text), "addresses")


def names_remarks(text: str) -> bool:
    """Tell whether words are the header of a column of remarks, in two languages perhaps."""
    remarks, text = known_words("remarks"), _IN_BRACKETS.sub(" ", text)
    parts = filter(None, map(str.strip, _BETWEEN_LANGUAGES.split(text)))
    return plain(text) in remarks or all(plain(part) in remarks for part in parts)


def names_a_column(text: str) -> bool:
    """Tell whether words are a header that lists have, and no name."""
    return named_field(text) is not ListField.NOTHING


@lru_cache(maxsize=10_000)
def named_field(header: str) -> ListField:
    """Return what a header seems to say that its column holds; nothing of long words, which are none."""
    if len(header) > _LONGEST:
        return ListField.NOTHING
    if plain(header) not in known_words("headers"):
        header = _OF_BOTH_SEXES.sub("", header)
    field = _named_alone(header)
    day = _DAY.search(header)
    is_day = day is not None and (not day["month"] or month_of(folded(day["month"])) is not None)
    without_day = _DAY.sub(" ", header) if is_day else header
    for other in (header, without_day):
        if field is ListField.NOTHING and _named_alone(_without_tail(other)) is ListField.STATUS:
            return ListField.STATUS
    if field is ListField.NOTHING:
        # The same in two languages.
        parts = _BETWEEN_LANGUAGES.split(header)
        fields = {_named_alone(part) for part in parts} - {ListField.NOTHING}
        # A remark in the same column is no place.
        has_remarks = not fields & NAMES and any(plain(part) in known_words("remarks") for part in parts)
        field = fields.pop() if len(fields) == 1 and not has_remarks else _of_parts(header)
    if field is ListField.AS_OF and any(known_words("events").get(part) == "day" for part in _parts(header)):
        # As in `As of / date`, which is the day of what has happened.
        field = ListField.SINCE
    is_known = plain(header) in known_words("headers")
    return field if is_known or not _says_otherwise(header, field) else ListField.NOTHING


def _parts(header: str) -> list[str]:
    return [plain(part) for part in _BETWEEN_LANGUAGES.split(header)]


def _of_parts(header: str) -> ListField:
    """Return what a header of several words says that each part of is known: the same, or names first."""
    first, *others = (_named_alone(part) for part in _PARTS.split(header))
    every = {first, *others}
    if every == {first}:
        return first
    if every == {ListField.CHARGE, ListField.SENTENCE}:
        # Which has the term of each charge beside it.
        return ListField.CHARGE
    if every == _CHARGE_WITH_STATUS:
        return ListField.CHARGE
    if every == {ListField.COURT, ListField.SENTENCE}:
        return ListField.SENTENCE
    if every == _BESIDE_NAMES:
        return ListField.BORN
    if ListField.FAMILY_NAME in every and len(every) > 1 and every <= {ListField.NAME, *NAME_PARTS}:
        return ListField.NAME
    whole = first in (ListField.NAME, ListField.GIVEN_NAME, ListField.FAMILY_NAME)
    return ListField.NAME if others and whole and {*others} <= _BESIDE_NAMES else ListField.NOTHING


def tells_charge_and_status(header: str) -> bool:
    """Tell whether a header says that a status stands beside the charge, as `Charge / case status` does."""
    return {_named_alone(part) for part in _PARTS.split(header)} == _CHARGE_WITH_STATUS


def tells_of_births(header: str) -> bool:
    """Tell whether the header of a column of names says that births or ages stand in it too."""
    parts = (part for words in re.split(r"[()]", header) for part in _PARTS.split(words))
    return any(_named_alone(part) in _BESIDE_NAMES for part in parts)


def tells_of_ages(header: str) -> bool:
    """Tell whether the header of a column of births says that ages stand in it too, as `Born / age` does."""
    parts = (part for words in re.split(r"[()]", header) for part in _PARTS.split(words))
    return any(_named_alone(part) is ListField.AGE for part in parts)


def is_of_another_time(header: str) -> bool:
    """Tell whether a header is one of an earlier or a later time, as `Previous state`."""
    return _says_otherwise(header, ListField.STATUS)


def _says_otherwise(header: str, field: ListField) -> bool:
    """Tell whether words beside a header make it one of something else.

    Of somebody else, as `Lawyer (name)`, of another time, as `Release (planned)`, of what is only asked for,
    as `Sentence (prosecutor)`, or of another column, as `Place (birth)`.
    """
    if field is ListField.UNTIL:
        # Which tells of what is to come.
        return False
    words, headers = plain(header).split(), known_words("headers")
    within = {headers.get(plain(part), field) for part in _IN_BRACKETS.findall(header)}
    # A date of birth or an age, in one column.
    within -= _BESIDE_NAMES if field is ListField.BORN else set()
    beginnings = tuple(known_words("of_somebody_else" if field in NAMES else "of_another_time"))
    return (
        any(word.startswith(beginnings) for word in words)
        or (field not in NAMES and any(other != field for other in within))
    )


def _named_alone(header: str) -> ListField:
    headers, beside = known_words("headers"), known_words("beside_a_header")
    words = plain(header)
    if words not in headers and (not _says_unit(header) or _has_births_within(header)):
        words = plain(_IN_BRACKETS.sub(" ", header)) or words
    # As in `Detainee (Arabic)`, and then as in `Name of prisoner`.
    if words not in headers:
        words = _without_unit(header) or words
    for passed_over in ("language", "person"):
        if words not in headers:
            words = " ".join(word for word in words.split() if beside.get(word) != passed_over)
    if words not in headers and (within := _IN_BRACKETS.findall(header)):
        # As in `Họ và tên (Full name)`, a language that we have no words of.
        words = plain(within[0])
    composed = _put_together(plain(header)) or _of_charges(plain(header)) or _since_when(plain(header))
    return ListField(headers.get(words) or composed or ListField.NOTHING)


def _has_births_within(header: str) -> bool:
    """Tell whether brackets of a header name a birth, as in `Nombre (año de nacimiento)`."""
    headers = known_words("headers")
    return any(headers.get(plain(part)) in _BESIDE_NAMES for part in _IN_BRACKETS.findall(header))


def _without_tail(header: str) -> str:
    """Return a header without the question since when, as in `What is with her, since when`."""
    words = plain(header)
    tails = (f" {tail}" for tail in known_words("tails_of_headers") if words.endswith(f" {tail}"))
    rest = words.removesuffix(max(tails, key=len, default="")).split()
    return " ".join(rest[:-1] if rest and rest[-1] in JOINING else rest)


def _put_together(words: str) -> ListField | None:
    """Return what a header tells the days of, as `Date of last change of status` does; else None."""
    known = known_words("parts_of_headers")
    parts = {known.get(word, "") for word in words.split()} - {"between"}
    (other,) = parts - {"day"} if len(parts) == 2 and "day" in parts else ("",)
    return ListField(other) if other else None


def _since_when(words: str) -> ListField | None:
    """Return that a header asks since when somebody is held, or free: `Behind bars since`; else None."""
    states = (_SINCE_WHEN.get(_state(bare)) for bare in _without_since(words))
    return next(filter(None, states), None)


def held_since(header: str) -> str:
    """Return the words for being in prison of a header that asks since when that is so; else nothing."""
    return next((bare for bare in _without_since(plain(header)) if bare in known_words("in_prison")), "")


def _without_since(words: str) -> Iterator[str]:
    """Yield what a header says beside the question since when."""
    known, ends = known_words("beside_a_date"), tuple(known_words("tails_of_headers"))
    for end in ends:
        bare = words.removesuffix(f" {end}") if words.endswith(f" {end}") else words.removeprefix(f"{end} ")
        if bare != words:
            yield bare
    parts = words.split()
    for others, beside in ((parts[:-1], parts[-1:]), (parts[1:], parts[:1])):
        if beside and known.get(beside[0]) == "start":
            yield " ".join(others)


def _state(words: str) -> str:
    return "imprisoned" if words in known_words("in_prison") else known_words("statuses").get(words, "")


def _of_charges(words: str) -> ListField | None:
    """Return that a header is one of charges: `Статья УК РК`, an article and which code it is of."""
    known = [known_words("parts_of_charges").get(word) for word in words.split()]
    return ListField.CHARGE if "article" in known and None not in known else None


def unit_named(header: str) -> str:
    """Return the one unit of lengths that a header names, or nothing."""
    named = {known_words("terms")[word] for word in _units(header)}
    return named.pop() if len(named) == 1 else ""


def _units(header: str) -> set[str]:
    # (M/F) are no months.
    units = known_words("terms")
    words = (word for word in plain(header).split() if len(word) > 1 or not word.isascii())
    return {word for word in words if units.get(word) in _LENGTHS}


def _without_unit(header: str) -> str:
    """Return what a header of lengths or ages says beside its unit; empty where it says something else."""
    units = _units(header)
    words = " ".join(word for word in plain(header).split() if word not in units | _BEFORE_UNITS)
    field, unit = known_words("headers").get(words), unit_named(header)
    is_known = field == ListField.SENTENCE or (field == ListField.AGE and unit == "years")
    return words if units and is_known else ""


def _says_unit(header: str) -> bool:
    return any(_units(part) for part in _IN_BRACKETS.findall(header))
