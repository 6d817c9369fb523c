"""Provisions of law: reading their numbers, adding and editing them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select, union
from sqlalchemy.orm import Session, joinedload

from webapp.domain.claims.by_person import NamedClaim, named_claims, with_names
from webapp.domain.input_rules import clean_line, required_line
from webapp.domain.paged_lists import is_named
from webapp.domain.refusals import Refused, check_version
from webapp.domain.visibility import Reader
from webapp.models import Charge, ChargeStep, LegalCode, Person, Provision
from webapp.vocab.people import PublicationState
from webapp.vocab.words import N_

# 206.3.2, 193-1.3.1, 234.4.3: article with inserted number, part, point.
_PIECE = r"\d{1,3}(?:-\d{1,3})?"
_NUMBER = re.compile(rf"(\d{{1,4}}(?:-\d{{1,3}})?)(?:\.({_PIECE}))?(?:\.({_PIECE}))?")


@dataclass(frozen=True)
class ProvisionNumber:
    """A provision's number taken apart: article, part and point, each with its inserted number."""

    article: str
    part: str | None
    point: str | None

    def __str__(self) -> str:
        return ".".join(part for part in (self.article, self.part, self.point) if part)

    @property
    def sort_key(self) -> str:
        """The number with each figure padded to four, so that text order is number order."""
        parts = [part for part in (self.article, self.part, self.point) if part]
        return ".".join("-".join(f"{int(figure):04d}" for figure in part.split("-")) for part in parts)


def read_number(text: str) -> ProvisionNumber:
    """Return a provision number taken apart. Raises Refused at field `number`."""
    number = _NUMBER.fullmatch(text.replace("–", "-").replace(" ", ""))
    if number is None:
        raise Refused("number", N_("Write it as article.part.point, such as 206.3.2 or 193-1.3.1."))
    article, part, point = (
        group and "-".join(str(int(figure)) for figure in group.split("-")) for group in number.groups()
    )
    return ProvisionNumber(str(article), part, point)


def cited_as(provision: Provision) -> str:
    """Return how a provision is cited: `206.3.2 CC AZ 2000`."""
    code = provision.legal_code
    return f"{provision.number} {code.code} {code.country} {code.year}"


def add_provision(
    session: Session, *, legal_code: LegalCode, number: str | None, title: str | None
) -> Provision:
    """Add a provision to a code. Raises Refused for a number that cannot be read or is there already."""
    # Refused before there is a row: the code would keep it in mind, and so in the next thing it saves.
    parsed = _free_number(session, legal_code, number)
    title = clean_line("title", title, limit=500)
    provision = Provision(legal_code=legal_code, state=PublicationState.PUBLISHED, title=title)
    _give_number(provision, parsed)
    session.add(provision)
    session.flush()
    return provision


def revise_provision(
    session: Session, provision: Provision, *, version: int, number: str | None, title: str | None
) -> Provision:
    """Correct a provision's number or title. Raises Refused, Stale."""
    check_version(provision, version)
    parsed = _free_number(session, provision.legal_code, number, but=provision)
    provision.title = clean_line("title", title, limit=500)
    _give_number(provision, parsed)
    session.flush()
    return provision


def provisions(session: Session, *, offered: bool = False) -> list[Provision]:
    """Return all provisions by code and number; with `offered`, only those for new charges."""
    query = select(Provision).join(Provision.legal_code).options(joinedload(Provision.legal_code))
    if offered:
        query = query.where(
            Provision.state == PublicationState.PUBLISHED, LegalCode.state == PublicationState.PUBLISHED
        )
    order = (LegalCode.country, LegalCode.code, LegalCode.year, Provision.sort_key)
    return list(session.scalars(query.order_by(*order)))


def provisions_called(session: Session, typed: str, *, most: int = 20) -> list[Provision]:
    """Return at most so many provisions in use called as `typed`; where nothing is, those used last first."""
    rows = provisions(session, offered=True)
    if typed:
        number = typed.casefold()
        fitting = [row for row in rows if is_named(typed, [f"{cited_as(row)} {row.title or ''}"])]
        return sorted(fitting, key=lambda row: not row.number.startswith(number))[:most]
    newest = select(Charge.provision_id).where(Charge.provision_id.is_not(None)).order_by(Charge.id.desc())
    places = {key: place for place, key in enumerate(dict.fromkeys(session.scalars(newest.limit(100))))}
    return sorted(rows, key=lambda row: places.get(row.id, len(places)))[:most]


def provision_of_number(session: Session, numbers: Sequence[str]) -> Provision | None:
    """Return the only provision in use with the first of these numbers that any has; None of several."""
    for number in numbers:
        query = select(Provision).join(Provision.legal_code).where(
            Provision.number == number, Provision.state == PublicationState.PUBLISHED,
            LegalCode.state == PublicationState.PUBLISHED,
        ).options(joinedload(Provision.legal_code))  # fmt: skip
        rows = session.scalars(query.limit(2)).all()
        if rows:
            return rows[0] if len(rows) == 1 else None
    return None


def provision(session: Session, provision_id: UUID) -> Provision | None:
    """Return the provision with this key; provisions of law are open to everybody."""
    return session.get(Provision, provision_id)


def charged(session: Session, provision: Provision, *, to: Reader) -> list[NamedClaim]:
    """Return the charges under a provision, and the steps that led to it, as this reader may see them."""
    begun = named_claims(session, Charge, Charge.provision_id == provision.id, to=to)
    return begun + named_claims(session, ChargeStep, ChargeStep.to_provision_id == provision.id, to=to)


def people_counts(session: Session, *, to: Reader) -> dict[UUID, int]:
    """Return of how many people this reader may see charges or steps under each provision, by its id."""
    columns = ((Charge, Charge.provision_id), (ChargeStep, ChargeStep.to_provision_id))
    people = union(
        *(
            with_names(select(kind).join(kind.person), kind, to=to)
            .where(provision_id.is_not(None))
            .with_only_columns(provision_id.label("provision_id"), Person.id.label("person_id"))
            .order_by(None)
            for kind, provision_id in columns
        )
    ).subquery()
    query = select(people.c.provision_id, func.count()).group_by(people.c.provision_id)
    return dict(session.execute(query).all())


def _free_number(
    session: Session, code: LegalCode, number: str | None, *, but: Provision | None = None
) -> ProvisionNumber:
    """Return a number taken apart that no provision of the code has, save `but`. Raises Refused."""
    parsed = read_number(required_line("number", number, limit=30))
    same = select(Provision).where(Provision.legal_code_id == code.id, Provision.number == str(parsed))
    twin = session.scalar(same)
    if twin is not None and twin is not but:
        raise Refused("number", N_("%(number)s is already recorded in this code."), number=str(parsed))
    return parsed


def _give_number(provision: Provision, parsed: ProvisionNumber) -> None:
    provision.number = str(parsed)
    provision.article, provision.part, provision.point = parsed.article, parsed.part, parsed.point
    provision.sort_key = parsed.sort_key
