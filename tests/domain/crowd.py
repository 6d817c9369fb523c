"""A crowd of invented people of whom we know by heart what was told, to hold the lists against."""

from typing import NamedTuple

from sqlalchemy.orm import Session

from tests import make
from webapp.models import Person
from webapp.vocab.liberty import HELD, Status
from webapp.vocab.people import FactKind, Occupation

UNION, PARTY = "O-0001", "O-0002"
DECLARATION, LETTER = "S-0001", "S-0002"


class Told(NamedTuple):
    """What was told of one person, and where."""

    reference: str
    name: str
    status: Status | None
    sex: str | None
    occupation: str | None
    organizations: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def held(self) -> str:
        """Whether the person is held, as the list says it."""
        if self.status is None:
            return "not_stated"
        return "yes" if self.status in HELD else "no"


_NAMES = (
    "Elvin Sınaqov", "Ayla Nümunəli", "Айла Нумунели", "Ceyhun Örnəkov", "Bahar Misallı", "Фарид Таджрубали",
)  # fmt: skip
_STATUSES = (Status.IMPRISONED, Status.RELEASED_EARLY, None, Status.ARRESTED, Status.EXILED)
_SEXES = ("male", "female", None)
_OCCUPATIONS = (Occupation.JOURNALIST, None, Occupation.COURIER, Occupation.LAWYER)
_GROUPS: tuple[tuple[str, ...], ...] = ((UNION,), (), (UNION, PARTY), (PARTY,), ())


def gather(session: Session, number: int = 33) -> list[Told]:
    """Record `number` people; the same few names over and over, every other value at another rhythm."""
    crowd = [_told(place) for place in range(number)]
    union, party = make.organization(session), make.organization(session, "Example Party")
    declaration = make.evidence(session)
    letter = make.evidence(session, "A letter.", of=make.source(session, "A letter", "A letter."))
    rows = {told: make.person(session, told.name, evidence=declaration) for told in crowd}

    for status in filter(None, _STATUSES):
        make.status(session, _those(rows, "status", status), status, evidence=declaration)
    for sex in filter(None, _SEXES):
        make.fact(session, _those(rows, "sex", sex), FactKind.SEX, sex, evidence=declaration)
    for occupation in filter(None, _OCCUPATIONS):
        who = _those(rows, "occupation", occupation)
        make.fact(session, who, FactKind.OCCUPATION, occupation, evidence=declaration)
    for organization in (union, party):
        who = _those(rows, "organizations", organization.reference)
        make.affiliation(session, who, organization, evidence=declaration)
    make.fact(session, _those(rows, "sources", LETTER), evidence=letter)
    session.commit()
    return crowd


def _those(rows: dict[Told, Person], field: str, value: str) -> list[Person]:
    """The people of whom a value is told, alone or among others."""
    found = []
    for told, row in rows.items():
        values = getattr(told, field)
        if value in (values if isinstance(values, tuple) else (values,)):
            found.append(row)
    return found


def _told(place: int) -> Told:
    return Told(
        reference=f"P-{place + 1:04d}",
        name=_NAMES[place % 6],
        status=_STATUSES[place % 5],
        sex=_SEXES[place % 3],
        occupation=_OCCUPATIONS[place % 4],
        organizations=_GROUPS[(place // 2) % 5],
        sources=(DECLARATION, LETTER) if place % 7 == 0 else (DECLARATION,),
    )
