"""Programs read citations, people and changes of status as they read the web's own formats."""

import json
from xml.etree import ElementTree

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests import make
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.liberty import Status

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def test_a_citation_is_a_web_annotation_with_its_selectors(client: FlaskClient, session: Session) -> None:
    person = make.person(session, "Elvin Sinagov")
    citation = make.status(session, person, Status.ARRESTED).citations[0]
    session.commit()
    answer = client.get(f"/citations/{citation.id}.jsonld")
    assert answer.mimetype == "application/ld+json"
    data = json.loads(answer.data)
    assert data["id"] == f"http://habeas.example/citations/{citation.id}"
    position, quote = data["target"]["selector"]
    passage = citation.passage
    assert position == {"type": "TextPositionSelector", "start": passage.start, "end": passage.end}
    assert quote["exact"] == passage.exact
    assert data["target"]["schema:sha256"] == passage.source_version.text_sha256
    stated = data["body"]["schema:additionalProperty"]
    properties = {value["schema:name"]: value["schema:value"] for value in stated}
    assert properties["status"] == "arrested"
    page = client.get(f"/citations/{citation.id}").get_data(as_text=True)
    assert f'rel="alternate" type="application/ld+json" href="/citations/{citation.id}.jsonld"' in page


def test_a_person_is_told_claim_by_claim(client: FlaskClient, session: Session) -> None:
    person = make.person(session, "Elvin Sınaqov")
    make.name(session, person, "Элвин Синагов")
    make.charge(session, person, offence="kept back", visibility=Visibility.INTERNAL)
    session.commit()
    data = json.loads(client.get("/people/P-0001.jsonld").data)
    assert (data["@type"], data["name"], data["alternateName"]) == (
        "Person", "Elvin Sınaqov", ["Элвин Синагов"],
    )  # fmt: skip
    assert [claim["additionalType"] for claim in data["subjectOf"]] == ["person_name", "person_name"]
    assert all(claim["appearance"] for claim in data["subjectOf"])
    assert client.get("/people/P-0002.jsonld").status_code == 404
    assert client.get("/citations/00000000-0000-0000-0000-000000000000.jsonld").status_code == 404


def test_changes_of_status_can_be_followed(client: FlaskClient, session: Session) -> None:
    elvin, ayla = make.person(session, "Elvin <Sinagov>"), make.person(session, "Ayla Numunali")
    first = make.status(session, elvin, Status.ARRESTED, "2024-05-03")
    make.status(session, ayla, Status.EXILED)
    make.status(session, elvin, Status.IMPRISONED, state=ClaimState.DRAFT)
    session.commit()
    answer = client.get("/statuses.atom?held=yes")
    assert answer.mimetype == "application/atom+xml"
    feed = ElementTree.fromstring(answer.data)
    (entry,) = feed.findall("a:entry", ATOM)
    assert entry.findtext("a:title", namespaces=ATOM) == "Elvin <Sinagov>: Arrested, 3 May 2024"
    assert entry.findtext("a:id", namespaces=ATOM) == f"urn:uuid:{first.id}"
    assert len(ElementTree.fromstring(client.get("/statuses.atom").data).findall("a:entry", ATOM)) == 2
    again = client.get("/statuses.atom?held=yes", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    nobody = ElementTree.fromstring(client.get("/statuses.atom?q=nobody").data)
    assert nobody.findall("a:entry", ATOM) == []
    assert client.get("/statuses.atom?held=perhaps").status_code == 400
