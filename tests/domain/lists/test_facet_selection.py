"""What the sets count is what a look at every person counts, for any filter and after any edit."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from tests import make
from tests.support.crowd import EVERYBODY, RETIRED, examples, gather, vary
from tests.support.every_edit import EDITS
from tests.support.full_record import full_record
from tests.support.lasting_database import STORAGES, lasting_engine
from webapp.domain.checks import check
from webapp.domain.lists import facet_counts, people_pages
from webapp.domain.lists.facet_selection import select_people
from webapp.domain.lists.filter import FIELDS, PeopleFilter
from webapp.domain.lists.sql_conditions import matching
from webapp.domain.read_model import facet_members
from webapp.domain.read_model.facet_sets import fresh, number_of
from webapp.domain.read_model.refresh import rebuild
from webapp.domain.visibility import INTERNAL, PUBLIC, Reader
from webapp.models import FacetMembers, PersonSummary, writing
from webapp.vocab.claims import Audience
from webapp.vocab.liberty import Status

TODAY = make.AT.date()


def asking(people_filter: PeopleFilter, name: str, *values: Any) -> PeopleFilter:
    """The filter with these values of a field."""
    return replace(people_filter, **{name: values if FIELDS[name].open == () else values[0]})


@st.composite
def filters(draw: st.DrawFn) -> PeopleFilter:
    """Draw a filter that asks by a few of its fields."""
    few = draw(st.lists(st.sampled_from(list(FIELDS)), max_size=4, unique=True))
    people_filter = draw(st.sampled_from([PeopleFilter(), *(examples(name).beside for name in few)]))
    for name in few:
        value = st.sampled_from(examples(name).values + examples(name).beyond)
        values = draw(st.lists(value, min_size=1, max_size=3, unique=True))
        people_filter = asking(people_filter, name, *values)
    return replace(people_filter, today=TODAY)


@pytest.fixture(scope="module", params=STORAGES)
def crowded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A session that reads a crowd."""
    with lasting_engine(request, tmp_path_factory) as engine:
        with Session(writing(engine)) as session:
            gather(session)
            vary(session, TODAY)
        with Session(engine) as session:
            yield session


@pytest.mark.parametrize("name", FIELDS)
def test_every_value_of_a_field_leaves_some_people_and_the_same_ones(crowded: Session, name: str) -> None:
    assert examples(name).values or name in ("known_on", "sort")
    everybody, beside = _rows(crowded, EVERYBODY), _rows(crowded, examples(name).beside)
    for value in examples(name).values:
        people_filter = asking(examples(name).beside, name, value)
        people = _rows(crowded, people_filter)
        assert people, people_filter
        assert everybody - people, people_filter
        assert people != beside, people_filter
        assert set(select_people(crowded, people_filter, to=INTERNAL).people) == people, people_filter


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(people_filter=filters(), to=st.sampled_from([PUBLIC, INTERNAL]))
@example(PeopleFilter(state=("retired",), q=RETIRED), INTERNAL)
@example(PeopleFilter(state=("retired",), length=("not_computable",), as_of=TODAY), INTERNAL)
@example(PeopleFilter(state=("retired",), length=("not_computable",)), INTERNAL)
def test_the_sets_leave_whom_the_rows_leave(
    crowded: Session, people_filter: PeopleFilter, to: Reader
) -> None:
    expected = _rows(crowded, people_filter, to)
    assert set(select_people(crowded, people_filter, to=to).people) == expected
    assert people_pages.count(crowded, people_filter, to=to) == len(expected)
    for field, counts in facet_counts.every_facet(crowded, people_filter, to=to).items():
        for count in counts:
            chosen = people_filter.without(field).toggled(field, count.value)
            number = select(func.count()).select_from(PersonSummary).where(matching(chosen, to=to))
            assert count.people == crowded.scalar(number)


def _rows(session: Session, people_filter: PeopleFilter, to: Reader = INTERNAL) -> set[int]:
    """The numbers of the people whom a look at every person leaves."""
    rows = select(PersonSummary.reference).where(matching(people_filter, to=to))
    return set(map(number_of, session.scalars(rows)))


def test_a_walk_along_the_names_and_a_look_at_a_few_show_the_same_pages(
    crowded: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    people_filter = PeopleFilter(held=("yes",))
    monkeypatch.setattr(people_pages, "_DEARER", 0)
    few = list(_pages(crowded, people_filter))
    monkeypatch.setattr(people_pages, "_DEARER", 1_000_000)
    monkeypatch.setattr(people_pages, "_STRIDE", 4)
    assert list(_pages(crowded, people_filter)) == few
    assert sum(map(len, few)) == people_pages.count(crowded, people_filter, to=PUBLIC)


def test_bearers_of_a_name_are_met_from_their_initials_on_where_others_are_walked_to(
    crowded: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = crowded.scalars(select(PersonSummary).order_by(PersonSummary.sort_key.desc())).first()
    assert last is not None
    named = PeopleFilter(q=last.name.split()[0])
    selection = select_people(crowded, named, to=PUBLIC)
    monkeypatch.setattr(people_pages, "_PAGES_AT_ONCE", 0)
    # A walk is always the cheaper one.
    monkeypatch.setattr(people_pages, "_DEARER", 10**6)
    walked = Mock(side_effect=people_pages._walk)
    monkeypatch.setattr(people_pages, "_walk", walked)
    rows = people_pages.people(crowded, named, to=PUBLIC, size=3).rows
    assert walked.call_args.kwargs["beyond"].name == min(row.sort_key for row in rows)[:2]
    assert people_pages.people(crowded, PeopleFilter(), to=PUBLIC, size=3, selection=selection).rows
    assert walked.call_args.kwargs["beyond"] is None


def _pages(session: Session, people_filter: PeopleFilter) -> Iterator[list[str]]:
    page = people_pages.people(session, people_filter, to=PUBLIC, size=3)
    while True:
        yield [row.reference for row in page.rows]
        if page.after is None:
            break
        later = people_pages.people(session, people_filter, to=PUBLIC, size=3, after=page.after)
        back = people_pages.people(session, people_filter, to=PUBLIC, size=3, before=later.before)
        assert [row.reference for row in back.rows] == [row.reference for row in page.rows]
        page = later


@pytest.fixture(scope="module", params=STORAGES)
def recorded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
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
    assert {fault.subject for fault in check(session)} == {
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
