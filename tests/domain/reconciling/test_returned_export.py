"""Our own export come back: unedited it changes nothing; what was edited is told cell by cell."""

import csv
import io
from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests import make
from tests.support.returned_lists import edited, table_of
from webapp.domain.imports.lists import list_table
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.people.people import person
from webapp.domain.publishing.people_csv import people_csv
from webapp.domain.reconciling.returned_export import ReturnedRow, returned_rows
from webapp.domain.refusals import Refused
from webapp.domain.visibility import CURATOR, PUBLIC
from webapp.vocab.claims import Visibility
from webapp.vocab.liberty import Status
from webapp.vocab.people import FactKind
from webapp.vocab.reconciling import ReturnOutcome

TODAY, ADDRESS = date(2026, 11, 28), "https://habeas.example"


def exported(session: Session) -> list[list[str]]:
    """The rows of our export, header first, as a spreadsheet reads them."""
    for name in ("=Elvin Sinagov", "Ayla Numunali", "'Davud Örnəkov"):
        imprisoned = make.person(session, name)
        make.status(session, imprisoned, Status.IMPRISONED, place_words='Colony "No. 8",\u00a0Nowhere')
    make.fact(session, imprisoned, FactKind.RESIDENCE, "Sampletown", visibility=Visibility.INTERNAL)
    session.flush()
    file = b"".join(
        people_csv(session, PeopleFilter(), to=PUBLIC, today=date(2026, 11, 20), public_url="https://other")
    )
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def brought_back(session: Session, rows: list[list[str]]) -> list[ReturnedRow]:
    """What becomes of the rows of an export, saved as a file and read as a text."""
    return returned_rows(session, table_of(rows), today=TODAY, public_url=ADDRESS)


def test_an_unedited_export_changes_nothing_formula_escapes_included(session: Session) -> None:
    rows = brought_back(session, exported(session))
    assert [row.outcome for row in rows] == [ReturnOutcome.UNCHANGED] * 3
    assert not any(row.cells for row in rows)
    assert {row.name for row in rows} == {"=Elvin Sinagov", "Ayla Numunali", "'Davud Örnəkov"}


def test_only_the_edited_cells_differ_and_derived_ones_are_refused_by_name(session: Session) -> None:
    export = exported(session)
    rows = brought_back(session, edited(edited(export, 1, status="house_arrest"), 2, held="no"))
    first, second, third = rows
    assert (first.outcome, [cell.column for cell in first.cells]) == (ReturnOutcome.CHANGED, ["status"])
    assert first.cells[0][1:3] == ("house_arrest", "imprisoned")
    assert (second.outcome, [cell.column for cell in second.cells]) == (ReturnOutcome.DERIVED, ["held"])
    assert third.outcome is ReturnOutcome.UNCHANGED


def test_a_row_of_an_older_version_is_stale_and_shows_both_values(session: Session) -> None:
    export = exported(session)
    reference = export[1][0]
    version = export[1][export[0].index("version")]
    changed = person(session, reference, to=CURATOR)
    assert changed is not None
    make.status(session, changed, Status.HOUSE_ARREST, since="2024-03")
    session.flush()
    (row,) = (row for row in brought_back(session, export) if row.reference == reference)
    assert row.outcome is ReturnOutcome.STALE
    assert (row.version, row.ours > row.version) == (version, True)
    assert ("status", "imprisoned", "house_arrest", False) in row.cells


def test_a_reference_that_is_none_of_ours_is_unknown(session: Session) -> None:
    export = exported(session)
    rows = brought_back(session, edited(export, 1, reference="P-9999"))
    assert rows[0].outcome is ReturnOutcome.UNKNOWN


def test_our_own_export_is_no_list_of_evidence(session: Session) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(exported(session))
    (version,) = make.source(session, "Our own list", file.getvalue()).versions
    with pytest.raises(Refused, match="no evidence"):
        list_table(version)


def test_values_in_another_order_are_as_recorded_and_a_workbook_has_no_escapes(session: Session) -> None:
    export = exported(session)
    known = person(session, export[1][0], to=CURATOR)
    assert known is not None
    for occupation in ("journalist", "lawyer"):
        make.fact(session, known, FactKind.OCCUPATION, occupation)
    session.flush()
    plain = [[cell[1:] if cell.startswith("'") else cell for cell in row] for row in export]
    (row,) = (row for row in brought_back(session, plain) if row.reference == known.reference)
    assert [cell.column for cell in row.cells] == ["occupation"]
    (row,) = brought_back(session, edited(export[:2], 1, occupation="lawyer | journalist"))
    assert row.outcome is ReturnOutcome.UNCHANGED


def test_a_file_that_was_saved_without_some_letters_is_refused_whole(session: Session) -> None:
    """A spreadsheet that saves CSV in an old encoding writes a question mark for each letter it lacks."""
    export = exported(session)
    lost = [[cell.encode("cp1252", "replace").decode("cp1252") for cell in row] for row in export]
    with pytest.raises(Refused, match="Letters were lost"):
        brought_back(session, lost)


def test_the_tab_of_a_quotation_that_a_workbook_loses_is_no_change(session: Session) -> None:
    shown = make.evidence(session, "Sınaqov\tBir\tserving")
    make.status(session, make.person(session, "Bir Sınaqov"), Status.IMPRISONED, evidence=shown)
    export = exported(session)
    quote = export[0].index("quote")
    (place,) = (place for place, row in enumerate(export) if "\t" in row[quote])
    lost = edited(export, place, quote=export[place][quote].replace("\t", ""))
    assert {row.outcome for row in brought_back(session, lost)} == {ReturnOutcome.UNCHANGED}
    other = edited(export, place, quote="Sınaqov Bir is serving")
    assert ReturnOutcome.DERIVED in {row.outcome for row in brought_back(session, other)}
