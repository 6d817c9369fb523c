"""What is stored: every table of Habeas, importable from here."""

from webapp.models import triggers as triggers
from webapp.models.account import Account, AccountSession, Passkey, RecoveryCode, SignInLink
from webapp.models.audit import AuditEntry, Notice
from webapp.models.base import Base
from webapp.models.calendar import CalendarEntry, CalendarFeed
from webapp.models.claim import Citation, Claim, Person, Verification
from webapp.models.claim_kinds import (
    Affiliation,
    Assessment,
    Charge,
    ChargeStep,
    PersonalFact,
    PersonName,
    StatusEvent,
    Treatment,
)
from webapp.models.comparison import Comparison
from webapp.models.court_case import CourtCase, Hearing
from webapp.models.database.engine import BYTES, attach, file_to_read, make_engine, shared_engine
from webapp.models.database.processor_time import worked
from webapp.models.database.row_statistics import count_rows
from webapp.models.database.scratch import scratch_engine
from webapp.models.database.unfinished import (
    READS_PAST,
    READS_UNFINISHED,
    key_of,
    look_anew,
    tables_of_batch,
    without_unfinished,
)
from webapp.models.database.write_turns import (
    hearing_others,
    others_want_turn,
    writing,
    writing_much,
    writing_parts,
)
from webapp.models.draft import Draft
from webapp.models.home_rules import THE_HOME, HomeRules
from webapp.models.intake import Capture, Custody, ListMapping, SourcePage
from webapp.models.law import CountingRule, LegalCode, Provision
from webapp.models.list_batch import ListBatch, ListPlace, UnfinishedBatch
from webapp.models.list_issue import ListIssue, Withholding
from webapp.models.merging import EntryJudgement, Judgement
from webapp.models.new_rows import BatchKeys, NewRow, NewRows
from webapp.models.organization import Organization, OrganizationName, main_of
from webapp.models.read_model import (
    PART_LENGTH,
    PAST_TABLES,
    DueDay,
    FacetMembers,
    LibertySpan,
    NameKey,
    NameToken,
    PersonSummary,
    PersonVersion,
    SourcePart,
    SourceWord,
    SummaryFacet,
)
from webapp.models.revision import Counter, Revision
from webapp.models.saved_search import SavedSearch
from webapp.models.seal import Seal
from webapp.models.source import OrganizationFact, Passage, Source, SourceVersion, UnmatchedName

__all__ = [
    "BYTES",
    "PART_LENGTH",
    "READS_PAST",
    "READS_UNFINISHED",
    "PAST_TABLES",
    "THE_HOME",
    "Account",
    "AccountSession",
    "Affiliation",
    "Assessment",
    "AuditEntry",
    "Base",
    "BatchKeys",
    "CalendarEntry",
    "CalendarFeed",
    "Capture",
    "Charge",
    "ChargeStep",
    "Citation",
    "Claim",
    "Comparison",
    "Counter",
    "CountingRule",
    "CourtCase",
    "Custody",
    "Draft",
    "DueDay",
    "EntryJudgement",
    "FacetMembers",
    "Hearing",
    "HomeRules",
    "Judgement",
    "LegalCode",
    "LibertySpan",
    "ListBatch",
    "ListPlace",
    "ListIssue",
    "ListMapping",
    "NameKey",
    "NameToken",
    "Notice",
    "NewRow",
    "NewRows",
    "Organization",
    "OrganizationFact",
    "OrganizationName",
    "Passage",
    "Passkey",
    "Person",
    "PersonName",
    "PersonSummary",
    "PersonVersion",
    "PersonalFact",
    "Provision",
    "RecoveryCode",
    "Revision",
    "SavedSearch",
    "Seal",
    "SignInLink",
    "Source",
    "SourcePage",
    "SourceVersion",
    "SourceWord",
    "StatusEvent",
    "SummaryFacet",
    "SourcePart",
    "Treatment",
    "UnfinishedBatch",
    "UnmatchedName",
    "Verification",
    "Withholding",
    "count_rows",
    "attach",
    "file_to_read",
    "main_of",
    "make_engine",
    "others_want_turn",
    "scratch_engine",
    "shared_engine",
    "worked",
    "hearing_others",
    "look_anew",
    "key_of",
    "tables_of_batch",
    "without_unfinished",
    "writing",
    "writing_much",
    "writing_parts",
]
