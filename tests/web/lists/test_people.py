"""The list of people: its address says who is on it, its filters say how many they leave."""

from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import make
from tests.benchmarks.crowd import fill
from tests.support.forms import elements, links, main_text, text_of
from webapp.domain.lists.people_pages import PAGE
from webapp.models import Person
from webapp.vocab.liberty import Status
from webapp.vocab.people import FactKind, NameKind


@pytest.fixture
def three(session: Session) -> list[Person]:
    """Elvin, a journalist in prison; Ayla, who was released; Bahar, of whom nothing is stated."""
    elvin, ayla = make.person(session), make.person(session, "Ayla Numunali")
    make.status(session, elvin, Status.IMPRISONED)
    make.status(session, ayla, Status.RELEASED_SERVED, None)
    make.fact(session, elvin, FactKind.SEX, "male")
    make.fact(session, elvin, FactKind.OCCUPATION, "journalist")
    make.fact(session, ayla, FactKind.SEX, "female")
    make.affiliation(session, elvin, make.organization(session))
    return [elvin, ayla, make.person(session, "Bahar Misalli")]


def names(page: TestResponse) -> list[str]:
    """Return the names in a list, in its order."""
    return [text_of(link).strip() for link in elements(page, "a", **{"class": "name"})]


def filters(page: TestResponse) -> dict[str, str]:
    """Return the links of the filters by what they say, with their count."""
    found = {}
    for aside in elements(page, "aside"):
        for item in aside.iter("li"):
            link, count = item.find("a"), item.find("span")
            assert link is not None
            assert count is not None
            found[f"{text_of(link)} {text_of(count)}"] = link.get("href", "")
    return found


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Ayla Numunali", "Bahar Misalli", "Elvin Sinagov"]),
        ("held=yes", ["Elvin Sinagov"]),
        ("held=no", ["Ayla Numunali"]),
        ("held=not_stated", ["Bahar Misalli"]),
        ("held=yes&held=no", ["Ayla Numunali", "Elvin Sinagov"]),
        ("status=released_served", ["Ayla Numunali"]),
        ("organization=O-0001", ["Elvin Sinagov"]),
        ("sex=female", ["Ayla Numunali"]),
        ("occupation=journalist", ["Elvin Sinagov"]),
        ("source=S-0001&sex=male", ["Elvin Sinagov"]),
        ("held=yes&sex=female", []),
        ("q=misalli", ["Bahar Misalli"]),
        ("q=P-2", ["Ayla Numunali"]),
    ],
)
def test_the_address_says_who_is_on_the_list(
    three: list[Person], client: FlaskClient, query: str, expected: list[str]
) -> None:
    page = client.get(f"/people?{query}")
    assert names(page) == expected
    people = "person" if len(expected) == 1 else "people"
    assert text_of(elements(page, "h1")[0]).startswith(f"{len(expected)} {people}")
    assert "of 3 recorded" in main_text(page)


def test_a_filter_says_how_many_it_leaves_and_keeps_the_others(
    three: list[Person], client: FlaskClient
) -> None:
    page = client.get("/people?sex=male")
    offered = filters(page)
    assert offered["Held 1"] == "/people?held=yes&sex=male"
    assert offered["Union of Invented Couriers 1"] == "/people?organization=O-0001&sex=male"
    # A filter that is on leads to the list without it; the others of its kind are alternatives.
    assert offered["Male 1"] == "/people"
    assert offered["Female 1"] == "/people?sex=male&sex=female"
    for words, address in offered.items():
        listed = names(client.get(address))
        assert listed, words
        if address.endswith("&sex=male"):
            assert len(listed) == int(words.rpartition(" ")[2]), words


@pytest.mark.parametrize("query", ["held=maybe", "status=free", "sex=x", "organization=union", "source=O-"])
def test_a_word_the_filter_does_not_know_is_named(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/people?{query}")
    field, _, word = query.partition("=")
    assert answer.status_code == 400
    assert f"{field}: “{word}” is not" in main_text(answer)


@pytest.mark.parametrize(
    "typed", ["Elvin Sinagov", "Эльвин Синагов", "sinaqov", "SİNAGOV elvin", "الفين", "Elv"]
)
def test_a_person_is_found_in_any_spelling(session: Session, client: FlaskClient, typed: str) -> None:
    elvin = make.person(session)
    make.name(session, elvin, "الفين", name_kind=NameKind.TRANSLITERATION)
    make.person(session, "Ayla Numunali")
    page = client.get("/people", query_string={"q": typed})
    assert names(page) == ["Elvin Sinagov"]
    assert f"Named like “{typed}”" in main_text(page)


def test_a_list_without_anybody_says_what_to_do(
    session: Session, client: FlaskClient, clara: FlaskClient
) -> None:
    assert "Nobody is recorded yet Add a source first" in main_text(client.get("/people"))
    assert "/sources/new" not in links(client.get("/people"))
    assert "/sources/new" in links(clara.get("/people"))
    make.person(session)
    page = client.get("/people?q=nobody")
    assert "No person fits these filters" in main_text(page)
    assert "/people" in links(page)


@pytest.mark.parametrize("end", ["after=zzz", "before=+"])
def test_past_the_end_the_list_says_so_and_leads_back(
    session: Session, client: FlaskClient, end: str
) -> None:
    make.fact(session, make.person(session), FactKind.SEX, "male")
    page = client.get(f"/people?{end}&sex=male")
    assert page.status_code == 200
    assert "1 person" in main_text(page)
    assert "No more people" in main_text(page)
    assert "/people?sex=male" in links(page)
    assert "No person fits these filters" in main_text(client.get(f"/people?{end}&sex=female"))


def test_paging_shows_everybody_once_forth_and_back(session: Session, client: FlaskClient) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    everybody = sorted(f"Elvin Sinagov {one}{two}" for one in letters[:3] for two in letters[:20])
    evidence = make.evidence(session, make.ARRESTED)
    for name in reversed(everybody):
        make.person(session, name, evidence=evidence)
    seen, address = [], "/people?source=S-0001"
    page = client.get(address)
    while True:
        seen.append(names(page))
        following = elements(page, "a", rel="next")
        if not following:
            break
        assert parse_qs(urlsplit(following[0].get("href", "")).query)["source"] == ["S-0001"]
        page = client.get(following[0].get("href", ""))
    assert [len(names) for names in seen] == [PAGE, len(everybody) - PAGE]
    assert sum(seen, []) == everybody
    (back,) = elements(page, "a", rel="prev")
    first = client.get(back.get("href", ""))
    assert names(first) == seen[0]
    assert not elements(first, "a", rel="prev")


@pytest.mark.parametrize(
    "name", ["100% Couriers", "%(q)s & %s", "<b>Couriers</b>", "{{ 7 * 7 }}", "“Sons”; \\n"]
)
def test_a_filter_names_organizations_and_sources_as_they_were_typed(
    session: Session, client: FlaskClient, name: str
) -> None:
    evidence = make.evidence(session, "courier", of=make.source(session, f"{name}: a note", "A courier."))
    make.affiliation(session, make.person(session), make.organization(session, name), evidence=evidence)
    offered = filters(client.get("/people"))
    assert offered[f"{name} 1"] == "/people?organization=O-0001"
    assert offered[f"{name}: a note 1"] == "/people?source=S-0001"


def test_names_like_the_one_searched_stand_below_the_list(client: FlaskClient, session: Session) -> None:
    make.person(session, "Elvin Sınaqov")
    make.person(session, "Ayla Nümunəli")
    session.commit()
    page = client.get("/people?q=Elvni+Sinagov").get_data(as_text=True)
    assert "No person fits these filters" in page
    similar = page.partition('id="alike"')[2]
    assert "Elvin Sınaqov" in similar
    assert "Ayla" not in similar
    assert 'id="alike"' not in client.get("/people?q=Elvin+Sinagov").get_data(as_text=True)
    assert 'id="alike"' not in client.get("/people").get_data(as_text=True)


def test_who_stands_on_another_page_is_not_told_of_as_a_similar_name(
    client: FlaskClient, session: Session
) -> None:
    fill(session, [*[["Abdurrahman Sınaqov"]] * PAGE, ["Zu Sınaqov"]])
    session.commit()
    page = client.get("/people?q=Sinagov").get_data(as_text=True)
    assert "after=" in page
    assert 'id="alike"' not in page


def test_the_list_as_of_a_day_says_so_and_keeps_the_other_filters(
    client: FlaskClient, session: Session
) -> None:
    who = make.person(session, "Elvin Sinagov")
    make.status(session, who, Status.IMPRISONED, "2024-05-03")
    make.status(session, who, Status.EXILED, "2025-06-02")
    session.commit()
    answer = client.get("/people?held=yes&as_of=2025-01-01")
    page = answer.get_data(as_text=True)
    assert "1 person last known to be held" in page
    assert "as of 1 January 2025, as known today" in page
    assert "Imprisoned" in main_text(answer)
    assert "/people.csv?held=yes&amp;as_of=2025-01-01" in page
    assert '<input type="hidden" name="held" value="yes">' in page
    later = client.get("/people?held=yes&as_of=2026-01-01")
    assert "0 people last known to be held" in later.get_data(as_text=True)
    refused = client.get("/people?as_of=soon")
    assert refused.status_code == 400
    assert "write it as 31.12.2024 or 2024-12-31" in refused.get_data(as_text=True)


def test_a_search_with_slips_is_a_filter_like_any_other(client: FlaskClient, session: Session) -> None:
    elvin = make.person(session, "Elvin Sınaqov")
    make.name(session, elvin, "Elvin Tajrubali")
    make.person(session, "Elvin Sinaqzadə")
    session.commit()
    assert "0 people" in client.get("/people?q=Tajrubaly+Elvni").get_data(as_text=True)
    found = client.get("/people?q=Tajrubaly+Elvni&broad=yes")
    assert "1 person" in main_text(found)
    assert "as Elvin Tajrubali" in main_text(found)
    assert "/people?q=Tajrubaly+Elvni" in links(found)
    assert "/people.csv?q=Tajrubaly+Elvni&broad=yes" in links(found)
    assert "Elvin Sınaqov" in client.get("/people.csv?q=Tajrubaly+Elvni&broad=yes").get_data(as_text=True)
    assert client.get("/people?q=Elvin&broad=perhaps").status_code == 400


def test_a_letter_leads_to_the_names_that_begin_with_it(session: Session, client: FlaskClient) -> None:
    evidence = make.evidence(session, make.ARRESTED)
    with make.single_edit(session):
        for number in range(PAGE):
            ending = "abcdefghij"[number // 10] + "abcdefghij"[number % 10]
            make.person(session, f"Arif Sinagov {ending}", evidence=evidence)
        make.person(session, "Mehsa Sinagov", evidence=evidence)
    page = client.get("/people?source=S-0001")
    (letter,) = [link for link in elements(page, "a") if text_of(link) == "M"]
    assert names(client.get(letter.get("href", ""))) == ["Mehsa Sinagov"]
    assert not [link for link in elements(client.get("/people?q=mehsa"), "a") if text_of(link) == "M"]


def test_of_those_on_one_page_the_likest_name_comes_first(client: FlaskClient, session: Session) -> None:
    make.person(session, "Ayla Sinagova")
    make.person(session, "Elvin Sinagov")
    session.commit()
    rows = main_text(client.get("/people?q=sinagov")).partition("Status since Organization")[2]
    assert rows.index("Elvin Sinagov") < rows.index("Ayla Sinagova")


def test_a_list_is_sorted_by_its_headings_and_its_file_likewise(
    client: FlaskClient, session: Session
) -> None:
    for name, day in {"Ayla": "2023-05-03", "Elvin": None, "Farid": "2024-02-01"}.items():
        person = make.person(session, f"{name} Sinagov")
        if day:
            make.status(session, person, status=Status.IMPRISONED, since=day)
    session.commit()
    page = client.get("/people?status=imprisoned&status=not_stated")
    (since,) = [link for link in elements(page, "a") if text_of(link).strip() == "Status since"]

    newest = client.get(since.get("href", ""))

    assert newest.request.full_path == "/people?status=imprisoned&status=not_stated&sort=-since"
    (heading,) = [th for th in elements(newest, "th") if th.get("aria-sort")]
    assert heading.get("aria-sort") == "descending"
    rows = main_text(newest).partition("Status since Organization")[2]
    assert rows.index("Farid") < rows.index("Ayla") < rows.index("Elvin")
    file = client.get("/people.csv?sort=-since").text.splitlines()[1:]
    assert [line.split(",")[1] for line in file] == ["Farid Sinagov", "Ayla Sinagov", "Elvin Sinagov"]
    assert "Sorted by: status since, newest first" in main_text(client.get("/people/print?sort=-since"))
    assert client.get("/people?sort=nonsense").status_code == 400
