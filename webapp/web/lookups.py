"""From the address to the row, or 404; and from a row to its address."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext

from webapp.domain.accounts import accounts
from webapp.domain.claims import recording
from webapp.domain.courts import cases
from webapp.domain.law import counting_rules, legal_codes, provisions
from webapp.domain.lists import saved_searches
from webapp.domain.organizations import organization_facts, organizations
from webapp.domain.people import people
from webapp.domain.people.people import PersonRecord
from webapp.domain.publishing import public_issues
from webapp.domain.publishing.public_issues import PublicIssue
from webapp.domain.recounting.wide_acts import WideAct
from webapp.domain.sources import intake, sources, versions
from webapp.domain.visibility import PUBLIC
from webapp.models import (
    Account,
    Capture,
    Citation,
    Claim,
    CountingRule,
    CourtCase,
    LegalCode,
    Organization,
    OrganizationFact,
    Person,
    PersonSummary,
    Provision,
    SavedSearch,
    Source,
    SourceVersion,
)
from webapp.web.access import editor, reader
from webapp.web.db import db, today

# The largest number that a column of four bytes holds, on both engines.
LARGEST_NUMBER = 2**31 - 1
C = TypeVar("C", bound=Claim)


def summary_of(person: Person) -> PersonSummary | None:
    """Return what the reader may know of a person, in short."""
    return db().get(PersonSummary, (person.id, reader().audience))


def account_or_404(account_id: UUID) -> Account:
    """Return the account of an address, or answer 404."""
    return accounts.account_by_id(db(), account_id) or abort(404)


def case_or_404(reference: str) -> CourtCase:
    """Return the case of an address, or answer 404."""
    return cases.case(db(), reference, to=reader()) or abort(404)


def citation_or_404(citation_id: UUID) -> Citation:
    """Return the citation of an address, or answer 404."""
    return recording.citation(db(), citation_id, to=reader()) or abort(404)


def claim_or_404(kind: type[C], claim_id: UUID) -> C:
    """Return the claim of an address, or answer 404 where there is none of this kind for this reader."""
    claim = recording.claim(db(), claim_id, to=reader())
    if not isinstance(claim, kind):
        abort(404)
    return claim


def counting_rule_or_404(rule_id: UUID) -> CountingRule:
    """Return the counting rule of an address, or answer 404."""
    return counting_rules.counting_rule(db(), rule_id) or abort(404)


def legal_code_or_404(code_id: UUID) -> LegalCode:
    """Return the code of law of an address, or answer 404."""
    return legal_codes.legal_code(db(), code_id) or abort(404)


def list_issue_or_404(number: int) -> PublicIssue:
    """Return the numbered issue of an address as it is handed out, or answer 404."""
    return public_issues.issue(db(), number) or abort(404)


def organization_or_404(reference: str) -> Organization:
    """Return the organization of an address, or answer 404."""
    return organizations.organization(db(), reference, to=reader()) or abort(404)


def organization_fact_or_404(fact_id: UUID) -> OrganizationFact:
    """Return what is told of a place by the id of an address, or answer 404."""
    return organization_facts.organization_fact(db(), fact_id, to=reader()) or abort(404)


def person_or_404(reference: str) -> Person:
    """Return the person of an address, or answer 404; a merged reference leads to the record that is left."""
    return people.person(db(), reference, to=reader()) or abort(404)


def public_record_or_404(reference: str) -> PersonRecord:
    """Return what everybody may see of a person today, or answer 404."""
    person = people.person(db(), reference, to=PUBLIC) or abort(404)
    record = people.record_of(db(), person, to=PUBLIC, today=today())
    return record if record.name is not None else abort(404)


def provision_or_404(provision_id: UUID) -> Provision:
    """Return the provision of an address, or answer 404."""
    return provisions.provision(db(), provision_id) or abort(404)


def saved_search_or_404(slug: str) -> SavedSearch:
    """Return the saved search of an address, or answer 404."""
    return saved_searches.saved_search(db(), slug) or abort(404)


def source_or_404(reference: str) -> Source:
    """Return the source of an address, or answer 404."""
    return sources.source(db(), reference, to=reader()) or abort(404)


def source_of_job(job: Mapping[str, Any]) -> Source | None:
    """Return the source that a job is about, where it is about one that the reader may open."""
    if job["act"] != WideAct.REVISE_SOURCE:
        return None
    return sources.source(db(), job["of"], to=reader())


def version_or_404(reference: str, number: int) -> SourceVersion:
    """Return the version of a source that an address names, with its text, or answer 404."""
    source = source_or_404(reference)
    version = versions.numbered_version(db(), source, number) if number <= LARGEST_NUMBER else None
    return version or abort(404)


def waiting_capture(capture_id: UUID) -> Capture:
    """Return a text that waits to be confirmed, or lead to the page where one begins."""
    capture = intake.capture(db(), capture_id, to=editor())
    if capture is None:
        flash(gettext("That text is not waiting for you: it was confirmed or thrown away."), "note")
        abort(redirect(url_for("captures.new"), code=303))
    return capture


def board_url() -> str | None:
    """Return the address of the board of what is due, as it was when this form was opened from it."""
    query = request.args.get("due")
    return None if query is None else f"{url_for('due.board')}?{urlencode(parse_qsl(query))}"


def claim_url(claim: Claim, **query: str) -> str:
    """Return the address of a claim on its person's page."""
    return url_for("people.show", reference=claim.person.reference, _anchor=f"claim-{claim.id}", **query)


def case_url(row: CourtCase) -> str:
    """Return the address of a case."""
    return url_for("cases.show", reference=row.reference)


def legal_code_url(code: LegalCode) -> str:
    """Return the place of a code of law in the list."""
    return url_for("legal_codes.list_legal_codes", _anchor=f"code-{code.id}")


def organization_url(organization: Organization) -> str:
    """Return the address of an organization."""
    return url_for("organizations.show", reference=organization.reference)


def person_url(person: Person) -> str:
    """Return the address of a person's record."""
    return url_for("people.show", reference=person.reference)


def provision_url(provision: Provision) -> str:
    """Return the address of a provision."""
    return url_for("provisions.show", provision_id=provision.id)


def saved_search_url(search: SavedSearch) -> str:
    """Return the place of a saved search in the list of all."""
    return url_for("saved_searches.list_all", _anchor=search.slug)


def source_url(source: Source) -> str:
    """Return the address of a source."""
    return url_for("sources.show", reference=source.reference)


def version_url(version: SourceVersion) -> str:
    """Return the address of what became of cited passages in a version of a source."""
    return url_for("comparisons.show", reference=version.source.reference, number=version.number)


def history_url(record: Any) -> str:
    """Return the address of the history of a record."""
    match record:
        case Person():
            return url_for("history.person", reference=record.reference)
        case Organization():
            return url_for("history.organization", reference=record.reference)
        case Source():
            return url_for("history.source", reference=record.reference)
        case CourtCase():
            return url_for("history.case", reference=record.reference)
        case LegalCode():
            return url_for("history.legal_code", code_id=record.id)
        case SavedSearch():
            return url_for("history.saved_search", slug=record.slug)
        case Account():
            return url_for("history.account", account_id=record.id)
    raise TypeError(f"{record!r} has no history of its own")


def for_people() -> dict[str, str]:
    """Return the part of the address that names the people for whom a text is brought in."""
    people = request.args.get("people", "")[:300]
    return {"people": people} if people else {}


def page_number(typed: str, *, of: int, default: int = 1) -> int:
    """Return the number of a page as the address has it, within the `of` pages there are."""
    return min(max(int(typed), 1), of) if typed.isdecimal() and len(typed) < 10 else default


def page_key(name: str) -> str | None:
    """Return the key by which a parameter of the address names a page of a list; None if it can be none."""
    key = request.args.get(name)
    # No key holds a NUL, and PostgreSQL takes none.
    return key if key and "\0" not in key else None


def typed_name() -> str:
    """Return what was typed into the search of a list; a NUL, which PostgreSQL takes nowhere, is left out."""
    return request.args.get("q", "").replace("\0", "").strip()[:200]


def typed_sort(sorts: Sequence[str], first: str) -> str:
    """Return by what the address sorts a list; as it is sorted `first` where it names none of the orders."""
    sort = request.args.get("sort", "")
    return sort if sort in sorts else first
