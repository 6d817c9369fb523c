"""Pages of what cases share: places, prisons, and what became of those charged under a provision."""

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.engines import on_sqlite
from tests.support.forms import elements, links, main_text, text_of
from tests.web.conftest import Queries
from webapp.vocab.charges import StepKind
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.liberty import Status
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.people import FactKind


def test_places_are_listed_and_tell_of_their_people(client: FlaskClient, session: Session) -> None:
    assert "No place is recorded yet" in main_text(client.get("/places"))
    prison = make.organization(session, "Example Prison", OrganizationKind.PRISON)
    elvin, ayla = make.person(session), make.person(session, "Ayla Numunali")
    make.status(session, elvin, Status.IMPRISONED, "2024", place=prison)
    make.status(session, ayla, Status.ARRESTED, "2023", place_words="a road near <Nowhere>")
    make.fact(session, ayla, FactKind.RESIDENCE, "Nowhere")
    draft = {"state": ClaimState.DRAFT}
    hidden = make.person(session, "Bahar Misalli", **draft)
    make.status(session, hidden, Status.ARRESTED, "2023", place_words="a secret place", **draft)
    page = client.get("/places")
    said = main_text(page)
    assert "a road near <Nowhere> in the source's words 1" in said
    assert "Example Prison Place of detention 1" in said
    assert "secret" not in said
    assert "/organizations/O-0001#held" in links(page)
    road = next(link for link in links(page) if "road" in link)
    assert "Ayla Numunali Arrested 2023" in main_text(client.get(road))
    assert "Who lived there Ayla Numunali" in main_text(client.get("/places?name=Nowhere"))
    for name in ("a secret place", "nothing", "\0", "x" * 3_000):
        assert client.get("/places", query_string={"name": name}).status_code == 404


def test_places_come_fifty_a_page_and_are_searched_by_name(client: FlaskClient, session: Session) -> None:
    elvin = make.person(session)
    with make.single_edit(session):
        for number in range(60):
            town = "Nowhere" if number < 50 else "Faraway"
            make.fact(session, elvin, FactKind.RESIDENCE, f"{town} {number:02}")
    # Held where somebody else lived, and where the same person lived: counted once for each person.
    make.status(session, elvin, Status.ARRESTED, "2023", place_words="Nowhere 00")
    make.status(session, make.person(session, "Ayla Numunali"), Status.ARRESTED, place_words="Nowhere 00")
    first, second = client.get("/places"), client.get("/places?page=2")
    assert "60 places" in main_text(first)
    assert "Nowhere 00 in the source's words 2" in main_text(first)
    assert "/places?page=2" in links(first)
    assert ["Nowhere 39" in main_text(page) for page in (first, second)] == [True, False]
    assert ["Nowhere 40" in main_text(page) for page in (first, second)] == [False, True]
    sought = main_text(client.get("/places?q=faraw"))
    assert "10 places" in sought
    assert "Nowhere" not in sought
    assert "No place is called so" in main_text(client.get("/places?q=Anywhere"))
    for odd in ("0", "-1", "99", "x"):
        assert client.get(f"/places?page={odd}").status_code == 200


def test_what_is_restricted_enters_no_list_of_places_or_charges_whoever_reads(
    clara: FlaskClient, session: Session
) -> None:
    elvin, provision = make.person(session), make.provision(session)
    restricted = {"visibility": Visibility.RESTRICTED}
    make.status(session, elvin, Status.ARRESTED, "2023", place_words="a secret place", **restricted)
    make.charge(session, elvin, provision=provision, **restricted)
    session.commit()
    assert "secret" not in main_text(clara.get("/places"))
    assert clara.get("/places?name=a+secret+place").status_code == 404
    assert "Elvin Sinagov" not in main_text(clara.get(f"/provisions/{provision.id}"))
    assert "secret" in main_text(clara.get("/people/P-0001"))


def test_a_provision_says_what_became_of_its_charges(client: FlaskClient, session: Session) -> None:
    provision = make.provision(session)
    charge = make.charge(session, make.person(session), provision=provision)
    make.step(session, charge, StepKind.CHARGED, "2023-12")
    make.step(session, charge, StepKind.ACQUITTED, "2024-06")
    page = client.get(f"/provisions/{provision.id}")
    said = main_text(page)
    assert "Acquitted 1" in said
    assert "Year Charges 2023 1" in said
    assert any(link.startswith("/people?charge=") for link in links(page))
    listed = next(link for link in links(page) if link.startswith("/people?charge="))
    assert "1 person" in main_text(client.get(listed))


def test_a_prison_of_many_takes_the_statements_of_one_of_few(session: Session, queries: Queries) -> None:
    prison = make.organization(session, "Example Prison", OrganizationKind.PRISON)

    def hold(number: int) -> int:
        with make.single_edit(session):
            for place in range(number):
                words = f"Elvin {number} {place}"
                cited = make.evidence(session, words, of=make.source(session, words, words))
                make.status(session, make.person(session, words), since="2099", evidence=cited, place=prison)
        session.commit()
        return queries("/organizations/O-0001")

    assert hold(1) == hold(4)


@on_sqlite
def test_a_place_of_many_people_folds_all_but_the_first(client: FlaskClient, session: Session) -> None:
    evidence = make.evidence(session, make.ARRESTED)
    with make.single_edit(session):
        for number in range(1, 23):
            person = make.person(session, f"Elvin {number:02d}", evidence=evidence)
            make.status(session, person, Status.ARRESTED, "2023", place_words="Faraway", evidence=evidence)
    session.commit()
    page = client.get("/places?name=Faraway")
    assert [text_of(summary) for summary in elements(page, "summary")] == ["2 more"]
    for odd in ("-1", "999", "x"):
        assert "Elvin 22" in main_text(client.get(f"/places?name=Faraway&part=statuses&from={odd}"))
    rest = main_text(client.get("/places?name=Faraway&part=statuses&from=20"))
    assert ("Elvin 20" in rest, "Elvin 21" in rest) == (False, True)
