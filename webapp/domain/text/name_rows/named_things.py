"""What is called after somebody, or has a name as people have: a street, a museum, a priest's town."""

import re

from webapp.domain.text.liberty.plain_letters import lower_unmarked
from webapp.domain.text.name_rows.parsed_text import NAME_LISTS, ParsedText
from webapp.domain.text.word_lists import beginnings, word_lists

_CALLED_AFTER, _NOUNS_OF_PLACES, _PERSONS_OF = (
    NAME_LISTS[name] for name in ("called_after", "called", "of_places")
)
_NAMED_SO = {("named", "after"), ("called", "after"), ("known", "as")}
_GENITIVES = ("а", "я", "ой", "ей", "ого", "его", "их", "ых", "ої", "ага", "ы", "и")
_DATELINE = re.compile(r"[ \t]*(?:\([^()\n]{2,40}\)|,[^\n]{2,40}?)?[ \t]*(?:[—–-]{1,2}|\.-)[ \t]")
_SHORTEST_STORY = 60
_THINGS = beginnings(word_lists('doubts')['things'])
_ELISION = re.compile("^(?:l|d|dell|all|nell)['’]")


def is_thing(name: str) -> bool:
    """Tell whether what is called by a name is a prison, a hospital or a paper rather than a person."""
    return _THINGS.search(lower_unmarked(name)) is not None


def is_named_thing(parsed: ParsedText, first: int, last: int) -> bool:
    """Tell whether a row is the name of a thing: улица Академика X, aéroport X, museum named after X."""
    return _is_called_after(parsed, first, last) or _is_dateline(parsed, first, last)


def _is_called_after(parsed: ParsedText, first: int, last: int) -> bool:
    if not parsed.joined(first):
        return False
    before, printed = _ELISION.sub("", parsed.plain(first - 1)), parsed.plain(last)
    if before in _NOUNS_OF_PLACES or (parsed.plain(first - 2), before) in _NAMED_SO:
        return True
    if before in ("of", "de") and first > 1 and parsed.joined(first - 1):
        return parsed.plain(first - 2) in _PERSONS_OF and not parsed.capital(first - 2)
    if before not in _CALLED_AFTER or before[0] < "\u0080" and parsed.capital(first - 1):
        return False
    # On the street Ivan X was arrested: in the Slavic languages such a name stands in the genitive.
    return not "а" <= before[0] <= "ӿ" or printed.endswith(_GENITIVES)


def _is_dateline(parsed: ParsedText, first: int, last: int) -> bool:
    """Tell whether a row in capitals opens the one line that a dash follows: PORT X — A court sentenced."""
    start, end = parsed.words[first].start, parsed.words[last].end
    before = parsed.text[parsed.text.rfind("\n", 0, start) + 1 : start]
    if not parsed.text[start:end].isupper() or before.strip():
        return False
    dash = _DATELINE.match(parsed.text, end)
    line_end = parsed.text.find("\n", end)
    length = (line_end if line_end >= 0 else len(parsed.text)) - end
    return dash is not None and length > _SHORTEST_STORY and len(parsed.headings) < 2
