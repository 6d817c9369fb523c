"""Which hearing leaves a day to wait for: the last of those put off, and none that a source answers."""

from sqlalchemy.orm import Session

from tests import make
from webapp.domain.claims.hearings import awaited
from webapp.vocab.charges import HearingOutcome
from webapp.vocab.dates.partial_date import PartialDate


def test_of_a_hearing_put_off_twice_only_the_last_day_waits(session: Session) -> None:
    person = make.person(session)
    days = ("2026-03-02", "2026-03-09", "2026-03-16")
    hearings = [make.hearing(session, person, date=days[0])]
    for day, later in zip(days, days[1:], strict=False):
        postponed = {"outcome": HearingOutcome.POSTPONED, "postponed_to": PartialDate.parse(later)}
        hearings.append(make.hearing(session, person, date=day, **postponed))
    assert [(hearing, day.edtf) for hearing, day in awaited(hearings)] == [(hearings[-1], days[-1])]
    hearings.append(make.hearing(session, person, date=days[-1]))
    assert [day.edtf for _, day in awaited(hearings)] == [days[-1]]
    hearings.append(make.hearing(session, person, date=days[-1], outcome=HearingOutcome.HELD))
    assert list(awaited(hearings)) == []
