"""A restricted record with unmistakable words, searched for through every address and file by every role."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests import make
from tests.support.claim_kinds import NOUNS
from tests.support.every_address import rules
from webapp.domain.history.recording import editing
from webapp.domain.organizations.organizations import add_organization_name
from webapp.models import AuditEntry, Citation, Claim, Organization, Person, Source
from webapp.vocab.accounts import AuditEvent
from webapp.vocab.charges import Instance
from webapp.vocab.claims import ClaimKind, ClaimState, Visibility
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.people import FactKind, NameKind
from webapp.web.access import EVERYBODY, opened_to

# Every planted text begins with what is asked for, which a page may repeat, and ends with what none may tell.
ASKED, SECRET, MOST_SECRET = "Qorvex", "zulmar", "zulmarit"
RESTRICTED = {"visibility": Visibility.RESTRICTED}
# Of organizations and cases that only restricted claims name, curators see the name alone.
NAMED_ALONE = ("/organizations", "/cases")
HANDED_OUT = ("exports.", "api.", "api_wholes.", "search_engines.", "statistics.", "list_issues.", "places.")


@pytest.fixture
def planted(session: Session) -> None:
    """A record that all may see, and what is restricted, internal, a draft or withdrawn beside it."""
    shown = make.person(session)
    union = make.organization(session)
    make.affiliation(session, shown, union)
    make.status(session, shown, place_words="Sampletown")
    kept = make.source(session, _words("restricted source"), f"{_words('restricted text')}.", **RESTRICTED)
    cited = make.evidence(session, _words("restricted text"), of=kept)
    internal, draft = {"visibility": Visibility.INTERNAL}, {"state": ClaimState.DRAFT}
    for kind, how in (("restricted", RESTRICTED), ("internal", internal), ("draft", draft)):
        _tell(session, shown, f"{kind} open", how)
        name, hidden = _words(f"{kind} person"), RESTRICTED if how is RESTRICTED else internal
        naming = make.evidence(session, name, of=make.source(session, _words(f"{kind} note"), name, **hidden))
        _tell(session, make.person(session, name, evidence=naming, **how), f"{kind} kept", how)
    make.status(session, shown, place=_body(session, "restricted cited"), since="2019", evidence=cited)
    publisher = _body(session, "restricted publisher")
    make.source(session, _words("restricted publication"), "Its text.", publisher=publisher, **RESTRICTED)
    with editing(session, by=make.account(session), reason="Read", at=make.AT):
        further = {"kind": NameKind.ALIAS, "language": None, "note": None, "passage": cited.passage}
        add_organization_name(session, union, text=_words("restricted spelling"), **further)
    make.organization_fact(session, union, _words("restricted address"), given=cited)
    make.list_issue(session)
    make.saved_search(session)
    session.commit()


def test_a_restricted_record_is_told_to_no_reader(
    app: Flask, session: Session, planted: None, client: FlaskClient, nemo: FlaskClient
) -> None:
    for address in [*_plain(app), *_asking()]:
        for browser in (client, nemo):
            assert SECRET not in _sent(browser, address), address
    for address in _of_records(session):
        assert SECRET not in _sent(client, address), address


def test_it_is_in_no_list_or_file_of_those_who_may_open_it(
    app: Flask, planted: None, clara: FlaskClient, rafa: FlaskClient, ada: FlaskClient
) -> None:
    endpoints = {rule.rule: rule.endpoint for rule in app.url_map.iter_rules()}
    files = [address for address in _plain(app) if endpoints[address].startswith(HANDED_OUT)]
    internal = ("", "?audience=internal", f"?q={ASKED}&audience=internal")
    addresses = [f"{address}{query}" for address in files for query in internal]
    assert any("package" in address for address in addresses)
    for address in [*addresses, f"/places?name={_words('restricted open place')}".replace(" ", "+")]:
        for browser in (clara, rafa, ada):
            assert MOST_SECRET not in _sent(browser, address), address


def test_no_page_shows_it_without_writing_that_down(
    app: Flask, session: Session, planted: None, clara: FlaskClient
) -> None:
    with app.app_context():
        plain = [rule.rule for rule in rules(app, "GET") if not rule.arguments and opened_to(rule.endpoint)]
    histories = [f"{address}/history" for address in _of_records(session) if address.count("/") == 2]
    restricted = session.execute(
        select(Claim.kind, Claim.id).where(Claim.visibility == Visibility.RESTRICTED)
    )
    of_each_kind = {row.kind: row.id for row in restricted}
    acts = [f"/claims/{claim}/withdraw" for claim in of_each_kind.values()]
    shown = set()
    asked = [*plain, *_asking(), *_of_records(session), *histories, *acts]
    # Files for programs hold nothing of it, as others of these tests say.
    files = ("/api/", ".jsonld", "/sitemaps", "/export", "/people.", "/statistics", "/dossier")
    pages = [address for address in asked if not any(part in address for part in files)]
    for address in [address for address in pages if not address.startswith(NAMED_ALONE)]:
        before = _written(session)
        if MOST_SECRET in _sent(clara, address):
            shown.add(address)
            assert _written(session) > before, address
    assert {"/sources", "/people/P-0001/history", f"/sources/search?q={ASKED}"} <= shown
    assert len(shown & set(histories)) > 1
    assert shown & set(acts)


def _written(session: Session) -> int:
    query = select(func.count(AuditEntry.id)).where(AuditEntry.event == AuditEvent.RESTRICTED_SHOWN)
    return session.scalar(query) or 0


def _words(what: str) -> str:
    """Return a text that names as what it was planted."""
    return f"{ASKED} {what.title()} {MOST_SECRET if what.startswith('restricted') else SECRET}"


def _body(session: Session, what: str, kind: OrganizationKind = OrganizationKind.PRISON) -> Organization:
    return make.organization(session, _words(what), kind)


def _tell(session: Session, person: Person, what: str, how: dict[str, object]) -> None:
    """Record, as one edit, a claim of every kind that names an organization or a place, each of its own."""
    with make.single_edit(session):
        _tell_all(session, person, what, how)


def _tell_all(session: Session, person: Person, what: str, how: dict[str, object]) -> None:
    prisons = _body(session, f"{what} prison service")
    prison = make.organization(session, _words(f"{what} prison"), OrganizationKind.PRISON, parent=prisons)
    make.status(session, person, since="2020", place=prison, **how)
    make.status(session, person, since="2021", authority=_body(session, f"{what} authority"), **how)
    make.status(session, person, since="2022", place_words=_words(f"{what} place"), **how)
    charge = make.charge(session, person, offence=_words(f"{what} offence"), **how)
    make.step(session, charge, court=_body(session, f"{what} court"), **how)
    before = make.court_case(session, _words(f"{what} case before"))
    case = make.court_case(
        session, _words(f"{what} case"), other_names=_words(f"{what} name"), earlier=before,
        court=_body(session, f"{what} trial court"), instance=Instance.APPEAL,
    )  # fmt: skip
    judge = _body(session, f"{what} judge", OrganizationKind.OFFICIAL)
    make.hearing(session, person, case=case, judge=judge, counsel=_words(f"{what} counsel"), **how)
    make.affiliation(session, person, _body(session, f"{what} union"), **how)
    make.treatment(session, person, perpetrator=_body(session, f"{what} perpetrator"), **how)
    make.treatment(session, person, place_words=_words(f"{what} cellar"), date=make.edtf_date("2020"), **how)
    make.assessment(session, person, _body(session, f"{what} watch"), **how)
    make.fact(session, person, FactKind.RESIDENCE, _words(f"{what} home"), **how)
    # A kind that is new is told without a further word; names stand beside this.
    told = set(session.scalars(select(Claim.kind).where(Claim.person == person))) | {ClaimKind.PERSON_NAME}
    for noun in (noun for noun in NOUNS if noun.kind not in told):
        noun.made(session, make.person(session, f"Bahar Misalli {what}"), **how)


def _plain(app: Flask) -> list[str]:
    """Return the addresses without a variable part that a stranger may open."""
    with app.app_context():
        return [
            rule.rule
            for rule in app.url_map.iter_rules()
            if not rule.arguments and "GET" in (rule.methods or ()) and opened_to(rule.endpoint) == EVERYBODY
        ]


def _asking() -> Iterator[str]:
    named = f"q={ASKED}", f"q={ASKED}&broad=yes"
    for query in (*named, "known_on=2026-11-23", "state=draft", "audience=internal"):
        for page in ("people", "people.csv", "people.xlsx", "people.ftm.json", "people/print", "statistics",
                     "statuses.atom", "export/package.zip", "api/v1/people"):  # fmt: skip
            yield f"/{page}?{query}"
    yield f"/sources/search?q={ASKED}"
    yield f"/places?name={ASKED}"
    yield "/api/v1/changes?since=0"


def _of_records(session: Session) -> Iterator[str]:
    """Yield what leads to each record that is there, and the lists of those whom it leaves."""
    for model, path, field in (
        (Person, "people", "q"), (Source, "sources", "source"),
        (Organization, "organizations", "organization"),
    ):  # fmt: skip
        for reference in session.scalars(select(model.reference)).all():
            yield from (f"/{path}/{reference}", f"/api/v1/{path}/{reference}", f"/people?{field}={reference}")
            yield f"/statistics?{field}={reference}"
    for person in session.scalars(select(Person.reference)).all():
        address = f"/people/{person}"
        yield from (f"{address}.jsonld", f"{address}/dossier", f"{address}?known_on=2026-11-23")
    for citation in session.scalars(select(Citation.id)).all():
        address = f"/citations/{citation}"
        yield from (address, f"{address}.jsonld", f"/api/v1{address}")
    for kind in ("people", "sources", "organizations"):
        yield f"/sitemaps/{kind}-1.xml"
    yield from ("/issues/1", "/issues/1.csv", "/searches/held.csv", "/statistics/status.csv")
    assert session.scalar(select(Claim.id)) is not None


def _sent(browser: FlaskClient, address: str) -> str:
    """Return all that a browser is sent, with the files of a packed one unpacked."""
    answer = browser.get(address, buffered=True)
    assert answer.status_code in (200, 303, 400, 403, 404, 422), (address, answer.status_code)
    return _unpacked(answer)


def _unpacked(answer: TestResponse) -> str:
    """Return all that an answer holds, with the files of a packed one unpacked."""
    packed = BytesIO(answer.data)
    if not is_zipfile(packed):
        return f"{answer.headers}{answer.data.decode('utf-8', 'replace')}"
    with ZipFile(packed) as files:
        return "".join(f"{name}{files.read(name).decode('utf-8', 'replace')}" for name in files.namelist())
