"""Search engines find the public records, under one address each, and nothing where they are kept out."""

from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from tests.support.forms import elements
from tests.support.html import parsed
from webapp.vocab.claims import ClaimState, Visibility

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def addresses(client: FlaskClient, path: str) -> list[str]:
    """Return the addresses of a map."""
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    return [loc.text or "" for loc in ElementTree.fromstring(answer.data).iter(MAP)]


@pytest.fixture
def hidden(session: Session) -> None:
    """A public person, a draft, an internal source."""
    make.person(session, "Elvin Sinagov")
    make.person(session, "Bahar Misalli", state=ClaimState.DRAFT)
    make.source(session, "Internal", "Internal.", visibility=Visibility.INTERNAL)
    make.organization(session)
    session.commit()


def test_the_map_leads_to_every_public_record_and_each_address_opens(
    client: FlaskClient, clara: FlaskClient, hidden: None
) -> None:
    for browser in (client, clara):
        found = [
            address
            for page in addresses(browser, "/sitemap.xml")
            for address in addresses(browser, page.removeprefix("http://habeas.example"))
        ]
        paths = [address.removeprefix("http://habeas.example") for address in found]
        assert "/people/P-0001" in paths
        assert "/organizations/O-0001" in paths
        assert "/people" in paths
        assert len(set(paths)) == len(paths)
        assert [client.get(path).status_code for path in paths] == [200] * len(paths)
    assert client.get("/sitemaps/people-2.xml").status_code == 404
    assert client.get("/sitemaps/accounts-1.xml").status_code == 404


def test_robots_are_told_what_to_read(client: FlaskClient, app: Flask, hidden: None) -> None:
    text = client.get("/robots.txt").get_data(as_text=True)
    assert "Sitemap: http://habeas.example/sitemap.xml" in text.splitlines()
    assert "X-Robots-Tag" not in client.get("/people").headers
    object.__setattr__(app.extensions["habeas"].settings, "search_engines", False)
    assert client.get("/robots.txt").get_data(as_text=True) == "User-agent: *\nDisallow: /\n"
    assert client.get("/people").headers["X-Robots-Tag"] == "noindex, nofollow"
    for path in ("/sitemap.xml", "/sitemaps/pages.xml", "/sitemaps/people-1.xml"):
        assert client.get(path).status_code == 404


def test_every_client_finds_an_icon(client: FlaskClient) -> None:
    icon = client.get("/favicon.ico", buffered=True)
    assert icon.status_code == 200
    assert icon.data.startswith(b"\0\0\1\0")


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("/people?held=yes&after=x&nothing=1", "http://habeas.example/people?held=yes"),
        ("/people/P-0001?as_of=2025-01-01", "http://habeas.example/people/P-0001"),
    ],
)
def test_a_page_has_one_address_and_says_what_it_is(
    client: FlaskClient, hidden: None, path: str, canonical: str
) -> None:
    page = parsed(client.get(path).get_data(as_text=True))
    assert [link.get("href") for link in page.iter("link") if link.get("rel") == "canonical"] == [canonical]
    properties = {meta.get("property"): meta.get("content") for meta in page.iter("meta")}
    assert properties["og:url"] == canonical
    assert properties["og:title"]
    assert properties["og:description"]
    assert "canonical" not in client.get("/nothing").get_data(as_text=True)


def test_the_list_is_a_data_set_with_its_files(client: FlaskClient, hidden: None) -> None:
    page = client.get("/people?held=yes")
    (dataset,) = elements(page, "div", itemtype="http://schema.org/Dataset")
    files = [link.get("href") or "" for link in dataset.iter() if link.get("itemprop") == "contentUrl"]
    assert "http://habeas.example/people.csv?held=yes" in files
    paths = [file.removeprefix("http://habeas.example") for file in files]
    assert [client.get(path, buffered=True).status_code for path in paths] == [200] * 4


def test_a_record_gives_data_to_who_accepts_them(
    client: FlaskClient, session: Session, hidden: None
) -> None:
    ayla = make.person(session, "Ayla Numunali")
    place = make.organization(session, "Example Remand Prison")
    citation = make.status(session, ayla, place=place).citations[0]
    session.commit()
    records = f"/citations/{citation.id}", "/sources/S-0001", f"/organizations/{place.reference}"
    for path in ("/people/P-0001", *records):
        targets = {"application/json;q=0.9": f"/api/v1{path}"}
        if path.startswith(("/people", "/citations")):
            targets["application/ld+json"] = f"{path}.jsonld"
        for accepted, target in targets.items():
            for query in ("", "?as_of=2023-11-22"):
                led = client.get(path + query, headers={"Accept": accepted})
                assert (led.status_code, led.location) == (303, target + query)
            assert client.get(target).status_code == 200
        for accepted in ("*/*", "text/html,application/xhtml+xml,*/*;q=0.8", "image/png", ""):
            page = client.get(path, headers={"Accept": accepted})
            assert (page.status_code, page.mimetype) == (200, "text/html")
            assert "Accept" in page.headers["Vary"]
            alternates = page.headers.getlist("Link")
            assert all(any(f"{target}>; rel=" in link for link in alternates) for target in targets.values())

