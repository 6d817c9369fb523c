"""Cases and hearings: one ruling for all accused, the timeline of a case, the numbers of a judge."""

from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from tests import make
from tests.support.claim_forms import CITING, newest, shows_problems
from tests.support.engines import on_sqlite
from tests.support.forms import elements, links, main_text, post_form
from tests.web.conftest import Queries
from webapp.domain.courts.rulings import official_rulings
from webapp.domain.visibility import PUBLIC
from webapp.models import Charge, Hearing, Organization, Revision, StatusEvent
from webapp.vocab.charges import Ruling, SentenceKind, StepKind
from webapp.vocab.claims import Visibility
from webapp.vocab.liberty import Status
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.people import FactKind


def test_one_ruling_for_all_accused_is_one_form_one_passage_and_a_claim_of_each(
    session: Session, clara: FlaskClient
) -> None:
    case = make.court_case(session)
    people = [make.person(session, f"{name} Sinagov") for name in ("Elvin", "Ayla", "Davud")]
    make.hearing(session, people, case=case)
    form = clara.get("/cases/K-0001/ruling").get_data(as_text=True)
    assert 'value="P-0001, P-0002, P-0003"' in form
    answer = post_form(
        clara, "/cases/K-0001/ruling", **CITING, people="P-0001, P-0002, P-0003", proceeding="extension",
        date="19.11.2026", ruling="remand_extended", outcome="held", until="20.02.2027",
        judge=["R. Uydurmazade", "new:official"], case="K-0001",
    )  # fmt: skip
    assert answer.status_code == 303
    extended = session.scalars(select(Hearing).where(Hearing.ruling == Ruling.REMAND_EXTENDED)).all()
    orders = session.scalars(select(StatusEvent).where(StatusEvent.until_edtf == "2027-02-20")).all()
    assert {row.person.reference for row in extended} == {row.person.reference for row in orders}
    assert len(extended) == len(orders) == 3
    assert len({row.citations[0].passage_id for row in (*extended, *orders)}) == 1
    recorded = Revision.row_id.in_([row.id for row in extended])
    edits = select(func.count(Revision.edit_id.distinct())).where(recorded)
    assert session.scalar(edits) == 1
    page = main_text(clara.get("/cases/K-0001"))
    assert "3 accused" in page
    assert "Hearing on extension: Extended remand 19 November 2026" in page


def test_only_a_ruling_on_remand_orders_a_day(session: Session, clara: FlaskClient) -> None:
    make.court_case(session)
    make.person(session)
    answer = post_form(
        clara, "/cases/K-0001/ruling", **CITING, people="P-0001", proceeding="merits", ruling="convicted",
        until="2027",
    )  # fmt: skip
    assert shows_problems(answer, until="Only a ruling that orders or extends remand")


def test_a_case_shows_its_charges_its_court_and_where_it_led(session: Session, client: FlaskClient) -> None:
    court = make.organization(session, "Court of Nowhere", OrganizationKind.COURT)
    case = make.court_case(session, court=court, number="1(004)-212")
    make.court_case(session, "The couriers' appeal", earlier=case)
    elvin = make.person(session)
    make.status(session, elvin, Status.IMPRISONED, "2023-11-20")
    charge = make.charge(session, elvin, offence="smuggling", case=case)
    make.step(session, charge, StepKind.CONVICTED, "2024-01", sentence=SentenceKind.TERM, years=7)
    page = main_text(client.get("/cases/K-0001"))
    shown = ("Court of Nowhere", "No. 1(004)-212", "K-0002", "1 of 1", "1 convicted", "20 November 2023")
    for words in shown:
        assert words in page
    assert "The couriers' case" in main_text(client.get("/cases?q=212"))


def test_many_cases_come_in_pages_that_lead_on_and_back(session: Session, client: FlaskClient) -> None:
    with make.single_edit(session):
        for number in range(51):
            make.court_case(session, f"Invented case {number:02}")
    first = client.get("/cases").text
    assert all(words in first for words in ("51 cases", "Invented case 49"))
    assert "Invented case 50" not in first
    last = client.get("/cases?after=K-0050").text
    assert all(words in last for words in ("Invented case 50", "before=K-0051"))
    assert "Invented case 49" not in last
    back = client.get("/cases?before=K-0051").text
    assert all(words in back for words in ("Invented case 00", "Invented case 49", "after=K-0050"))
    assert "before=K" not in back
    hidden = make.court_case(session, "Invented case 30 of few")
    make.hearing(session, make.person(session), case=hidden, visibility=Visibility.INTERNAL)
    for unknown in ("K-9999", hidden.reference):
        assert "Invented case 00" in client.get(f"/cases?after={unknown}").text


def test_a_judge_is_counted_by_rulings_and_never_among_people(
    session: Session, clara: FlaskClient
) -> None:
    judge = make.organization(session, "R. Uydurmazade", OrganizationKind.OFFICIAL)
    case = make.court_case(session)
    both = [make.person(session), make.person(session, "Ayla Numunali")]
    make.hearing(session, both, date="2024-01-05", case=case, judge=judge, ruling=Ruling.REMAND_EXTENDED)
    make.hearing(session, both[0], date="2024-03-05", case=case, judge=judge, ruling=Ruling.REMAND_EXTENDED)
    page = main_text(clara.get(f"/organizations/{judge.reference}"))
    assert "Extended remand in 2 of 2 rulings recorded here" in page
    assert "Nobody is recorded as belonging to it" not in page
    assert "Uydurmazade" not in main_text(clara.get("/people"))


def test_more_rulings_take_no_more_statements_and_only_those_shown_are_loaded(
    session: Session, queries: Queries
) -> None:
    judge = make.organization(session, "R. Uydurmazade", OrganizationKind.OFFICIAL)
    court = make.organization(session, "Example Court", OrganizationKind.COURT)

    def rule(number: int) -> list[int]:
        for place in range(number):
            words = f"Elvin {number} {place}"
            cited = make.evidence(session, words, of=make.source(session, words, words))
            case, who = make.court_case(session, words), make.person(session, words)
            content = {"case": case, "court": court, "judge": judge, "ruling": Ruling.REMAND_EXTENDED}
            make.hearing(session, who, evidence=cited, **content)
        session.commit()
        return [queries(f"/organizations/{row.reference}") for row in (judge, court)]

    assert rule(2) == rule(5)
    session.expunge_all()
    loaded = list[Any]()
    event.listen(Hearing, "load", note := lambda row, _: loaded.append(row))
    named = official_rulings(session, session.merge(judge), to=PUBLIC).hearings
    assert (len(named), len(named[:3]), len(loaded)) == (7, 3, 3)
    event.remove(Hearing, "load", note)


def test_whoever_is_named_as_judge_must_be_recorded_as_an_official(
    session: Session, clara: FlaskClient
) -> None:
    make.person(session)
    make.organization(session, "Example Club")
    answer = post_form(clara, "/people/P-0001/hearings/new", **CITING, proceeding="remand", judge="O-0001")
    assert shows_problems(answer, judge="something else than an official")


def test_a_case_that_only_hidden_claims_name_is_hidden(session: Session, client: FlaskClient) -> None:
    case = make.court_case(session)
    assert client.get("/cases/K-0001").status_code == 200
    make.hearing(session, make.person(session), case=case, visibility=Visibility.RESTRICTED)
    assert client.get("/cases/K-0001").status_code == 404
    assert "couriers" not in main_text(client.get("/cases"))


def test_the_charge_form_takes_a_case(session: Session, clara: FlaskClient) -> None:
    make.person(session)
    make.court_case(session)
    assert clara.get("/choices/cases?q=couriers").json["groups"]
    post_form(clara, "/people/P-0001/charges/new", **CITING, offence="smuggling", case="The couriers' case")
    charge = newest(session, Charge)
    assert charge.case is not None
    assert charge.case.reference == "K-0001"
    assert session.scalar(select(func.count(Organization.id))) == 0


def test_adding_a_case_is_undone_from_its_history(session: Session, clara: FlaskClient) -> None:
    case = make.court_case(session)
    made = session.scalars(select(Revision).where(Revision.row_id == case.id)).one()
    assert clara.get("/cases/K-0001/history").status_code == 200
    post_form(clara, f"/edits/{made.edit_id}/undo", reason="No such case")
    assert "couriers" not in main_text(clara.get("/cases"))


def test_a_case_counts_what_sources_tell_of_a_fair_trial_with_the_passages(
    session: Session, client: FlaskClient
) -> None:
    case = make.court_case(session)
    people = [make.person(session, f"{name} Sinagov") for name in ("Elvin", "Ayla", "Davud")]
    make.hearing(session, people, case=case)
    stranger = make.person(session, "Bahar Misalli")
    for kind, value, whom in (
        (FactKind.LEGAL_COUNSEL, "counsel_not_permitted", people[:2]),
        (FactKind.STATEMENTS_SIGNED, "signed_forced", people[:1]),
        (FactKind.COURT_TYPE, "court_military", [stranger]),
    ):
        make.fact(session, whom, kind, value, evidence=make.evidence(session, f"Told: {value}"))
    make.fact(session, people[2], FactKind.COURT_TYPE, "court_civilian", visibility=Visibility.RESTRICTED)
    page = main_text(client.get("/cases/K-0001"))
    assert "Fair trial Legal counsel No counsel permitted 2 of 3" in page
    assert "Told: counsel_not_permitted" in page
    assert "Statements signed Forced to sign 1 of 3" in page
    assert "ilitary court" not in page
    assert "ivilian court" not in page


def test_people_are_listed_and_counted_by_what_is_told_of_their_trial(
    session: Session, client: FlaskClient
) -> None:
    people = [make.person(session, f"{name} Sinagov") for name in ("Elvin", "Ayla")]
    make.fact(session, people[0], FactKind.LEGAL_COUNSEL, "counsel_not_permitted")
    listed = main_text(client.get("/people?fair_trial=counsel_not_permitted"))
    assert "Elvin Sinagov" in listed
    assert "Ayla Sinagov" not in listed
    assert "No counsel permitted 1" in main_text(client.get("/statistics"))


@on_sqlite
def test_the_hearings_before_a_court_and_the_cases_come_page_by_page(
    session: Session, clara: FlaskClient
) -> None:
    court = make.organization(session, "Court of Appeal of Nowhere", OrganizationKind.COURT)
    person, text = make.person(session), make.evidence(session)
    with make.single_edit(session):
        for day in range(51):
            on = f"2024-{day // 28 + 1:02d}-{day % 28 + 1:02d}"
            make.hearing(session, person, date=on, court=court, evidence=text)
    page = f"/organizations/{court.reference}"
    assert "1 to 50 of 51" in main_text(clara.get(page))
    (last,) = elements(clara.get(page), "a", rel="next")
    shown = clara.get(last.get("href"))
    assert "51 to 51 of 51" in main_text(shown)
    assert elements(shown, "a", rel="prev")
    with make.single_edit(session):
        for number in range(51):
            make.court_case(session, f"Case {number:02d}")
    first = clara.get("/cases")
    assert "51 cases" in main_text(first)
    (following,) = elements(first, "a", rel="next")
    assert "Case 50" in main_text(clara.get(following.get("href")))
    assert "Case 50" not in main_text(first)


@on_sqlite
def test_a_hearing_and_a_charge_lead_to_the_case_the_court_and_the_judge(
    session: Session, client: FlaskClient
) -> None:
    court = make.organization(session, "Example Court", OrganizationKind.COURT)
    judge = make.organization(session, "R. Uydurmazade", OrganizationKind.OFFICIAL)
    person, case = make.person(session), make.court_case(session)
    make.hearing(session, [person], case=case, court=court, judge=judge)
    provision = make.provision(session)
    make.charge(session, person, case=case, provision=provision)
    prison = make.organization(session, "Example Prison", OrganizationKind.PRISON)
    make.status(session, person, Status.IMPRISONED, place=prison, authority=court)
    session.commit()
    page = client.get(f"/people/{person.reference}")
    targets = [f"/organizations/{row.reference}" for row in (court, judge, prison)]
    for target in (*targets, f"/cases/{case.reference}", f"/provisions/{provision.id}"):
        assert target in links(page), target
        assert client.get(target).status_code == 200
