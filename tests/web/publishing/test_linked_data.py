"""What readers of linked data understand of a citation and of a person, as RDF."""

import json

import pytest
from flask.testing import FlaskClient
from pyld import jsonld
from rdflib import Graph, Literal, URIRef
from sqlalchemy.orm import Session

from tests import make
from webapp.domain.claims.recording import cite
from webapp.domain.history.recording import editing
from webapp.models import Citation
from webapp.vocab.claims import Stance

SCHEMA, OA = "http://schema.org/", "http://www.w3.org/ns/oa#"
SITE = "http://habeas.example"
URL, ARCHIVED = "https://news.example/denial", "https://archive.example/denial"
# The terms of the W3C's context that are used here; a test asks no other host.
ANNOTATION = {
    "oa": OA, "dcterms": "http://purl.org/dc/terms/", "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "id": {"@type": "@id", "@id": "@id"},
    "type": {"@type": "@id", "@id": "@type"}, "Annotation": "oa:Annotation", "TimeState": "oa:TimeState",
    "TextQuoteSelector": "oa:TextQuoteSelector", "TextPositionSelector": "oa:TextPositionSelector",
    "body": {"@type": "@id", "@id": "oa:hasBody"}, "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"}, "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "state": {"@type": "@id", "@id": "oa:hasState"}, "cached": {"@type": "@id", "@id": "oa:cachedSource"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"}, "describing": "oa:describing",
    "created": {"@type": "xsd:dateTime", "@id": "dcterms:created"},
    "sourceDate": {"@type": "xsd:dateTime", "@id": "oa:sourceDate"},
    "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
    "start": {"@type": "xsd:nonNegativeInteger", "@id": "oa:start"},
    "end": {"@type": "xsd:nonNegativeInteger", "@id": "oa:end"},
}  # fmt: skip


def graph(data: dict[str, object]) -> Graph:
    """Return linked data as PyLD understands it, read by rdflib."""
    context = data["@context"]
    if isinstance(context, list):
        assert context[0] == "http://www.w3.org/ns/anno.jsonld"
        data = data | {"@context": [ANNOTATION, *context[1:]]}
    triples = jsonld.to_rdf(data, {"format": "application/n-quads"})
    return Graph().parse(data=triples, format="nt")


@pytest.fixture
def denial(session: Session) -> Citation:
    """A passage that contradicts what is told of Elvin."""
    person = make.person(session, "Elvin Sinagov")
    claim = make.status(session, person)
    source = make.source(session, "Denial", "He was never arrested.", url=URL, archive_url=ARCHIVED)
    words = make.evidence(session, "never arrested", of=source, stance=Stance.CONTRADICTS)
    with editing(session, by=make.account(session), reason="A denial", at=make.AT):
        citation = cite(session, claim=claim, evidence=words)
    session.commit()
    return citation


def stance(rdf: Graph, of: URIRef) -> Literal:
    """Return the stance that stands among the properties of a thing."""
    (value,) = [
        rdf.value(node, URIRef(f"{SCHEMA}value"))
        for node in rdf.objects(of, URIRef(f"{SCHEMA}additionalProperty"))
        if rdf.value(node, URIRef(f"{SCHEMA}name")) == Literal("stance")
    ]
    assert isinstance(value, Literal)
    return value


def test_a_citation_tells_its_stance_its_archived_copy_and_whom_it_is_about(
    client: FlaskClient, denial: Citation
) -> None:
    rdf = graph(json.loads(client.get(f"/citations/{denial.id}.jsonld").data))
    citation = URIRef(f"{SITE}/citations/{denial.id}")
    assert stance(rdf, citation) == Literal("contradicts")
    assert list(rdf.objects(None, URIRef(f"{OA}cachedSource"))) == [URIRef(ARCHIVED)]
    assert URIRef(URL) in rdf.objects(None, URIRef(f"{SCHEMA}url"))
    claim = rdf.value(citation, URIRef(f"{OA}hasBody"))
    assert rdf.value(claim, URIRef(f"{SCHEMA}about")) == URIRef(f"{SITE}/people/P-0001")


def test_what_contradicts_is_no_appearance_of_a_claim_and_says_so(
    client: FlaskClient, denial: Citation
) -> None:
    rdf = graph(json.loads(client.get("/people/P-0001.jsonld").data))
    claim = URIRef(f"{SITE}/people/P-0001#claim-{denial.claim_id}")
    contradicting = URIRef(f"{SITE}/citations/{denial.id}")
    assert list(rdf.objects(claim, URIRef(f"{SCHEMA}citation"))) == [contradicting]
    assert contradicting not in rdf.objects(claim, URIRef(f"{SCHEMA}appearance"))
    assert stance(rdf, contradicting) == Literal("contradicts")
    for supporting in rdf.objects(claim, URIRef(f"{SCHEMA}appearance")):
        assert isinstance(supporting, URIRef)
        assert stance(rdf, supporting) == Literal("supports")


def test_a_person_and_a_citation_join_in_one_graph(client: FlaskClient, denial: Citation) -> None:
    both = graph(json.loads(client.get(f"/citations/{denial.id}.jsonld").data))
    both += graph(json.loads(client.get("/people/P-0001.jsonld").data))
    claim = URIRef(f"{SITE}/people/P-0001#claim-{denial.claim_id}")
    person = both.value(claim, URIRef(f"{SCHEMA}about"))
    assert both.value(person, URIRef(f"{SCHEMA}name")) == Literal("Elvin Sinagov")
    assert claim in both.objects(person, URIRef(f"{SCHEMA}subjectOf"))
    assert "https://schema.org" not in both.serialize(format="nt")
