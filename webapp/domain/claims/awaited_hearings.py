"""Which days of hearings wait for a word: told to come or put off to, and nothing told of since."""

from collections.abc import Iterable, Iterator

from webapp.models import Hearing
from webapp.vocab.charges import HearingOutcome
from webapp.vocab.claims import Rank
from webapp.vocab.dates.partial_date import PartialDate


def awaited_day(hearing: Hearing) -> PartialDate | None:
    """Return the day on which a hearing leaves the next sitting to be, None where it leaves none."""
    if hearing.outcome is HearingOutcome.POSTPONED:
        return hearing.postponed_to
    return hearing.date if hearing.outcome is None and hearing.ruling is None else None


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
    is_word = other.outcome is not None or other.ruling is not None
    # Of two that only announce the day, what was put off to it gives way, and else the later claim.
    return is_word or hearing.outcome is not None or other.id < hearing.id
