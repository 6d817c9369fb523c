"""The list in another order: everybody once, page by page, both ways, like the file, along an index."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.orm import Session

from tests import make
from tests.support.crowd import gather, vary
from tests.support.lasting_database import STORAGES, lasting_engine
from webapp.domain.lists import people_pages
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.lists.orders import PeopleOrder
from webapp.domain.publishing.people_csv import people_cells
from webapp.domain.read_model.liberty_spans import holds_on
from webapp.domain.refusals import Refused
from webapp.domain.visibility import INTERNAL
from webapp.models import LibertySpan, PersonSummary, writing

TODAY = make.AT.date()
SORTS = ("", "name", "-name", "since", "-since", "word", "-word")
COLUMNS = {"since": "status_since_earliest", "word": "last_word_on"}


@pytest.fixture(scope="module", params=STORAGES)
def crowded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A session that reads a crowd."""
    with lasting_engine(request, tmp_path_factory) as engine:
        with Session(writing(engine)) as session:
            gather(session)
            vary(session, TODAY)
        with Session(engine) as session:
            yield session


def in_order(session: Session, people_filter: PeopleFilter) -> list[str]:
    """The references of those whom a filter leaves, sorted here: without a day last, of one day by name."""
    query = select(PersonSummary, LibertySpan).join(LibertySpan, holds_on(people_filter.as_of or TODAY))
    people = people_pages.people(session, replace(people_filter, sort=""), to=INTERNAL, size=1000).rows
    listed = {row.reference for row in people}
    rows = [
        (row, span if people_filter.as_of else row)
        for row, span in session.execute(query.where(PersonSummary.audience == INTERNAL.audience))
        if row.reference in listed
    ]
    rows.sort(key=lambda pair: pair[0].sort_key, reverse=people_filter.sort == "-name")
    if column := COLUMNS.get(people_filter.sort.removeprefix("-")):
        descends = people_filter.sort.startswith("-")
        days = {row.reference: getattr(current, column) for row, current in rows}
        undated = [pair for pair in rows if days[pair[0].reference] is None]
        dated = [pair for pair in rows if days[pair[0].reference] is not None]
        dated.sort(key=lambda pair: (-1 if descends else 1) * days[pair[0].reference].toordinal())
        rows = dated + undated
    return [row.reference for row, _ in rows]


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize(
    "asked", ["", "held=yes", "as_of=2019-04-01", "q=ayla", "state=retired", "sex=female&as_of=2024-02-10"]
)
def test_a_sorted_list_has_everybody_once_both_ways_and_as_the_file(
    crowded: Session, sort: str, asked: str
) -> None:
    people_filter = replace(PeopleFilter.read(asked), sort=sort, today=TODAY)
    expected = in_order(crowded, people_filter)
    assert expected

    forward, after = list[str](), None
    while True:
        page = people_pages.people(crowded, people_filter, to=INTERNAL, after=after, size=7)
        if people_filter.q and not sort and not (page.before or page.after):
            return  # The likest come first, where nobody asks for an order.
        forward += [row.reference for row in page.rows]
        after = page.after
        if after is None:
            break
    assert forward == expected

    backward, before = [row.reference for row in page.rows], page.before
    while before is not None:
        page = people_pages.people(crowded, people_filter, to=INTERNAL, before=before, size=7)
        backward = [row.reference for row in page.rows] + backward
        before = page.before
    assert backward == expected
    written = people_cells(crowded, people_filter, to=INTERNAL, today=TODAY, public_url="https://example.org")
    assert [row["reference"] for row in written] == expected


def test_some_of_the_crowd_have_no_day_and_some_share_one(crowded: Session) -> None:
    query = select(PersonSummary.status_since_earliest).where(PersonSummary.audience == INTERNAL.audience)
    days = list(crowded.scalars(query))
    assert None in days
    assert len({day for day in days if day}) > 2
    assert len([day for day in days if day]) > len({day for day in days if day})


@pytest.mark.parametrize(
    "key", ["", "~", "2024-02-30~x", "2024~x", "no key", "~~", "9999-12-31~", "é~\u0660"]
)
@pytest.mark.parametrize("sort", SORTS)
def test_a_key_that_no_page_gave_breaks_nothing(crowded: Session, sort: str, key: str) -> None:
    for end in ("after", "before"):
        people_pages.people(crowded, PeopleFilter(sort=sort), to=INTERNAL, **{end: key})


def test_an_order_that_there_is_not_is_refused() -> None:
    for typed in ("-", "quote", "--since", "since desc"):
        with pytest.raises(Refused) as refused:
            PeopleFilter.read([("sort", typed)])
        assert refused.value.field == "sort"
    assert PeopleFilter.read("sort=-since&held=yes").query() == "held=yes&sort=-since"


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("backward", [False, True])
def test_a_page_is_read_along_an_index(crowded: Session, sort: str, *, backward: bool) -> None:
    order = PeopleOrder(PeopleFilter(sort=sort), INTERNAL)
    plans: list[str] = []
    on_sqlite = crowded.get_bind().dialect.name == "sqlite"
    explain = "EXPLAIN QUERY PLAN" if on_sqlite else "EXPLAIN"

    def note(connection, _cursor, statement, parameters, *_):  # type: ignore[no-untyped-def]
        if statement.startswith("SELECT"):
            raw = connection.connection.cursor()
            raw.execute(f"{explain} {statement}", parameters)
            plans.append("\n".join(str(row) for row in raw.fetchall()))

    connection = crowded.connection()
    if not on_sqlite:
        # Of a few dozen people any server reads them all; what matters is what it can do with many.
        crowded.execute(text("SET LOCAL enable_seqscan = off"))
        crowded.execute(text("SET LOCAL enable_bitmapscan = off"))
        crowded.execute(text("SET LOCAL enable_sort = off"))
    event.listen(connection, "before_cursor_execute", note)
    beyond = order.place("2023-06-01~m P-0001" if "s" in sort or "w" in sort else "m")
    order.read(crowded, beyond=beyond, backward=backward, most=10)
    event.remove(connection, "before_cursor_execute", note)

    assert plans
    for plan in plans:
        assert "ix_person_summary_audience" in plan, plan
        # At most people of one day are sorted, by name; never the whole list.
        whole = "USE TEMP B-TREE FOR ORDER BY" if on_sqlite else "Sort Key"
        assert whole not in plan or "Incremental Sort" in plan, plan
