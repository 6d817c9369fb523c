"""Who is named in a text and tells, judges, writes or looks on, rather than being told of as held."""

import re
from collections.abc import Sequence

from webapp.domain.text.liberty.plain_letters import PLAIN_WORD, lower_unmarked
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.quote_location import Span
from webapp.domain.text.word_lists import any_of, word_lists
from webapp.vocab.liberty import Status

_ROLES = word_lists("roles")
_ACTING, _BEFORE_ACTING = (
    frozenset(lower_unmarked(_ROLES[name]).split()) for name in ("acting", "before_acting")
)
_SAYING = frozenset(lower_unmarked(_ROLES["saying"]).split()) | _ACTING
_FOR_OTHERS = frozenset(lower_unmarked(_ROLES["for_others"]).split())
_TURKIC, _SENTENCE_END = re.compile("[əığş]"), re.compile(r"[.!?](?=\s)|\n")
# What somebody tells of himself: həbs edildiyini deyib, gözaltına alındığını söyledi.
_OWN = re.compile(r"\w(?:d[iıuü][yğ][iıuü]n[iıuü]|acağını|əcəyini|eceğini)\b")
_BYLINE = re.compile(
    rf"\s*(?:{any_of(_ROLES['bylines'])})(?:\s?:\s*|\s)(?:[^\W\d_A-ZÀ-ÞА-ЯЁ][\w’'-]*\s){{0,3}}", re.IGNORECASE
)
_LONGEST_BYLINE, _LONGEST_APPOSITION = 140, 90
_BETWEEN_AUTHORS = re.compile(r"[\w\s.,&/'’-]*")
_AGENT = re.compile(
    rf"(?<!\w)(?:{any_of(_ROLES['agents'])})\s(?:(?:the|an?|l['’]|le|la|el|los|las)\s?)?"
    r"(?:[^\W\d_A-ZÀ-Þ][\w’'-]*,?\s){0,3}"
    r"(?:[A-Z]{2,3}\s|[A-Z][a-z]{0,4}\.\s|(?:Colonel|Major|General|Captain|Lieutenant|Sergeant|Judge)\s)?$"
)
# , wie die Anwältin X mitteilte.
_ATTRIBUTION = re.compile(
    r"(?:,\s(?:so|wie)|(?:^|[.!?]\s|\n)(?:So|Wie))\s(?:(?:der|die|das|seine?|ihre?)\s)?(?:[^\s,.;:!?]+\s){0,3}$"
)
_SPEECH_END = re.compile(r"[\"”»“’',]")
_SPOKE = re.compile(
    r"[\"”»“’',]\s*[–—-]?\s*(?:(?:a|ha|hat|has)\s)?"
    r"([^\W\d_]+)\s(?:(?:[^\s,.;:!?]+,?\s){0,8}[^\s,.;:!?]+\s)?$"
)
_APPOSITION = re.compile(rf"\s*(?:,|\()([^.;:!?\n]{{2,{_LONGEST_APPOSITION}}}?)(?:,|\))\s")
_LONGEST_WAY, _LONGEST_SENTENCE = 120, 600
_SPEAKER = re.compile("porte-parole", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:for|of|de|du|von|für|pour|para)\s$")
# X's case: whose name has an ending is not who acts.
_CASE = re.compile(r"['’][^\W\d_]")
# X of the Delphi Centre called; X "Meydan"a bildirib.
_WITH_BODY = re.compile(
    r"\s(?:(?:of|from|at|de|du|von|из|з|із)\s(?:(?:the|la|le|el|l['’])\s?)?(?:[^\W\d_a-zа-яё][\w’'-]*\s){1,4}"
    r"|[\"“«][^\"”»\n]{2,40}[\"”»]\w{0,4}\s)"
)
_MOST_BEFORE_VERB = 3
_BY_COURT = re.compile(
    r"verurteilten?\s(?:\w+\s){0,3}\w*(?:[Gg]ericht|[Rr]ichter|[Kk]ammer|[Ss]enat|[Tt]ribunal)"
)
_OF_BODY = re.compile(
    rf"(?<!\w)(?:{'|'.join(_ROLES['speakers'])})(?:\s(?:for|of|du|de|del|des|der|of the|[^\W\d_]+)){{1,6}}"
    r"\s?[,–—]\s(?:[^\W\d_]+\.?\s){0,2}$",
    re.IGNORECASE,
)
_SPEAKS_FOR = re.compile(
    rf"(?<!\w)(?:{'|'.join(_ROLES['press_officers'])})(?:\s[^\W\d_]+){{0,4}}\s$", re.IGNORECASE
)
_LEADS_CASE = re.compile(
    rf"(?<!\w)(?:{'|'.join(_ROLES['cases'])})\s(?:\w+\s){{0,2}}(?:{'|'.join(_ROLES['led'])})\s(?:\w+\s){{0,3}}$",
    re.IGNORECASE,
)
_MET = re.compile(rf"(?<!\w)(?:{'|'.join(_ROLES['met'])})[^.!?\n]*$", re.IGNORECASE)
_FOR_BODY = re.compile(
    rf"\s*(?:,|–|—|\()\s*(?!(?:of|de|à)\s)(?:[^\W\d_]+(?:['’]s)?\s){{0,5}}?(?:{any_of(_ROLES['speaking_for'])})(?!\w)",
    re.IGNORECASE,
)
_IS = re.compile(r"\b(?:remains?|is|was|were|are|still|stays?)\b")
_NAME = r"[^\W\d_a-zà-ÿа-яёіїєўґəığşçöü][\w’'-]+(?:\s[^\W\d_a-zà-ÿа-яёіїєўґəığşçöü][\w’'-]+){1,2}"
_ANY_NAME = re.compile(_NAME)
_IN_ROW = re.compile(rf"(?:{_NAME})(?:,|\s(?:və|ve|ilə|ile))\s(?:[^\W\d_A-ZƏĞİÖŞÜÇ][\w’'-]*\s){{0,3}}$")
_AND_ANOTHER = re.compile(
    rf"(?:,|\s(?:and|и|və|ve|y|e|et|und|і|та|ды|i))\s"
    rf"(?:(?:the|la|le|el|(?:der|die|den)\s[A-ZÄÖÜ]\w+|l['’])\s?)?"
    rf"(?:[^\W\d_A-ZÀ-ÞА-ЯЁ][\w’'-]*\s){{0,3}}({_NAME})"
)
_OF_PRISONERS = re.compile("|".join(_ROLES["hunger_strikes"]))


def is_bystander(text: str, name: Span, phrases: Sequence[StatusPhrase]) -> bool:
    """Tell whether somebody is named as one who tells, judges, writes or looks on.

    `phrases` are those of the sentence: who is called a prisoner beside the name may tell of himself.
    """
    if _is_author(text, name):
        return True
    if _is_called_held(text, name, phrases):
        return False
    before = text[max(0, name.start - _LONGEST_WAY) : name.start]
    if _AGENT.search(before) or _ATTRIBUTION.search(before):
        return True
    if (_OF_BODY.search(before) or _SPEAKS_FOR.search(before)) and not _has_status_after(name, phrases):
        return True
    if _LEADS_CASE.search(before):
        return True
    if _MET.search(before) and not _has_status_after(name, phrases):
        return True
    marks = (_SPOKE.match(before, mark.start()) for mark in _SPEECH_END.finditer(before))
    if any(spoke and lower_unmarked(spoke[1]) in _SAYING for spoke in marks):
        return True
    if _PREPOSITION.search(before):
        # Lawyers for X said.
        return False
    return _acts(text, name, phrases) or _ends_acting(text, name) or _speaks_up(text, name, phrases)


def _ends_acting(text: str, name: Span) -> bool:
    """Tell whether a sentence in Turkish or Azerbaijani ends with a verb of telling that the name begins."""
    first = max(0, name.start - _LONGEST_SENTENCE)
    if _CASE.match(text, name.end) or not _TURKIC.search(text, first, name.end + _LONGEST_SENTENCE):
        return False
    start = max((match.end() for match in _SENTENCE_END.finditer(text, first, name.start)), default=first)
    end = _SENTENCE_END.search(text, name.end)
    tail = text[name.end : end.start() if end else len(text)]
    words = PLAIN_WORD.findall(lower_unmarked(tail))
    if not words or words[-1] not in _ACTING or _OWN.search(tail):
        return False
    is_first = _ANY_NAME.search(text, start, name.start) is None
    return is_first or _IN_ROW.search(text, start, name.start) is not None


def _speaks_up(text: str, name: Span, phrases: Sequence[StatusPhrase]) -> bool:
    """Tell whether the next word of prison is of others, for whom somebody speaks up."""
    following = [phrase for phrase in phrases if phrase.start >= name.end]
    if not following or any(phrase.end <= name.start for phrase in phrases):
        return False
    if following[0].status is Status.PSYCHIATRIC_DETENTION:
        # Sent for compulsory treatment.
        return False
    between = PLAIN_WORD.findall(lower_unmarked(text[name.end : following[0].start]))
    return not _FOR_OTHERS.isdisjoint(between[-3:])


def _is_author(text: str, name: Span) -> bool:
    """Tell whether a name stands on a short line that begins with By, Text or Photo."""
    start, end = text.rfind("\n", 0, name.start) + 1, text.find("\n", name.end)
    line = text[start : end if end >= 0 else len(text)]
    byline = _BYLINE.match(line) if len(line) <= _LONGEST_BYLINE else None
    sentence = max(line.rfind(". ", 0, name.start - start), line.rfind("| ", 0, name.start - start))
    if byline is None and sentence >= 0 and len(line) <= _LONGEST_BYLINE:
        byline = _BYLINE.match(line, sentence + 2)
    if byline is None or byline.end() > name.start - start:
        return False
    return _BETWEEN_AUTHORS.fullmatch(line, byline.end(), name.start - start) is not None


def _is_called_held(text: str, name: Span, phrases: Sequence[StatusPhrase]) -> bool:
    """Tell whether a word of prison or arrest stands right before a name, or behind it beside a comma."""
    for phrase in phrases:
        if phrase.end <= name.start and phrase.status:
            if text[phrase.end : name.start].count("\n"):
                continue
            between = text[phrase.end : name.start]
            few = len(PLAIN_WORD.findall(between)) <= _MOST_BEFORE_VERB
            if few and not re.search(r"[.,;:!?\n]", between):
                return not re.search(r"\b(?:by|par|por)\b", between)
    apposition = _APPOSITION.match(text, name.end)
    within = apposition.span(1) if apposition else (0, 0)
    return any(
        within[0] <= phrase.start < within[1] and not _SPEAKER.match(text, phrase.start) for phrase in phrases
    )


def _has_status_after(name: Span, phrases: Sequence[StatusPhrase]) -> bool:
    return any(phrase.start >= name.end and phrase.status for phrase in phrases)


def _acts(text: str, name: Span, phrases: Sequence[StatusPhrase]) -> bool:
    """Tell whether what follows a name is a verb of telling or deciding, behind an apposition or not."""
    apposition = _APPOSITION.match(text, name.end)
    for_body = _FOR_BODY.match(text, name.end)
    if for_body and _IS.search(for_body[0]):
        # X, remain in detention after a judge rejected it.
        for_body = None
    beside = _AND_ANOTHER.match(text, name.end)
    if beside and _acts(text, Span(beside.start(1), beside.end()), phrases):
        # The writer X and the deputy Y called for it.
        return True
    beyond = [after.end() for after in (apposition, _WITH_BODY.match(text, name.end)) if after]
    is_beside = text[max(0, name.start - 5) : name.start].endswith((", ", ", Me "))
    if is_beside and text[name.end : name.end + 2] == ", ":
        # The editor of the channel, X, learned of it.
        beyond.append(name.end + 2)
    for start in (name.end, *beyond):
        words = list(PLAIN_WORD.finditer(lower_unmarked(text[start : start + _LONGEST_WAY])))
        gap = 0
        for number, word in enumerate(words[: _MOST_BEFORE_VERB + 1]):
            if re.search(r"[.,;:!?\n(]", text[start + gap : start + word.start()]):
                break
            if word.group() in _ACTING:
                if _BY_COURT.match(text, start + word.start()):
                    # X verurteilte dasselbe Gericht.
                    return False
                return not _goes_hungry(text, phrases, start + word.end())
            if number == _MOST_BEFORE_VERB or word.group() not in _BEFORE_ACTING:
                break
            gap = word.end()
    return for_body is not None and not any(phrase.start >= for_body.end() for phrase in phrases)


def _goes_hungry(text: str, phrases: Sequence[StatusPhrase], verb_end: int) -> bool:
    """Tell whether somebody announces or refuses what only a prisoner can: a hunger strike, an appeal."""
    clause = re.split(r"[.;\n]", text[verb_end : verb_end + _LONGEST_WAY])[0]
    return bool(_OF_PRISONERS.search(lower_unmarked(clause)))
