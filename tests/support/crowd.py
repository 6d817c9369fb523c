"""A crowd of invented people of whom we know by heart what was told, to hold the lists against."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from tests import make
from tests.support.remembered import remembered
from webapp.domain.claims.recording import Evidence
from webapp.domain.lists.filter import FIELDS, PeopleFilter
from webapp.domain.people import people
from webapp.models import Person
from webapp.vocab.huridocs import FairTrialFact
from webapp.vocab.liberty import HELD, LENGTHS, DetentionLength, Held, Status
from webapp.vocab.people import FACT_WORDS, FAIR_TRIAL, FactKind, Occupation, PublicationState, Sex

UNION, PARTY = "O-0001", "O-0002"
DECLARATION, LETTER = "S-0001", "S-0002"
# One whose record `vary` retires, after those of `gather`.
RETIRED = "P-0054"
EVERYBODY = PeopleFilter(state=tuple(PublicationState))


class Examples(NamedTuple):
    """Values of one field of the filter.

    Each of `values`, together with `beside`, leaves some people of the crowd and not others, and not those
    whom `beside` leaves by itself. The values `beyond` may leave anybody.
    """

    values: tuple[Any, ...]
    beyond: tuple[Any, ...] = ()
    beside: PeopleFilter = PeopleFilter()


_TODAY = make.AT.date()
# Of the fields whose values are not all the words of a list.
EXAMPLES = {
    "q": Examples(("ayla", "Фарид", "misali", "P-0003", RETIRED), ("", "nobody"), EVERYBODY),
    "broad": Examples((True,), (False,), PeopleFilter(q="numunalu")),
    "organization": Examples((UNION, PARTY), ("O-0099",)),
    "source": Examples((LETTER,), (DECLARATION, "S-0099")),
    "charge": Examples(
        ("206 CC AZ 2000", "206.3.2 CC AZ 2000", "221 CC AZ 2000", "not_stated"), ("999 CC AZ 2000",)
    ),
    "taken_in": Examples(("2019-03", "2024-02", "less_precise"), ("1918-01",)),
    "released_in": Examples(("2019-05", "2024-02", "less_precise"), ("1918-01",)),
    "length": Examples(tuple(DetentionLength), beside=PeopleFilter(as_of=_TODAY)),
    "as_of": Examples(
        (date(2019, 4, 1), date(2020, 11, 22), date(2024, 2, 10)),
        (None, _TODAY, date.min, date.max),
        PeopleFilter(held=(Held.YES,)),
    ),
    "freshness": Examples(("recent", "stale"), ("undated",), PeopleFilter(as_of=_TODAY)),
    # The fields that both evaluations pass over: the door puts the filter to another database; the order.
    "known_on": Examples((), ("", "2024-12-31")),
    "sort": Examples((), ("", "-since")),
}


def examples(name: str) -> Examples:
    """Return values of a field: those given, or every word of its list."""
    words = FIELDS[name].words
    assert name in EXAMPLES or words, f"PeopleFilter.{name} is not compared: give values of it in EXAMPLES"
    return EXAMPLES[name] if name in EXAMPLES else Examples(tuple(words or ()))


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
    _record(session, number)
    session.commit()
    return [_told(place) for place in range(number)]


@remembered
def _record(session: Session, number: int) -> None:
    with make.single_edit(session):
        _gather(session, [_told(place) for place in range(number)])


def _gather(session: Session, crowd: list[Told]) -> None:
    union, party = make.organization(session), make.organization(session, "Example Party")
    declaration = make.evidence(session)
    letter = make.evidence(session, "A letter.", of=make.source(session, "A letter", "A letter."))
    rows = {described: make.person(session, described.name, evidence=declaration) for described in crowd}

    for status in filter(None, _STATUSES):
        make.status(session, _people_with(rows, "status", status), status, evidence=declaration)
    for sex in filter(None, _SEXES):
        make.fact(session, _people_with(rows, "sex", sex), FactKind.SEX, sex, evidence=declaration)
    for occupation in filter(None, _OCCUPATIONS):
        members = _people_with(rows, "occupation", occupation)
        make.fact(session, members, FactKind.OCCUPATION, occupation, evidence=declaration)
    for organization in (union, party):
        members = _people_with(rows, "organizations", organization.reference)
        make.affiliation(session, members, organization, evidence=declaration)
    make.fact(session, _people_with(rows, "sources", LETTER), evidence=letter)


def vary(session: Session, day: date) -> None:
    """Add people of every status, sex and occupation, held for every length of time on `day`, also hidden."""
    _vary(session, day)
    session.commit()


@remembered
def _vary(session: Session, day: date) -> None:
    with make.single_edit(session):
        _varied(session, day)


def _varied(session: Session, day: date) -> None:
    evidence = make.evidence(session)
    rows = [make.person(session, name, evidence=evidence) for name in _NAMES * 6]
    for place, sex in enumerate(Sex):
        make.fact(session, rows[place :: len(Sex)], FactKind.SEX, sex, evidence=evidence)
    _tell_of_trials(session, rows, evidence)
    for row, status in zip(rows, Status, strict=False):
        make.status(session, row, status, "2024-02-10", evidence=evidence)
    for row, occupation in zip(rows, Occupation, strict=False):
        make.fact(session, row, FactKind.OCCUPATION, occupation, evidence=evidence)
    make.status(session, rows[19:22], Status.IMPRISONED, None, evidence=evidence)
    make.status(session, rows[22:27], Status.IMPRISONED, "2019-03", evidence=evidence)
    for row, until in zip(rows[22:], ("2019-05-01", "2021", "2024-02-10"), strict=False):
        make.status(session, row, Status.RELEASED_EARLY, until, evidence=evidence)
    # Told by the same words: nothing says which came last.
    for status in (Status.ARRESTED, Status.AT_LIBERTY):
        make.status(session, rows[-18:-15], status, "2023-05-05", evidence=evidence)
    lasted = (days for length in LENGTHS.values() for days in length if days)
    for row, days in zip(reversed(rows), lasted, strict=False):
        since = day - timedelta(days=days - 1)
        make.status(session, row, Status.ARRESTED, since.isoformat(), evidence=evidence)
    for place, number in enumerate(("206.3.2", "221")):
        provision = make.provision(session, number)
        make.charge(session, rows[place::3], provision=provision, evidence=evidence)
    make.charge(session, rows[2::6], offence="told in words", evidence=evidence)
    for place, state in ((20, PublicationState.RETIRED), (21, PublicationState.DRAFT)):
        for row in rows[place::5]:
            people.revise_person(session, row, version=row.version, state=state)


def _people_with(rows: dict[Told, Person], field: str, value: str) -> list[Person]:
    """The people of whom a value is told, alone or among others."""
    people_with = []
    for described, row in rows.items():
        values = getattr(described, field)
        if value in (values if isinstance(values, tuple) else (values,)):
            people_with.append(row)
    return people_with


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


def _tell_of_trials(session: Session, rows: list[Person], evidence: Evidence) -> None:
    """Tell each fact of a fair trial of two people."""
    for place, word in enumerate(FairTrialFact):
        kind = next(kind for kind in FAIR_TRIAL if word in FACT_WORDS[kind])
        pair = [rows[place % len(rows)], rows[(place + 2) % len(rows)]]
        make.fact(session, pair, kind, word, evidence=evidence)
