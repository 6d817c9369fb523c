"""Pages of organizations."""

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import elements, errors, fields, links, main_text, post_form, send, text_of
from webapp.domain.organizations.organization_choices import organizations_called
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.organizations import AffiliationRole, OrganizationKind
from webapp.vocab.people import NameKind

NEW = {"name": "Example Party", "kind": "party", "country": "az", "reason": "Named in the declaration"}


def test_a_curator_adds_an_organization_and_everybody_finds_it(
    clara: FlaskClient, client: FlaskClient
) -> None:
    saved = post_form(clara, "/organizations/new", **NEW)
    assert saved.status_code == 303
    assert saved.location == "/organizations/O-0001"
    assert "Example Party Party Azerbaijan 0" in main_text(client.get("/organizations"))
    assert "O-0001 · Party · Azerbaijan Example Party" in main_text(client.get("/organizations/o1"))


def test_the_list_counts_the_people_that_its_number_opens(session: Session, client: FlaskClient) -> None:
    union = make.organization(session)
    elvin, ayla = make.person(session), make.person(session, "Ayla Numunali")
    make.affiliation(session, elvin, union)
    make.affiliation(session, elvin, union, AffiliationRole.LEADER)
    make.affiliation(session, ayla, union, state=ClaimState.IN_REVIEW)
    page = client.get("/organizations")
    assert "/people?organization=O-0001" in links(page)
    assert text_of(elements(page, "td", **{"data-label": "People"})[0]) == "1"
    assert "1 person" in main_text(client.get("/people?organization=O-0001"))


def test_the_list_comes_in_pages_and_is_searched_in_any_spelling(
    session: Session, client: FlaskClient
) -> None:
    with make.single_edit(session):
        for number in range(51):
            make.organization(session, f"Union {number:02}")
    make.organization(session, "Вымышленный комитет")
    page = client.get("/organizations")
    assert "52 organizations" in main_text(page)
    assert len(elements(page, "a", **{"class": "name"})) == 50
    (following,) = [link for link in links(page) if "after=" in link]
    rest = client.get(following)
    assert [text_of(link) for link in elements(rest, "a", **{"class": "name"})] == [
        "Union 50", "Вымышленный комитет",
    ]  # fmt: skip
    (preceding,) = [link for link in links(rest) if "before=" in link]
    assert main_text(client.get(preceding)) == main_text(page)
    assert "1 organization" in main_text(client.get("/organizations?q=vymyshlennyi"))
    assert "No organization is called so" in main_text(client.get("/organizations?q=nowhere"))
    assert client.get("/organizations?q=%00&after=%00&before=O-9999").status_code == 200


def test_of_many_members_the_first_are_shown_and_all_are_in_the_list(
    session: Session, client: FlaskClient
) -> None:
    union = make.organization(session)
    with make.single_edit(session):
        for number in range(22):
            make.affiliation(session, make.person(session, f"Elvin Sinagov {chr(65 + number)}"), union)
    page = client.get("/organizations/O-0001")
    assert "first 20 of 22 · all in the list" in main_text(page)
    assert "Elvin Sinagov V" not in main_text(page)


def test_a_page_tells_everything_an_organization_has_part_in(session: Session, client: FlaskClient) -> None:
    police = make.organization(session, "Invented Police", OrganizationKind.POLICE)
    elvin = make.person(session)
    make.affiliation(session, elvin, police, AffiliationRole.FOUNDER)
    make.treatment(session, elvin, perpetrator=police)
    make.assessment(session, elvin, police)
    make.assessment(session, make.person(session, "Ayla Numunali"), police)
    make.status(session, elvin, place=police)
    make.status(session, elvin, authority=police, since="2022")
    make.step(session, make.charge(session, elvin), court=police)
    make.source(session, "Its Gazette", "A gazette of no weight.", publisher=police)
    told = main_text(client.get("/organizations/O-0001"))
    assert "Elvin Sinagov Founder" in told
    assert "Political prisoner 2 people Ayla Numunali, Elvin Sinagov" in told
    assert "Acts alleged against it Elvin Sinagov Torture" in told
    assert "Held there Elvin Sinagov Arrested November 2023" in told
    assert "By its order Elvin Sinagov Arrested 2022" in told
    assert "Before this court Elvin Sinagov Charged December 2023" in told
    assert "Sources it published Its Gazette" in told


def test_what_is_not_public_is_on_no_page_of_an_organization(
    session: Session, client: FlaskClient, clara: FlaskClient
) -> None:
    union = make.organization(session)
    make.affiliation(session, make.person(session), union, visibility=Visibility.INTERNAL)
    hidden = make.person(session, "Ayla Numunali", state=ClaimState.IN_REVIEW)
    make.affiliation(session, hidden, union)
    nameless = make.person(session, "Farid Tajrubali", visibility=Visibility.INTERNAL)
    make.affiliation(session, nameless, union)
    told = main_text(client.get("/organizations/O-0001"))
    assert "Nobody is recorded as belonging to it." in told
    assert not [link for link in links(client.get("/organizations/O-0001")) if link.startswith("/people/P-")]
    told = main_text(clara.get("/organizations/O-0001"))
    assert all(name in told for name in ("Elvin Sinagov", "Ayla Numunali", "Farid Tajrubali"))


def test_a_name_opens_the_quotation_that_prints_it(
    session: Session, clara: FlaskClient, client: FlaskClient
) -> None:
    make.organization(session, "Example Party", OrganizationKind.PARTY)
    source = make.source(session)
    form = {"text": "the Example Party", "kind": "as_printed", "reason": "Printed so"}
    saved = post_form(
        clara, "/organizations/O-0001/names/new", source=source.reference, quote="the Example Party", **form
    )
    assert saved.status_code == 303
    page = client.get("/organizations/O-0001")
    assert text_of(elements(page, "mark")[0]) == "the Example Party"
    passage = next(link for link in links(page) if "#passage-" in link).rpartition("#")[2]
    assert elements(client.get(f"/sources/{source.reference}"), "mark", id=passage)


def test_a_name_that_no_passage_prints_can_be_added_and_not_twice(
    session: Session, clara: FlaskClient
) -> None:
    union = make.organization(session)
    form = {"text": "Couriers' Union", "language": "en", "reason": "Its short name"}
    assert post_form(clara, "/organizations/O-0001/names/new", **form).status_code == 303
    assert [(name.text, name.kind) for name in union.names][1] == ("Couriers' Union", NameKind.ALIAS)
    again = post_form(clara, "/organizations/O-0001/names/new", **form)
    assert again.status_code == 422
    assert errors(again) == {"text": "This spelling is there already."}
    assert fields(again)["reason"] == "Its short name"


def test_words_that_the_source_does_not_print_are_refused_for_a_name(
    session: Session, clara: FlaskClient
) -> None:
    union, source = make.organization(session), make.source(session)
    form = {"text": "Guild", "quote": "the Guild of Nobody", "source": source.reference, "reason": "A slip"}
    refused = post_form(clara, "/organizations/O-0001/names/new", **form)
    assert refused.status_code == 422
    assert "not in the text" in errors(refused)["quote"]
    assert fields(refused)["quote"] == "the Guild of Nobody"
    assert len(union.names) == 1


def test_a_revision_is_shown_and_keeps_who_and_why(session: Session, clara: FlaskClient) -> None:
    parent = make.organization(session, "Invented Ministry", OrganizationKind.STATE_BODY)
    make.organization(session, "Invented Polise", OrganizationKind.POLICE, language="en")
    form = clara.get("/organizations/O-0002/revise")
    assert fields(form)["language"] == "en"
    saved = send(clara, form, name="Invented Police", parent=parent.reference, reason="A slip of the pen")
    assert saved.status_code == 303
    told = main_text(clara.get(saved.location))
    assert "Invented Police" in told
    assert "Part of Invented Ministry" in told
    refused = post_form(clara, "/organizations/O-0001/revise", parent="O-0002", reason="A circle")
    assert errors(refused) == {"parent": "An organization cannot stand above itself."}


@pytest.mark.parametrize("typed", ["No. 3 Prison", "Тюрьма № 3", "Prison n° 3", "HƏBSXANA №3"])
def test_the_same_organization_in_other_words_is_shown_before_it_is_made_again(
    session: Session, clara: FlaskClient, client: FlaskClient, typed: str
) -> None:
    make.organization(session, "3 saylı həbsxana", OrganizationKind.PRISON)
    make.organization(session, "Invented Guild")
    make.person(session)
    told = {"status": "imprisoned", "place": typed, "reason": "Told so"}
    # Its own name in another spelling is no twin.
    respelled = {"name": "3 saylı HƏBSXANA", "reason": "In capitals"}
    assert post_form(clara, "/organizations/O-0001/revise", **respelled).status_code == 303
    asked = post_form(clara, "/people/P-0001/statuses/new", **told)
    assert "3 saylı HƏBSXANA" in main_text(asked)
    assert "3 saylı HƏBSXANA" in main_text(client.get(f"/organizations?q={quote(typed)}"))
    refused = post_form(clara, "/organizations/O-0002/revise", name=typed, reason="Renamed")
    assert "This may be 3 saylı HƏBSXANA (O-0001)" in errors(refused)["name"]
    assert send(clara, refused, different="y").status_code == 303


def test_a_retired_organization_is_offered_no_longer_and_keeps_its_page(
    session: Session, clara: FlaskClient, client: FlaskClient
) -> None:
    make.organization(session)
    assert post_form(clara, "/organizations/O-0001/retire", reason="A double").status_code == 303
    assert organizations_called(session, "") == []
    assert "Retired" in main_text(client.get("/organizations/O-0001"))


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("name", "", "This is needed."),
        ("name", " \t ", "This is needed."),
        ("name", "x" * 10_000, "This is 10000 characters long; at most 300 are taken."),
        ("name", "Couriers\x00", "There is a character that cannot be stored (U+0000); delete it."),
        ("name", "Sinagov \u202efo noinU", "There is an invisible character (U+202E) in this text"),
        ("country", "Azerbaijan", "Write the country as two letters, such as AZ."),
        ("language", "Azerbaijani!", "Write the language as a code, such as az, ru or tr."),
        ("kind", "nothing", "This is not offered any more; choose another."),
        ("parent", "O-0009", "This is not offered any more; choose another."),
        ("reason", " ", "This is needed."),
    ],
)
def test_what_cannot_be_saved_is_said_at_its_field_and_stays_typed(
    clara: FlaskClient, field: str, typed: str, message: str
) -> None:
    refused = post_form(clara, "/organizations/new", **{**NEW, field: typed})
    assert refused.status_code == 422
    assert errors(refused)[field].startswith(message)
    kept = fields(refused)
    assert kept["country"] == (typed if field == "country" else "az")
    assert "No organization is recorded yet" in main_text(clara.get("/organizations"))


def test_a_name_that_another_organization_bears_is_refused(session: Session, clara: FlaskClient) -> None:
    make.organization(session, "Example Party")
    refused = post_form(clara, "/organizations/new", **NEW)
    assert errors(refused)["name"].startswith("O-0001 bears this name already")


def test_another_spelling_of_a_name_is_warned_of_before_it_is_added(
    session: Session, clara: FlaskClient
) -> None:
    make.organization(session, "Nümunə 3 saylı həbsxana")
    typed = {**NEW, "name": "NUMUNE Hebsxana No. 3"}
    refused = post_form(clara, "/organizations/new", **typed)
    assert errors(refused)["name"].startswith("This may be Nümunə 3 saylı həbsxana (O-0001).")
    saved = send(clara, refused, different="y")
    assert saved.location.endswith("/organizations/O-0002")


def test_emoji_and_markup_in_a_name_are_shown_as_typed(clara: FlaskClient) -> None:
    name = "<b>Couriers</b> & 🚲 “Sons”"
    saved = post_form(clara, "/organizations/new", **{**NEW, "name": name})
    page = clara.get(saved.location)
    assert text_of(elements(page, "h1")[0]).strip() == name


def test_a_stale_edit_is_refused_and_shows_both_sides(
    session: Session, clara: FlaskClient, rafa: FlaskClient
) -> None:
    make.organization(session, country="AZ", language="az")
    opened = clara.get("/organizations/O-0001/revise")
    assert post_form(rafa, "/organizations/O-0001/revise", country="GE", reason="Its seat").status_code == 303
    stale = send(clara, opened, language="tr", reason="Its language")
    assert stale.status_code == 422
    told = main_text(stale)
    assert "Rafa changed this while you were typing" in told
    assert "Country AZ GE AZ theirs, taken over" in told
    assert (fields(stale)["language"], fields(stale)["country"]) == ("tr", "GE")
    assert send(clara, stale).status_code == 303
    assert "Georgia" in main_text(clara.get("/organizations/O-0001"))


@pytest.mark.parametrize("path", ["new", "O-0001/revise", "O-0001/retire", "O-0001/names/new"])
def test_only_curators_change_organizations(
    session: Session, client: FlaskClient, nemo: FlaskClient, path: str
) -> None:
    make.organization(session)
    assert client.get(f"/organizations/{path}").location.startswith("/sign-in?next=")
    assert nemo.get(f"/organizations/{path}").status_code == 403
    assert nemo.post(f"/organizations/{path}").status_code in (400, 403)
    assert "Retired" not in main_text(client.get("/organizations/O-0001"))


@pytest.mark.parametrize("reference", ["O-0002", "P-0001", "O-0", "nothing", "O-0001%00", "O-" + "9" * 40])
def test_an_organization_that_is_not_there_is_not_found(
    session: Session, clara: FlaskClient, reference: str
) -> None:
    make.organization(session)
    for rest in ("", "/revise", "/retire", "/names/new"):
        assert clara.get(f"/organizations/{reference}{rest}").status_code == 404


def test_pages_that_only_show_take_no_form(session: Session, clara: FlaskClient) -> None:
    make.organization(session)
    token = fields_with_token(clara)
    for path in ("/organizations", "/organizations/O-0001"):
        assert clara.post(path, data=token).status_code == 405
    assert clara.post("/organizations/new", data={"name": "x"}).status_code == 400


def fields_with_token(client: FlaskClient) -> dict[str, str]:
    """Return the token that a form of this browser sends."""
    found = elements(client.get("/organizations/new"), "input", name="csrf_token")
    return {"csrf_token": found[0].get("value", "")}


def test_organizations_with_most_people_come_first_and_others_where_somebody_sorts(
    client: FlaskClient, session: Session
) -> None:
    make.organization(session, "A committee", OrganizationKind.NGO)
    union = make.organization(session, "The Union", OrganizationKind.UNION)
    make.affiliation(session, make.person(session), organization=union)
    session.commit()

    def names(address: str) -> list[str]:
        page = client.get(address)
        return [text_of(link).strip() for link in elements(page, "a") if link.get("class") == "name"]

    assert names("/organizations") == ["The Union", "A committee"]
    assert names("/organizations?sort=name") == ["A committee", "The Union"]
    assert names("/organizations?sort=-name") == ["The Union", "A committee"]
    assert names("/organizations?sort=people") == ["A committee", "The Union"]
