"""What the sets count is what a look at every person counts, for any filter and after any edit."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from tests import make
from tests.domain.all_edits import EDITS
from tests.domain.crowd import DECLARATION, LETTER, PARTY, UNION, gather
from tests.domain.record import full_record
from tests.lasting import STORAGES, lasting_engine
from webapp.domain import facet_counts, facet_members, people_list
from webapp.domain.checks import check
from webapp.domain.facet_members import fresh
from webapp.domain.filters import PeopleFilter
from webapp.domain.matching import matching
from webapp.domain.people_index import find
from webapp.domain.reading import INTERNAL, PUBLIC, Reader
from webapp.domain.summaries import rebuild
from webapp.models import FacetMembers, PersonSummary, writing
from webapp.vocab.claims import Audience
from webapp.vocab.liberty import Held, Status
from webapp.vocab.people import Occupation, PublicationState, Sex


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.just(()) | st.lists(st.sampled_from(values), max_size=3, unique=True).map(tuple)


FILTERS = st.builds(
    PeopleFilter,
    q=st.sampled_from(["", "", "ayla", "Фарид", "misali", "nobody"]),
    broad=st.booleans(),
    held=some(*Held),
    status=some(*Status),
    occupation=some(*Occupation),
    organization=some(UNION, PARTY, "O-0099"),
    sex=some(*Sex),
    source=some(DECLARATION, LETTER, "S-0099"),
    state=some(*PublicationState),
    as_of=st.none() | st.sampled_from([make.AT.date(), make.AT.date().replace(year=2020)]),
)


@pytest.fixture(scope="module", params=STORAGES)
def crowded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    """A session that reads a crowd."""
    with lasting_engine(request, tmp_path_factory) as engine:
        with Session(writing(engine)) as session:
            gather(session)
        with Session(engine) as session:
            yield session


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(which=FILTERS, to=st.sampled_from([PUBLIC, INTERNAL]))
def test_the_sets_leave_whom_the_rows_leave(crowded: Session, which: PeopleFilter, to: Reader) -> None:
    rows = select(PersonSummary.reference).where(matching(which, to=to))
    expected = {int(reference[2:]) for reference in crowded.scalars(rows)}
    assert set(find(crowded, which, to=to).people) == expected
    assert people_list.count(crowded, which, to=to) == len(expected)
    for field, counts in facet_counts.every_facet(crowded, which, to=to).items():
        for count in counts:
            one = which.without(field).toggled(field, count.value)
            number = select(func.count()).select_from(PersonSummary).where(matching(one, to=to))
            assert count.people == crowded.scalar(number)


def test_a_walk_along_the_names_and_a_look_at_a_few_show_the_same_pages(
    crowded: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    which = PeopleFilter(held=("yes",))
    monkeypatch.setattr(people_list, "_DEARER", 0)
    few = list(_pages(crowded, which))
    monkeypatch.setattr(people_list, "_DEARER", 1_000_000)
    monkeypatch.setattr(people_list, "_STRIDE", 4)
    assert list(_pages(crowded, which)) == few
    assert sum(map(len, few)) == people_list.count(crowded, which, to=PUBLIC)


def _pages(session: Session, which: PeopleFilter) -> Iterator[list[str]]:
    page = people_list.people(session, which, to=PUBLIC, size=3)
    while True:
        yield [row.reference for row in page.rows]
        if page.after is None:
            break
        later = people_list.people(session, which, to=PUBLIC, size=3, after=page.after)
        back = people_list.people(session, which, to=PUBLIC, size=3, before=later.before)
        assert [row.reference for row in back.rows] == [row.reference for row in page.rows]
        page = later


@pytest.fixture(scope="module", params=STORAGES)
def recorded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A database with one record in which every kind of claim stands."""
    with lasting_engine(request, tmp_path_factory) as engine:
        with Session(writing(engine)) as session:
            full_record(session)
            session.commit()
        yield engine


def test_after_every_edit_the_sets_hold_who_has_which_value(recorded: Engine) -> None:
    for name, edit in EDITS.items():
        with Session(writing(recorded)) as session:
            edit(session)
            for audience in Audience:
                assert stored(session, audience) == fresh(session, audience), name


def test_sets_that_were_damaged_are_found_and_mended(session: Session) -> None:
    make.status(session, make.person(session), Status.IMPRISONED)
    session.commit()
    assert list(check(session)) == []
    session.execute(text("UPDATE facet_members SET number = 7 WHERE facet = 'held' AND audience = 'public'"))
    session.execute(text("DELETE FROM facet_members WHERE facet = 'source' AND audience = 'internal'"))
    assert {fault.what for fault in check(session)} == {
        "facet_members public held yes", "facet_members internal source S-0001",
    }  # fmt: skip
    assert sum(rebuild(session)) == 1
    assert list(check(session)) == []


def stored(session: Session, audience: Audience) -> dict[tuple[str, str], object]:
    """The sets as they lie in the database."""
    rows = select(FacetMembers.facet, FacetMembers.value).where(FacetMembers.audience == audience)
    return {
        (facet, value): facet_members.members(session, audience, facet, [value])
        for facet, value in session.execute(rows)
    }
