"""Names that are headings or items of a list, each the subject of what follows until the next one."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from webapp.domain.text.likely_names import LikelyName
from webapp.domain.text.list_lines import MARK, label_kind
from webapp.domain.text.quote_location import Span
from webapp.domain.text.word_lists import any_of, word_lists

_MARKED = re.compile(rf"\s*(?:{MARK}\s*)+(?:[^\W\d_]+\.?[ \u00a0]){{0,3}}")
_TITLED = re.compile(rf"\s*(?:{any_of(word_lists('names')['titles'].split())})\.?\s+", re.IGNORECASE)
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
_LEAD, _LABELLED = re.compile(r"[:：]\s*$"), re.compile(r"[^\n:]{2,20}:[ \t]*\S")
# What a sentence says that leads a list and ends with a full stop.
_ANNOUNCES = re.compile(
    r"(?<!\w)(?:(?:the|as) follow(?:ing|s)|listed below|named below|aşağıda\w*|следующ\w+|ниже|şunlar\w*"
    r"|siguiente\w*|a continuación|suivant\w*|ci-dessous|folgende\w*|наступн\w+|ніжэй|нижче)(?!\w)"
    # The following spring, el día siguiente.
    r"(?!\s(?:spring|summer|autumn|fall|winter|day|week|month|year|morning|night|evening|д[ен]|недел|месяц"
    r"|год|утр|вечер|весн|осен|día|mes|año|semana|Tag|Woche|Monat|Jahr|тижн|місяц|рок|ранк))"
    r"(?<!(?:día|mes|año) siguiente)(?<!(?:jour|mois) suivant)",
    re.IGNORECASE,
)
# What follows a name that opens an entry, and how many such lines make a list.
_OPENING = re.compile(r"\s*(?:[(,:;–—]|[-/]\s|\.\s)")
_TITLE_BEFORE, _DASH = re.compile(r"\s*[^\W\d_]{2,12}\.?\s"), re.compile(r"\s[–—-]\s")
_IN_A_ROW, _FEW_LONGER, _OFTEN = 3, 3, 5
_BLANK = re.compile(r"\n[^\S\n]*\n")
_BELOW = re.compile(r"\n(?=[^\W\d_a-zа-я][^\n.)]{3})")
_OF_NAMES = ("name", "given_name", "family_name")
_LONGEST_TITLE = 90
_MOST_WORDS_AFTER = 8
# What parts the cells of a row.
CELL_END, _ENDS_CELL = re.compile(r"\t| \| "), re.compile(r" *(?:\t|\|)")
_LONGEST_LEAD = 300
OF_ARTICLE = re.compile(
    r"\s*(?:art(?:icle|ículo|ikel|igo|icolo)?\.?|стать[яи]|стаття|артыкул|maddə|madde)\s\d", re.IGNORECASE
)
# Two items may stand beside each other in the cells of one row.
_LINE_END = re.compile(r"\n|\t(?=[\[(]?\d{1,4}[.)]\s)")
_BULLET, _MOST_BULLETS = re.compile(r"[ \t]*([-–—•·▪●►*])\s"), 0.6
_NUMBER = re.compile(r"\s*[\[(]?(\d{1,4})\s?([-.):/\]、°º])")


class ListEntry(NamedTuple):
    """A name that heads an entry: where its line begins, where the entry ends, the words leading the list.

    `alone` tells that no other name heads an entry so; it may as well be whose text it is.
    """

    name: LikelyName
    start: int
    end: int
    lead: Span | None
    alone: bool


class _Line(NamedTuple):
    start: int
    end: int
    head: LikelyName | None
    marked: bool
    lead: Span | None


def entries(text: str, names: Sequence[LikelyName]) -> list[ListEntry]:
    """Return the names that head an entry of a list, in the order of the text."""
    lines = _lines(text, names)
    heads = [line for line in lines if line.head]
    unmarked = sum(not line.marked for line in heads)
    leads = {line.lead.start for line in lines if line.head and line.lead}
    ends = [line.start for line in lines if line.head or line.start in leads or _is_title(text, line)]
    ends = sorted({*ends, *_next_numbers(text, lines), *_next_bullets(text, lines)})
    ends.append(len(text))
    listed = [
        ListEntry(
            line.head,
            line.start,
            ends[bisect_right(ends, line.start)],
            line.lead,
            alone=not line.marked and unmarked == 1 and line.lead is None,
        )
        for line in heads
        if line.head
    ]
    # Where more than a few have lines below them, these are of the entry above.
    longer = sum("\n" in text[entry.start : entry.end].strip() for entry in listed)
    are_short = longer <= max(_FEW_LONGER, len(listed) // _FEW_LONGER**2)
    return [
        entry._replace(end=_end_of_last(text, before, entry, following, are_short=are_short))
        for before, entry, following in zip([None, *listed], listed, [*listed[1:], None], strict=False)
    ]


def _next_numbers(text: str, lines: Sequence[_Line]) -> Iterator[int]:
    """Yield where an item begins whose number follows that of the entry before, though it shows no name."""
    last: tuple[int, str] | None = None
    for line in lines:
        number = _NUMBER.match(text, line.start, line.end)
        if number is None:
            continue
        own = int(number[1]), number[2]
        if last and own == (last[0] + 1, last[1]):
            last = own
            if not line.head:
                yield line.start
        elif line.head:
            last = own


def _next_bullets(text: str, lines: Sequence[_Line]) -> Iterator[int]:
    """Yield where an item without a name begins, of bullets most of which stand before names."""
    bullets = [match[1] if (match := _BULLET.match(text, line.start, line.end)) else "" for line in lines]
    all_of = Counter(bullets)
    heads = Counter(bullet for bullet, line in zip(bullets, lines, strict=True) if line.head)
    before = [0, *(line.end for line in lines)]
    for bullet, line, end in zip(bullets, lines, before, strict=False):
        if not bullet or line.head or not heads[bullet]:
            continue
        # An item of its own paragraph ends the one above, whether it shows a name or not.
        is_apart = heads[bullet] > 1 and _BLANK.search(text, end, line.start + 1) is not None
        if is_apart or heads[bullet] >= _MOST_BULLETS * all_of[bullet]:
            yield line.start


def names_of_repeated_lines(text: str, names: Sequence[LikelyName]) -> Set[LikelyName]:
    """Return the names that are a whole line which stands again and again, as a button or a running head."""
    lines = Counter(line.strip() for line in text.split("\n"))
    often = {line for line, number in lines.items() if line and number >= _OFTEN}
    return {name for name in names if often and _line_of(text, name) in often}


def _line_of(text: str, name: LikelyName) -> str:
    end = text.find("\n", name.end)
    return text[text.rfind("\n", 0, name.start) + 1 : end if end >= 0 else len(text)].strip()


def _end_of_last(
    text: str, before: ListEntry | None, entry: ListEntry, following: ListEntry | None, *, are_short: bool
) -> int:
    """Return where an entry ends: the last of items that hold no blank line before the first blank line."""
    below = _BELOW.search(text, entry.name.end, entry.end)
    colon = text.find(":", below.end(), entry.end) if below else -1
    if below and "\n" not in text[below.end() : colon] and label_kind(text, colon) is not None:
        # Date of arrest: 3 May.
        below = None
    if are_short and below and before and before.end == entry.start and _is_short_item(text, before):
        # Items of one line each: what stands below the last without a mark is told of others.
        return below.start() + 1
    blank = _BLANK.search(text, entry.name.end, entry.end)
    if blank is None or entry.alone:
        return entry.end
    if before is None:
        # The only item of a list ends with its line, if anything is told on this.
        printed = text[entry.name.end : text.find("\n", entry.name.end)].strip()
        return blank.start() if entry.lead and following is None and printed else entry.end
    is_item = before.end == entry.start and not _BLANK.search(text, before.start, before.end)
    goes_on = following is not None and following.start == entry.end and following.lead == entry.lead
    return blank.start() if is_item and not goes_on else entry.end


def _is_short_item(text: str, entry: ListEntry) -> bool:
    return _MARKED.match(text, entry.start) is not None and "\n" not in text[entry.start : entry.end].strip()


def _lines(text: str, names: Sequence[LikelyName]) -> list[_Line]:
    """Return the lines that are not blank, with the name at the head of each and the lead of its list."""
    cuts = [-1, *(match.start() for match in _LINE_END.finditer(text)), len(text)]
    lines: list[_Line] = []
    lead: Span | None = None
    waiting = list(reversed(names))
    openings: list[LikelyName | None] = []
    for before, end in pairwise(cuts):
        start, printed = before + 1, text[before + 1 : end]
        first: LikelyName | None = None
        while waiting and waiting[-1].start < end:
            name = waiting.pop()
            first = first or name
        if not printed.strip():
            continue
        marked = _MARKED.match(printed) is not None
        # The last of items that end with a semicolon ends with a full stop.
        before_it = text[lines[-1].start : lines[-1].end].rstrip() if lines and lines[-1].head else ""
        last = before_it.endswith((";", ","))
        head = first if first and _heads(text, first, start, end, last=last) else None
        if lead and lead.start < start and OF_ARTICLE.match(printed):
            # Of a decree another article, which says something else of whom it names.
            lead = None
        if not head and (not marked or _LEAD.search(printed)):
            lead = _lead(text, start, end)
        lines.append(_Line(start, end, head, marked, lead))
        openings.append(first if first and not head and _opens(text, first, start, end) else None)
    return _under_titles(text, _with_openings(lines, openings))


def _opens(text: str, name: LikelyName, start: int, end: int) -> bool:
    """Tell whether a name opens its line as an entry of several sentences does: X (59), a nurse. Held."""
    before = text[start : name.start]
    is_first = not before.strip() or _TITLED.fullmatch(before) is not None
    # Brother X — a monk: a title that is in no list.
    is_first = is_first or bool(_TITLE_BEFORE.fullmatch(before) and _DASH.match(text, name.end))
    return is_first and _OPENING.match(text, name.end, end) is not None


def _with_openings(lines: Sequence[_Line], openings: Sequence[LikelyName | None]) -> list[_Line]:
    """Return the lines, headed by their names where three or more in a row are opened so."""
    beginning: list[_Line] = []
    named = [bool(line.head or opening) for line, opening in zip(lines, openings, strict=True)]
    for number, (line, opening) in enumerate(zip(lines, openings, strict=True)):
        in_a_row = any(
            all(named[first : first + _IN_A_ROW]) and len(named[first : first + _IN_A_ROW]) == _IN_A_ROW
            for first in range(max(0, number - _IN_A_ROW + 1), number + 1)
        )
        beginning.append(line._replace(head=opening) if opening and in_a_row else line)
    return beginning


def _under_titles(text: str, lines: Sequence[_Line]) -> list[_Line]:
    """Return the lines, those of names under a short title without a colon led by this."""
    led: list[_Line] = []
    title: Span | None = None
    leads = [
        not line.head and sum(each.head is not None for each in lines[place + 1 : place + 3]) == 2
        for place, line in enumerate(lines)
    ]
    for number, line in enumerate(lines):
        of_names = leads[number] or (any(leads) and _leads_item(text, lines, number))
        # A bulletin has a number itself: List No. 5. Convicted.
        if not line.head and (not line.marked or (of_names and text[line.start].isalpha())):
            title = Span(line.start, line.end) if of_names and _may_lead(text, line) else None
        of_article = OF_ARTICLE.match(text, line.start, line.end)
        led.append(line if line.lead or not line.head or of_article else line._replace(lead=title))
    return led


def _leads_item(text: str, lines: Sequence[_Line], number: int) -> bool:
    """Tell whether a line of its own paragraph stands above an item that is alone in its list."""
    only = lines[number + 1 : number + 3]
    if lines[number].head or not (only and only[0].head and only[0].marked):
        return False
    if len(only) > 1 and only[1].head:
        return False
    begins = number == 0 or _BLANK.search(text, lines[number - 1].end, lines[number].start + 1) is not None
    ends = len(only) == 1 or _BLANK.search(text, only[0].end, only[1].start + 1) is not None
    return begins and ends


def _may_lead(text: str, line: _Line) -> bool:
    """Tell whether a line without a name at its head is a title."""
    printed = text[line.start : line.end]
    if printed.lstrip()[:1].islower():
        # The last words of an entry that a narrow column broke.
        return False
    if label_kind(text, line.end) is not None:
        # Place of detention: Colony No. 15; the last line of an entry.
        return False
    return len(printed) <= _LONGEST_TITLE and not _ENDED.search(printed) and not CELL_END.search(printed)


def _heads(text: str, name: LikelyName, start: int, end: int, *, last: bool) -> bool:
    """Tell whether a name heads its line: after a mark, as a heading or line of names, in its own cell."""
    before, after = text[start : name.start], text[name.end : end]
    cell = CELL_END.split(before)[-1]
    if (not cell.strip() or _TITLED.fullmatch(cell)) and _ENDS_CELL.match(after):
        return True
    if before.strip() and not _TITLED.fullmatch(before):
        return _MARKED.fullmatch(before) is not None or _is_labelled(text, name, before)
    return len(after.split()) <= _MOST_WORDS_AFTER and (last or not _ENDED.search(after))


def _is_labelled(text: str, name: LikelyName, before: str) -> bool:
    """Tell whether a name stands right behind the label of names: Full name: X."""
    return before.rstrip(" ").endswith((":", "\t")) and label_kind(text, name.start) in _OF_NAMES


def _lead(text: str, start: int, end: int) -> Span | None:
    line = text[start:end]
    if not _LEAD.search(line) and not _ANNOUNCES.search(line):
        return None
    sentence = max(line.rfind(mark, 0, len(line.rstrip()) - 1) for mark in (". ", "! ", "? "))
    begin = start + (sentence + 2 if sentence >= 0 else 0)
    return Span(max(begin, end - _LONGEST_LEAD), end)


def _is_title(text: str, line: _Line) -> bool:
    """Tell whether a line is a title in capitals, under which another part of a list begins."""
    printed = text[line.start : line.end]
    # A label and a figure are none, as the year of birth.
    is_labelled = _LABELLED.match(printed) is not None
    return printed.isupper() and len(printed.split()) > 1 and not line.head and not is_labelled
