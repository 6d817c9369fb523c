"""What a passage prints around a status: why somebody was released, what they do, which article it names."""

import re
from collections.abc import Iterator, Sequence

from webapp.domain.text.quote_location import Span
from webapp.domain.text.word_lists import any_of, word_lists
from webapp.vocab.liberty import Cause
from webapp.vocab.people import Occupation

_LISTS = word_lists("circumstances")
_CAUSES = [
    (Cause(code), re.compile(rf"(?<!\w)(?:{any_of(words)})(?!\w)", re.I))
    for code, words in _LISTS["cause"].items()
]
# The longest of all words first: a human rights lawyer is a lawyer, a trade union activist no mere activist.
_OF_WORK = sorted(
    ((word, Occupation(code)) for code, words in _LISTS["occupation"].items() for word in words),
    key=lambda pair: -len(pair[0]),
)
_WORK = [
    (re.compile(rf"(?<!\w)(?:{any_of([word])})(?!\w)", re.I), occupation) for word, occupation in _OF_WORK
]
_ELSEWHERE = re.compile(rf"(?<!\w)(?:{any_of(_LISTS['beside']['elsewhere'])})(?!\w)", re.I)
_BEFORE_NAME = re.compile(r"(?:[\w'’-]+[ \u00a0\n]+){1,4}$")
_AFTER_NAME = re.compile(r"(?:[ \u00a0]?[,(–—-]|[ \u00a0]*\n)[ \u00a0]*((?:[\w'’-]+[ \u00a0]){0,5}[\w'’-]+)")
_INSERTED = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
_NUMBER = r"(\d{1,4}(?:[-–]\d{1,3}|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)?(?:\.\d{1,3}(?:[-–]\d{1,3}(?!\d))?){0,2})(?![\d%])"
_ARTICLE = _LISTS["article"]
_PART = r"(\d{1,3}(?:[-–.]\d{1,3})?)"
_PART_BEFORE = re.compile(rf"(?:{any_of(_ARTICLE['part_before'])})\s*{_PART}\s*(?:of|de|del|du)?\s*$", re.I)
_PART_AFTER = re.compile(
    rf"\s*(?:\({_PART}\)|,?\s*(?:{any_of(_ARTICLE['part_after'])})\s*{_PART})", re.I
)
_AFTER_WORD = re.compile(rf"(?<!\w)(?:{any_of(_ARTICLE['before'])})\s*(?:№\s*)?{_NUMBER}", re.I)
_BEFORE_WORD = re.compile(
    rf"(?<![\w.]){_NUMBER}(?:\.|[-'’]?[^\W\d_]{{1,4}})?\s*(?:{any_of(_ARTICLE['after'])})(?!\w)", re.I
)
_NEXT = re.compile(
    rf"\s*(?:,|;|and|и|və|ve|та|і|y|et|und|و)\s*{_NUMBER}(?!\s*(?:years?|лет|года?|days?))", re.I
)


def cause_in(words: str) -> Cause | None:
    """Return the one cause of a release that words print, None where they print none or several."""
    causes = [cause for cause, pattern in _CAUSES if pattern.search(words)]
    return causes[0] if len(causes) == 1 else None


def occupation_in(passage: str, names: Sequence[Span]) -> Occupation | None:
    """Return what the only person named is, beside the name: a journalist, or Name, a journalist."""
    if len(names) != 1:
        return None
    (name,) = names
    before = _BEFORE_NAME.search(passage, 0, name.start)
    if before is not None:
        occupation = _work(before[0].rstrip(), ends=True)
        if occupation is not None:
            return occupation
    after = _AFTER_NAME.match(passage, name.end)
    return _work(after[1], ends=False) if after is not None else None


def articles_in(passage: str) -> tuple[str, ...]:
    """Return the number of the one article that a passage names, the most exact form first; else nothing.

    `part 2 of article 228` is 228.2, or else 228; 207.3 may be 207-3.
    """
    numbers = list(dict.fromkeys(_numbers(passage)))
    if len({number for number, _ in numbers}) != 1:
        return ()
    parts = list(dict.fromkeys(part for _, part in numbers if part))
    number = numbers[0][0]
    # In some languages a point stands where an article was inserted later, where a provision has a hyphen.
    forms = [number, number.replace(".", "-")] if re.fullmatch(r"\d+\.\d+", number) else [number]
    part = parts[0].replace(".", "-") if len(parts) == 1 else None
    return (*(f"{form}.{part}" for form in forms if part), *forms)


def _work(words: str, *, ends: bool) -> Occupation | None:
    """Return the occupation in words beside a name; with `ends` it stands at their end, next to the name."""
    for pattern, occupation in _WORK:
        for match in pattern.finditer(words):
            if ends and match.end() != len(words):
                continue
            if not ends and _ELSEWHERE.search(words, 0, match.start()):
                continue
            return occupation
    return None


def _numbers(passage: str) -> Iterator[tuple[str, str | None]]:
    """Yield the number of each article that a passage names, with the part beside it."""
    for match in _AFTER_WORD.finditer(passage):
        before = _PART_BEFORE.search(passage, 0, match.start())
        after = _PART_AFTER.match(passage, match.end())
        part = before[1] if before else (after[1] or after[2]) if after else None
        yield _plain(match[1]), part and _plain(part)
        end = match.end()
        while following := _NEXT.match(passage, end):
            yield _plain(following[1]), None
            end = following.end()
    for match in _BEFORE_WORD.finditer(passage):
        yield _plain(match[1]), None


def _plain(number: str) -> str:
    """Return a number as a provision has it: an article inserted later after a hyphen."""
    raised = re.sub(r"(?<=\d)([¹²³⁴⁵⁶⁷⁸⁹⁰]+)", r"-\1", number)
    return raised.translate(_INSERTED).replace("–", "-")
