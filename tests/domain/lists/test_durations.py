"""Lengths of remand and of terms are what a count by hand makes of the claims, in few statements."""

from datetime import date

from sqlalchemy.orm import Session

from tests import make
from tests.support.counted_statements import counted
from webapp.domain.lists.durations import durations
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.visibility import CURATOR, PUBLIC
from webapp.models import Person
from webapp.vocab.charges import Joined, SentenceKind, StepKind
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.liberty import Cause, Status
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.statistics import Duration, Grouping

TODAY = date(2026, 3, 1)
Told = dict[str, tuple[list[str], int]]


def counted_by(session: Session, by: Grouping, duration: Duration, **other: object) -> Told:
    """Return the people and all their numbers together of each group, by its label."""
    settings = {"people_filter": PeopleFilter(), "to": PUBLIC, "today": TODAY} | other
    groups = durations(session, by=by, **settings)[duration]  # type: ignore[arg-type]
    return {group.label: (sorted(group.numbers), group.total) for group in groups}


def sentenced(session: Session, person: Person, offence: str, years: int, **other: object) -> None:
    """Record a charge and a conviction to a term of so many years."""
    charge = make.charge(session, person, offence=offence)
    term = {"sentence": SentenceKind.TERM, "years": years} | other
    make.step(session, charge, StepKind.CONVICTED, "2025-03-01", **term)


def test_days_are_counted_from_day_to_day_and_where_they_are_certain(session: Session) -> None:
    elvin, ayla = make.person(session, "Elvin Sinagov"), make.person(session, "Ayla Numunali")
    make.status(session, elvin, Status.ARRESTED, "2025-01-01")
    make.status(session, elvin, Status.PRETRIAL_DETENTION, "2025-01-11")
    make.status(session, elvin, Status.IMPRISONED, "2025-03-01")
    make.status(session, elvin, Status.RELEASED_EARLY, "2025-04-01", cause=Cause.PARDON)
    make.status(session, elvin, Status.PRETRIAL_DETENTION, "2026-02-20")
    make.status(session, ayla, Status.PRETRIAL_DETENTION, "2026-02")
    session.commit()
    remand = durations(session, PeopleFilter(), Grouping.EVERYBODY, to=PUBLIC, today=TODAY)
    (days,) = remand[Duration.REMAND]
    # From 11 January to 28 February, and from 20 February to 1 March; of a day in February, 28 and after.
    assert days.numbers == {elvin.reference: 49 + 10, ayla.reference: 2}
    assert (days.people, days.total, days.least, days.middle, days.most) == (2, 61, 2, 2, 59)
    assert remand[Duration.TERM_SERVED][0].numbers == {elvin.reference: 90}
    assert remand[Duration.PRISONER_DAYS][0].numbers == {elvin.reference: 100, ayla.reference: 2}
    earlier = durations(
        session, PeopleFilter(as_of=date(2025, 1, 12)), Grouping.EVERYBODY, to=PUBLIC, today=TODAY
    )
    assert {name: [group.total for group in groups] for name, groups in earlier.items()} == {
        Duration.REMAND: [2], Duration.TERM_IMPOSED: [], Duration.TERM_SERVED: [],
        Duration.PRISONER_DAYS: [12],
    }  # fmt: skip


def test_a_release_pending_trial_is_no_term_served(session: Session) -> None:
    elvin = make.person(session, "Elvin Sinagov")
    make.status(session, elvin, Status.PRETRIAL_DETENTION, "2025-01-01")
    make.status(session, elvin, Status.RELEASED_PENDING_TRIAL, "2025-01-31")
    session.commit()
    assert counted_by(session, Grouping.EVERYBODY, Duration.TERM_SERVED) == {}
    assert counted_by(session, Grouping.EVERYBODY, Duration.REMAND) == {"Everybody": (["P-0001"], 30)}


def test_the_term_imposed_is_the_total_or_else_the_longest(session: Session) -> None:
    elvin, ayla, bahar = (make.person(session, name) for name in ("Elvin S.", "Ayla N.", "Bahar M."))
    sentenced(session, elvin, "fraud", 9)
    sentenced(session, elvin, "treason", 7, joined=Joined.TOTAL)
    sentenced(session, ayla, "fraud", 2)
    sentenced(session, ayla, "treason", 3, months=6, days=1)
    sentenced(session, bahar, "fraud", 5, suspended=True)
    sentenced(session, bahar, "treason", 5, state=ClaimState.DRAFT)
    session.commit()
    (terms,) = durations(session, PeopleFilter(), Grouping.EVERYBODY, to=PUBLIC, today=TODAY)[
        Duration.TERM_IMPOSED
    ]
    assert terms.numbers == {elvin.reference: 84, ayla.reference: 43}
    drafts = counted_by(session, Grouping.EVERYBODY, Duration.TERM_IMPOSED, to=CURATOR)
    assert drafts == {"Everybody": (["P-0001", "P-0002", "P-0003"], 84 + 43 + 60)}


def test_each_person_counts_with_every_article_court_and_judge(session: Session) -> None:
    elvin, ayla, bahar = (make.person(session, name) for name in ("Elvin S.", "Ayla N.", "Bahar M."))
    for person in (elvin, ayla, bahar):
        make.status(session, person, Status.PRETRIAL_DETENTION, "2026-02-20")
    names = ("Court of Nowhere", "Upper Court", "Jasmin Hakimli", "Kerim Hokmlu")
    kinds = (*[OrganizationKind.COURT] * 2, *[OrganizationKind.OFFICIAL] * 2)
    court, upper, jasmin, kerim = (
        make.organization(session, name, kind) for name, kind in zip(names, kinds, strict=True)
    )
    case = make.court_case(session, court=court)
    make.charge(session, elvin, provision=make.provision(session, "206.3.2"), case=case)
    make.charge(session, ayla, provision=make.provision(session, "213"))
    make.hearing(session, ayla, case=case, judge=jasmin, second_judge=kerim)
    make.hearing(session, bahar, court=upper, judge=kerim, visibility=Visibility.RESTRICTED)
    session.commit()
    remand = {by: counted_by(session, by, Duration.REMAND) for by in Grouping}
    assert remand[Grouping.COURT] == {
        "Court of Nowhere": (["P-0001", "P-0002"], 20), "": (["P-0003"], 10),
    }  # fmt: skip
    assert remand[Grouping.JUDGE] == {
        "Jasmin Hakimli": (["P-0002"], 10), "Kerim Hokmlu": (["P-0002"], 10),
        "": (["P-0001", "P-0003"], 20),
    }  # fmt: skip
    assert {label.split()[0] if label else "": told for label, told in remand[Grouping.ARTICLE].items()} == {
        "206": (["P-0001"], 10), "213": (["P-0002"], 10), "": (["P-0003"], 10),
    }  # fmt: skip
    # What is restricted enters no count, whoever reads.
    assert counted_by(session, Grouping.COURT, Duration.REMAND, to=CURATOR) == remand[Grouping.COURT]


def test_a_filter_leaves_its_people_alone(session: Session) -> None:
    elvin, ayla = make.person(session, "Elvin S."), make.person(session, "Ayla N.")
    make.status(session, elvin, Status.PRETRIAL_DETENTION, "2026-02-20")
    make.status(session, ayla, Status.IMPRISONED, "2026-02-20")
    session.commit()
    only = PeopleFilter(status=(Status.IMPRISONED.value,))
    held = counted_by(session, Grouping.EVERYBODY, Duration.PRISONER_DAYS, people_filter=only)
    assert held == {"Everybody": ([ayla.reference], 10)}


def test_many_people_take_no_more_statements_than_few(session: Session) -> None:
    numbers = []
    court = make.organization(session, "Court of Nowhere", OrganizationKind.COURT)
    for _ in range(2):
        for number in range(3):
            person = make.person(session, f"Sample Person {number}")
            make.status(session, person, Status.PRETRIAL_DETENTION, "2026-02-20")
            make.hearing(session, person, court=court)
        session.commit()
        with counted(session.get_bind().engine) as sent:
            counted_by(session, Grouping.COURT, Duration.REMAND)
        numbers.append(len(sent))
    assert numbers[0] == numbers[1] <= 8, sent
