"""Codes of law: each country's, in the edition of a year, once."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests import make
from tests.support.one_edit import edit
from webapp.domain.law import legal_codes
from webapp.domain.refusals import Refused, Stale
from webapp.domain.retiring import retire_record

CODE = {"country": "AZ", "code": "CC", "year": 2000, "title": "Criminal Code"}


def test_a_code_is_added_with_its_country_in_capitals(session: Session) -> None:
    row = make.legal_code(session, " CC ", country="az")
    assert (row.country, row.code, row.year, row.title) == ("AZ", "CC", 2000, "Criminal Code")
    assert legal_codes.legal_code(session, row.id) is row


def test_an_edition_is_recorded_once(session: Session) -> None:
    make.legal_code(session)
    with pytest.raises(Refused, match="^code: This code is recorded already"):
        make.legal_code(session)
    for other in ({"year": 1960}, {"code": "CAO"}, {"country": "TR"}):
        make.legal_code(session, **other)
    assert len(legal_codes.legal_codes(session)) == 4


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"country": None}, "country"), ({"country": "Azerbaijan"}, "country"), ({"code": " "}, "code"),
        ({"title": ""}, "title"), ({"year": None}, "year"), ({"year": 200}, "year"),
        ({"year": 20000}, "year"),
    ],
)  # fmt: skip
def test_a_code_without_its_parts_is_refused(session: Session, said: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused, match=f"^{field}: "):
        edit(session, legal_codes.add_legal_code, **CODE | said)


def test_codes_are_listed_by_country_name_and_year(session: Session) -> None:
    codes = [("AZ", "CAO", 2015), ("AZ", "CC", 1960), ("AZ", "CC", 2000), ("TR", "CC", 2004)]
    for country, code, year in reversed(codes):
        make.legal_code(session, code, year, country=country)
    assert [(row.country, row.code, row.year) for row in legal_codes.legal_codes(session)] == codes


def test_a_code_is_corrected_and_not_into_another(session: Session) -> None:
    row, other = make.legal_code(session), make.legal_code(session, year=1960)
    edit(session, legal_codes.revise_legal_code, row, version=1, **CODE | {"title": "Criminal Code of 2000"})
    assert (row.title, row.version) == ("Criminal Code of 2000", 2)
    session.commit()
    with pytest.raises(Refused, match="^code: This code is recorded already"):
        edit(session, legal_codes.revise_legal_code, other, version=1, **CODE)
    session.rollback()
    with pytest.raises(Stale):
        edit(session, retire_record, row, version=9)
