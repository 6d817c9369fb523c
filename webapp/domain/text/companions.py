"""Whose name stands beside that of whom a text tells: a lawyer, a relative, who signs, who tells."""

import re
from collections.abc import Sequence

from webapp.domain.text.base_forms import is_given_name, is_given_name_in_case
from webapp.domain.text.liberty.not_meant import is_outside
from webapp.domain.text.liberty.plain_letters import PLAIN_WORD, lower_unmarked
from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.domain.text.name_rows.parsed_text import NAME_LISTS
from webapp.domain.text.quote_location import Span
from webapp.domain.text.status_phrases import (
    COMPANIONS,
    NEGATIONS,
    OF_DEATH,
    OF_PRISON,
    PAST,
    TELLING,
    tells_of_dying,
)
from webapp.domain.text.word_lists import any_of, word_lists
from webapp.vocab.liberty import Status

_CLAUSE_BREAK = re.compile(r"[;:!?\n]")
_ROLES = word_lists("roles")
# After a name: X, the lawyer of Y; X signed the pardon of Y.
# X, the defendant's mother.
_OF_LAWYER = re.compile(
    rf",\s(?:(?:{any_of(_ROLES['lawyers_of'])})|(?:the )?\w+['’]s (?:{'|'.join(_ROLES['relatives'])}))(?!\w)",
    re.IGNORECASE,
)
# X, a lawyer for the group, was arrested.
_OWN_FATE = re.compile(r",\s[^,.;\n]{5,60},\s(?:was|were|has been|был[аи]?|fue|a été|wurde)\s")
_SIGNS = re.compile(rf"\s(?:\w+\s){{0,2}}(?:{any_of(_ROLES['signing'])})(?!\w)", re.IGNORECASE)
_PLEADS = re.compile(rf"\s(?:\w+\s){{0,2}}?(?:{'|'.join(_ROLES['pleading'])})(?!\w)", re.IGNORECASE)
_WRITES = re.compile(rf"(?<!\w)(?:{any_of(_ROLES['writing'])})(?:\s?:)?\s$", re.IGNORECASE)
_CONCERNS = re.compile(rf"(?<!\w)(?:{any_of(_ROLES['concerning'])})\s$", re.IGNORECASE)
_LONGEST_CONCERN = 28
# Where what is told of a name ends, unless others follow in a row: Lawyers X, Y and Z were arrested.
# Su hermano X corrió otra suerte: lo condenaron.
_OWN_CLAUSE_END = re.compile(
    r"[.;!?\n]|\s?:\s(?!(?:lo|la|he|she|il|elle|l['’]|er|sie|он|она|его|её|ён|яна|яго|яе|він|вона|його|її|o|onu)\b)"
    r"|,\s(?=[^\W\d_A-ZÀ-ÝƏĞİÖŞÜÇА-ЯЁЄІЇҐЎ])"
)
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
    r"\b(?:lawyers?|attorneys?|advocate|abogad[oa]|avocate?|anwalt|anwältin|advogad[oa]|адвокат\w?|doctor|author)\s$",
    re.IGNORECASE,
)
_AMONG = re.compile(r"\s*(?:Among|Среди|Entre|Parmi|Unter|Серед|Сярод)\b")
# No relative: Father X is a priest.
_CLERGY = re.compile(r"(?<!\bhis )(?<!\bher )(?<!\bthe )(?:\bFather|\bSister|\bBrother|\bMother) $")
# The name before another one in a row.
_IN_A_ROW = re.compile(
    r"([A-ZÀ-ÝƏĞİÖŞÜÇА-ЯЁЄІЇҐЎ][\w'’-]+ [A-ZÀ-ÝƏĞİÖŞÜÇА-ЯЁЄІЇҐЎ][\w'’-]+"
    r"(?:, | and | və | ve | и | та | y | et | und | e ))$"
)
# Names in a row that are looked back through for the office of all of them.
_LONGEST_ROW = 8
# Right after the comma: the lawyer X, arrested in May; the lawyer X, who was arrested.
_JUST_AFTER = 3
_GOES_ON_BESIDE = re.compile(r", (?!(?:she|he|they|her|his|it|that|она|он|они|вона|він|su|sus|elle|il)\b)")
_GOES_ON_OF = re.compile(r"(?:he|who|он|она|він|вона|ён|яна|котор\w+|який|яка|які|qui|quien|ki|hansı)\b")
# According to X; as X put it.
_ACCORDING_TO = re.compile(
    rf"(?<!\w)(?:{any_of(_ROLES['according_to'])})\s(?:(?:[^\W\d_]{{2,5}}\.?|ma[iî]tre)\s)?$",
    re.IGNORECASE,
)
# According to his wife, X, he confessed.
_ACCORDING_TO_ANOTHER = re.compile(
    rf"(?<!\w)(?:{any_of(_ROLES['according_to'])})\s(?:[^.,;:!?\n]|\n(?!\n)){{1,40}},?\s$",
    re.IGNORECASE,
)
_BY_WORDS_OF = re.compile(
    rf"(?<!\w)(?:{any_of(_ROLES['according_to'])})\s(?:[а-яёіїєґў-]+\s){{0,3}}[а-яёіїєґў]+,\s$", re.IGNORECASE
)
# X: "We wait", as Turkish and Azerbaijani tell; by whom something was done; by General X.
_SPEAKS = re.compile(
    r"(?:['’]\w+)?(?:,?\s[\"“«][^\"”»]{3,400}[\"”»],?\s(?:dedi|deyib|diyor|deyir|söyl|belirt|bildir|ifade)|\s(?:tərəfindən|tarafından)\b"
    r"|\s(?:sözlərinə|dediyinə|bildirdiyinə|məlumatına|söylədiyinə|sözlerine|söylediğine|belirttiğine"
    r"|aktardığına|ifadesine|verdiği bilgiye) g[öo]r[əe]\b"
    r"|['’](?:y?[ae]|n[ae]) göre\b)"
)
# Said X, who directs the centre.
_SAYING = frozenset(lower_unmarked(_ROLES["saying"]).split())
_LABELS = frozenset(lower_unmarked(_ROLES["labels"]).split())
_MOST_WORDS_OF_LABEL, _LONGEST_BEFORE = 6, 60
# As Azerbaijani and Turkish deny: saxlanılmayıb, serbest bırakılmadı, azad edilmir.
_NEGATED = re.compile(
    r"\w{2,}[lnrxtk](?:m[ae](?:y[iu]b|d[iu]|m[iu]s|yac|yec|yan|z|den|dan)|m[iu](?:r|yor))\w*"
)
_LONGEST_VERB = 25
_WEAK = re.compile(
    "court|trial|verdict|charge$|charges|mehkeme|hokm|mahkeme|ceza|суд|приговор|дел|следстви|вирок|прысуд"
    "|juicio|sentencia|condena$|proces|prozess|anklage|criminal case|prosecut|investigat|istintaq|cinayet"
    "|уголовн|кр[ыи]м"
)
# After whom an office stands on the next line, or who stands below those whom he frees.
_LONGEST_OFFICE = 90
_OFFICES = NAME_LISTS["officials"] - NAME_LISTS["former"]


def certain_status(text: str, phrase: StatusPhrase, name: Span) -> Status | None:
    """Return the status of a phrase for a name; None where it is denied, or the name only tells of it.

    Elvin Sinagov was not arrested; Elvin Sinagov said that others were.
    """
    if is_denied(text, phrase) or (phrase.start > name.end and _tells(text, name)):
        return None
    between = text[name.end : phrase.start]
    words = PLAIN_WORD.findall(lower_unmarked(between))
    if phrase.status not in OF_DEATH and COMPANIONS.isdisjoint(words) and tells_of_dying(between):
        return None
    return phrase.status


def is_denied(text: str, phrase: StatusPhrase) -> bool:
    """Tell whether words right before a phrase say that it is not so, or no longer."""
    verbs = PLAIN_WORD.findall(lower_unmarked(text[phrase.start : phrase.end + _LONGEST_VERB]))
    own = len(PLAIN_WORD.findall(text[phrase.start : phrase.end]))
    if any(_NEGATED.fullmatch(verb) for verb in verbs[own - 1 : own + 1]):
        return True
    words = _own_clause(text[max(0, phrase.start - 25) : phrase.start], text[phrase.start : phrase.end])
    return not (NEGATIONS | PAST).isdisjoint(PLAIN_WORD.findall(lower_unmarked(words))[-2:])


def _own_clause(before: str, phrase: str) -> str:
    """Return what stands before a phrase in its clause: no verdict, held; but: never charged, arrested."""
    clause, comma, last = _CLAUSE_BREAK.split(before)[-1].rpartition(",")
    in_row = clause.split()[-1:] + phrase.split()[:1]
    is_row = len(in_row) == 2 and in_row[0][-2:] == in_row[1][-2:]
    return last if comma and not is_row else clause + comma + last


def is_companion(text: str, name: Span, *, is_entry: bool = False) -> bool:
    """Tell whether a name is that of a lawyer or relative who tells of somebody else, or of who decides.

    One that is an entry of a list stands there for itself, whoever else is told to be near.
    """
    if is_beside_companion(text, name) and (_tells(text, name) or _PLEADS.match(text, name.end)):
        return True
    before = text[max(0, name.start - _LONGEST_BEFORE) : name.start]
    if _WRITES.search(before) or _is_under_companion(text, name) or _is_signature(text, name):
        return True
    if is_beside_companion(text, name) and _ACCORDING_TO_ANOTHER.search(before):
        return True
    if _is_by_whose_words(text, name, before):
        return True
    if not is_entry and (_ACCORDING_TO.search(before) or _SPEAKS.match(text, name.end)):
        return True
    has_own_fate = is_entry or _OWN_FATE.match(text, name.end)
    of_lawyer = None if has_own_fate else _OF_LAWYER.match(text, name.end)
    return of_lawyer is not None or _SIGNS.match(text, name.end) is not None


def _is_by_whose_words(text: str, name: Span, before: str) -> bool:
    """Tell whether a name in the genitive stands beside that by whose words something is told.

    По словам его матери, Анны Выдумкиной, он ждёт.
    """
    if text[name.end : name.end + 1] != "," or not _BY_WORDS_OF.search(before):
        return False
    is_declined = text[name.start : name.end].endswith(("ой", "ої", "ай", "ого"))
    return is_declined or _is_in_genitive(text, name)


def is_of_concern(text: str, name_start: int) -> bool:
    """Tell whether words before a name say that it is its bearer of whom is told: relatives of X, about X."""
    return _CONCERNS.search(text, max(0, name_start - _LONGEST_CONCERN), name_start) is not None


def _is_under_companion(text: str, name: Span) -> bool:
    """Tell whether a name stands on a line that begins with its office: Judge: X; Counsel for Y: X."""
    label, colon, _ = text[text.rfind("\n", 0, name.start) + 1 : name.start].partition(":")
    return bool(colon) and is_of_companions(label)


def is_of_companions(label: str) -> bool:
    """Tell whether a label, without its colon, is of those who judge, defend, tell or can be written to."""
    words = PLAIN_WORD.findall(lower_unmarked(re.split(r"[.;]\s", label)[-1]))
    return 0 < len(words) <= _MOST_WORDS_OF_LABEL and words[0] in COMPANIONS | _LABELS


def _is_signature(text: str, name: Span) -> bool:
    """Tell whether a name is alone on its line, above a line of an office that decides."""
    line_start, line_end = text.rfind("\n", 0, name.start) + 1, text.find("\n", name.end)
    if line_end < 0 or text[line_start : name.start].strip() or text[name.end : line_end].strip():
        return False
    below = text[line_end + 1 : line_end + 1 + _LONGEST_OFFICE].split("\n")[0]
    words = PLAIN_WORD.findall(lower_unmarked(below))
    if set(words) & (PAST | NAME_LISTS["former"]) or re.search(r"\d", below):
        return False
    return any(word in _OFFICES or (len(word) > 7 and word[:-1] in _OFFICES) for word in words)


def is_led_by_companion(text: str, name: Span, phrases: Sequence[StatusPhrase]) -> bool:
    """Tell whether a name after "her lawyer" or "his wife" has none of these phrases in its own clause."""
    if not is_beside_companion(text, name):
        return False
    if _is_object(text, name, phrases) or _is_among(text, name, phrases):
        return False
    # His brother, X, was released; but: her husband, X, she was beaten.
    beside = text[max(0, name.start - 2) : name.start] == ", " and _GOES_ON_BESIDE.match(text, name.end)
    end = _OWN_CLAUSE_END.search(text, beside.end() if beside else name.end)
    within = _GOES_ON_OF.match(text, end.end()) and _OWN_CLAUSE_END.search(text, end.end()) if end else None
    last = (within or end).end() + _JUST_AFTER if end else len(text)
    # A court or a verdict alone may be what the lawyer speaks of.
    return not any(name.end <= phrase.start < last and not is_weak(text, phrase) for phrase in phrases)


def is_weak(text: str, phrase: StatusPhrase) -> bool:
    """Tell whether a phrase names a court, a trial or a verdict, which may be anybody's, or a gate."""
    if phrase.status is not None:
        return False
    first = max(0, phrase.start - _LONGEST_BEFORE)
    plain = lower_unmarked(text[first : phrase.end + _LONGEST_VERB])
    start, end = phrase.start - first, phrase.end - first
    return _WEAK.match(plain, start, end) is not None or is_outside(plain, start, end)


def _is_among(text: str, name: Span, phrases: Sequence[StatusPhrase]) -> bool:
    """Tell whether a sentence says who is among those of whom it tells: among those taken was his wife X."""
    start = max(text.rfind(mark, 0, name.start) for mark in (". ", "\n", "! ", "? ")) + 1
    among = _AMONG.match(text, start)
    certain = [phrase for phrase in phrases if phrase.status and phrase.end <= name.start]
    return among is not None and any(phrase.start >= among.end() for phrase in certain)


def _is_object(text: str, name: Span, phrases: Sequence[StatusPhrase]) -> bool:
    """Tell whether a lawyer is whom words before the name tell of: they arrested in May the lawyer X."""
    before = [phrase for phrase in phrases if phrase.status and phrase.end <= name.start]
    if not before or before[-1].status in OF_PRISON:
        return False
    if not _LAWYER.search(text[max(0, name.start - 25) : name.start]):
        return False
    between = lower_unmarked(text[before[-1].end : name.start])
    words = set(PLAIN_WORD.findall(between))
    return _OWN_CLAUSE_END.search(between) is None and "," not in between and not words & _OF_OTHERS


def tells_of_others(text: str, name: Span) -> bool:
    """Tell whether a name is that of somebody who tells of others, or of a lawyer or relative beside it."""
    after = re.split(r"[.\n\t]", lower_unmarked(text[name.end : name.end + 40]))[0]
    beside = {word.strip(",;:") for word in after.split()[:4]}
    # X – A doctor came: what follows a dash in an entry is told of its name.
    beside = set() if _DASHED_SENTENCE.match(text, name.end) else beside
    return _tells(text, name) or bool(COMPANIONS & beside) or is_beside_companion(text, name)


def is_beside_companion(text: str, name: Span) -> bool:
    """Tell whether the word before a name calls its bearer a lawyer or relative."""
    # Lawyers X and Y: the office of the one is that of the other.
    end = name.start
    for _ in range(_LONGEST_ROW):
        beside = _IN_A_ROW.search(text, max(0, end - 60), end)
        if beside is None:
            break
        end = beside.start(1)
    if _CLERGY.search(text, max(0, end - 25), end) or (end == name.start and _is_in_genitive(text, name)):
        return False
    before = lower_unmarked(text[max(0, end - 25) : end]).split()
    if before[-1:] == ["me"] and len(before) > 1 and before[-2].endswith(","):
        # Son avocat, Me X.
        before = before[:-1]
    if end < name.start:
        return bool(_SEVERAL & set(before[-1:]))
    return bool((COMPANIONS | _SAYING) & {word.rstrip(",") for word in before[-1:]})


def _is_in_genitive(text: str, name: Span) -> bool:
    """Tell whether a name is in a case, so that who stands before it is this one's: адвокат Ивана X."""
    given = text[name.start : name.end].split()[0]
    return "а" <= given[0].lower() <= "ӿ" and not is_given_name(given) and is_given_name_in_case(given)


def _tells(text: str, name: Span) -> bool:
    # Journaliste. Condamné: condamne is a verb of telling as well.
    sentence = re.split(r"[.;!?]\s|\n\n", text[name.end : name.end + 60])[0]
    words = [word for word in sentence.replace(",", " ").split()[:3] if word.strip("-–—:|")][:2]
    # And got is one in Kurdish alone.
    no_telling = ("condamné",) if " ku " in sentence else ("condamné", "got")
    return any(lower_unmarked(word) in TELLING and not word.lower().startswith(no_telling) for word in words)
