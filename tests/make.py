"""Records for tests, made by plain functions over the domain; every name in them is invented."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import fields
from datetime import UTC, datetime
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.remembered import remembered
from webapp.domain.accounts import accounts
from webapp.domain.accounts.passwords import hash_password
from webapp.domain.claims import recording
from webapp.domain.claims.affiliations import AffiliationContent
from webapp.domain.claims.assessments import AssessmentContent
from webapp.domain.claims.charge_steps import ChargeStepContent
from webapp.domain.claims.charges import ChargeContent
from webapp.domain.claims.facts import FactContent
from webapp.domain.claims.hearings import HearingContent
from webapp.domain.claims.names import NameContent
from webapp.domain.claims.recording import Evidence
from webapp.domain.claims.statuses import StatusContent
from webapp.domain.claims.treatments import TreatmentContent
from webapp.domain.courts import cases
from webapp.domain.history.recording import editing
from webapp.domain.law import legal_codes, provisions
from webapp.domain.lists import saved_searches
from webapp.domain.lists.filter import PeopleFilter
from webapp.domain.organizations import organization_facts, organizations
from webapp.domain.people import people, verifying
from webapp.domain.publishing import list_issues
from webapp.domain.sources import passages, sources, versions
from webapp.domain.sources.description import SourceDescription
from webapp.domain.sources.new_version import comparisons
from webapp.domain.text import quote_location
from webapp.domain.text.canonical_text import canonical
from webapp.models import (
    Account,
    Affiliation,
    Assessment,
    Charge,
    ChargeStep,
    CourtCase,
    Hearing,
    LegalCode,
    ListIssue,
    Organization,
    OrganizationFact,
    Passkey,
    Person,
    PersonalFact,
    PersonName,
    Provision,
    SavedSearch,
    Source,
    SourceVersion,
    StatusEvent,
    Treatment,
)
from webapp.vocab.accounts import Role
from webapp.vocab.assessments import Outcome, Scheme
from webapp.vocab.charges import Instance, Proceeding, StepKind
from webapp.vocab.claims import ClaimState, Visibility
from webapp.vocab.dates.partial_date import PartialDate
from webapp.vocab.liberty import Status
from webapp.vocab.organizations import AffiliationRole, OrganizationFactKind, OrganizationKind
from webapp.vocab.people import FactKind, NameKind
from webapp.vocab.sources import Reliability, SourceKind
from webapp.vocab.treatments import ActType
from webapp.vocab.verification import Checked, VerificationMethod

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
REASON = "First reading"
PASSWORD = "four unrelated invented words"
TITLE = "An Invented Declaration"
ARRESTED = "Elvin Sinagov, chair of the Union of Invented Couriers, was arrested in November 2023."
RELEASED = "Ayla Numunali was released."
TEXT = (
    "People of the Union of Invented Couriers had called a march.\n\n"
    f"{ARRESTED} {RELEASED} Ceyhun Ornakov and Davud Numunali are in prison. Bahar Misalli left the country."
    " Farid Tajrubali leads the Example Party.\n\nAyla Numunali was released."
)


def edtf_date(edtf: str | None) -> PartialDate | None:
    """Return the date that an EDTF string states."""
    return PartialDate.parse(edtf) if edtf else None


def account(session: Session, name: str = "Clara", role: Role = Role.CURATOR) -> Account:
    """Return the account of this name, made where it is missing; all else here is made by Clara."""
    known = accounts.account_by_name(session, name)
    if known is not None:
        return known
    row = accounts.new_account(name, role)
    with editing(session, by=row, reason="Set up", at=AT):
        session.add(row)
    return row


def password(session: Session, account: Account, text: str = PASSWORD) -> Account:
    """Give an account a password, by a one-time link as everywhere."""
    secret = accounts.make_link(session, account, now=AT)
    link = accounts.usable_link(session, secret, now=AT)
    assert link is not None
    with editing(session, by=account, reason="Password set", at=AT):
        accounts.set_password(session, link, password_hash=hash_password(text), now=AT)
    return account


def passkey(session: Session, account: Account, credential: str = "a2V5") -> Passkey:
    """Give an account a passkey that no authenticator answers for."""
    row = Passkey(
        account_id=account.id, name="Key", credential_id=credential, public_key="a2V5", sign_count=1,
        added_at=AT, challenged_at=AT,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def organization(
    session: Session,
    name: str = "Union of Invented Couriers",
    kind: OrganizationKind = OrganizationKind.UNION,
    **other: Any,
) -> Organization:
    """Add an organization."""
    fields = {"language": None, "country": None, "parent": None, "note": None, "different": True} | other
    return _record(session, organizations.add_organization, name=name, kind=kind, **fields)


def organization_fact(
    session: Session, of: Organization, text: str = "One hour a month, with a paper of the court.",
    kind: OrganizationFactKind = OrganizationFactKind.VISITS, given: Evidence | None = None, **other: Any,
) -> OrganizationFact:  # fmt: skip
    """Record an address or a rule of a place, on the words given or on a note that says just it."""
    nothing = dict.fromkeys(("language", "since", "until", "note"))
    passage = (given or evidence(session, text)).passage
    add = partial(organization_facts.add_organization_fact, organization=of, passage=passage)
    return _record(session, add, text=text, kind=kind, **nothing | other)  # type: ignore[no-any-return]


def source(session: Session, title: str = TITLE, text: str = TEXT, **other: Any) -> Source:
    """Add a source with its text; a text can be in the database only once."""
    return _record(session, sources.add_source, description=description(title, other), text=text)


def described_source(session: Session, title: str = TITLE, **other: Any) -> Source:
    """Add a source of which nothing but the description is here."""
    return _record(session, sources.add_described_source, description=description(title, other))


def cited_source(session: Session, title: str = TITLE, text: str = TEXT, **other: Any) -> Source:
    """Add a source of which only the hash and the length of the text are known."""
    read = canonical("text", text)
    return _record(
        session,
        sources.add_cited_source,
        description=description(title, other),
        text_sha256=read.sha256,
        text_length=read.length,
        bytes_sha256=None,
        media_type="text/plain",
        extractor="by hand",
    )


def version(session: Session, of: Source, text: str | None) -> SourceVersion:
    """Add the next version of a source, and compare with it what was cited before; without text, its hash."""
    read = canonical("text", text or "A text that is not archived.")
    add = partial(
        versions.add_version, source=of, text_sha256=read.sha256, text_length=read.length,
        text=read.text if text else None, bytes_sha256=None, media_type="text/plain", extractor="pasted",
    )  # fmt: skip
    row: SourceVersion = _record(session, add)
    _record(session, partial(comparisons.compare, version=row))
    return row


def evidence(
    session: Session, quote: str = ARRESTED, *, of: Source | None = None, place: int = 0, **grade: Any
) -> Evidence:
    """Cite a quotation: of the source given, of the invented declaration, or of a new source of its own."""
    of = of or _source_with(session, quote)
    version = versions.newest_version(session, of)
    assert version is not None
    assert version.text is not None, "words of a source without text are cited by `cited`"
    span = quote_location.find_quote(version.text, quote)[place]
    passage = _record(session, partial(passages.fix_passage, version=version, span=span))
    return Evidence(passage, **grade)


def cited(session: Session, of: Source, quote: str, start: int, **grade: Any) -> Evidence:
    """Cite a quotation from a source whose text is not archived, by its place."""
    span = quote_location.Span(start, start + len(quote))
    fix = partial(passages.fix_passage, version=of.versions[-1], span=span, exact=quote)
    return Evidence(_record(session, fix), **grade)


def person(
    session: Session, name: str = "Elvin Sinagov", *, evidence: Evidence | None = None, **other: Any
) -> Person:
    """Add a person, published unless told otherwise."""
    content = _content(NameContent, other, text=name, name_kind=NameKind.MAIN)
    sure = {"somebody_else": True, "not_printed": True}
    shared = sure | _shared(session, evidence or _naming(session, name), other)
    return _record(session, people.add_person, content=content, **shared)


def verification(session: Session, person: Person, **other: Any) -> Person:
    """Record that a person's record was verified, today unless told otherwise, with the family."""
    values: dict[str, Any] = {
        "day": AT.date(), "checked": Checked.STATUS, "method": VerificationMethod.FAMILY,
        "note": "The family was asked.", "today": AT.date(), "version": person.version,
    }  # fmt: skip
    by = other.pop("by", None) or account(session)
    return _record(session, partial(verifying.verify_person, person=person, by=by, **values | other))


def claim(
    session: Session, content: type[Any], person: Person | Sequence[Person] = (), *,
    evidence: Evidence | None = None, **other: Any,
) -> Any:  # fmt: skip
    """Record a claim of any kind; of its content nothing is stated but what is told."""
    fields = _content(content, other)
    people = [person] if isinstance(person, Person) else person
    shared = _shared(session, evidence, other)
    return _record(session, recording.add, content=fields, people=people, **shared)[0]


def name(
    session: Session, person: Person, text: str, *, evidence: Evidence | None = None, **other: Any
) -> PersonName:
    """Add a spelling of a person's name."""
    known = {"name_kind": NameKind.ALIAS, "evidence": evidence or _naming(session, text)}
    return claim(session, NameContent, person, text=text, **known | other)


def status(
    session: Session, person: Person | Sequence[Person], status: Status = Status.ARRESTED,
    since: str | None = "2023-11", **other: Any,
) -> StatusEvent:  # fmt: skip
    """Record a status since an EDTF date."""
    return claim(session, StatusContent, person, status=status, since=edtf_date(since), **other)


def charge(session: Session, person: Person, **other: Any) -> Charge:
    """Record a charge; nothing of it is stated unless told otherwise."""
    return claim(session, ChargeContent, person, **other)


def step(
    session: Session, charge: Charge, step: StepKind = StepKind.CHARGED, date: str | None = "2023-12",
    **other: Any,
) -> ChargeStep:  # fmt: skip
    """Record a step of a charge."""
    fields = {"charge": charge, "step": step, "date": edtf_date(date), "suspended": False}
    return claim(session, ChargeStepContent, **fields | other)


def affiliation(
    session: Session, person: Person, organization: Organization,
    role: AffiliationRole = AffiliationRole.MEMBER, **other: Any,
) -> Affiliation:  # fmt: skip
    """Record a person's part in an organization."""
    return claim(session, AffiliationContent, person, organization=organization, role=role, **other)


def court_case(session: Session, name: str = "The couriers' case", **other: Any) -> CourtCase:
    """Add a case before a court."""
    nothing = dict.fromkeys(("other_names", "number", "court", "earlier", "note"))
    fields = nothing | {"instance": Instance.FIRST} | other
    return _record(session, cases.add_case, name=name, **fields)


def hearing(
    session: Session, person: Person | Sequence[Person], proceeding: Proceeding = Proceeding.REMAND,
    date: str | None = "2023-12", **other: Any,
) -> Hearing:  # fmt: skip
    """Record a hearing on an EDTF date."""
    return claim(session, HearingContent, person, proceeding=proceeding, date=edtf_date(date), **other)


def treatment(session: Session, person: Person, act: ActType = ActType.TORTURE, **other: Any) -> Treatment:
    """Record an act against a person."""
    return claim(session, TreatmentContent, person, act=act, **other)


def assessment(
    session: Session, person: Person, organization: Organization,
    outcome: Outcome = Outcome.POLITICAL_PRISONER, **other: Any,
) -> Assessment:  # fmt: skip
    """Record what an organization says of a person."""
    fields = {"organization": organization, "outcome": outcome, "scheme": Scheme.OWN_LIST, "criteria": ()}
    return claim(session, AssessmentContent, person, **fields | other)


def fact(
    session: Session, person: Person, fact: FactKind = FactKind.RESIDENCE, value: str | None = "Sampletown",
    **other: Any,
) -> PersonalFact:  # fmt: skip
    """Record a fact about a person."""
    return claim(session, FactContent, person, fact=fact, value=value, **other)


def legal_code(session: Session, code: str = "CC", year: int = 2000, **other: Any) -> LegalCode:
    """Add a code of law."""
    fields = {"country": "AZ", "title": "Criminal Code"} | other
    return _record(session, legal_codes.add_legal_code, code=code, year=year, **fields)


def provision(
    session: Session,
    number: str = "206.3.2",
    title: str | None = "Smuggling",
    *,
    code: LegalCode | None = None,
) -> Provision:
    """Add a provision to a code."""
    code = code or session.scalar(select(LegalCode)) or legal_code(session)
    return _record(session, provisions.add_provision, legal_code=code, number=number, title=title)


def list_issue(session: Session, title: str = "A list", query: str = "", **other: Any) -> ListIssue:
    """Freeze the list of a filter as the next issue."""
    fields = {"note": None, "by": account(session), "at": AT, "public_url": "http://localhost"} | other
    people_filter = PeopleFilter.read(query)
    return _record(session, list_issues.freeze, title=title, people_filter=people_filter, **fields)


def saved_search(session: Session, title: str = "Held", query: str = "held=yes") -> SavedSearch:
    """Save a filter under a name."""
    return _record(session, saved_searches.add_saved_search, title=title, query=query)


@contextmanager
def single_edit(session: Session) -> Iterator[None]:
    """Let all that is made within be one edit: people are derived once, at its end."""
    with editing(session, by=account(session), reason=REASON, at=AT):
        yield


def _record(session: Session, add: Any, **fields: Any) -> Any:
    with nullcontext() if "edit" in session.info else single_edit(session):
        return add(session, **fields)


def _content(content: type[Any], other: dict[str, Any], **values: Any) -> Any:
    """Return a content of these `values` and of what of them is in `other`, out of which it is taken."""
    names = [field.name for field in fields(content)]
    return content(**dict.fromkeys(names) | values | {n: other.pop(n) for n in names if n in other})


def _shared(session: Session, given: Evidence | None, other: dict[str, Any]) -> dict[str, Any]:
    common = {"state": ClaimState.PUBLISHED, "visibility": Visibility.PUBLIC, "note": None}
    return {"evidence": given or evidence(session)} | common | other


def description(title: str, other: dict[str, Any]) -> SourceDescription:
    """What a source is said to be; the facts of `other` instead."""
    date = other.pop("date", "2026-11-22?")
    nothing = dict.fromkeys(("publisher", "authors", "language", "url", "archive_url", "shelf_mark", "note"))
    known = {
        "kind": SourceKind.STATEMENT,
        "reliability": Reliability.CANNOT_BE_JUDGED,
        "visibility": Visibility.PUBLIC,
        "date": edtf_date(date),
    }
    return SourceDescription(**nothing | known | other, title=title)


def _naming(session: Session, text: str) -> Evidence:
    return evidence(session, text)


def _source_with(session: Session, quote: str) -> Source:
    """Return the invented declaration where it holds the words, or else a source that says just them."""
    declared = quote_location.find_quote(TEXT, quote)
    title, text = (TITLE, TEXT) if declared else (f"A note on {quote}", f"{quote}.")
    digest = canonical("text", text).sha256
    version = session.scalar(select(SourceVersion).where(SourceVersion.text_sha256 == digest))
    return version.source if version else source(session, title, text)


# What one test begins with, many do.
for _function in (
    account, password, organization, organization_fact, source, described_source, cited_source, version,
    evidence, cited, person, verification, name, status, charge, step, affiliation, court_case, hearing,
    treatment, assessment, fact, legal_code, provision, list_issue, saved_search,
):  # fmt: skip
    globals()[_function.__name__] = remembered(_function)
