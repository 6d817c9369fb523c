"""Names that head the entries of a list in letters without capitals: Arabic, Georgian, Han and Hangul."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from operator import attrgetter

from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.likely_names import LikelyName
from webapp.domain.text.list_lines import MARK, is_label, label_kind
from webapp.domain.text.scripts.han_names import DOUBLE_SURNAMES
from webapp.domain.text.status_phrases import status_phrases
from webapp.domain.text.word_lists import word_lists

_LISTS = word_lists("names")
_TITLES = frozenset(_LISTS["caseless_titles"].split())
_PREPOSITIONS = frozenset(_LISTS["caseless_prepositions"].split())
_SURNAMES = frozenset(_LISTS["han_surnames"]) | frozenset(_LISTS["hangul_surnames"])
_ARABIC, _GEORGIAN = "\u0620-\u065f\u066e-\u06d3\u06fa-\u06ff\u200c", "\u10d0-\u10ff"
_WORD = rf"(?:[{_ARABIC}]{{2,}}|[{_GEORGIAN}]{{2,}})(?:-[{_ARABIC}{_GEORGIAN}]{{2,}})?"
# In Chinese a space may part a name from what is told.
_END = r"(?=[ \u3000][\u3400-\u9fff\uac00-\ud7a3]|[ \u00a0]*(?:$|[:：،,，。.;؛(（\[|\t–—]|-\s))"
_NAME = rf"(?P<name>{_WORD}(?:[ \u00a0]{_WORD}){{1,5}}|[\u3400-\u9fff]{{2,4}}|[\uac00-\ud7a3]{{2,4}})"
# After a mark, after a label, in the first or second cell of a row.
_HEADS = (
    re.compile(rf"^[ \t]*(?:{MARK}[ \t\u00a0]*)+{_NAME}{_END}", re.MULTILINE),
    re.compile(rf"^[ \t]*(?:{MARK}[ \t]*)?[^\n:：\t]{{2,20}}[:：][ \t]*{_NAME}{_END}", re.MULTILINE),
    re.compile(rf"^\d{{0,4}}\t{_NAME}(?=\t)", re.MULTILINE),
)
# Behind a mark and before a word that a sentence goes on with: – X in his shop was arrested.
_GOES_ON = "|".join(_LISTS["caseless_prepositions"].split())
_OPENS = re.compile(
    rf"^[ \t]*(?:{MARK}[ \t\u00a0]*)+(?P<name>{_WORD}(?:[ \u00a0]{_WORD}){{1,2}}?)"
    rf"(?=[ \u00a0](?:{_GOES_ON})\s)",
    re.MULTILINE,
)
_FEWEST_PLAIN, _FEWEST_ALIKE, _PARTS = 2, 5, 8
_HAN_HEADS = re.compile(
    rf"^[ \t]*(?:{MARK}[ \t\u00a0]*)+(?P<name>[\u3400-\u9fff]{{2,4}})[ \u00a0]*[，,（(]", re.MULTILINE
)
_ANY_LETTER = re.compile(rf"[{_ARABIC}{_GEORGIAN}\u3400-\u9fff\uac00-\ud7a3]")
# No name begins with the article, and none ends as nouns of many things do.
_NO_FIRST, _NO_LAST = re.compile("ال(?!سيد|حسن|طيب)"), re.compile("ال\\w*ات$|(?:ها|های)$")
_FEMININE = re.compile("ال\\w*ية$")
_NO_WOMAN = re.compile("(?:ة|ات)$|^(?:مجلس|مركز|قسم|سجن|قانون|مكتب|جهاز|قوات|لجان|حزب)$")
_WOMEN = frozenset(_LISTS["arabic_women"].split())
# Lines headed so that make a list.
_FEWEST = 3


def names_heading_lines(text: str) -> list[LikelyName]:
    """Return the likely names, in letters without capitals, that head the entries of a list of a text.

    Nothing else shows a name among other words there.
    """
    if not _ANY_LETTER.search(text):
        return []
    plain = {name.start: name for name in _heads(text)}
    opening = _headed(text, _OPENS, labelled=False) if len(plain) >= _FEWEST_PLAIN else ()
    heads = [*plain.values(), *(name for name in opening if name.start not in plain)]
    heads += _alike(text, {name.start for name in heads})
    often = Counter(name.name for name in heads)
    # What heads line after line is a label: length of sentence. Some are named again, where a list has parts.
    names = sorted(name for name in heads if often[name.name] < max(_FEWEST, len(heads) // _PARTS + 1))
    if len(names) >= _FEWEST:
        signals = status_phrases(text)
        names = [name for name in names if not _has_signal(signals, name)]
    return names if len(names) >= _FEWEST else []


def _alike(text: str, known: Set[int]) -> list[LikelyName]:
    """Return what heads marked lines as Chinese names do, where most of these have a known surname."""
    marked = list(_HAN_HEADS.finditer(text))
    others = [match for match in marked if match.start("name") not in known]
    if len(marked) - len(others) < max(_FEWEST_ALIKE, 2 * len(others)):
        return []
    spans = [match.span("name") for match in others]
    return [LikelyName(*span, text[slice(*span)]) for span in spans if not is_label(text, *span)]


def _has_signal(signals: Sequence[StatusPhrase], name: LikelyName) -> bool:
    place = bisect_right(signals, name.start, key=attrgetter("end"))
    return place < len(signals) and signals[place].start < name.end


def _heads(text: str) -> Iterator[LikelyName]:
    for head in _HEADS:
        yield from _headed(text, head, labelled=head is _HEADS[1])


def _headed(text: str, head: re.Pattern[str], *, labelled: bool) -> Iterator[LikelyName]:
    for match in head.finditer(text):
        start, end = match.span("name")
        if (label_kind(text, start) != "name") if labelled else is_label(text, start, end):
            continue
        words = text[start:end].split()
        while len(words) > 1 and words[0] in _TITLES:
            start += text[start:end].index(words[1], len(words[0]))
            words = words[1:]
        if _is_name(words):
            yield LikelyName(start, end, " ".join(words))


def _is_name(words: list[str]) -> bool:
    if "\u3400" <= words[0][0] <= "\u9fff" or "\uac00" <= words[0][0] <= "\ud7a3":
        word = words[0]
        is_double = word[:2] in DOUBLE_SURNAMES
        return (word[0] in _SURNAMES or is_double) and len(word) <= (4 if is_double else 3)
    if words[0] in _PREPOSITIONS:
        return False
    if len(words) < 2 or _NO_FIRST.match(words[0]) or _NO_LAST.search(words[-1]):
        return False
    # A woman's family name ends as many an adjective does, behind a noun of the same ending or of a body.
    return not (_FEMININE.search(words[-1]) and (_NO_WOMAN.search(words[0]) and words[0] not in _WOMEN))
