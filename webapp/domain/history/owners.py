"""Which record a row belongs to, so that a record's page can show the history of all its rows."""

from uuid import UUID

from webapp.models import (
    AccountSession,
    AuditEntry,
    Base,
    CalendarEntry,
    CalendarFeed,
    Capture,
    Citation,
    Claim,
    Comparison,
    Counter,
    CountingRule,
    Custody,
    Draft,
    DueDay,
    EntryJudgement,
    FacetMembers,
    Judgement,
    LegalCode,
    LibertySpan,
    ListBatch,
    ListIssue,
    ListMapping,
    NameKey,
    NameToken,
    Notice,
    Organization,
    OrganizationFact,
    OrganizationName,
    Passage,
    Passkey,
    PersonSummary,
    PersonVersion,
    Provision,
    RecoveryCode,
    Revision,
    Seal,
    SignInLink,
    SourcePage,
    SourcePart,
    SourceVersion,
    SourceWord,
    SummaryFacet,
    UnfinishedBatch,
    UnmatchedName,
    Verification,
    Withholding,
)

# Rows that are no statement about the world: logs, which the database keeps from being changed, what is
# derived, what is not yet sent or confirmed, and who is signed in. Pages come and stay with their version.
READ_MODEL = (
    PersonSummary, LibertySpan, SummaryFacet, DueDay, FacetMembers, NameToken, NameKey, SourceWord,
    SourcePart, PersonVersion,
)  # fmt: skip
LOGS = (Revision, Seal, Custody, Counter, ListIssue, Withholding, AuditEntry)
UNSENT = (Draft, Capture, UnfinishedBatch)
CALENDARS = (CalendarFeed, CalendarEntry)
UNTRACKED = (
    *LOGS, *UNSENT, *CALENDARS, SourcePage, AccountSession, SignInLink, RecoveryCode, Passkey, Notice,
    *READ_MODEL,
)  # fmt: skip


def is_read_model(table: type) -> bool:
    """Tell whether a table is derived, so that rewriting it loses nothing."""
    return issubclass(table, READ_MODEL)


def owner_of(row: Base) -> Claim | Organization | LegalCode | None:
    """Return the row that a citation, a name of an organization or a rule of law is part of."""
    match row:
        case Citation():
            return row.claim
        case OrganizationName():
            return row.organization
        case CountingRule():
            return row.legal_code
    return None


def about(row: Base) -> UUID:
    """Return the id of the person, organization, source, code or account that `row` belongs to."""
    match row:
        case Claim() | Verification():
            return row.person_id
        case Citation():
            return row.claim.person_id
        case OrganizationName() | OrganizationFact() | EntryJudgement():
            return row.organization_id
        case SourceVersion() | ListMapping():
            return row.source_id
        case UnmatchedName():
            return row.passage.source_version.source_id
        case Passage() | Comparison() | ListBatch():
            return row.source_version.source_id
        case Judgement():
            return row.other_id
        case Provision() | CountingRule():
            return row.legal_code_id
        case _:
            identity: UUID = row.id  # type: ignore[attr-defined]
            return identity
