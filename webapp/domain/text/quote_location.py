"""Spans of a text: finding a quotation, and showing a span between what stands around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import category, combining, normalize

CONTEXT = 120
MOST_MATCHES = 20
QUOTE_LIMIT = 2_000
_SAME = dict.fromkeys("“”„«»‟″", '"') | dict.fromkeys("’‘‚‛ʼʻ`´′＇‹›", "'") | dict.fromkeys("‐‑‒–—―−־", "-")
# Signs of direction and of a letter's shape, Arabic and Hebrew vowels, and the stroke that lengthens a line.
_NOTHING = "".join(
    map(chr, (
        0xAD, 0x34F, *range(0x591, 0x5BE), 0x5BF, 0x5C1, 0x5C2, 0x5C4, 0x5C5, 0x5C7, 0x61C, 0x640,
        *range(0x64B, 0x653), 0x670, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A),
        *range(0xFE00, 0xFE10), 0xFEFF,
    ))
)  # fmt: skip
# Han and kana, Thai, Lao, Burmese and Khmer, which part no words: a line may end within one.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff，ｦ-ﾟ"
_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")
# White space and what nobody sees, but for single spaces, which stay as they are; ligatures, wide letters,
# ellipses and the long s, which are one sign for what people type as others.
_ODD = re.compile(
    rf"[\s{_NOTHING}]{{2,}}|[^\S ]|[{_NOTHING}]|[ｦ-ﾝ][ﾞﾟ]?|[ﬀ-ﬆſ…！-～\u0e33\u0eb3\ufb50-\ufdff\ufe70-\ufefc]"
    rf"| (?<=[{_UNSPACED}] )(?=[{_UNSPACED}])"
)
# The hyphen stands first, which is looked for many times faster than what must stand before it, and one
# sign faster than one of several.
_HYPHENS = "-‐\u00ad"
_AFTER_HYPHEN = r"(?<=\w.)[^\S\n]*\n\s*"
_BROKEN = re.compile(rf"(?P<broken>[{_HYPHENS}]{_AFTER_HYPHEN})(?=\w)")
_BROKEN_AT = {sign: re.compile(rf"{sign}{_AFTER_HYPHEN}(?=\w)") for sign in _HYPHENS}
# What can stand inside a word that somebody types without it.
_INSIDE_WORDS = re.compile(rf"[{_NOTHING}ｦ-ﾟﬀ-ﬆſ！-～\ufb50-\ufdff\ufe70-\ufefc]")
# Blocks of 256 signs in which none of these stands, but for single ones of the first: the pattern reads a
# text sign by sign, and most texts lie in these blocks wholly.
_SINGLE = "\u00adſ\u034f"
_PLAIN_BLOCKS = bytes(
    block for block in range(256) if not _INSIDE_WORDS.search(
        "".join(sign for sign in map(chr, range(block << 8, (block + 1) << 8)) if sign not in _SINGLE)
    )
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
# A text longer than this is looked at around a word of the quotation, or where that stands everywhere, around
# all its words, unless these do.
_LONG, _MOST_PLACES, _MOST_PARTS, _WORDS_COUNTED = 20_000, 200, 200, 5
_ODD_OR_BROKEN = re.compile(f"{_BROKEN.pattern}|{_ODD.pattern}")


class Span(NamedTuple):
    """A half-open span of a text, counted in code points."""

    start: int
    end: int


@dataclass(frozen=True)
class Context:
    """A span as people read it: the quoted words between what stands before and after."""

    before: str
    exact: str
    after: str


def find_quote(text: str, quote: str) -> list[Span]:
    """Return every place of `quote` in `text`, at most 21, in order.

    White space, and the shapes of quotation marks, apostrophes and dashes, need not agree, nor ligatures and
    wide letters with plain ones; letters must. A word broken at a line end is found whole, with its hyphen
    or without.
    """
    broken, needle = _has_broken_words(text), plain_quote(quote)
    if len(text) > _LONG and not broken and (parts := _around_a_word(text, needle)) is not None:
        spans = {span for part in parts for span in spans_within(text, part, needle)}
    else:
        spans = set(_places(*flat(text), needle))
    if broken:
        for hyphen in ("", "-"):
            spans.update(_places(*flat(text, hyphen), plain_quote(quote, hyphen)))
    return [with_marks(text, span) for span in sorted(spans)[: MOST_MATCHES + 1]]


def has_odd_words(text: str) -> bool:
    """Tell whether a text holds words otherwise than they are typed: broken, or with signs inside."""
    return _has_broken_words(text) or _has_inside_words(text)


def _has_broken_words(text: str) -> bool:
    return any(sign in text and pattern.search(text) for sign, pattern in _BROKEN_AT.items())


def with_marks(text: str, span: Span) -> Span:
    """Return a span with the marks that belong to its last letter."""
    end = span.end
    while end < len(text) and (combining(text[end]) or text[end] in "ﾞﾟ"):
        end += 1
    return Span(span.start, end)


def plain_quote(quote: str, hyphen: str | None = None) -> str:
    """Return a quotation as it is looked for in a text that was made plain alike."""
    return normalize("NFC", flat(quote, hyphen)[0]).strip()


def _around_a_word(text: str, needle: str) -> list[Span] | None:
    """Return the parts of a text outside which a quotation cannot stand; None where it must be read whole.

    They lie around the rarest of its longest words, so wide that this may stand anywhere in it.
    """
    number, word = min(((text.count(word), word) for word in anchors(needle)), default=(0, ""))
    if not word or _has_inside_words(text):
        return None
    if number > _MOST_PLACES:
        return _around_all_words(text, needle)
    return [part_around(text, match.start(), len(needle)) for match in re.finditer(re.escape(word), text)]


def anchors(needle: str) -> list[str]:
    """Return the longest words of a quotation, the longest first: it stands only where each of them does.

    None of writings that part no words, whose lines may end within one.
    """
    words = [] if _HAS_UNSPACED.search(needle) else sorted(set(_WORD.findall(needle)))
    return sorted(words, key=len, reverse=True)[:_WORDS_COUNTED]


def _has_inside_words(text: str) -> bool:
    """Tell whether a text holds what can stand inside a word that somebody types without it."""
    if any(sign in text for sign in _SINGLE):
        return True
    blocks = text.encode("utf-16-le", "surrogatepass")[1::2]
    return bool(blocks.translate(None, _PLAIN_BLOCKS)) and _INSIDE_WORDS.search(text) is not None


def _around_all_words(text: str, needle: str) -> list[Span] | None:
    """Return the parts of a text in which the words of a quotation follow one another; None of very many."""
    pattern = re.compile(r"[\W_]*+".join(_WORD.findall(needle)))
    parts: list[Span] = []
    match = pattern.search(text)
    while match and len(parts) <= _MOST_PARTS:
        first, last = (part_around(text, place, len(needle)) for place in match.span())
        parts.append(Span(first.start, last.end))
        # One may begin within another.
        match = pattern.search(text, match.start() + 1)
    return parts if len(parts) <= _MOST_PARTS else None


def part_around(text: str, place: int, signs: int) -> Span:
    """Return the part of a text around a place that holds so many signs on either side, white space aside."""
    before = after = 2 * signs
    while before < place and _signs(text[place - before : place]) < signs:
        before *= 2
    while place + after < len(text) and _signs(text[place : place + after]) < signs:
        after *= 2
    return Span(max(0, place - before), place + after)


def _signs(text: str) -> int:
    return len("".join(text.split()))


def spans_within(text: str, part: Span, needle: str) -> Iterator[Span]:
    """Yield the places within a part of a text at which a quotation stands that was made plain."""
    for span in _places(*flat(text[part.start : part.end]), needle):
        yield Span(part.start + span.start, part.start + span.end)


def _places(haystack: str, places: list[int], needle: str) -> Iterator[Span]:
    place = haystack.find(needle) if needle else -1
    matches = 0
    while place >= 0 and matches <= MOST_MATCHES:
        yield Span(places[place], places[place + len(needle) - 1] + 1)
        matches += 1
        place = haystack.find(needle, place + 1)


def context(text: str, span: Span, *, width: int = CONTEXT) -> Context:
    """Return a span with up to `width` code points on either side, cut at white space.

    Writings that part no words are cut before any letter.
    """
    before, after = text[max(0, span.start - width) : span.start], text[span.end : span.end + width]
    if span.start > width and not _is_within_run(text, span.start - width):
        before = before.partition(" ")[2]
    if span.end + width < len(text) and not _is_within_run(text, span.end + width):
        after = after.rpartition(" ")[0]
    return Context(before, text[span.start : span.end], after)


def _is_within_run(text: str, place: int) -> bool:
    """Tell whether a place lies between two letters of a writing that parts no words."""
    is_within = all(map(_HAS_UNSPACED.match, text[place - 1 : place + 1]))
    return is_within and not category(text[place]).startswith("M")


def flat(text: str, hyphen: str | None = None) -> tuple[str, list[int]]:
    """Return `text` with what need not agree made equal, and the place of each of its characters.

    White space becomes single spaces, quotation marks, apostrophes and dashes one shape each, ligatures and
    wide letters plain ones, and what nobody sees goes; other letters stay as they are. With `hyphen`, that
    stands for the hyphen and line end inside a broken word.
    """
    pattern = _ODD if hyphen is None else _ODD_OR_BROKEN
    parts: list[str] = []
    places: list[int] = []
    copied = 0
    for odd in pattern.finditer(text):
        parts.append(text[copied : odd.start()])
        places.extend(range(copied, odd.start()))
        copied = odd.end()
        space = next((place for place in range(*odd.span()) if text[place].isspace()), None)
        if odd.lastgroup == "broken":
            # A number keeps its hyphen: article 206-1 is not article 2061.
            number = text[odd.start() - 1].isdigit() or text[odd.end()].isdigit()
            plain = "" if odd.group().startswith("\u00ad") else "-" if number else hyphen or ""
        elif space is not None:
            plain = "" if _is_within_unspaced(text, odd) else " "
        else:
            plain = normalize("NFKC", odd.group().strip(_NOTHING))
        parts.append(plain)
        places.extend([odd.start() if space is None or odd.lastgroup else space] * len(plain))
    flat_text = "".join([*parts, text[copied:]])
    places.extend(range(copied, len(text)))
    # One after the other is many times faster than `translate` where a long text has few of them.
    for sign, plain in _SAME.items():
        flat_text = flat_text.replace(sign, plain)
    return flat_text, places


def _is_within_unspaced(text: str, blank: re.Match[str]) -> bool:
    """Tell whether white space stands between two letters of a writing that parts no words."""
    around = text[blank.start() - 1 : blank.start()] + text[blank.end() : blank.end() + 1]
    return len(around) == 2 and all(map(_HAS_UNSPACED.match, around))
