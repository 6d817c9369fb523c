"""Record the invented country: its bodies, its law, and every text with what it says, as curators would."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from seed.demo import country, criminal_code
from seed.demo.contents import day
from seed.demo.later_texts import COMMITTEE_LIST, fresh_text, revised_list
from seed.demo.lives import USUAL, Life, lives
from seed.demo.prison_rules import RULES, leaflet
from seed.demo.texts import texts
from seed.demo.written_text import ClaimInText, Records, WrittenText
from webapp.domain.accounts import accounts
from webapp.domain.claims import recording
from webapp.domain.claims.charges import ChargeContent
from webapp.domain.claims.names import NameContent
from webapp.domain.claims.recording import Evidence
from webapp.domain.courts import cases
from webapp.domain.history.recording import editing
from webapp.domain.law import counting_rules, legal_codes, provisions
from webapp.domain.lists import saved_searches
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.organizations import organization_facts, organizations
from webapp.domain.people import people, verifying
from webapp.domain.publishing import list_issues
from webapp.domain.sources import sources, versions
from webapp.domain.sources.description import SourceDescription
from webapp.domain.sources.new_version import comparisons
from webapp.domain.sources.passages import fix_passage
from webapp.domain.text.canonical_text import canonical
from webapp.domain.text.quote_location import Span
from webapp.models import (
    Account,
    Charge,
    CourtCase,
    Organization,
    Passage,
    Person,
    Source,
    SourceVersion,
    StatusEvent,
)
from webapp.vocab.accounts import Role
from webapp.vocab.charges import Instance
from webapp.vocab.claims import Stance
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.organizations import OrganizationKind
from webapp.vocab.sources import SourceKind
from webapp.vocab.verification import Checked, VerificationMethod

CURATOR = "Curator of Quorvia"
FRESH_TEXT = "News of this week: a text to practise on"


def load(
    session: Session, *, number: int = USUAL, at: datetime, public_url: str,
    progress: Callable[[int, int], object] = lambda texts, of: None,
) -> None:  # fmt: skip
    """Record an invented country with so many people as it stands at an instant.

    `progress` is told how many texts of how many are recorded. The caller commits.
    """
    everybody = lives(at.date(), number)
    written = texts(everybody, at.date())
    by = accounts.new_account(CURATOR, Role.CURATOR)
    # Nobody can use it, so that the first start makes an account for whoever practises.
    by.active = False
    founded = _instant(written[0].day)
    with editing(session, by=by, reason="The account of the invented curator", at=founded):
        accounts.store_account(session, by)
    records = _records(session, by, founded)
    persons: dict[str, Person] = {}
    for done, text in enumerate(written, 1):
        with editing(session, by=by, reason=f"Read: {text.title}", at=_instant(text.day)):
            _record(session, text, records, persons)
        progress(done, len(written))
        if text.title == COMMITTEE_LIST:
            _freeze(session, "Held in Quorvia: first issue", by, _instant(text.day), public_url)
    _verify(session, [persons[life.name] for life in everybody][-40::2], by, at)
    _unfinished(session, records, everybody, by=by, at=at)
    _freeze(session, "Held in Quorvia: second issue", by, at, public_url)
    with editing(session, by=by, reason="Looked at each month", at=at):
        search = "held=yes&occupation=journalist"
        saved_searches.add_saved_search(session, title="Journalists who are held", query=search)


def _verify(session: Session, persons: Sequence[Person], by: Account, at: datetime) -> None:
    """Note of some people that their families were asked lately."""
    with editing(session, by=by, reason="Families were asked", at=at):
        for person in persons:
            verifying.verify_person(
                session, person=person, by=by, day=at.date(), checked=Checked.STATUS,
                method=VerificationMethod.FAMILY, note="The family was asked.", today=at.date(),
                version=person.version,
            )  # fmt: skip


def _unfinished(
    session: Session, records: Records, everybody: Sequence[Life], *, by: Account, at: datetime
) -> None:
    """Add what waits for whoever practises: a list in a new version, and a text that nobody has read."""
    of_the_list = select(SourceVersion).join(SourceVersion.source).where(Source.title == COMMITTEE_LIST)
    listed = session.scalars(of_the_list).one()
    revised = canonical("text", revised_list(listed.text or ""))
    with editing(session, by=by, reason="The list was put right", at=at):
        version = versions.add_version(
            session, listed.source, text_sha256=revised.sha256, text_length=revised.length, text=revised.text,
            bytes_sha256=None, media_type="text/plain", extractor="pasted",
        )  # fmt: skip
        comparisons.compare(session, version)
    _prison_rules(session, records, by, at)
    _counting_rules(session, records, by, at)
    fresh = WrittenText(FRESH_TEXT, SourceKind.PRESS_ARTICLE, country.KITE, at.date())
    fresh.write(fresh_text(everybody, at.date()))
    with editing(session, by=by, reason="To be read", at=at):
        sources.add_source(session, description=_described(fresh, records), text=fresh.text)


def _prison_rules(session: Session, records: Records, by: Account, at: datetime) -> None:
    """Add a leaflet, and what it tells of the prisons."""
    text = leaflet(at.date())
    with editing(session, by=by, reason=f"Read: {text.title}", at=at):
        source = sources.add_source(session, description=_described(text, records), text=text.text)
        (version,) = source.versions
        for rule in RULES:
            organization_facts.add_organization_fact(
                session, records.organizations[rule.prison], kind=rule.kind, text=rule.text, language=None,
                since=None, until=PartialDate.parse(str(rule.until)) if rule.until else None, note=None,
                passage=_passage(session, version, rule.quote),
            )  # fmt: skip


def _counting_rules(session: Session, records: Records, by: Account, at: datetime) -> None:
    """Add the article of the code on time in custody, and what it makes of each day."""
    text = criminal_code.printed_code(at.date())
    code = next(iter(records.provisions.values())).legal_code
    with editing(session, by=by, reason=f"Read: {text.title}", at=at):
        source = sources.add_source(session, description=_described(text, records), text=text.text)
        (version,) = source.versions
        for restraint, (numerator, denominator), quote, regime in criminal_code.COUNTED:
            counting_rules.add_counting_rule(
                session, code, restraint=restraint, regime=regime, numerator=numerator,
                denominator=denominator, since=None, until=None, note=None,
                passage=_passage(session, version, quote),
            )  # fmt: skip


def _instant(on: date) -> datetime:
    return datetime.combine(on, time(18), UTC)


def _records(session: Session, by: Account, at: datetime) -> Records:
    """Add the bodies and the law of the country."""
    kinds = country.ORGANIZATIONS | {
        name: (name, kind) for kind, names in (
            (OrganizationKind.PRISON, country.PRISONS), (OrganizationKind.COURT, country.COURTS),
            (OrganizationKind.OFFICIAL, (country.JUDGE, country.PROSECUTOR)),
        ) for name in names
    }  # fmt: skip
    with editing(session, by=by, reason="The bodies and the law of the country", at=at):
        added = {
            key: organizations.add_organization(
                session, name=name, language="en", kind=kind, country=country.CODE, parent=None, note=None,
                different=True,
            ) for key, (name, kind) in kinds.items()
        }  # fmt: skip
        code = legal_codes.add_legal_code(
            session, country=country.CODE, code="CC", year=criminal_code.YEAR, title=criminal_code.TITLE
        )
        articles = {
            number: provisions.add_provision(session, legal_code=code, number=number, title=title)
            for number, title in country.ARTICLES.items()
        }
        court_cases = {
            key: cases.add_case(
                session, name=name, other_names=None, number=f"{number}-14/2", court=added[country.COURTS[2]],
                instance=Instance.FIRST, earlier=None, note=None,
            ) for number, (key, name) in enumerate(country.CASES.items(), 1)
        }  # fmt: skip
        _add_trial(session, court_cases, added[country.COURTS[2]])
    return Records(added, articles, court_cases)


def _add_trial(session: Session, court_cases: dict[str, CourtCase], court: Organization) -> None:
    """Add one case with its appeal and its cassation."""
    earlier: CourtCase | None = None
    instances = (Instance.FIRST, Instance.APPEAL, Instance.CASSATION)
    for number, (key, instance) in enumerate(zip(country.TRIAL, instances, strict=True), 3):
        earlier = court_cases[key] = cases.add_case(
            session, name="Case of the lantern procession", other_names=None, number=f"{number}-14/2",
            court=court, instance=instance, earlier=earlier, note=None,
        )  # fmt: skip


def _record(session: Session, text: WrittenText, records: Records, persons: dict[str, Person]) -> None:
    """Add a text and every claim that rests on it; a name that nobody bears yet makes a person."""
    source = sources.add_source(session, description=_described(text, records), text=text.text)
    (version,) = source.versions
    for statement in text.statements:
        _claim(session, statement, version, records, persons)


def _claim(
    session: Session, statement: ClaimInText, version: SourceVersion, records: Records,
    persons: dict[str, Person],
) -> None:  # fmt: skip
    passage = _passage(session, version, statement.quote)
    content, evidence = statement.content(records), Evidence(passage, stance=statement.stance)
    shared: dict[str, Any] = {
        "state": statement.state, "visibility": statement.visibility, "note": None, "evidence": evidence
    }  # fmt: skip
    if statement.name not in persons:
        assert isinstance(content, NameContent), "the first text that names somebody says who they are"
        sure = {"somebody_else": True, "not_printed": True}
        persons[statement.name] = people.add_person(session, content=content, **shared | sure)
        return
    if statement.stance is not Stance.SUPPORTS:
        # A claim begins with a passage that supports it; this one is held against what others told.
        columns = content.checked()
        claims = recording.equal_claims(session, StatusEvent, persons[statement.name], columns)
        recording.cite(session, claim=next(claims), evidence=evidence)
        return
    (claim,) = recording.add(session, content, people=[persons[statement.name]], **shared)
    if isinstance(content, ChargeContent):
        assert isinstance(claim, Charge)
        records.charges[statement.name] = claim


def _passage(session: Session, version: SourceVersion, quote: str) -> Passage:
    start = (version.text or "").index(quote)
    return fix_passage(session, version, Span(start, start + len(quote)))


def _described(text: WrittenText, records: Records) -> SourceDescription:
    return SourceDescription(
        title=text.title, kind=text.kind, publisher=records.organizations[text.publisher], authors=None,
        language="en", date=day(text.day), url=None, archive_url=None, shelf_mark=None,
        reliability=text.reliability, visibility=text.visibility, note=None,
    )  # fmt: skip


def _freeze(session: Session, title: str, by: Account, at: datetime, public_url: str) -> None:
    with editing(session, by=by, reason=title, at=at):
        list_issues.freeze(
            session, title=title, note=None, people_filter=PeopleFilter.read("held=yes"), by=by, at=at,
            public_url=public_url,
        )  # fmt: skip
