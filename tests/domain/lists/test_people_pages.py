"""The list of people shows everybody once, and every number on it can be counted again by hand."""

from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests import make
from tests.support.counted_statements import counted
from tests.support.crowd import DECLARATION, LETTER, PARTY, UNION, Told, gather
from tests.support.lasting_database import STORAGES, lasting_engine
from tests.support.one_edit import edit
from webapp.domain.lists import facet_counts, people_pages
from webapp.domain.lists.facet_selection import select_people
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.people_pages import PeoplePage
from webapp.domain.people import people
from webapp.domain.text.name_folding import sort_key
from webapp.domain.visibility import INTERNAL, PUBLIC
from webapp.models import PersonSummary, writing
from webapp.vocab.claims import ClaimState
from webapp.vocab.people import PublicationState

NUMUNALI = ("Ayla Nümunəli", "Айла Нумунели")
TAJRUBALI = ("Фарид Таджрубали",)
FACETS = ("held", "status", "occupation", "organization", "sex", "source")
FILTERS = [
    "",
    "held=yes",
    "status=imprisoned&status=exiled",
    "sex=female&occupation=journalist",
    f"organization={UNION}",
    f"organization={UNION}&organization={PARTY}&held=no",
    f"source={LETTER}&held=yes",
    "q=Ayla+Numunali",
    f"q=numuneli&sex=male&organization={PARTY}",
    "occupation=scholar",
]


@pytest.fixture(scope="module", params=STORAGES)
def crowded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Engine, list[Told]]]:
    """A database with a crowd in it, and what we know of each."""
    with lasting_engine(request, tmp_path_factory) as engine:
        with Session(writing(engine)) as session:
            crowd = gather(session)
        yield engine, crowd


@pytest.fixture
def crowd(crowded: tuple[Engine, list[Told]]) -> list[Told]:
    """What we know of each person."""
    return crowded[1]


@pytest.fixture
def reading(crowded: tuple[Engine, list[Told]]) -> Iterator[Session]:
    """A session that only reads."""
    with Session(crowded[0]) as session:
        yield session


@pytest.mark.parametrize("query", FILTERS)
@pytest.mark.parametrize("size", [1, 4, 11, 50])
def test_going_forward_and_back_visits_everybody_once(
    reading: Session, crowd: list[Told], query: str, size: int
) -> None:
    people_filter = PeopleFilter.read(query)
    pages = [people_pages.people(reading, people_filter, to=PUBLIC, size=size)]
    while (after := pages[-1].after) is not None:
        pages.append(people_pages.people(reading, people_filter, to=PUBLIC, after=after, size=size))
    assert _references(pages) == [told.reference for told in _ordered(crowd) if _fits(told, people_filter)]
    assert all(len(page.rows) == size for page in pages[:-1])
    back = [pages[-1]]
    while (before := back[-1].before) is not None:
        back.append(people_pages.people(reading, people_filter, to=PUBLIC, before=before, size=size))
    assert _references(back[::-1]) == _references(pages)
    assert pages[0].before is None
    assert back[-1].before is None


@pytest.mark.parametrize("dearer", [0, 4, 10**6])
@pytest.mark.parametrize("query", ["", "sort=-name", "held=yes", "q=Ayla", "q=numunali&sort=-name"])
def test_by_initials_of_names_the_same_pages_are_found(
    reading: Session, monkeypatch: pytest.MonkeyPatch, query: str, dearer: int
) -> None:
    people_filter = PeopleFilter.read(query)
    named = reading.scalars(select(PersonSummary.sort_key).order_by(PersonSummary.sort_key)).all()
    keys = ["", "m", "zzz", "É", *named[:: len(named) // 6]]
    questions = [{end: key, "size": size} for key in keys for end in ("after", "before") for size in (1, 4)]
    pages = [people_pages.people(reading, people_filter, to=PUBLIC, **each) for each in [{}, *questions]]
    # As of very many people: whoever is few of them is looked for block by block.
    monkeypatch.setattr(people_pages, "_THIN", 0)
    monkeypatch.setattr(people_pages, "_PAGES_AT_ONCE", 0)
    monkeypatch.setattr(people_pages, "_DEARER", dearer)
    again = [people_pages.people(reading, people_filter, to=PUBLIC, **each) for each in [{}, *questions]]
    assert again == pages


def test_two_people_of_one_name_are_two(reading: Session, crowd: list[Told]) -> None:
    named = [told.name for told in crowd]
    listed = people_pages.people(reading, PeopleFilter(), to=PUBLIC).rows
    assert Counter(row.name for row in listed) == Counter(named)
    assert max(Counter(named).values()) > 1


def test_a_page_goes_on_where_it_ended_though_its_last_person_is_gone(session: Session) -> None:
    names = ["Ayla Numunali", "Bahar Misalli", "Davud Numunali", "Elvin Sinagov"]
    made = [make.person(session, name) for name in names]
    first = people_pages.people(session, PeopleFilter(), to=PUBLIC, size=2)
    edit(session, people.retire_person, made[1], version=made[1].version)
    second = people_pages.people(session, PeopleFilter(), to=PUBLIC, after=first.after, size=2)
    assert [row.name for row in second.rows] == names[2:]
    back = people_pages.people(session, PeopleFilter(), to=PUBLIC, before=second.before)
    assert [row.name for row in back.rows] == names[:1]


def test_a_page_of_nobody_leads_nowhere(session: Session) -> None:
    make.person(session, state=ClaimState.DRAFT)
    for where in ({}, {"after": "zzz"}, {"before": "a"}):
        assert people_pages.people(session, PeopleFilter(), to=PUBLIC, **where) == PeoplePage([], None, None)
    assert people_pages.count(session, PeopleFilter(), to=PUBLIC) == 0
    assert not any(facet_counts.every_facet(session, PeopleFilter(), to=PUBLIC).values())


@pytest.mark.parametrize("query", FILTERS)
def test_a_count_is_the_number_of_people_who_fit(reading: Session, crowd: list[Told], query: str) -> None:
    people_filter = PeopleFilter.read(query)
    number = sum(_fits(told, people_filter) for told in crowd)
    assert people_pages.count(reading, people_filter, to=PUBLIC) == number


@pytest.mark.parametrize("query", FILTERS)
@pytest.mark.parametrize("facet", FACETS)
def test_a_facet_counts_under_all_filters_but_its_own(
    reading: Session, crowd: list[Told], query: str, facet: str
) -> None:
    people_filter = PeopleFilter.read(query)
    others = [told for told in crowd if _fits(told, people_filter.without(facet))]
    expected = Counter(value for told in others for value in _values(told, facet))
    counts = facet_counts.every_facet(reading, people_filter, to=PUBLIC)[facet]
    assert {count.value: count.people for count in counts} == dict(expected)
    assert [count.people for count in counts] == sorted(expected.values(), reverse=True)


def test_facets_are_counted_alike_of_rows_and_of_sets_and_read_together(
    reading: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for query in FILTERS:
        people_filter = PeopleFilter.read(query)
        selection = select_people(reading, people_filter, to=PUBLIC)
        with counted(reading.get_bind()) as sent:
            of_rows = facet_counts.every_facet(reading, people_filter, to=PUBLIC, selection=selection)
        # Own rows, those of people whom a facet's own field would leave too, sets, wholes, freshness, titles.
        assert len(sent) <= 5 + len(people_filter.pairs()), (query, sent)
        with monkeypatch.context() as few:
            few.setattr(facet_counts, "_FEW", 0)
            few.setattr(facet_counts, "_VERY_FEW", 0)
            assert facet_counts.every_facet(reading, people_filter, to=PUBLIC) == of_rows, query


def test_a_facet_s_number_is_what_choosing_it_leaves(reading: Session) -> None:
    people_filter = PeopleFilter.read("sex=female")
    for facet, counts in facet_counts.every_facet(reading, people_filter, to=PUBLIC).items():
        for count in counts:
            chosen = people_filter.without(facet).toggled(facet, count.value)
            assert people_pages.count(reading, chosen, to=PUBLIC) == count.people


def test_organizations_and_sources_are_counted_by_name(reading: Session) -> None:
    counts = facet_counts.every_facet(reading, PeopleFilter(), to=PUBLIC)
    assert {count.value: count.label for count in counts["organization"]} == {
        UNION: "Union of Invented Couriers", PARTY: "Example Party",
    }  # fmt: skip
    assert {count.value: count.label for count in counts["source"]} == {
        DECLARATION: make.TITLE, LETTER: "A letter",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("nümun", NUMUNALI), ("NUMUNELI", NUMUNALI), ("num айла", NUMUNALI), ("ayla  NUMUNALI", NUMUNALI),
        ("таджр", TAJRUBALI), ("FaridTajrubali", TAJRUBALI), ("tajrubali farid", TAJRUBALI),
        ("ali num", ()), ("numunalis", ()), ("ayla tajrubali", ()),
        ("%", ()), ("_", ()), ("👩‍🚀", ()), ("12", ()),
    ],
)  # fmt: skip
def test_somebody_is_found_by_the_beginnings_of_their_names_in_any_order_and_spelling(
    reading: Session, typed: str, names: tuple[str, ...]
) -> None:
    rows = people_pages.people(reading, PeopleFilter.read([("q", typed)]), to=PUBLIC).rows
    assert {row.name for row in rows} == set(names)


def test_every_spelling_finds_its_person(session: Session) -> None:
    who = make.person(session)
    make.name(session, who, "Bahar Misalli")
    for typed in ("Sinagov", "misallı", "Elvin Misalli", "P-0001", "p1"):
        rows = people_pages.people(session, PeopleFilter.read([("q", typed)]), to=PUBLIC).rows
        assert [row.reference for row in rows] == ["P-0001"]


def test_drafts_are_listed_for_those_who_work_on_them_only(session: Session) -> None:
    make.person(session, "Ayla Numunali")
    make.person(session, "Elvin Sinagov", state=ClaimState.DRAFT)
    assert people_pages.count(session, PeopleFilter(), to=PUBLIC) == 1
    assert people_pages.count(session, PeopleFilter(), to=INTERNAL) == 2
    assert people_pages.count(session, PeopleFilter(state=("draft",)), to=INTERNAL) == 1
    assert people_pages.count(session, PeopleFilter(state=("draft",)), to=PUBLIC) == 0


def test_nobody_is_found_by_a_name_that_is_not_shown(session: Session) -> None:
    make.name(session, make.person(session), "Bahar Misalli", state=ClaimState.IN_REVIEW)
    misalli = PeopleFilter(q="misalli")
    assert people_pages.count(session, misalli, to=PUBLIC) == 0
    assert people_pages.count(session, misalli, to=INTERNAL) == 1


def test_a_retired_record_is_in_no_list_that_does_not_ask_for_it(session: Session) -> None:
    who = make.person(session)
    edit(session, people.retire_person, who, version=who.version)
    assert people_pages.count(session, PeopleFilter(), to=INTERNAL) == 0
    retired = PeopleFilter(state=(PublicationState.RETIRED,))
    assert people_pages.count(session, retired, to=INTERNAL) == 1
    assert people_pages.count(session, retired, to=PUBLIC) == 0
    assert not any(facet_counts.every_facet(session, PeopleFilter(), to=INTERNAL).values())


def _references(pages: list[PeoplePage]) -> list[str]:
    return [row.reference for page in pages for row in page.rows]


def _ordered(crowd: list[Told]) -> list[Told]:
    return sorted(crowd, key=lambda told: (sort_key(told.name), told.reference))


def _values(told: Told, facet: str) -> tuple[str, ...]:
    if facet in ("organization", "source"):
        return told.organizations if facet == "organization" else told.sources
    value = told.status or "not_stated" if facet == "status" else getattr(told, facet)
    return (value,) if value else ()


def _fits(told: Told, people_filter: PeopleFilter) -> bool:
    asked = ((facet, getattr(people_filter, facet)) for facet in FACETS)
    fits = all(set(values) & set(_values(told, facet)) for facet, values in asked if values)
    return fits and (not people_filter.q or told.name in NUMUNALI)
