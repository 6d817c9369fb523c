"""Hearings: when a court sits on a case, with whom, what came of it, and which days wait for a word."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from webapp.domain.claims.content import Columns
from webapp.domain.input_rules import clean_line
from webapp.domain.refusals import Refused
from webapp.models import CourtCase, Hearing, Organization
from webapp.vocab.charges import HearingOutcome, Openness, Proceeding, Ruling
from webapp.vocab.claims import Rank
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.words import N_

_HOUR = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_OFFICIALS = ("judge", "second_judge", "third_judge", "prosecutor")
_LINES = ("judges_words", "counsel", "demanded")


@dataclass(frozen=True, kw_only=True)
class HearingContent:
    """A sitting of a court: up to three judges by name, others in words; the hour as the court's clocks."""

    proceeding: Proceeding
    case: CourtCase | None = None
    court: Organization | None = None
    date: PartialDate | None = None
    hour: str | None = None
    openness: Openness | None = None
    judge: Organization | None = None
    second_judge: Organization | None = None
    third_judge: Organization | None = None
    judges_words: str | None = None
    prosecutor: Organization | None = None
    counsel: str | None = None
    demanded: str | None = None
    outcome: HearingOutcome | None = None
    postponed_to: PartialDate | None = None
    ruling: Ruling | None = None

    def checked(self) -> dict[str, Any]:
        """Return the attributes of the claim, cleaned. Raises Refused."""
        self._check_officials()
        hour = _read_hour(self.hour)
        if hour is not None and (self.date is None or self.date.earliest != self.date.latest):
            raise Refused("hour", N_("Only a hearing on one known day has an hour."))
        if self.postponed_to is not None and self.outcome is not HearingOutcome.POSTPONED:
            raise Refused("postponed_to", N_("Only a hearing that was postponed has another day."))
        if self.postponed_to and self.date and self.postponed_to.is_before(self.date):
            raise Refused("postponed_to", N_("This is before the hearing itself."))
        if self.ruling is not None and self.outcome in (HearingOutcome.CANCELLED,):
            raise Refused("ruling", N_("A hearing that was cancelled has no ruling."))
        lines = {name: clean_line(name, getattr(self, name)) for name in _LINES}
        return vars(self) | lines | {"hour": hour}

    def _check_officials(self) -> None:
        for name in _OFFICIALS:
            official: Organization | None = getattr(self, name)
            if official is not None and official.kind is not OrganizationKind.OFFICIAL:
                raise Refused(name, N_("%(name)s is recorded as something else than an official."),
                              name=official.name)  # fmt: skip
        judges = [judge for judge in (self.judge, self.second_judge, self.third_judge) if judge is not None]
        if len({judge.id for judge in judges}) < len(judges):
            raise Refused("second_judge", N_("The same judge is named twice."))


def _read_hour(text: str | None) -> str | None:
    """Return an hour as `09:30`, or None for nothing. Raises Refused."""
    line = clean_line("hour", text, limit=10)
    if line is None:
        return None
    match = _HOUR.fullmatch(line)
    if match is None:
        raise Refused("hour", N_("Write the hour as 10:30."))
    return f"{int(match[1]):02d}:{match[2]}"


COLUMNS: Columns = {
    "proceeding": (N_("What is heard"), "remand, extension, merits and so on"),
    "case": (N_("Case"), "the case, by its reference"),
    "court": (N_("Court"), "an organization"),
    "date": (N_("Date"), "on which day the court sits"),
    "hour": (N_("Hour"), "by the clocks of the court, as 10:30"),
    "openness": (N_("Open or closed"), "whether the public may come in"),
    "judge": (N_("Judge"), "who presides or sits alone, an official"),
    "second_judge": (N_("Second judge"), "an official"),
    "third_judge": (N_("Third judge"), "an official"),
    "judges_words": (N_("Other judges in the source's words"), "who else sat"),
    "prosecutor": (N_("Prosecutor"), "an official"),
    "counsel": (N_("Counsel in the source's words"), "who defended"),
    "demanded": (N_("What the prosecution demanded"), "in words"),
    "outcome": (N_("Outcome"), "held, postponed or cancelled; empty where no source tells"),
    "postponed_to": (N_("Postponed to"), "the day to which it was put off"),
    "ruling": (N_("Ruling"), "what the court decided"),
}


def is_answered(hearing: Hearing) -> bool:
    """Tell whether a source says what became of a sitting: an outcome or a ruling."""
    return hearing.outcome is not None or hearing.ruling is not None


def awaited_day(hearing: Hearing) -> PartialDate | None:
    """Return the day on which a hearing leaves the next sitting to be, None where it leaves none."""
    if hearing.outcome is HearingOutcome.POSTPONED:
        return hearing.postponed_to
    return None if is_answered(hearing) else hearing.date


def awaited(hearings: Iterable[Hearing]) -> Iterator[tuple[Hearing, PartialDate]]:
    """Yield each hearing that leaves a day of which no other hearing of the person and case tells more.

    Deprecated claims do not count.
    """
    counted = [hearing for hearing in hearings if hearing.rank is not Rank.DEPRECATED]
    for hearing in counted:
        day = awaited_day(hearing)
        if day is not None and not any(_tells_more(other, hearing, day) for other in counted):
            yield hearing, day


def first_of(hearing: Hearing, hearings: Iterable[Hearing]) -> Hearing:
    """Return the hearing from which one was put off to its day, over as many times as it was."""
    others, chain = list(hearings), [hearing]
    while (day := chain[-1].date) is not None:
        earlier = (
            other
            for other in others
            if other not in chain and _same_case(other, hearing) and other.postponed_to is not None
            and other.postponed_to.may_be(day)
        )  # fmt: skip
        before = min(earlier, key=lambda other: other.id, default=None)
        if before is None:
            break
        chain.append(before)
    # Several claims may tell of the first day; the oldest is the one that was handed out.
    first = chain[-1]
    same = (other for other in [first, *others] if _same_case(other, first) and other.date == first.date)
    return min(same, key=lambda other: other.id)


def _same_case(hearing: Hearing, other: Hearing) -> bool:
    return (hearing.person_id, hearing.case_id) == (other.person_id, other.case_id)


def _tells_more(other: Hearing, hearing: Hearing, day: PartialDate) -> bool:
    if other is hearing or not _same_case(other, hearing):
        return False
    if other.date is None or not other.date.may_be(day):
        return False
    # Of two that only announce the day, what was put off to it gives way, and else the later claim.
    return is_answered(other) or hearing.outcome is not None or other.id < hearing.id
