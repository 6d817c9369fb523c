"""Provisions of law: their numbers are read as people write them, and put in the order of numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests import make
from tests.support.one_edit import edit
from webapp.domain.law import provisions
from webapp.domain.law.provisions import ProvisionNumber, cited_as, read_number
from webapp.domain.refusals import Refused, Stale
from webapp.domain.retiring import retire_record
from webapp.domain.visibility import INTERNAL, PUBLIC
from webapp.vocab.charges import StepKind
from webapp.vocab.claims import ClaimState
from webapp.vocab.people import PublicationState

PIECES = st.integers(1, 999)
INSERTED = st.one_of(st.just(""), PIECES.map(lambda number: f"-{number}"))


@pytest.mark.parametrize(
    ("written", "article", "part", "point"),
    [
        ("206.3.2", "206", "3", "2"),
        ("193-1.3.1", "193-1", "3", "1"),
        ("234.4.3", "234", "4", "3"),
        ("192.3.2", "192", "3", "2"),
        ("206.4", "206", "4", None),
        ("213.2.1", "213", "2", "1"),
        ("320.1", "320", "1", None),
        ("283", "283", None, None),
        ("167-3.1", "167-3", "1", None),
        ("28.3.1-1", "28", "3", "1-1"),
        (" 206 . 3 . 2 ", "206", "3", "2"),
        ("193–1.3.1", "193-1", "3", "1"),
        ("0206.03.2", "206", "3", "2"),
        ("٢٠٦.٣.٢", "206", "3", "2"),
    ],
)
def test_a_number_is_taken_apart(written: str, article: str, part: str | None, point: str | None) -> None:
    assert read_number(written) == ProvisionNumber(article, part, point)


@pytest.mark.parametrize(
    "written", ["", "206.", ".3", "206.3.2.1", "206,3", "Article 206", "206-", "206.3 and 206.4", "20600"]
)
def test_what_is_no_number_or_several_is_refused(written: str) -> None:
    with pytest.raises(Refused, match=r"^number: Write it as article\.part\.point"):
        read_number(written)


@given(st.integers(1, 9999), INSERTED, st.lists(st.tuples(PIECES, INSERTED), max_size=2))
def test_a_number_is_read_back_as_it_is_shown(
    article: int, inserted: str, pieces: list[tuple[int, str]]
) -> None:
    shown = ".".join([f"{article}{inserted}", *(f"{piece}{extra}" for piece, extra in pieces)])
    read = read_number(shown)
    assert ".".join(part for part in (read.article, read.part, read.point) if part) == shown


def test_numbers_are_put_in_the_order_of_numbers() -> None:
    written = ["28", "28-1.1", "28.1", "28.3", "28.3.1", "28.3.1-1", "28.3.2", "28.10", "193-1.3.1", "206.3"]
    assert sorted(written, key=lambda number: read_number(number).sort_key) == written


def test_a_provision_is_cited_with_its_code_country_and_year(session: Session) -> None:
    row = make.provision(session, "193–1.3.1", "  Money  laundering ")
    assert (row.number, row.title, row.sort_key) == ("193-1.3.1", "Money laundering", "0193-0001.0003.0001")
    assert cited_as(row) == "193-1.3.1 CC AZ 2000"


def test_a_code_holds_a_number_once_and_another_code_may_hold_it_too(session: Session) -> None:
    make.provision(session, "206.3.2")
    with pytest.raises(Refused, match=r"^number: 206\.3\.2 is already recorded"):
        make.provision(session, "0206. 3.2")
    older = make.legal_code(session, year=1960)
    assert make.provision(session, "206.3.2", code=older).legal_code is older


def test_a_provision_is_corrected_and_not_into_another(session: Session) -> None:
    row, other = make.provision(session, "206.3.2"), make.provision(session, "206.4")
    edit(session, provisions.revise_provision, row, version=1, number="206.3", title=None)
    assert (row.number, row.part, row.point, row.title) == ("206.3", "3", None, None)
    assert row.sort_key == "0206.0003"
    edit(session, provisions.revise_provision, row, version=2, number="206.3", title="Smuggling")
    with pytest.raises(Refused, match="^number: 206.4 is already recorded"):
        edit(session, provisions.revise_provision, row, version=row.version, number="206.4", title=None)
    session.rollback()
    with pytest.raises(Stale):
        edit(session, provisions.revise_provision, other, version=9, number="206.5", title=None)


def test_a_retired_provision_is_offered_no_longer_and_its_charges_stay(session: Session) -> None:
    row, other = make.provision(session), make.provision(session, "206.4")
    charge = make.charge(session, make.person(session), provision=row)
    edit(session, retire_record, row, version=row.version)
    assert provisions.provisions(session, offered=True) == [other]
    assert provisions.provisions(session) == [row, other]
    assert [said.claim for said in provisions.charged(session, row, to=PUBLIC)] == [charge]


def test_the_provisions_of_a_retired_code_are_offered_no_longer(session: Session) -> None:
    code = make.provision(session).legal_code
    edit(session, retire_record, code, version=code.version)
    assert code.state is PublicationState.RETIRED
    assert provisions.provisions(session, offered=True) == []


def test_people_are_counted_once_under_each_provision_that_they_are_charged_under(session: Session) -> None:
    smuggling, other = make.provision(session), make.provision(session, "192.3.2")
    for name in ("Elvin Sinagov", "Ayla Numunali"):
        charge = make.charge(session, make.person(session, name), provision=smuggling)
        for date in ("2024-01", "2024-02"):
            make.step(session, charge, StepKind.REQUALIFIED, date, to_provision=other)
    make.charge(session, make.person(session, "Bahar Misalli", state=ClaimState.DRAFT), provision=other)
    assert provisions.people_counts(session, to=PUBLIC) == {smuggling.id: 2, other.id: 2}
    assert provisions.people_counts(session, to=INTERNAL) == {smuggling.id: 2, other.id: 3}
    named = [(said.name and said.name.name) for said in provisions.charged(session, other, to=PUBLIC)]
    assert named == ["Ayla Numunali", "Ayla Numunali", "Elvin Sinagov", "Elvin Sinagov"]
