"""Words of arrest, charge, trial and release in a text, and the status that the nearest of them suggests."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from webapp.domain.text.quote_location import Span
from webapp.domain.text.word_lists import any_of, word_lists
from webapp.vocab.liberty import Status

# Of Han writing, which parts no words, each letter.
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+")
_PARTED = re.compile(r"[\u3400-\u9fff]|[^\s'‘’ʼ\u3400-\u9fff-]+")
_MARKED = "İIıəğşçöüâîûáàéèêëíñóõúãąćčďěęłńňřśšťýźżžůăășțđ"
_PLAIN = str.maketrans(
    _MARKED + _MARKED[3:].upper() + "ёЁ", "iii" + 2 * "egscouaiuaaeeeeinoouaaccdeelnnrsstyzzzuaastd" + "ее"
)
_KEY = 2
# What parts the clauses of a sentence, and how many letters of distance it counts for.
_BREAK = re.compile(
    r"[,;:–—]|\b(?:and|while|but|whereas|və|amma|isə|ve|ama|и|а|но|y|pero|et|mais|und|aber|та|але)\b"
)
_BREAK_COSTS = 30
_LISTS, _ROLES = word_lists("telling"), word_lists("roles")
_NEGATIONS, _TELLING, _COMPANIONS, _DYING, _PAST, _QUALIFYING = (
    frozenset(word.translate(_PLAIN) for word in _LISTS[name].split())
    for name in ("negations", "telling", "companions", "dying", "past", "qualifying")
)
# Whose death is told may be a relative's, or that of somebody who was free by then.
_NOT_OF_HERE = _COMPANIONS | _NEGATIONS | _PAST
_LONGEST_CLAUSE = 250
# After a name: X, the lawyer of Y; X signed the pardon of Y.
_OF_LAWYER = re.compile(rf",\s(?:{any_of(_ROLES['lawyers_of'])})(?!\w)", re.IGNORECASE)
_SIGNS = re.compile(rf"\s(?:\w+\s){{0,2}}(?:{any_of(_ROLES['signing'])})(?!\w)", re.IGNORECASE)
_WRITES = re.compile(rf"(?<!\w)(?:{any_of(_ROLES['writing'])})(?:\s?:)?\s$", re.IGNORECASE)
_OF_PRISON = {Status.IMPRISONED, Status.PRETRIAL_DETENTION}
_OF_DEATH = {Status.DIED_IN_CUSTODY, Status.DIED_AFTER_RELEASE, Status.EXECUTED}
# Where what is told of a name ends, unless others follow in a row: Lawyers X, Y and Z were arrested.
_OWN_CLAUSE_END = re.compile(r"[.;!?\n]|,\s(?=[^\W\d_A-ZÀ-ÝƏĞİÖŞÜÇА-ЯЁЄІЇҐЎ])")
# Whose lawyer or relative, or by whom something was told.
_OF_OTHERS = frozenset({
    "his", "her", "their", "its", "by", "to", "for", "from", "su", "sus", "por", "par", "son", "sa", "ses",
    "von", "vom", "onun", "его", "ее", "их",
})  # fmt: skip
_DASHED_SENTENCE = re.compile(r"\s*(?:[–—|:]|-\s)\s*(?:An?|The|[^\W\d_a-zà-ÿа-яё])")
_SEVERAL = frozenset({
    "lawyers", "vekiller", "vekilleri", "адвокаты", "avukatlar", "avukatlari", "abogados", "abogadas",
    "avocats", "avocates", "anwalte", "judges", "prosecutors", "attorneys",
})  # fmt: skip
_LAWYER = re.compile(
    r"\b(?:lawyers?|attorney|advocate|abogad[oa]|avocate?|anwalt|anwältin|advogad[oa]|адвокат\w?|doctor|author)\s$",
    re.IGNORECASE,
)
# The name before another one in a row.
_IN_A_ROW = re.compile(
    r"([A-ZÀ-ÝƏĞİÖŞÜÇА-ЯЁЄІЇҐЎ][\w'’-]+ [A-ZÀ-ÝƏĞİÖŞÜÇА-ЯЁЄІЇҐЎ][\w'’-]+"
    r"(?:, | and | və | ve | и | та | y | et | und | e ))$"
)
# Right after the comma: the lawyer X, arrested in May; the lawyer X, who was arrested.
_JUST_AFTER = 3
_GOES_ON_BESIDE = re.compile(r", (?!(?:she|he|they|her|his|it|that|она|он|они|вона|він|su|sus|elle|il)\b)")
_GOES_ON_OF = re.compile(r"(?:he|who|он|она|він|вона|ён|яна|котор\w+|який|яка|які|qui|quien|ki|hansı)\b")
_CLAUSE_END = re.compile(rf"{_BREAK.pattern}|[.!?\n]")


class StatusPhrase(NamedTuple):
    """A place that tells of somebody's liberty, and the status it suggests; None where none by itself."""

    start: int
    end: int
    status: Status | None


class _Pattern(NamedTuple):
    words: tuple[tuple[str, bool], ...]
    status: Status | None


def lower_unmarked(text: str) -> str:
    """Return a text in small letters without marks, in which each character stands where it stood."""
    return text.translate(_PLAIN).lower()


def status_phrases(text: str) -> list[StatusPhrase]:
    """Return the signals of a text in order, of those that begin at one word the longest."""
    spans = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(lower_unmarked(text))]
    phrases, index = [], 0
    while index < len(spans):
        length = 0
        for pattern in _PATTERNS.get(spans[index][2][:_KEY], ()):
            if _begins(text, spans, index, pattern):
                length = len(pattern.words)
                phrases.append(StatusPhrase(spans[index][0], spans[index + length - 1][1], pattern.status))
                break
        index += length or 1
    return _of_the_dead(text, phrases, [Span(start, end) for start, end, word in spans if word in _DYING])


def only_status(text: str) -> Status | None:
    """Return the one status that a few words mean; None where some of them deny, end or change it.

    Not imprisoned; released, then arrested again; a former political prisoner.
    """
    statuses = {phrase.status for phrase in status_phrases(text)} - {None}
    status = statuses.pop() if len(statuses) == 1 else None
    words = set(_WORD.findall(lower_unmarked(text)))
    qualified = words & (_NEGATIONS | _PAST | _QUALIFYING)
    if qualified or (words & _DYING and status not in _OF_DEATH):
        return None
    return status


def _of_the_dead(text: str, phrases: list[StatusPhrase], dying: Sequence[Span]) -> list[StatusPhrase]:
    """Return the phrases, those of prison as of a death in custody where their clause tells of one.

    They suggest nothing where the dead is a relative, or was free by then.
    """
    for place in dying:
        clause = _clause(text, place)
        first = bisect_left(phrases, clause.start, key=attrgetter("start"))
        within = phrases[first : bisect_left(phrases, clause.end, key=attrgetter("start"))]
        words = set(_WORD.findall(lower_unmarked(text[clause.start : clause.end])))
        statuses = {phrase.status for phrase in within} - {None, Status.DIED_IN_CUSTODY}
        says_so = any(phrase.status is Status.DIED_IN_CUSTODY for phrase in within)
        hindrances = _NOT_OF_HERE - _PAST if says_so else _NOT_OF_HERE
        status = None if words & hindrances else Status.DIED_IN_CUSTODY
        if statuses <= _OF_PRISON:
            for number, phrase in enumerate(within, first):
                if phrase.status:
                    phrases[number] = phrase._replace(status=status)
    return phrases


def _clause(text: str, place: Span) -> Span:
    """Return the clause around a place, as far as it reaches in some lines."""
    first, last = max(0, place.start - _LONGEST_CLAUSE), min(len(text), place.end + _LONGEST_CLAUSE)
    start = max((match.end() for match in _CLAUSE_END.finditer(text, first, place.start)), default=first)
    end = _CLAUSE_END.search(text, place.end, last)
    return Span(start, end.start() if end else last)


def nearest_phrase(
    text: str, phrases: Sequence[StatusPhrase], name: Span | None = None
) -> StatusPhrase | None:
    """Return the phrase that most likely tells of a name: one with a status if there is any, the nearest.

    One beyond a comma or an "and" is farther than it stands, and one that a semicolon before the name ends
    tells of somebody else. Without a name, the first.
    """
    nearest = min(
        phrases,
        key=lambda each: (_is_ended(text, each, name), each.status is None, _distance(text, each, name)),
        default=None,
    )
    if name and nearest and nearest.status in _OF_PRISON and not text[nearest.end : name.start].strip():
        # The political prisoner X was released: what is told of X comes after the name.
        after = [phrase for phrase in phrases if phrase.status and phrase.start >= name.end]
        first = min(after, key=lambda phrase: phrase.start, default=None)
        if first and not _CLAUSE_END.search(text, name.end, first.start):
            return first
    return nearest


def certain_status(text: str, phrase: StatusPhrase, name: Span) -> Status | None:
    """Return the status of a phrase for a name; None where it is denied, or the name only tells of it.

    Elvin Sinagov was not arrested; Elvin Sinagov said that others were.
    """
    before = _WORD.findall(lower_unmarked(text[max(0, phrase.start - 25) : phrase.start]))
    if (_NEGATIONS | _PAST) & set(before[-2:]) or (phrase.start > name.end and _tells(text, name)):
        return None
    between = set(_WORD.findall(lower_unmarked(text[name.end : phrase.start])))
    if phrase.status is not Status.DIED_IN_CUSTODY and between & _DYING and not between & _COMPANIONS:
        return None
    return phrase.status


def is_companion(text: str, name: Span, *, is_entry: bool = False) -> bool:
    """Tell whether a name is that of a lawyer or relative who tells of somebody else, or of who decides.

    One that is an entry of a list stands there for itself, whoever else is told to be near.
    """
    if is_beside_companion(text, name) and _tells(text, name):
        return True
    if _WRITES.search(text[max(0, name.start - 30) : name.start]) or _is_under_companion(text, name):
        return True
    of_lawyer = None if is_entry else _OF_LAWYER.match(text, name.end)
    return of_lawyer is not None or _SIGNS.match(text, name.end) is not None


def _is_under_companion(text: str, name: Span) -> bool:
    """Tell whether a name stands on a line that begins with its office: Judge: X."""
    label, colon, _ = text[text.rfind("\n", 0, name.start) + 1 : name.start].partition(":")
    return bool(colon) and lower_unmarked(label).strip(" \t-–•*") in _COMPANIONS


def is_led_by_companion(text: str, name: Span, phrases: Sequence[StatusPhrase]) -> bool:
    """Tell whether a name after "her lawyer" or "his wife" has none of these phrases in its own clause."""
    if not is_beside_companion(text, name) or _is_object(text, name, phrases):
        return False
    # His brother, X, was released; but: her husband, X, she was beaten.
    beside = text[: name.start].endswith(", ") and _GOES_ON_BESIDE.match(text, name.end)
    end = _OWN_CLAUSE_END.search(text, beside.end() if beside else name.end)
    within = _GOES_ON_OF.match(text, end.end()) and _OWN_CLAUSE_END.search(text, end.end()) if end else None
    last = (within or end).end() + _JUST_AFTER if end else len(text)
    return not any(name.end <= phrase.start < last for phrase in phrases)


def _is_object(text: str, name: Span, phrases: Sequence[StatusPhrase]) -> bool:
    """Tell whether a lawyer is whom words before the name tell of: they arrested in May the lawyer X."""
    before = [phrase for phrase in phrases if phrase.status and phrase.end <= name.start]
    if not before or before[-1].status in _OF_PRISON or not _LAWYER.search(text[: name.start][-25:]):
        return False
    between = lower_unmarked(text[before[-1].end : name.start])
    words = set(_WORD.findall(between))
    return _OWN_CLAUSE_END.search(between) is None and "," not in between and not words & _OF_OTHERS


def tells_of_others(text: str, name: Span) -> bool:
    """Tell whether a name is that of somebody who tells of others, or of a lawyer or relative beside it."""
    after = re.split(r"[.\n]", lower_unmarked(text[name.end : name.end + 40]))[0]
    beside = {word.strip(",;:") for word in after.split()[:4]}
    # X – A doctor came: what follows a dash in an entry is told of its name.
    beside = set() if _DASHED_SENTENCE.match(text, name.end) else beside
    return _tells(text, name) or bool(_COMPANIONS & beside) or is_beside_companion(text, name)


def is_beside_companion(text: str, name: Span) -> bool:
    """Tell whether the word before a name calls its bearer a lawyer or relative."""
    # Lawyers X and Y: the office of the one is that of the other.
    end = name.start
    while (beside := _IN_A_ROW.search(text, max(0, end - 60), end)) is not None:
        end = beside.start(1)
    before = lower_unmarked(text[max(0, end - 25) : end]).split()
    if end < name.start:
        return bool(_SEVERAL & set(before[-1:]))
    return bool(_COMPANIONS & {word.rstrip(",") for word in before[-1:]})


def _tells(text: str, name: Span) -> bool:
    after = lower_unmarked(text[name.end : name.end + 60]).replace(",", " ").split()
    return bool(_TELLING & set(after[:2]))


def likely_status(sentence: str, name: Span | None = None) -> Status | None:
    """Return the status that a sentence suggests for the name at a place in it, or None."""
    phrase = nearest_phrase(sentence, status_phrases(sentence), name)
    return phrase.status if phrase else None


def _distance(text: str, phrase: StatusPhrase, name: Span | None) -> int:
    if name is None:
        return phrase.start
    start, end = min(phrase.end, name.end), max(phrase.start, name.start)
    return max(end - start, 0) + _BREAK_COSTS * len(_BREAK.findall(text, start, max(start, end)))


def _is_ended(text: str, phrase: StatusPhrase, name: Span | None) -> bool:
    return name is not None and phrase.end <= name.start and ";" in text[phrase.end : name.start]


def _begins(text: str, spans: Sequence[tuple[int, int, str]], index: int, pattern: _Pattern) -> bool:
    if index + len(pattern.words) > len(spans):
        return False
    for number, (wanted, any_ending) in enumerate(pattern.words):
        start, _end, word = spans[index + number]
        if not (word.startswith(wanted) if any_ending else word == wanted):
            return False
        if number and text[spans[index + number - 1][1] : start].strip(" \t\n\u00a0-‐‑'‘’ʼ0123456789"):
            return False
    return True


def _patterns() -> Iterator[_Pattern]:
    codes = [pair for language in word_lists("status_phrases").values() for pair in language.items()]
    for code, phrases in codes:
        status = None if code == "none" else Status(code)
        for phrase in phrases:
            words = _PARTED.findall(lower_unmarked(phrase))
            yield _Pattern(tuple((word.rstrip("*"), word.endswith("*")) for word in words), status)


def _by_beginning() -> dict[str, list[_Pattern]]:
    patterns: dict[str, list[_Pattern]] = {}
    # The longest first: "house arrest" before "house", a whole word before a stem.
    for pattern in sorted(_patterns(), key=_length, reverse=True):
        patterns.setdefault(pattern.words[0][0][:_KEY], []).append(pattern)
    return patterns


def _length(pattern: _Pattern) -> tuple[int, int]:
    return len(pattern.words), sum(len(word) for word, _ in pattern.words)


_PATTERNS = _by_beginning()
