"""Every figure is what another count of the claims themselves makes of it, and opens just its members."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.crowd import DECLARATION, LETTER, PARTY, UNION, gather
from tests.support.lasting_database import STORAGES, lasting_engine
from webapp.domain.claims.liberty_periods import liberty_periods, period_on
from webapp.domain.claims.loading import claims_of
from webapp.domain.lists import people_pages
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.statistics import Statistic, statistic, statistics
from webapp.domain.visibility import INTERNAL, PUBLIC, Reader
from webapp.models import Affiliation, Charge, Claim, Person, PersonalFact, StatusEvent, writing
from webapp.vocab.claims import ClaimState, Rank
from webapp.vocab.liberty import Held, Status
from webapp.vocab.people import FactKind, Occupation, Sex
from webapp.vocab.statistics import Figure
from webapp.vocab.verification import DAYS_TO_VERIFY, Freshness

TODAY = make.AT.date()
# Days of detention on both sides of every boundary that is counted.
LASTED = (1, 30, 31, 91, 92, 365, 366, 700)
Told = dict[str, list[Claim]]


@pytest.fixture(scope="module", params=STORAGES)
def crowded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    """A session that reads a crowd, some of whom were taken and let go several times."""
    with lasting_engine(request, tmp_path_factory) as engine:
        with Session(writing(engine)) as session:
            gather(session, 24)
            with make.single_edit(session):
                _taken_and_let_go(session)
            session.commit()
        with Session(engine) as session:
            yield session


def _taken_and_let_go(session: Session) -> None:
    people = session.scalars(select(Person).order_by(Person.reference)).all()
    for number, who in enumerate(people):
        if number % 3 == 0:
            make.status(session, who, Status.ARRESTED, f"2022-0{number % 9 + 1}-11")
            make.status(session, who, Status.RELEASED_SERVED, f"2022-1{number % 3}")
        if number % 4 == 0:
            make.status(session, who, Status.PRETRIAL_DETENTION, "2025-06-02")
        if number % 2:
            since = TODAY - timedelta(days=LASTED[number // 2 % len(LASTED)] - 1)
            make.status(session, who, Status.RELEASED_SERVED, "2024-01-30")
            make.status(session, who, Status.ARRESTED, since.isoformat())
        if number % 5 == 0:
            provision = make.provision(session, f"{200 + number}.1.2")
            make.charge(session, who, provision=provision)
        if number % 7 == 0:
            make.charge(session, who, offence="told in words", state=ClaimState.DRAFT)


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.just(()) | st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(tuple)


FILTERS = st.builds(
    PeopleFilter,
    q=st.sampled_from(["", "", "", "ayla"]),
    held=some(*Held),
    status=some(Status.IMPRISONED, Status.PRETRIAL_DETENTION, Status.RELEASED_SERVED),
    occupation=some(*Occupation),
    organization=some(UNION, PARTY),
    sex=some(*Sex),
    source=some(DECLARATION, LETTER),
    freshness=some(*Freshness),
    charge=some("205 CC AZ 2000", "not_stated"),
    taken_in=some("2022-01", "less_precise"),
    as_of=st.none() | st.dates(date(2021, 1, 1), date(2027, 1, 1)),
    today=st.just(TODAY),
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(people_filter=FILTERS, to=st.sampled_from([PUBLIC, INTERNAL]))
def test_every_number_opens_as_many_people_as_it_says(
    crowded: Session, people_filter: PeopleFilter, to: Reader
) -> None:
    for made in statistics(crowded, people_filter, to=to, today=TODAY):
        for row in made.rows[:12]:
            assert PeopleFilter.read(row.members.query()) == row.members
            for number in (row, *row.beside):
                count = people_pages.count(crowded, number.members, to=to)
                assert count == number.people, (made.figure, number)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(people_filter=FILTERS, to=st.sampled_from([PUBLIC, INTERNAL]))
def test_every_figure_is_what_the_claims_come_to(
    crowded: Session, people_filter: PeopleFilter, to: Reader
) -> None:
    told = _told(crowded, people_filter, to)
    day = people_filter.as_of or TODAY
    now = {who: _current(claims, day) for who, claims in told.items()}
    _same(crowded, Figure.STATUS, people_filter, to, Counter(
        status.value for status, is_held, _ in now.values() if is_held is not Held.UNCERTAIN
    ))
    _same(crowded, Figure.HELD, people_filter, to, Counter(is_held.value for _, is_held, _ in now.values()))
    _same(crowded, Figure.SEX, people_filter, to, _tally(told, lambda claim: _fact(claim, FactKind.SEX)))
    _same(crowded, Figure.ORGANIZATION, people_filter, to, _tally(told, _organization))
    _same(crowded, Figure.CHARGE, people_filter, to, _tally(told, _article))
    lengths = Counter(
        _length(since, day) for _, is_held, since in now.values() if is_held is Held.YES
    )  # fmt: skip
    _same(crowded, Figure.LENGTH, people_filter, to, lengths)
    fields = (people_filter.held, people_filter.status, people_filter.freshness, people_filter.as_of)
    if not any(fields):
        over_time = statistic(crowded, Figure.OVER_TIME, people_filter, to=to, today=TODAY)
        for row in over_time.rows:
            at = date.fromisoformat(row.value)
            answers = [_current(claims, at)[1] for claims in told.values()]
            unheard = sum(_unheard(claims, at) for claims in told.values())
            numbers = (row.people, *(other.people for other in row.beside))
            assert numbers == (answers.count(Held.YES), unheard, answers.count(Held.UNCERTAIN)), row.value


def _told(session: Session, people_filter: PeopleFilter, to: Reader) -> Told:
    """The claims on each person of a filter, by reference; who they are is told by the list itself."""
    rows = people_pages.people(session, people_filter, to=to, size=1_000).rows
    claims = claims_of(session, [row.person_id for row in rows], to=to)
    return {
        row.reference: [one for one in claims[row.person_id] if one.rank is not Rank.DEPRECATED]
        for row in rows
    }


def _current(claims: list[Claim], day: date) -> tuple[Status, Held, tuple[date | None, date] | None]:
    now = period_on(liberty_periods(_events(claims), to=INTERNAL), day)
    return now.status, now.held, now.held_since


def _unheard(claims: list[Claim], day: date) -> bool:
    """Whether somebody is held of whom no source that is recent enough speaks; nobody was verified."""
    now = period_on(liberty_periods(_events(claims), to=INTERNAL), day)
    if now.held is not Held.YES:
        return False
    return now.last_word_on is None or (day - now.last_word_on).days > DAYS_TO_VERIFY[now.status]


def _events(claims: list[Claim]) -> list[StatusEvent]:
    return [claim for claim in claims if isinstance(claim, StatusEvent)]


def _tally(told: Told, value: object) -> Counter[str]:
    found: Counter[str] = Counter()
    for claims in told.values():
        found.update({one for claim in claims if (one := value(claim)) is not None})  # type: ignore[operator]
    return found


def _fact(claim: Claim, kind: FactKind) -> str | None:
    return claim.value if isinstance(claim, PersonalFact) and claim.fact is kind else None


def _organization(claim: Claim) -> str | None:
    return claim.organization.reference if isinstance(claim, Affiliation) else None


def _article(claim: Claim) -> str | None:
    if not isinstance(claim, Charge):
        return None
    if claim.provision is None:
        return "not_stated"
    code = claim.provision.legal_code
    return f"{claim.provision.article} {code.code} {code.country} {code.year}"


def _length(since: tuple[date | None, date] | None, day: date) -> str:
    if since is None or since[0] is None:
        return "not_computable"
    longest, shortest = (_lasted(begun, day) for begun in since if begun is not None)
    return longest if longest == shortest else "not_computable"


def _lasted(begun: date, day: date) -> str:
    days = (day - begun) // timedelta(days=1) + 1
    bounds = ((30, "under_1_month"), (91, "under_3_months"), (365, "under_1_year"), (1096, "under_3_years"))
    return next((word for most, word in bounds if days <= most), "over_3_years")


def _same(
    session: Session, figure: Figure, people_filter: PeopleFilter, to: Reader, expected: Counter[str]
) -> None:
    made: Statistic = statistic(session, figure, people_filter, to=to, today=TODAY)
    asked = getattr(people_filter, figure.value, ())
    counted = {row.value: row.people for row in made.rows if row.people}
    wanted = {value: number for value, number in expected.items() if number and (not asked or value in asked)}
    assert counted == wanted, figure


def test_moves_are_counted_in_the_month_that_a_source_names(session: Session) -> None:
    elvin, ayla = make.person(session, "Elvin Sinagov"), make.person(session, "Ayla Numunali")
    make.status(session, elvin, Status.ARRESTED, "2023-11-20")
    make.status(session, elvin, Status.IMPRISONED, "2024-02")
    make.status(session, elvin, Status.RELEASED_SERVED, "2024-04")
    make.status(session, elvin, Status.ARRESTED, "2024-05-30")
    make.status(session, ayla, Status.ARRESTED, "2023")
    session.commit()
    taken = statistic(session, Figure.TAKEN_IN, PeopleFilter(), to=PUBLIC, today=TODAY)
    assert {row.value: row.people for row in taken.rows if row.people} == {"2023-11": 1, "2024-05": 1}
    assert [row.value for row in taken.rows][1:3] == ["2023-12", "2024-01"]
    assert taken.left_out == 1
    let_go = statistic(session, Figure.RELEASED_IN, PeopleFilter(), to=PUBLIC, today=TODAY)
    assert [(row.value, row.people) for row in let_go.rows] == [("2024-04", 1)]


def test_of_nobody_there_is_nothing_to_count(session: Session) -> None:
    for made in statistics(session, PeopleFilter(), to=PUBLIC, today=TODAY):
        assert all(row.people == 0 for row in made.rows)
