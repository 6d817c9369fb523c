"""Changed cells of our own export become claims, each on words of a source, all of them or none."""

import csv
import io
from collections.abc import Collection
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import make
from tests.support.returned_lists import Rows, edited, table_of
from webapp.domain.history.edits import newest_number
from webapp.domain.history.recording import editing
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.publishing.people_csv import people_csv
from webapp.domain.reconciling.returned_claims import (
    RecordedChanges,
    WritableChange,
    record_changes,
    writable_changes,
)
from webapp.domain.reconciling.returned_export import returned_rows
from webapp.domain.refusals import Refused
from webapp.domain.sources.quoted_evidence import QuotedEvidence
from webapp.domain.undo import undo
from webapp.domain.visibility import PUBLIC
from webapp.models import Account, Charge, ChargeStep, Claim, Person, Revision, Source, StatusEvent
from webapp.vocab.claims import ClaimState, Credibility
from webapp.vocab.liberty import Status
from webapp.vocab.people import FactKind

TODAY, ADDRESS = date(2026, 11, 28), "https://habeas.example"
COURT = "On 9 May 2024 the court let Elvin Sinagov and Ayla Numunali go home under house arrest."
LETTER = "Davud Örnəkov, a lawyer born in 1985, writes from Colony No. 8."


@pytest.fixture
def clara(session: Session) -> Account:
    """Who brings the list back."""
    return make.account(session, "Clara")


@pytest.fixture
def source(session: Session) -> Source:
    """What shows the changes."""
    return make.source(session, "An Invented Report", f"{COURT}\n\n{LETTER}\n")


@pytest.fixture
def export(session: Session, source: Source) -> Rows:
    """Our list of three who are imprisoned, header first."""
    for name in ("Ayla Numunali", "Davud Örnəkov", "=Elvin Sinagov"):
        make.status(session, make.person(session, name), Status.IMPRISONED, since="2023-11")
    session.flush()
    return exported(session)


def exported(session: Session) -> Rows:
    """The rows of our list as it is now."""
    options: dict[str, Any] = {"to": PUBLIC, "today": TODAY, "public_url": ADDRESS}
    file = b"".join(people_csv(session, PeopleFilter(), **options)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(file, newline="")))


def shown_by(source: Source, quote: str = COURT) -> dict[str, str]:
    """The two columns that say what shows a change."""
    return {"evidence_source": source.reference, "evidence_quote": quote}


def changes(session: Session, rows: Rows) -> list[WritableChange]:
    """What the changed cells of a list say."""
    returned = returned_rows(session, table_of(rows), today=TODAY, public_url=ADDRESS)
    return writable_changes(session, returned)


def bring_back(
    session: Session, account: Account, rows: Rows, *, chosen: Collection[str] | None = None,
    evidence: QuotedEvidence | None = None, seen: int | None = None,
) -> RecordedChanges:  # fmt: skip
    """Record what was changed in a list, or what is chosen of it."""
    seen = newest_number(session) if seen is None else seen
    chosen = {each.change.key for each in changes(session, rows)} if chosen is None else chosen
    with editing(session, by=account, reason="Our own list", at=make.AT):
        return record_changes(
            session, table=table_of(rows), today=TODAY, public_url=ADDRESS, chosen=chosen,
            evidence=evidence, seen=seen, state=ClaimState.PUBLISHED,
        )  # fmt: skip


def cells(rows: Rows, column: str) -> list[str]:
    """A column of a list."""
    return [row[rows[0].index(column)] for row in rows[1:]]


def test_only_the_edited_cells_change_and_rest_on_the_words_that_the_file_gives(
    session: Session, clara: Account, source: Source, export: Rows
) -> None:
    rows = edited(
        export, 1, status="house arrest", status_since_edtf="9.5.2024", **shown_by(source)
    )  # fmt: skip
    recorded = bring_back(session, clara, rows)
    assert (recorded.changes, recorded.people) == (1, 1)
    now = exported(session)
    assert cells(now, "status") == ["house_arrest", "imprisoned", "imprisoned"]
    assert cells(now, "status_since_edtf") == ["2024-05-09", "2023-11", "2023-11"]
    assert cells(now, "quote")[0] == COURT
    assert cells(now, "name") == cells(export, "name")
    with pytest.raises(Refused, match="Tick what is to be written"):
        bring_back(session, clara, rows)


def test_one_passage_shows_the_cells_of_many_and_all_is_undone_whole(
    session: Session, clara: Account, source: Source, export: Rows
) -> None:
    common = QuotedEvidence(
        quotation=make.evidence(session, COURT, of=source).passage,
        credibility=Credibility.PROBABLY_TRUE, note=None, translation=None,
    )  # fmt: skip
    rows = edited(edited(export, 1, status="house_arrest"), 3, status="house_arrest")
    assert bring_back(session, clara, rows, evidence=common).people == 2
    session.flush()
    events = session.scalars(select(StatusEvent).where(StatusEvent.status == Status.HOUSE_ARREST)).all()
    assert {citation.passage.exact for event in events for citation in event.citations} == {COURT}
    # The day of the old status is none of the new one.
    assert [event.since for event in events] == [None, None]
    edit_id = session.scalars(select(Revision.edit_id).order_by(Revision.number.desc()).limit(1)).one()
    with editing(session, by=clara, reason="A mistake", at=make.AT):
        undo.undo_edit(session, edit_id=edit_id)
    assert cells(exported(session), "status") == ["imprisoned"] * 3


def test_without_words_of_a_source_nothing_is_written_and_the_people_are_named(
    session: Session, clara: Account, source: Source, export: Rows
) -> None:
    rows = edited(edited(export, 1, status="house_arrest", **shown_by(source)), 2, born="1985")
    with pytest.raises(Refused, match="Nothing shows the changes of P-0002"):
        bring_back(session, clara, rows)
    assert exported(session) == export


@pytest.mark.parametrize(
    ("shown", "message"),
    [
        ({"evidence_source": "S-0001"}, "both"),
        ({"evidence_quote": COURT}, "both"),
        ({"evidence_source": "S-9999", "evidence_quote": COURT}, "no source of this reference"),
        ({"evidence_source": "S-0001", "evidence_quote": "He was set free."}, "are not in the text"),
        ({"evidence_source": "S-0001", "evidence_quote": "Elvin"}, ""),
        ({"evidence_source": "S-0001", "evidence_quote": "a"}, "more than once"),
    ],
)
def test_words_of_the_file_that_show_nothing_are_refused_with_the_reason(
    session: Session, source: Source, export: Rows, shown: dict[str, str], message: str
) -> None:
    assert source.reference == "S-0001"
    (change,) = changes(session, edited(export, 1, status="house_arrest", **shown))
    assert message in (change.refused.translated() if change.refused else "")
    assert bool(message) is not change.is_ready


def test_our_own_list_is_no_evidence_even_as_a_source(
    session: Session, clara: Account, export: Rows
) -> None:
    text = "\n".join(",".join(row) for row in export)
    own = make.source(session, "Our own list", text)
    (change,) = changes(session, edited(export, 1, born="1985", **shown_by(own, "Ayla Numunali")))
    assert change.refused is not None
    assert "our own list" in change.refused.translated()
    passage = make.evidence(session, "Ayla Numunali", of=own).passage
    common = QuotedEvidence(
        quotation=passage, credibility=Credibility.CANNOT_BE_JUDGED, note=None, translation=None
    )
    with pytest.raises(Refused, match="our own list"):
        bring_back(session, clara, edited(export, 1, born="1985"), evidence=common)


@pytest.mark.parametrize(
    ("column", "typed", "expected"),
    [
        ("born", "3 March 1985", "1985-03-03"),
        ("sex", "female", "female"),
        ("occupation", "lawyer | journalist", "lawyer | journalist"),
        ("organizations", "Union of Invented Couriers", "Union of Invented Couriers"),
        ("other_names", "Aila Numunalı", "Aila Numunalı"),
        ("status_since_edtf", "2023-12", "2023-12"),
        ("status_place", "Colony No. 8", "Colony No. 8"),
        ("charges", "206.3.2 CC AZ 2000 | Theft, of an invented kind",
         "206.3.2 CC AZ 2000 | Theft, of an invented kind"),
        ("sentence", "term of 7 years 6 months", "term of 7 years 6 months"),
        ("sentence", "9 years", "term of 9 years"),
        ("sentence", "life", "life"),
        ("assessments", "political_prisoner (Union of Invented Couriers)",
         "political_prisoner (Union of Invented Couriers)"),
    ],
)  # fmt: skip
def test_each_stated_column_is_written_and_comes_out_as_it_went_in(
    session: Session, clara: Account, source: Source, export: Rows, column: str, typed: str, expected: str
) -> None:
    make.organization(session)
    make.provision(session, "206.3.2")
    bring_back(session, clara, edited(export, 1, **{column: typed}, **shown_by(source)))
    now = exported(session)
    assert cells(now, column)[0] == expected
    # Nothing else that is stated differs, but what follows from the cell.
    aside = {column, "sources", "version", "quote", "citation_url", "held", "status_since_earliest"}
    if column == "sentence":
        aside.add("charges")
    aside |= {"status_since_latest", "days_held", "held_since_edtf", "status_detail", "last_word_on"}
    aside.add("term_ends_on")
    for name in set(export[0]) - aside:
        assert cells(now, name) == cells(export, name), name
    assert not changes(session, edited(now, 1, **{column: expected}))


@pytest.mark.parametrize(
    ("column", "typed", "message"),
    [
        ("status", "", "takes nothing away"),
        ("status", "imprisoned | released", "Write one status"),
        ("status", "somewhere", "Write one status"),
        ("status_since_edtf", "31.02.2024", ""),
        ("status_since_edtf", "", "takes nothing away"),
        ("born", "yesterday", ""),
        ("sex", "unsure", "not known"),
        ("name", "", ""),
        ("organizations", "Nobody's Union", "No organization"),
        ("sentence", "a while", "Write the term"),
        ("assessments", "listed", "Write an outcome"),
        ("assessments", "political_prisoner (Nobody)", "No organization"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_refused_with_what_to_do(
    session: Session, source: Source, export: Rows, column: str, typed: str, message: str
) -> None:
    rows = edited(export, 1, **{column: typed}, **shown_by(source))
    (change,) = changes(session, rows)
    assert change.refused is not None
    assert message in change.refused.translated()


def test_a_value_that_is_taken_out_stays_recorded(
    session: Session, clara: Account, source: Source, export: Rows
) -> None:
    claim = session.scalars(select(Claim).join(Claim.person).where(Person.reference == "P-0001")).first()
    assert claim is not None
    make.fact(session, claim.person, FactKind.OCCUPATION, "journalist")
    session.flush()
    now = exported(session)
    (change,) = changes(session, edited(now, 1, occupation="", **shown_by(source)))
    assert change.refused is not None
    (change,) = changes(session, edited(now, 1, occupation="lawyer", **shown_by(source)))
    assert change.change.left_out == ("journalist",)
    bring_back(session, clara, edited(now, 1, occupation="lawyer", **shown_by(source)))
    assert cells(exported(session), "occupation")[0] == "journalist | lawyer"


def test_a_sentence_goes_to_the_one_charge_and_is_asked_about_where_there_are_several(
    session: Session, clara: Account, source: Source, export: Rows
) -> None:
    person = session.scalars(select(Claim)).first()
    assert person is not None
    charge = make.charge(session, person.person, offence="Theft")
    session.flush()
    row = cells(exported(session), "reference").index(person.person.reference) + 1
    rows = edited(exported(session), row, sentence="3 years", **shown_by(source))
    bring_back(session, clara, rows)
    step = session.scalars(select(ChargeStep)).one()
    assert (step.charge_id, step.years) == (charge.id, 3)
    make.charge(session, person.person, offence="Fraud")
    session.flush()
    (change,) = changes(session, edited(exported(session), row, sentence="4 years", **shown_by(source)))
    assert change.refused is not None
    assert "several charges" in change.refused.translated()
    assert len(session.scalars(select(Charge)).all()) == 2


def test_a_claim_that_says_so_already_gains_the_words_and_no_twin(
    session: Session, clara: Account, source: Source, export: Rows
) -> None:
    person = session.scalars(select(Claim)).first()
    assert person is not None
    for year in ("1984", "1985"):
        make.fact(session, person.person, FactKind.BIRTH_DATE, None, date=make.edtf_date(year))
    session.flush()
    now = exported(session)
    row = cells(now, "reference").index(person.person.reference) + 1
    rows = edited(now, row, born="1985", **shown_by(source, LETTER))
    (change,) = changes(session, rows)
    assert (change.is_recorded, change.is_ready) == (True, False)
    before = len(session.scalars(select(Claim)).all())
    assert bring_back(session, clara, rows).changes == 1
    session.expire_all()
    assert len(session.scalars(select(Claim)).all()) == before
    with pytest.raises(Refused, match="recorded from these words already"):
        bring_back(session, clara, rows)


def test_the_same_row_twice_is_written_once(
    session: Session, clara: Account, source: Source, export: Rows
) -> None:
    rows = edited(export, 1, born="1985", **shown_by(source))
    assert bring_back(session, clara, [*rows, rows[1]]).changes == 1
    assert cells(exported(session), "born")[0] == "1985"


def test_a_stale_row_is_written_only_where_somebody_says_so(
    session: Session, clara: Account, source: Source, export: Rows
) -> None:
    claim = session.scalars(select(StatusEvent)).first()
    assert claim is not None
    row = cells(export, "reference").index(claim.person.reference) + 1
    make.status(session, claim.person, Status.HOUSE_ARREST, since="2024-05")
    session.flush()
    (change,) = changes(session, edited(export, row, **shown_by(source)))
    assert not change.is_ready
    (change,) = changes(session, edited(exported(session), row, born="1985", **shown_by(source)))
    assert change.is_ready


def test_who_was_changed_since_somebody_looked_is_left_alone(
    session: Session, clara: Account, source: Source, export: Rows
) -> None:
    seen = newest_number(session)
    rows = edited(export, 1, born="1985", **shown_by(source))
    reference = export[1][0]
    claim = session.scalars(select(Claim)).all()
    (person,) = {each.person for each in claim if each.person.reference == reference}
    make.fact(session, person, FactKind.RESIDENCE, "Sampletown")
    session.flush()
    with pytest.raises(Refused, match=f"Somebody changed {reference}"):
        bring_back(session, clara, rows, seen=seen)
