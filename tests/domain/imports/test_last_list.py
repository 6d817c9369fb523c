"""Next month's list of the same publisher: who came, who left, what changed; to leave is no release."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from tests import make
from webapp.domain.history.recording import editing
from webapp.domain.imports.last_list import SinceLastList, since_last_list
from webapp.domain.imports.lists import likely_reading, list_table
from webapp.domain.imports.recording import record_rows
from webapp.domain.imports.rows import read_rows
from webapp.models import Organization, SourceVersion
from webapp.vocab.claims import ClaimState

OCTOBER = "No,Name,Status,Facility\n1,Bahar Misallı,serving,Colony 8\n2,Ceyhun Örnəkov,SIZO,SIZO 1\n"
NOVEMBER = "No,Name,Facility,Status\n1,Elvin Sınaqov,Colony 8,serving\n2,Misalli Bahar,Colony 2,serving\n"


def version_of(
    session: Session, text: str, day: str | None, publisher: Organization | None
) -> SourceVersion:
    """The version of a list of a publisher."""
    (version,) = make.source(session, f"List of {day}", text, date=day, publisher=publisher).versions
    return version


def since_last(session: Session, version: SourceVersion) -> SinceLastList | None:
    """What differs from the last list of the same publisher."""
    return since_last_list(session, version, list_table(version))


def test_who_came_who_left_and_what_changed_is_told(session: Session) -> None:
    publisher = make.organization(session, "Committee for Invented Prisoners")
    october = version_of(session, OCTOBER, "2026-10", publisher)
    table = list_table(october)
    reading = likely_reading(october, table, table.fields)
    rows = list(read_rows(session, october, table.rows, reading, decisions={}))
    with editing(session, by=make.account(session), reason="A list", at=datetime.now(UTC)):
        record_rows(session, october, rows, state=ClaimState.PUBLISHED)
    session.flush()
    result = since_last(session, version_of(session, NOVEMBER, "2026-11", publisher))
    assert result is not None
    assert result.last is october
    assert result.came == ["Elvin Sınaqov"]
    (left,) = result.left
    assert left.name == "Ceyhun Örnəkov"
    assert left.person is not None
    assert [(each.name, [tuple(cell) for cell in each.cells]) for each in result.changed] == [
        ("Misalli Bahar", [("Facility", "Colony 8", "Colony 2")])
    ]


def test_the_last_list_is_the_newest_before_it_of_the_same_publisher(session: Session) -> None:
    publisher = make.organization(session, "Committee for Invented Prisoners")
    other = make.organization(session, "Example Party")
    later = version_of(session, f"{NOVEMBER}3,Zaur Misalov,,\n", "2026-12", publisher)
    november = version_of(session, NOVEMBER, "2026-11", publisher)
    version_of(session, f"{OCTOBER}3,Orxan Röyalı,,\n", "2026-10", other)
    october = version_of(session, OCTOBER, "2026-10", publisher)
    version_of(session, f"{OCTOBER}3,Aytən Uydurmalı,,\n", "2026-09", publisher)
    lasts = [since_last(session, version) for version in (later, november)]
    assert [result.last for result in lasts if result] == [november, october]
    assert since_last(session, version_of(session, "Name\nSomebody Else\nAnother One\n", None, None)) is None


def test_a_name_that_stands_twice_is_not_compared_and_an_earlier_version_is_the_last_list(
    session: Session,
) -> None:
    first = version_of(session, f"{OCTOBER}3,Örnəkov Ceyhun,serving,\n", "2026-10", None)
    second = make.version(session, first.source, NOVEMBER)
    result = since_last(session, second)
    assert result is not None
    assert (result.last, result.unclear, result.left) == (first, 1, [])


def test_the_numbers_of_rows_and_who_is_nobody_are_no_difference(session: Session) -> None:
    publisher = make.organization(session, "Committee for Invented Prisoners")
    names = ("Bahar Misallı", "Ceyhun Örnəkov", "Elvin Sınaqov")
    for month, order in (("10", names), ("11", names[::-1])):
        text = "".join(f"{number},{name},serving\n" for number, name in enumerate(order, 1))
        version = version_of(
            session, f"S/s,Name,Status\n{text},Total: {month} people,\n", f"2026-{month}", publisher
        )
    result = since_last(session, version)
    assert result is not None
    assert (result.came, result.left, result.changed) == ([], [], [])
