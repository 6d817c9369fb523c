"""A corpus of reports with one cited passage each, and of new versions in which something was changed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from tests.support import texts as invented
from tests.support.mutated_words import INSIDE, Inside, first_name
from tests.support.texts import Report
from webapp.domain.text.quote_location import Span

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


def place_of(report: Report) -> tuple[int, int]:
    """Return the paragraph and the sentence in which the cited words stand."""
    places = ((i, j) for i, paragraph in enumerate(report) for j, _ in enumerate(paragraph))
    return next((i, j) for i, j in places if OPEN in report[i][j])


def paragraph_added(report: Report, language: str, drawn: Random) -> Report:
    at = drawn.randrange(1, len(report) + 1)
    return [*report[:at], invented.paragraph(drawn, language), *report[at:]]


def paragraph_removed(report: Report, _language: str, drawn: Random) -> Report:
    at = drawn.choice([i for i in range(len(report)) if i != place_of(report)[0]])
    return report[:at] + report[at + 1 :]


def paragraph_moved(report: Report, _language: str, drawn: Random) -> Report:
    at = drawn.choice([i for i in range(len(report)) if i != place_of(report)[0]])
    rest = report[:at] + report[at + 1 :]
    to = drawn.randrange(len(rest) + 1)
    return [*rest[:to], report[at], *rest[to:]]


def head_and_foot_put_on(report: Report, _language: str, _drawn: Random) -> Report:
    return [["Invented News Agency"], ["Home | News | About us"], *report, ["Share this", "© 2024"]]


def noise_elsewhere(report: Report, language: str, drawn: Random) -> Report:
    """Misread letters in paragraphs that are not beside the passage's own."""
    own = place_of(report)[0]
    return [
        paragraph
        if abs(i - own) < 2
        else [re.sub(r"[lıи]", "1", sentence) if drawn.random() < 0.4 else sentence for sentence in paragraph]
        for i, paragraph in enumerate(report)
    ]


def words_repeated_elsewhere(report: Report, language: str, drawn: Random) -> Report:
    """Put the passage's own words at the end of another paragraph as well."""
    i, j = place_of(report)
    again = report[i][j].replace(OPEN, "").replace(CLOSE, "")
    at = drawn.choice([n for n in range(len(report)) if n != i])
    return [[*paragraph, again] if n == at else paragraph for n, paragraph in enumerate(report)]


def unchanged(report: Report, _language: str, _drawn: Random) -> Report:
    return list(report)


OUTSIDE: dict[str, Outside] = {
    mutation.__name__: mutation
    for mutation in (
        unchanged, paragraph_added, paragraph_removed, paragraph_moved, head_and_foot_put_on, noise_elsewhere,
        words_repeated_elsewhere,
    )
}  # fmt: skip


def sentence_before_about_another(report: Report, language: str, drawn: Random) -> Report:
    return _beside(report, language, drawn, -1)


def sentence_after_about_another(report: Report, language: str, drawn: Random) -> Report:
    return _beside(report, language, drawn, +1)


def _beside(report: Report, language: str, drawn: Random, step: int) -> Report:
    i, j = place_of(report)
    if not 0 <= j + step < len(report[i]):
        return report
    paragraph = list(report[i])
    paragraph[j + step] = first_name(paragraph[j + step], language, drawn)
    return [*report[:i], paragraph, *report[i + 1 :]]


def heading_about_another(report: Report, language: str, drawn: Random) -> Report:
    """Put the name of another over the paragraph than the one that stands over it."""
    i, _ = place_of(report)
    before = report[i - 1] if i else []
    if len(before) != 1:
        return report
    return [*report[: i - 1], [first_name(before[0], language, drawn)], *report[i:]]


def paragraph_before_about_another(report: Report, language: str, drawn: Random) -> Report:
    """Put another name into the last sentence of the paragraph above, where the passage begins its own."""
    i, j = place_of(report)
    if j or not i:
        return report
    above = [*report[i - 1][:-1], first_name(report[i - 1][-1], language, drawn)]
    return [*report[: i - 1], above, *report[i:]]


def sentence_told_of_another(report: Report, language: str, drawn: Random) -> Report:
    """Take the passage's sentence out of its paragraph, and put it into another."""
    i, j = place_of(report)
    sentence = report[i][j]
    left = [paragraph if n != i else paragraph[:j] + paragraph[j + 1 :] for n, paragraph in enumerate(report)]
    to = drawn.choice([n for n in range(len(report)) if abs(n - i) > 1])
    left[to] = [*left[to], sentence]
    return [paragraph for paragraph in left if paragraph]


def sentence_put_in_before(report: Report, language: str, drawn: Random) -> Report:
    i, j = place_of(report)
    paragraph = [*report[i][:j], f"{invented.name(drawn, language)}: 1.", *report[i][j:]]
    return [*report[:i], paragraph, *report[i + 1 :]]


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
    def change(report: Report, language: str, drawn: Random) -> Report:
        changed = outside(report, language, drawn)
        i, j = place_of(changed)
        before, _, rest = changed[i][j].partition(OPEN)
        quote, _, after = rest.partition(CLOSE)
        other = inside(quote, language, drawn)
        if other == quote:
            return report
        changed[i] = [*changed[i][:j], f"{before}{OPEN}{other}{CLOSE}{after}", *changed[i][j + 1 :]]
        return changed

    return change


def _cases(
    kind: str, number: int, change: Outside, *, touched: bool, look: Callable[[str], str] = as_it_is
) -> Iterator[Case]:
    seed = passed = 0
    while passed < number:
        seed += 1
        drawn = Random(f"{kind} {seed}")
        language = drawn.choice(("en", "az", "ru"))
        report = _with_quote(invented.report(drawn, language), language, drawn)
        changed = change(report, language, drawn)
        if touched and _plain(invented.written(changed)) == _plain(invented.written(report)):
            # Nothing of the kind could be changed in this report; the next one may have a number or a name.
            continue
        passed += 1
        old, passage = _finished(invented.written(report))
        new, place = _finished(look(invented.written(changed)))
        yield Case(kind, old, new, passage, None if touched else place)


def _with_quote(report: Report, language: str, drawn: Random) -> Report:
    """Return a report in which a sentence, or some words of one, are cited; some are under a heading."""
    i = drawn.randrange(1, len(report))
    j = drawn.randrange(len(report[i]))
    sentence = report[i][j]
    words = sentence.split(" ")
    first = drawn.randrange(len(words) - 1) if drawn.random() < 0.3 and len(words) > 4 else 0
    quote = " ".join(words[first:])
    report[i][j] = f"{sentence[: len(sentence) - len(quote)]}{OPEN}{quote}{CLOSE}"
    if drawn.random() < 0.3:
        report.insert(i, [invented.name(drawn, language)])
    return report


def _finished(text: str) -> tuple[str, Span]:
    start, end = text.index(OPEN), text.index(CLOSE) - 1
    return _plain(text), Span(start, end)


def _plain(text: str) -> str:
    return text.replace(OPEN, "").replace(CLOSE, "")
