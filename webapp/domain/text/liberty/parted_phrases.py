"""Phrases whose words stand apart in a sentence: из колонии в Твери вышел, kam gestern frei."""

import re
from bisect import bisect_left
from operator import attrgetter

from webapp.domain.text.liberty.status_phrase import StatusPhrase
from webapp.vocab.liberty import Status

_APART = [
    (Status.AT_LIBERTY, re.compile(
        r"\bиз (?:колони\w+|тюрьмы|сизо|ик-\d+|плена)\b[^,.;:!?\n]{1,40}?\b(?:вышел|вышла|вышли)\b"
        r"|\bз (?:калоні\w+|турмы|сіза|колоні\w+|в'язниці|полону)\b[^,.;:!?\n]{1,40}?"
        r"\b(?:выйша\w|выйшл[аі]|вийшов|вийшла|вийшли)\b"
        r"|\bk(?:am|amen|ommt|ommen)\b[^,.;:!?\n]{1,60}?\bfrei\b"
        r"|\bließ(?:en)?\b[^,.;:!?\n]{1,80}?\b(?:laufen|frei|gehen)\b"
        r"|\bliess(?:en)?\b[^,.;:!?\n]{1,80}?\b(?:laufen|frei|gehen)\b"
        r"|\bdurften?\b[^.;:!?\n]{1,60}?\bnach hause\b"
        r"|\bsetzten?\b[^,.;:!?\n]{1,80}?\bauf freien (?:fuß|fuss)\b"
    )),
    (Status.ARRESTED, re.compile(
        r"\bn(?:ahm|ahmen|immt|ehmen)\b[^,.;:!?\n]{1,90}?\b(?:fest|in gewahrsam)\b"
        r"|\bbundled\b[^.;:!?\n]{1,80}?\binto an?(?: \w+)? (?:car|van|vehicle|truck|bus|minibus|jeep)\b"
        r"|\bf(?:uhrte|uhrten)\b[^,.;:!?\n]{1,80}?\bab\b"
    )),
    (Status.HOUSE_ARREST, re.compile(r"\bstell(?:te|ten|t|en)\b[^,.;:!?\n]{1,80}?\bunter hausarrest\b")),
    (Status.IMPRISONED, re.compile(
        r"\bserv(?:es|ing) (?:(?:an?|the|his|her|their|out) )?"
        r"(?:[\w-]+ ){0,3}?(?:years?|sentences?|terms?|life)\b|"
        r"\bსასჯელს [^,.;:!?\n]{1,60}?იხდის"
        r"|\bverbußt [^,.;:!?\n]{1,60}?\b(?:freiheits|haft|gefangnis)strafe\b"
    )),
]  # fmt: skip
_MANNERS = {Status.RELEASED_EARLY, Status.RELEASED_SERVED, Status.RELEASED_PENDING_TRIAL}


def with_parted_phrases(plain: str, phrases: list[StatusPhrase]) -> list[StatusPhrase]:
    """Return the phrases of a text in small letters, with those whose words stand apart."""
    apart = [
        StatusPhrase(*match.span(), status) for status, words in _APART for match in words.finditer(plain)
    ]
    last: list[StatusPhrase] = []
    replaced: set[StatusPhrase] = set()
    for each in apart:
        first = bisect_left(phrases, each.start, key=attrgetter("start"))
        within = phrases[first : bisect_left(phrases, each.end, key=attrgetter("start"))]
        # Kam gegen Kaution frei: how is told between them.
        if all(phrase.status not in _MANNERS for phrase in within):
            replaced.update(within)
            # The name may stand between the two words.
            last.append(each._replace(start=plain.rindex(" ", 0, each.end) + 1))
    if not last:
        return phrases
    kept = [phrase for phrase in phrases if phrase not in replaced]
    return sorted([*kept, *last], key=attrgetter("start"))
