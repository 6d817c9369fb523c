"""A corpus of reports with one cited passage each, and of new versions in which something was changed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from tests.support import texts as invented
from tests.support.mutated_words import INSIDE, Inside, first_name
from tests.support.texts import Report
from webapp.domain.text.spans import Span

# They stand around the cited words while a report is made and changed, and in no finished text.
OPEN, CLOSE = "\ue000", "\ue001"


@dataclass(frozen=True)
class Case:
    """A passage of an old text, and a new text.

    `place` is where the passage's very words stand in the new text in their own context, None where they do
    not: then nothing may be carried.
    """

    kind: str
    old: str
    new: str
    passage: Span
    place: Span | None


Outside = Callable[[Report, str, Random], Report]


def place_of(told: Report) -> tuple[int, int]:
    """Return the paragraph and the sentence in which the cited words stand."""
    return next((i, j) for i, one in enumerate(told) for j, said in enumerate(one) if OPEN in said)


def paragraph_added(told: Report, language: str, drawn: Random) -> Report:
    at = drawn.randrange(1, len(told) + 1)
    return [*told[:at], invented.paragraph(drawn, language), *told[at:]]


def paragraph_removed(told: Report, _language: str, drawn: Random) -> Report:
    at = drawn.choice([i for i in range(len(told)) if i != place_of(told)[0]])
    return told[:at] + told[at + 1 :]


def paragraph_moved(told: Report, _language: str, drawn: Random) -> Report:
    at = drawn.choice([i for i in range(len(told)) if i != place_of(told)[0]])
    rest = told[:at] + told[at + 1 :]
    to = drawn.randrange(len(rest) + 1)
    return [*rest[:to], told[at], *rest[to:]]


def head_and_foot_put_on(told: Report, _language: str, _drawn: Random) -> Report:
    return [["Invented News Agency"], ["Home | News | About us"], *told, ["Share this", "© 2024"]]


def noise_elsewhere(told: Report, language: str, drawn: Random) -> Report:
    """Misread letters in paragraphs that are not beside the passage's own."""
    own = place_of(told)[0]
    return [
        one
        if abs(i - own) < 2
        else [re.sub(r"[lıи]", "1", said) if drawn.random() < 0.4 else said for said in one]
        for i, one in enumerate(told)
    ]


def words_repeated_elsewhere(told: Report, language: str, drawn: Random) -> Report:
    """Put the passage's own words at the end of another paragraph as well."""
    i, j = place_of(told)
    again = told[i][j].replace(OPEN, "").replace(CLOSE, "")
    at = drawn.choice([n for n in range(len(told)) if n != i])
    return [[*one, again] if n == at else one for n, one in enumerate(told)]


def unchanged(told: Report, _language: str, _drawn: Random) -> Report:
    return list(told)


OUTSIDE: dict[str, Outside] = {
    mutation.__name__: mutation
    for mutation in (
        unchanged, paragraph_added, paragraph_removed, paragraph_moved, head_and_foot_put_on, noise_elsewhere,
        words_repeated_elsewhere,
    )
}  # fmt: skip


def sentence_before_about_another(told: Report, language: str, drawn: Random) -> Report:
    return _beside(told, language, drawn, -1)


def sentence_after_about_another(told: Report, language: str, drawn: Random) -> Report:
    return _beside(told, language, drawn, +1)


def _beside(told: Report, language: str, drawn: Random, step: int) -> Report:
    i, j = place_of(told)
    if not 0 <= j + step < len(told[i]):
        return told
    paragraph = list(told[i])
    paragraph[j + step] = first_name(paragraph[j + step], language, drawn)
    return [*told[:i], paragraph, *told[i + 1 :]]


def heading_about_another(told: Report, language: str, drawn: Random) -> Report:
    """Put the name of another over the paragraph than the one that stands over it."""
    i, _ = place_of(told)
    before = told[i - 1] if i else []
    if len(before) != 1:
        return told
    return [*told[: i - 1], [first_name(before[0], language, drawn)], *told[i:]]


def paragraph_before_about_another(told: Report, language: str, drawn: Random) -> Report:
    """Put another name into the last sentence of the paragraph above, where the passage begins its own."""
    i, j = place_of(told)
    if j or not i:
        return told
    above = [*told[i - 1][:-1], first_name(told[i - 1][-1], language, drawn)]
    return [*told[: i - 1], above, *told[i:]]


def sentence_told_of_another(told: Report, language: str, drawn: Random) -> Report:
    """Take the passage's sentence out of its paragraph, and put it into another."""
    i, j = place_of(told)
    said = told[i][j]
    left = [one if n != i else one[:j] + one[j + 1 :] for n, one in enumerate(told)]
    to = drawn.choice([n for n in range(len(told)) if abs(n - i) > 1])
    left[to] = [*left[to], said]
    return [one for one in left if one]


def sentence_put_in_before(told: Report, language: str, drawn: Random) -> Report:
    i, j = place_of(told)
    paragraph = [*told[i][:j], f"{invented.name(drawn, language)}: 1.", *told[i][j:]]
    return [*told[:i], paragraph, *told[i + 1 :]]


AROUND: dict[str, Outside] = {
    mutation.__name__: mutation
    for mutation in (
        sentence_before_about_another, sentence_after_about_another, heading_about_another,
        paragraph_before_about_another,
        sentence_told_of_another, sentence_put_in_before,
    )
}  # fmt: skip


def as_it_is(text: str) -> str:
    return text


def other_quotation_marks(text: str) -> str:
    return text.translate({ord("“"): "«", ord("”"): "»", ord("—"): "–", ord("«"): '"', ord("»"): '"'})


def wrapped(text: str) -> str:
    """Break lines within paragraphs, as a file that was printed does, and put hard and double spaces in."""
    broken = re.sub(r"((?:[^ \n]+ ){7})", lambda hit: hit.group().rstrip() + "\n", text)
    return re.sub(r" (\d)", "\u00a0\\1", broken).replace(", ", ",  ")


WRITTEN = (as_it_is, other_quotation_marks, wrapped)


def corpus(each: int = 40) -> Iterator[Case]:
    """Yield at least `each` cases of every kind of change, always the same ones."""
    for name, inside in INSIDE.items():
        for outside in (unchanged, words_repeated_elsewhere, paragraph_moved):
            yield from _cases(f"{name}, {outside.__name__}", each // 2, _both(inside, outside), touched=True)
    for name, around in AROUND.items():
        yield from _cases(name, each, around, touched=True)
    for name, outside in OUTSIDE.items():
        for look in WRITTEN:
            yield from _cases(f"{name}, {look.__name__}", each, outside, touched=False, look=look)


def _both(inside: Inside, outside: Outside) -> Outside:
    def change(told: Report, language: str, drawn: Random) -> Report:
        changed = outside(told, language, drawn)
        i, j = place_of(changed)
        before, _, rest = changed[i][j].partition(OPEN)
        quote, _, after = rest.partition(CLOSE)
        other = inside(quote, language, drawn)
        if other == quote:
            return told
        changed[i] = [*changed[i][:j], f"{before}{OPEN}{other}{CLOSE}{after}", *changed[i][j + 1 :]]
        return changed

    return change


def _cases(
    kind: str, number: int, change: Outside, *, touched: bool, look: Callable[[str], str] = as_it_is
) -> Iterator[Case]:
    seed = made = 0
    while made < number:
        seed += 1
        drawn = Random(f"{kind} {seed}")
        language = drawn.choice(("en", "az", "ru"))
        told = _cited(invented.report(drawn, language), language, drawn)
        changed = change(told, language, drawn)
        if touched and _plain(invented.written(changed)) == _plain(invented.written(told)):
            # Nothing of the kind could be changed in this report; the next one may have a number or a name.
            continue
        made += 1
        old, passage = _finished(invented.written(told))
        new, place = _finished(look(invented.written(changed)))
        yield Case(kind, old, new, passage, None if touched else place)


def _cited(told: Report, language: str, drawn: Random) -> Report:
    """Return a report in which a sentence, or some words of one, are cited; some are under a heading."""
    i = drawn.randrange(1, len(told))
    j = drawn.randrange(len(told[i]))
    said = told[i][j]
    words = said.split(" ")
    first = drawn.randrange(len(words) - 1) if drawn.random() < 0.3 and len(words) > 4 else 0
    quote = " ".join(words[first:])
    told[i][j] = f"{said[: len(said) - len(quote)]}{OPEN}{quote}{CLOSE}"
    if drawn.random() < 0.3:
        told.insert(i, [invented.name(drawn, language)])
    return told


def _finished(text: str) -> tuple[str, Span]:
    start, end = text.index(OPEN), text.index(CLOSE) - 1
    return _plain(text), Span(start, end)


def _plain(text: str) -> str:
    return text.replace(OPEN, "").replace(CLOSE, "")
