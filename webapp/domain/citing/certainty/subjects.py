"""Whether a phrase is of a name for certain, and of nobody else whom its sentence names or means."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from webapp.domain.citing.doubts import CLAUSE
from webapp.domain.citing.person_phrases import others_in, part_of_name
from webapp.domain.citing.read_text import ReadText, begins_sentence, is_of_heading
from webapp.domain.text.base_forms import is_given_name
from webapp.domain.text.liberty.plain_letters import PLAIN_WORD, lower_unmarked
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.likely_names import LikelyName
from webapp.domain.text.list_lines import label_kind
from webapp.domain.text.name_folding import tokens
from webapp.domain.text.name_rows.named_things import is_thing
from webapp.domain.text.status_phrases import TELLING
from webapp.domain.text.word_lists import whole_words, word_lists
from webapp.vocab.liberty import HELD

_SUBJECTS = frozenset(lower_unmarked(word_lists("doubts")["subjects"]).split())
_BREAK = re.compile(r"[,;:–—()]")
_BETWEEN_ROW = re.compile(r"(?:[,/&\s]|[^\W\d_A-ZÀ-ÞА-ЯЁƏĞİÖŞÜÇ][\w’'-]*+)*+")
# X, who had been sentenced to; X, held since May.
_ASIDE = re.compile(r"[\w’'-]*,\s(?:[^\s,;.]+\s){0,4}")
_NOW = whole_words(word_lists('doubts')['now'])
# Of what stands in that case, as Turkish has it: İskelesi'nde.
_LOCATIVE = re.compile(r"['’]n?[dt][ae]n?\b")
_AND = re.compile(r"\b(?:and|as well as|и|и также|і|та|й|ды|y|e|et|und|sowie|ve|və|ile|ilə)\b")
_CALLED = re.compile(rf"(?<!\w)(?:{'|'.join(word_lists('doubts')['called_things'])})\s[«“\"]?$")
_TWO_CAPITALS = re.compile(r"[A-ZА-ЯЁ]{2}[a-zа-яё]")
_TURKIC = re.compile("[əığş]")
_RELATIVES = re.compile(r"\b(?:whom?|котор\w+|qui|quien(?:es)?|(?:як(?:ий|а|і|их|ого|ую)|якія|якой|якога))\b")
# Others in one word: he was exchanged for 14 prisoners, she wrote down what the deported remembered.
_MANY = re.compile(
    r"(?:[еая]нн?)(?:ых|ыми|ым|их|ими|им)$|\b(?:prisoners|prisons|jails|arrests|detainees|inmates|convicts"
    r"|exiles|captives)$|(?:тюрьм|тюрм)(?:ам|ами|ах)$"
)
# Of several, where a sentence names one alone: from the list of those held.
_OF_SEVERAL = re.compile(rf"(?:{'|'.join(word_lists('outdated')['many'])})$")
# A body of which a prison is the first word: the Prison Information Group.
_GOES_ON_IN_CAPITALS = re.compile(r"\s(?!No\b|Nr\b)[A-ZÀ-Þ][a-zà-ÿ]+")
# What was done to those of whom these words are: two participants of a protest in memory of X were held.
_ABOUT = re.compile(rf"(?<!\w)(?:{'|'.join(word_lists('doubts')['about'])})\s(?:\w+\s){{0,2}}$")
_LONGEST_BETWEEN, _LONGEST_THING = 60, 25


def is_of_name(read: ReadText, name: LikelyName, phrase: StatusPhrase) -> bool:
    """Tell whether a phrase is of a name alone, or of a row of names in which this one stands."""
    number, own = read.number(phrase.start), read.number(name.start)
    others = others_in(read, number, name)
    if not _is_called_as_people_are(read, name) or _is_reported(read, name, phrase):
        return False
    printed = lower_unmarked(read.text[phrase.start : phrase.end])
    if _MANY.search(printed) or (not others and _OF_SEVERAL.search(printed)):
        return False
    if _is_of_body(read.text, phrase):
        return False
    if number != own:
        return _is_of_other_sentence(read, name, phrase, others)
    if phrase.status in HELD and _is_aside(read, name, phrase, others):
        return False
    if phrase.end <= name.start:
        heading = read.entry(phrase.start)
        if heading and heading.name != name and is_of_heading(read, number, [name]):
            return False
        # In prison he shared a cell with X.
        before = PLAIN_WORD.findall(lower_unmarked(read.text[read.sentences[own].start : name.start]))
        if not _SUBJECTS.isdisjoint(before) or CLAUSE.search(read.text, phrase.end, name.start):
            return False
    return not others or _is_of_clause(read, name, phrase) or _is_of_row(read, [*others, name], phrase)


def _is_of_body(text: str, phrase: StatusPhrase) -> bool:
    printed = text[phrase.start : phrase.end]
    if printed == "Amnesty":
        # The body of that name, called so for short.
        return True
    return printed[:1].isupper() and _GOES_ON_IN_CAPITALS.match(text, phrase.end) is not None


def _is_reported(read: ReadText, name: LikelyName, phrase: StatusPhrase) -> bool:
    """Tell whether a phrase may be of those of whom a name tells: X said that so many were held.

    In Turkish and Azerbaijani who tells stands first and the verb last; elsewhere a clause within a clause is
    of others: X, who wrote of students who were jailed.
    """
    sentence = read.text[slice(*read.sentences[read.number(name.start)][:2])]
    last = PLAIN_WORD.findall(lower_unmarked(sentence))[-1:]
    if phrase.start >= name.end and last and last[0] in TELLING and _TURKIC.search(sentence):
        return True
    return len(_RELATIVES.findall(read.text, name.end, phrase.start)) > 1


def _is_called_as_people_are(read: ReadText, name: LikelyName) -> bool:
    """Tell whether a name is no label, and neither of a place nor of a paper: the site Dakar Matin."""
    starts = name.start == read.sentences[read.number(name.start)].start
    if read.text[name.end : name.end + 1] == ":" and (starts or "\n" in read.text[name.end : name.end + 3]):
        return False
    before = lower_unmarked(read.text[max(0, name.start - _LONGEST_THING) : name.start])
    if _ABOUT.search(before):
        return False
    is_place = is_thing(name.name) or _LOCATIVE.match(read.text, name.end) or _CALLED.search(before)
    printed, words = read.text[name.start : name.end], name.name.split()
    # Of nouns, as all German ones have a capital: im Zuge von Ermittlungen.
    is_noun = words[1:2] == ["von"] and not is_given_name(words[0])
    return not (is_place or is_noun) and (" " in printed or not _TWO_CAPITALS.search(printed))


def _is_of_other_sentence(
    read: ReadText, name: LikelyName, phrase: StatusPhrase, others: Sequence[LikelyName]
) -> bool:
    """Tell whether the sentence of a phrase is of a name of another: it goes on, or is the title of a row."""
    number, own = read.number(phrase.start), read.number(name.start)
    mentions = read.by_words[frozenset(tokens(name.name))]
    mention = next((each for each in mentions if read.number(each.start) == number), None)
    before = read.likely[bisect_left(read.likely, read.sentences[number].start, key=attrgetter("start")) :]
    other = before[0] if before and before[0].start < phrase.start and number > own else None
    if (mention and mention.start > phrase.start) or (other and other.name != name.name):
        # Y was arrested together with X. His wife Y was freed.
        return False
    if others and number == own + 1 and phrase.end <= others[0].start:
        # He was released and told Y.
        return CLAUSE.search(read.text, phrase.end, others[0].start) is not None
    if others or number < own:
        return not others and _is_in_row(read, own)
    if mention is None and _is_caption(read, name) and not _goes_on_about(read, phrase):
        return False
    # What is told of several is not told of each, but by name.
    return mention is not None or not others_in(read, own, name)


def _is_caption(read: ReadText, name: LikelyName) -> bool:
    """Tell whether a name is the only one that stands on a line of its own, as below a picture."""
    entry = read.entry(name.start)
    return entry is not None and entry.alone and entry.name == name


def _goes_on_about(read: ReadText, phrase: StatusPhrase) -> bool:
    """Tell whether a line has a label, says she, or begins with what was done: to whom was named above."""
    start = read.sentences[read.number(phrase.start)].start
    before = PLAIN_WORD.findall(lower_unmarked(read.text[start : phrase.start]))
    is_labelled = label_kind(read.text, phrase.start) is not None
    return is_labelled or begins_sentence(read, phrase) or not _SUBJECTS.isdisjoint(before)


def _is_in_row(read: ReadText, number: int) -> bool:
    """Tell whether a line under a title names several, or stands beside another line that names somebody."""
    names = read.names.get(number, ())
    return len(names) > 1 or any(read.names.get(place) for place in (number - 1, number + 1))


def _is_of_clause(read: ReadText, name: LikelyName, phrase: StatusPhrase) -> bool:
    """Tell whether a phrase follows a name in its own clause: X was released and Y remanded; X (released)."""
    if not name.end <= phrase.start < part_of_name(read, name).end:
        return False
    between = read.text[name.end : phrase.start].removeprefix(" (")
    if read.text[: name.start].endswith(", "):
        # The organiser, X, was arrested.
        between = between.removeprefix(", ")
    return len(between) <= _LONGEST_BETWEEN and not _BREAK.search(between)


def _is_of_row(read: ReadText, names: Sequence[LikelyName], phrase: StatusPhrase) -> bool:
    """Tell whether all names of a sentence are one row before a phrase, with nothing that parts them."""
    row = sorted(names)
    if phrase.start < row[-1].end or _BREAK.search(read.text, row[-1].end, phrase.start):
        return False
    last = read.text[row[-2].end : row[-1].start]
    if last.strip() != "," and _AND.search(last) is None:
        return False
    pairs = zip(row, row[1:], strict=False)
    return all(_BETWEEN_ROW.fullmatch(read.text, first.end, second.start) for first, second in pairs)


def _is_aside(
    read: ReadText, name: LikelyName, phrase: StatusPhrase, others: Sequence[LikelyName]
) -> bool:
    """Tell whether a phrase stands in an aside, and none like it outside: X, jailed in May, fled."""
    if not _ASIDE.fullmatch(read.text, name.end, max(name.end, phrase.start)):
        return False
    if any(name.end <= each.start < phrase.start for each in others):
        return False
    if _NOW.search(lower_unmarked(read.text[name.end : phrase.end])):
        # X, who is serving six years.
        return False
    if read.text[: name.start].rstrip().endswith(","):
        # His deputy, X, was arrested: the name is the aside.
        return False
    return not any(
        each.status in HELD and each.start >= phrase.end and _BREAK.search(read.text, phrase.end, each.start)
        for each in read.phrases[read.number(name.start)]
    )
