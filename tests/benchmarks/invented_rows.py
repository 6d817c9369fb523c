"""Rows of lists of invented people, with the skew of real ones: a few names, groups and offices have most."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import TypeVar

from webapp.domain.text.name_folding import name_tokens

T = TypeVar("T")
HEADER = (
    "Full name", "Gender", "Date of birth", "Date of arrest", "Status", "Article", "Sentence", "Facility",
)  # fmt: skip
CROWD_HEADER = (*HEADER, "Occupation", "Organization")
ORGANIZATIONS = [f"Union {place} of Nowhere" for place in range(1, 301)]
_OCCUPATIONS = (
    "activist", "journalist", "politician", "student", "lawyer", "blogger", "believer", "teacher", "artist",
)  # fmt: skip
_SYLLABLES = (
    "ba", "da", "ka", "li", "mu", "ra", "sa", "se", "ta", "vi", "ze", "na", "ni", "ha", "ro", "lo", "qu",
    "ca", "şi", "nu", "rə", "ey", "gü", "çi", "əl", "ül", "öz", "ağ", "iz",
)  # fmt: skip
_ENDINGS = ("ov", "ova", "li", "lı", "zadə", "yev", "yeva")


def people_rows(number: int) -> Iterator[tuple[str, ...]]:
    """Yield rows of invented people, eight filled cells each, no name twice."""
    drawn, draw, taken = Random(number), names(Random(number)), set[frozenset[str]]()
    while len(taken) < number:
        name = draw(drawn)
        tokens = frozenset(name_tokens(name).tokens)
        if tokens in taken:
            continue
        taken.add(tokens)
        born = date(1950, 1, 1) + timedelta(days=drawn.randrange(18_000))
        arrested = date(2018, 1, 1) + timedelta(days=drawn.randrange(2_900))
        yield (
            name, drawn.choice("MF"), born.isoformat(), f"{arrested:%d.%m.%Y}",
            drawn.choice(("serving", "SIZO", "pardoned")), drawn.choice(("206.3.2", "234.4", "167-2.2.1")),
            f"{drawn.randint(1, 15)} years", f"Colony {drawn.randint(1, 20)}",
        )  # fmt: skip


def crowd_rows(number: int) -> Iterator[tuple[str, ...]]:
    """Yield the same rows with what each did, and of every third to whom they belonged."""
    drawn = Random(number)
    occupations, organizations = skewed(_OCCUPATIONS), skewed(ORGANIZATIONS)
    for place, row in enumerate(people_rows(number)):
        yield (*row, occupations(drawn), "" if place % 3 else organizations(drawn))


def names(random: Random) -> Callable[[Random], str]:
    """Return what draws names as lists have them: few given names, many family names, some everywhere."""

    def word(least: int, most: int) -> str:
        return "".join(random.choices(_SYLLABLES, k=random.randint(least, most))).capitalize()

    given = skewed(sorted({word(2, 3) for _ in range(1_500)}))
    family = skewed([word(2, 4) + random.choice(_ENDINGS) for _ in range(40_000)])
    return lambda random: f"{given(random)} {family(random)}"


def skewed(values: Sequence[T]) -> Callable[[Random], T]:
    """Return what draws one of the values, the n-th in proportion to 1/n (Zipf)."""
    weights = list(accumulate(1 / (place + 1) for place in range(len(values))))
    return lambda random: random.choices(values, cum_weights=weights)[0]
