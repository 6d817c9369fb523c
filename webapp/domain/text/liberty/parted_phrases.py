"""Phrases whose words stand apart in a sentence: из колонии в Твери вышел, kam gestern frei."""

import re
from collections.abc import Sequence
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
    # Kam gegen Kaution frei: how is told between them.
    apart = [each for each in apart if not _has_manner_within(each, phrases)]
    if not apart:
        return phrases
    kept = [phrase for phrase in phrases if not any(each.start <= phrase.start < each.end for each in apart)]
    # The name may stand between the two words.
    last = [each._replace(start=plain.rindex(" ", 0, each.end) + 1) for each in apart]
    return sorted([*kept, *last], key=attrgetter("start"))


def _has_manner_within(apart: StatusPhrase, phrases: Sequence[StatusPhrase]) -> bool:
    return any(apart.start <= own.start < apart.end and own.status in _MANNERS for own in phrases)
