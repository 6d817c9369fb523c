"""The rows of each table of the package, in the order in which they can be read."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sqlalchemy.orm import Session

from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.data_package.cited_rows import Cited, cited_rows, is_everything
from webapp.domain.publishing.data_package.tables import CLAIMS, PERSONS, TABLES, Table, claim_rows
from webapp.domain.publishing.people_csv import people_rows
from webapp.domain.visibility import Reader


def all_tables(
    session: Session,
    people_filter: PeopleFilter,
    *,
    to: Reader,
    today: date,
    public_url: str,
    only: str | None = None,
) -> Iterator[tuple[Table, Iterable[Sequence[str]]]]:
    """Yield each table with its rows, or what is needed for the `only` one.

    What claims refer to comes after the claims that name it: the rows of a table are read to their end before
    those of the next.
    """
    cited, claims = Cited(), {table.name for table in CLAIMS}
    names = {table.name for table in TABLES} if only is None else {only}
    if only in ("organizations", "organization_facts", "court_cases"):
        # Which there are is only known once everything was read that names them.
        names |= {"sources", "court_cases"} | (set() if is_everything(people_filter) else claims)
    if only == "organization_facts":
        names |= {"source_versions", "organizations"}
    if only == "counting_rules":
        names.add("sources")
    for table in TABLES:
        if table.name not in names:
            continue
        if table is PERSONS:
            yield table, people_rows(session, people_filter, to=to, today=today, public_url=public_url)
        elif table.name in claims:
            yield table, claim_rows(session, table, people_filter, to=to, cited=cited)
        else:
            yield table, cited_rows(session, table.name, people_filter, to=to, cited=cited)


def read_table(
    session: Session, people_filter: PeopleFilter, name: str, *, to: Reader, today: date, public_url: str
) -> tuple[Table, Iterable[Sequence[str]]]:
    """Return the table of this name with its rows. Raises KeyError where there is none."""
    tables = all_tables(session, people_filter, to=to, today=today, public_url=public_url, only=name)
    for table, rows in tables:
        if table.name == name:
            return table, rows
        deque(rows, maxlen=0)
    raise KeyError(name)
