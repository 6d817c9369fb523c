"""Legal codes: the codes of law under which people are charged."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from webapp.domain.input_rules import country_code, required_line
from webapp.domain.refusals import Refused, check_version
from webapp.models import LegalCode
from webapp.vocab.words import N_


def legal_codes(session: Session) -> list[LegalCode]:
    """Return all codes with their provisions, by country, short name and year."""
    query = select(LegalCode).options(selectinload(LegalCode.provisions))
    return list(session.scalars(query.order_by(LegalCode.country, LegalCode.code, LegalCode.year)))


def legal_code(session: Session, code_id: UUID) -> LegalCode | None:
    """Return the code with this key; codes of law are open to everybody."""
    return session.get(LegalCode, code_id)


def add_legal_code(
    session: Session, *, country: str | None, code: str | None, year: int | None, title: str | None
) -> LegalCode:
    """Add a code of law. Raises Refused, also where it is recorded already."""
    row = LegalCode()
    _fill(session, row, country, code, year, title)
    session.add(row)
    session.flush()
    return row


def revise_legal_code(
    session: Session,
    row: LegalCode,
    *,
    version: int,
    country: str | None,
    code: str | None,
    year: int | None,
    title: str | None,
) -> LegalCode:
    """Correct a code of law. Raises Refused, Stale."""
    check_version(row, version)
    _fill(session, row, country, code, year, title)
    session.flush()
    return row


def _fill(
    session: Session,
    row: LegalCode,
    country: str | None,
    code: str | None,
    year: int | None,
    title: str | None,
) -> None:
    land = country_code("country", country)
    if land is None:
        raise Refused("country", N_("This is needed."))
    if year is None or not 1000 <= year <= 9999:
        raise Refused("year", N_("Write the year of the code with four figures."))
    short, full = required_line("code", code, limit=40), required_line("title", title)
    with session.no_autoflush:
        twin = session.scalar(
            select(LegalCode).where(
                LegalCode.country == land, LegalCode.code == short, LegalCode.year == year
            )
        )
    if twin is not None and twin is not row:
        raise Refused("code", N_("This code is recorded already."))
    row.country, row.code, row.year, row.title = land, short, year, full
