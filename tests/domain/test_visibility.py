"""Who may see what: the condition in SQL and the rule in Python agree on everything there can be."""

from itertools import chain, product
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import ColumnElement, insert, select, text
from sqlalchemy.orm import Session, joinedload, selectinload
from uuid_utils.compat import uuid7

from tests import make
from tests.support.engines import on_sqlite
from webapp.domain.history.recording import editing
from webapp.domain.known_organizations import may_see_organization
from webapp.domain.organizations.organizations import add_organization_name
from webapp.domain.sources.passages_with_claims import passage_places, with_claims
from webapp.domain.visibility import (
    CURATOR,
    INTERNAL,
    PUBLIC,
    Reader,
    may_open_claim,
    may_see_claim,
    may_see_person,
    may_see_source,
    sees_claim,
    sees_person,
    sees_source,
    visible_citations,
)
from webapp.models import (
    Citation,
    Claim,
    Organization,
    Passage,
    Person,
    PersonalFact,
    Source,
    SourceVersion,
)
from webapp.vocab.claims import Audience, ClaimState, Stance, Visibility
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.people import FactKind, NameKind, PublicationState
from webapp.vocab.sources import SourceKind

# The last can be written down and is nobody: whatever is opened to it, the public stays the public.
READERS = (PUBLIC, INTERNAL, CURATOR, Reader(Audience.PUBLIC, restricted=True))


def test_the_two_rules_agree_on_every_person_source_and_organization(session: Session) -> None:
    _add_sources(session)
    _add_people(session)
    kinds = [{"kind": OrganizationKind.NGO, "state": state} for state in PublicationState]
    _add(session, Organization, [{"reference": f"O-{n}"} | row for n, row in enumerate(kinds)])
    every_source, people = session.scalars(select(Source)).all(), session.scalars(select(Person)).all()
    for reader in READERS:
        sources = {row.id for row in every_source if sees_source(reader, row)}
        assert _ids(session, Source, may_see_source(reader)) == sources
        persons = {row.id for row in people if sees_person(reader, row)}
        assert _ids(session, Person, may_see_person(reader)) == persons

    public = session.execute(select(Source.state, Source.visibility).where(may_see_source(PUBLIC)))
    assert set(public) == {("published", "public"), ("retired", "public")}
    assert session.scalars(select(Person.state).where(may_see_person(PUBLIC))).all() == ["published"]
    organizations = select(Organization.state).order_by(Organization.reference)
    assert session.scalars(organizations.where(may_see_organization(PUBLIC))).all() == [
        "published",
        "retired",
    ]
    assert len(session.scalars(organizations.where(may_see_organization(INTERNAL))).all()) == 3


def test_the_two_rules_agree_on_every_claim_and_its_citations(session: Session) -> None:
    claims = _every_claim(session)
    seen = {}
    for reader in READERS:
        conditions = may_see_claim(reader), may_see_person(reader)
        seen[reader] = [row for row in claims if sees_claim(reader, row) and sees_person(reader, row.person)]
        assert _ids(session, Claim, *conditions) == {row.id for row in seen[reader]}
        assert _ids(session, Claim, may_see_claim(reader)) == {c.id for c in claims if sees_claim(reader, c)}
        opened = {c.id for c in claims if reader == CURATOR or sees_claim(reader, c)}
        assert _ids(session, Claim, may_open_claim(reader)) == opened
        citations = {row.id for claim in claims for row in visible_citations(claim, to=reader)}
        assert _ids(session, Citation, may_see_source(reader)) == citations

    public, internal, curators, nobody = (set(seen[reader]) for reader in READERS)
    assert nobody == public < internal < curators
    assert {row.state for row in curators} == set(ClaimState) - {ClaimState.WITHDRAWN}
    assert {_described(row) for row in public if len(row.citations) == 1} == {
        ("published", "published", "public", "supports", state, "public")
        for state in ("published", "retired")
    }
    shown = [(claim, visible_citations(claim, to=PUBLIC)) for claim in seen[PUBLIC]]
    shown += [(claim, visible_citations(claim, to=INTERNAL)) for claim in seen[INTERNAL]]
    for claim, visible in shown:
        assert any(row.stance is Stance.SUPPORTS for row in visible), _described(claim)
        assert visible[0].id == claim.lead_citation_id or visible[0].stance is Stance.SUPPORTS


@pytest.mark.parametrize(("reader", "names"), [(PUBLIC, []), (CURATOR, ["The Couriers"])])
def test_the_names_a_source_prints_of_an_organization_go_by_the_same_rule(
    session: Session, reader: Reader, names: list[str]
) -> None:
    passage = make.evidence(session).passage
    draft = make.organization(session)
    with editing(session, by=make.account(session), reason="Not yet", at=make.AT):
        spelling = {"kind": NameKind.ALIAS, "language": None, "note": None, "passage": passage}
        add_organization_name(session, draft, text="The Couriers", **spelling)
        draft.state = PublicationState.DRAFT
    passages = passage_places(session, passage.source_version.source, to=reader)
    assert len(passages) == len(names)
    borne = with_claims(session, [passage], to=reader)
    assert [name.text for name in borne[0].names] == names



@on_sqlite
def test_no_question_of_a_stranger_begins_with_all_published_claims(session: Session) -> None:
    # As SQLite takes them to be spread where nearly all of 150,000 are published.
    session.execute(text("ANALYZE"))
    spread = "('claim', 'ix_claim_state_made_at', '150000 2001 9')"
    session.execute(text(f"INSERT INTO sqlite_stat1 VALUES {spread}"))
    session.execute(text("ANALYZE sqlite_schema"))
    query = select(Claim.id).join(Citation, Citation.claim_id == Claim.id).join(Citation.passage)
    query = query.where(may_see_claim(PUBLIC))
    asked = query.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
    plan = session.execute(text(f"EXPLAIN QUERY PLAN {asked}")).all()
    assert "ix_claim_state" not in str(plan)


def _every_claim(session: Session) -> list[Claim]:
    """Add claims of every state, visibility and person on each passage, and published ones on each two."""
    people, passages = _add_people(session), _add_sources(session)
    _, published, _ = people
    first, second = (list(product(ids, Stance)) for ids in passages)
    on_one = product(people, ClaimState, Visibility, product(first))
    on_two = product([published], [ClaimState.PUBLISHED], Visibility, product(first, second))
    made = {"made_by_id": make.account(session).id, "made_at": make.AT}
    claims, citations = [], []
    for person_id, state, visibility, cited in chain(on_one, on_two):
        claim_id = uuid7()
        own = [
            {"id": uuid7(), "claim_id": claim_id, "passage_id": passage, "stance": stance} | made
            for passage, stance in cited
        ]
        claims.append(
            {"id": claim_id, "person_id": person_id, "state": state, "visibility": visibility}
            | {"lead_citation_id": own[-1]["id"], "fact": FactKind.RESIDENCE, "value": "Sampletown"}
            | made
        )
        citations += own
    session.execute(insert(PersonalFact), claims)
    session.execute(insert(Citation), citations)
    source = joinedload(Citation.passage).joinedload(Passage.source_version).joinedload(SourceVersion.source)
    query = select(Claim).options(joinedload(Claim.person), selectinload(Claim.citations).options(source))
    return list(session.scalars(query))


def _add_people(session: Session) -> list[UUID]:
    rows = [{"reference": f"P-{n}", "state": state} for n, state in enumerate(PublicationState)]
    return _add(session, Person, rows)


def _add_sources(session: Session) -> tuple[list[UUID], list[UUID]]:
    """Add a source of each state and visibility, and return its first passages and its second ones."""
    sources = _add(session, Source, [
        {"reference": f"S-{n}", "title": make.TITLE, "kind": SourceKind.STATEMENT, "state": state,
         "visibility": visibility}
        for n, (state, visibility) in enumerate(product(PublicationState, Visibility))
    ])  # fmt: skip
    text = {"number": 1, "text_sha256": "0" * 64, "text_length": 2, "media_type": "text/plain"}
    kept = {"extractor": "by hand", "retrieved_at": make.AT, "retrieved_by_id": make.account(session).id}
    versions = _add(session, SourceVersion, [{"source_id": source} | text | kept for source in sources])
    first, second = (
        _add(session, Passage, [{"source_version_id": version} | span for version in versions])
        for span in (
            {"start": 0, "end": 1, "exact": "a", "prefix": "", "suffix": "b"},
            {"start": 1, "end": 2, "exact": "b", "prefix": "a", "suffix": ""},
        )
    )
    return first, second


def _add(session: Session, model: type[Any], rows: list[dict[str, Any]]) -> list[UUID]:
    rows = [{"id": uuid7()} | row for row in rows]
    session.execute(insert(model), rows)
    return [row["id"] for row in rows]


def _ids(session: Session, model: type[Any], *conditions: ColumnElement[bool]) -> set[UUID]:
    query = select(model.id)
    if model is Claim:
        query = query.join(Claim.person)
    if model is Citation:
        query = query.join(Citation.passage).join(Passage.source_version).join(SourceVersion.source)
    return set(session.scalars(query.where(*conditions)))


def _described(claim: Claim) -> tuple[str, ...]:
    sources = [(row.stance, row.passage.source_version.source) for row in claim.citations]
    cited = [word for stance, source in sources for word in (stance, source.state, source.visibility)]
    return (claim.person.state, claim.state, claim.visibility, *cited)
