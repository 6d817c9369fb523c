"""Whose name stands behind the title of an official: a judge, a minister, who heads a body of the state."""

import re

from webapp.domain.text.name_rows.parsed_text import NAME_LISTS, NO_PART, ParsedText


def is_official(parsed: ParsedText, first: int) -> bool:
    """Tell whether an official's title stands before a name, and no word that he was one before."""
    title = _title_before(parsed, first)
    if title is None:
        return False
    before = (parsed.plain(index).rpartition("'")[2] for index in range(max(0, title - 2), title))
    return not any(word.rpartition("’")[2] in _FORMER for word in before)


def _title_before(parsed: ParsedText, first: int) -> int | None:
    """Return the word that is an official's title before a name: also a judge, X; Minister of Justice X."""
    if parsed.joined(first) and _is_office(parsed.plain(first - 1)):
        return first - 1
    if first and parsed.joint(first) == "," and parsed.plain(first - 1) in _OFFICIALS:
        return first - 1
    if first and parsed.joined(first) and _GERMAN_OFFICIAL.search(parsed.plain(first - 1)):
        return first - 1
    of_state = False
    for index in range(first - 1, max(-1, first - _LONGEST_TITLE), -1):
        if not parsed.joined(index + 1) and not (index == first - 1 and parsed.joint(first) == ","):
            return None
        plain = parsed.plain(index)
        of_state = of_state or plain in _STATE_BODIES
        if index < first - 1 and (_is_office(plain) or (plain in _HEADS and of_state)):
            return index
        heads_body = plain in _HEADS and index == first - 1 and parsed.joined(index)
        if heads_body and parsed.plain(index - 1) in _STATE_BODIES:
            return index
        if not _is_of_office(parsed, index):
            return None
    return None


def are_officials(parsed: ParsedText, first: int) -> bool:
    """Tell whether a title of several officials stands before a name, and so goes for those that follow."""
    title = _title_before(parsed, first)
    return title is not None and parsed.plain(title) in _SEVERAL


def _is_office(plain: str) -> bool:
    """Tell whether a word is an official's title, in Russian and its like in whatever case."""
    declined = "а" <= plain[0] <= "ӿ" and len(plain) > _SHORTEST_DECLINED
    return plain in _OFFICIALS or (declined and bool({plain[:-1], plain[:-2]} & _OFFICIALS))


def _is_of_office(parsed: ParsedText, index: int) -> bool:
    """Tell whether a word says of what somebody is the minister, prosecutor or prince."""
    plain = parsed.plain(index)
    if plain in OF | _OFFICES | _RANKS | _STATE_BODIES or (parsed.capital(index) and plain in NO_PART):
        return True
    if parsed.capital(index) and index and parsed.plain(index - 1) in OF:
        return True
    # Of what court or town, in the genitive of the Slavic languages: судья районного суда Минска Иван X.
    return "а" <= plain[0] <= "ӿ" and plain.endswith(_GENITIVES) and not plain.endswith(_PAST_TENSE)


_OFFICIALS, _FORMER, _OFFICES, _HEADS, _STATE_BODIES, _SEVERAL, _RANKS = (
    NAME_LISTS[name]
    for name in ("officials", "former", "offices", "heads", "state_bodies", "plural_officials", "ranks")
)
# Words from an official's title to the name, of those that say of what.
_LONGEST_TITLE, _SHORTEST_DECLINED = 6, 6
OF = frozenset({"of", "on", "for", "against", "in", "de", "du", "del", "da", "di"})
_GENITIVES, _PAST_TENSE = ("ого", "его", "ага", "яга", "ой", "ей", "ай", "яй", "ия", "а"), ("ла", "ала")
_GERMAN_OFFICIAL = re.compile(
    "...(?:minister|pr[aä]sident|kanzler|richter|staatsanwalt|botschafter)(?:in|s|n|en)?$"
)
