"""What people call the tables and their columns, where history tells what was changed."""

from collections.abc import Mapping

from webapp.vocab.claims import ClaimKind
from webapp.vocab.words import N_

_SEEN_BY = N_("Seen by")
_NOTE = N_("Note")
_DATE = N_("Date")
_KIND = N_("Kind")
_TITLE = N_("Title")
_COUNTRY = N_("Country")
_LANGUAGE = N_("Language")
_ORGANIZATION = N_("Organization")
_RECORD_IS = N_("The record is")

TABLES: Mapping[str, str] = {kind.value: kind.label for kind in ClaimKind} | {
    "account": N_("Account"), "citation": N_("Passage"), "comparison": N_("Comparison with a new version"),
    "judgement": N_("Judgement on two records"), "legal_code": N_("Code of law"),
    "organization": _ORGANIZATION, "organization_name": N_("Name"), "passage": N_("Quotation"),
    "person": N_("Person"), "provision": N_("Provision"), "saved_search": N_("Saved search"),
    "source": N_("Source"),    "source_version": N_("Version of the text"),
}  # fmt: skip
"""The label of each table that history follows, by the table's name."""

_OF_EVERY_CLAIM = {
    "state": N_("State"), "rank": N_("Rank"), "rank_reason": N_("Why this rank"), "visibility": _SEEN_BY,
    "note": _NOTE,
}  # fmt: skip

_OF_CLAIMS = {
    "person_name": {
        "text": N_("Name"), "script": N_("Script"), "language": _LANGUAGE, "name_kind": N_("Kind of name"),
        "given": N_("Given name"), "patronymic": N_("Patronymic"), "family": N_("Family name"),
    },
    "status_event": {
        "status": N_("Status"), "cause": N_("Cause of release"), "since_edtf": N_("Since"),
        "place_id": N_("Place"), "place_words": N_("Place in the source's words"),
        "authority_id": N_("By order of"),
    },
    "charge": {
        "provision_id": N_("Provision"), "offence": N_("Offence in the source's words"),
        "characterisation": N_("What the source calls the charge"),
    },
    "charge_step": {
        "charge_id": N_("Charge"), "step": N_("Step"), "date_edtf": _DATE, "court_id": N_("Court"),
        "from_provision_id": N_("From provision"), "to_provision_id": N_("To provision"),
        "sentence": N_("Kind of sentence"), "years": N_("Years"), "months": N_("Months"), "days": N_("Days"),
        "suspended": N_("Suspended"), "fine_amount": N_("Amount of the fine"),
        "fine_currency": N_("Currency"),
    },
    "affiliation": {
        "organization_id": _ORGANIZATION, "role": N_("Role"), "occupation": N_("Occupation there"),
        "since_edtf": N_("Since"), "until_edtf": N_("Until"),
    },
    "treatment": {
        "act": N_("Act"), "date_edtf": _DATE, "perpetrator_id": N_("Allegedly by"),
        "perpetrator_words": N_("By whom in the source's words"),
    },
    "assessment": {
        "organization_id": _ORGANIZATION, "scheme": N_("By the rules of"), "criteria": N_("Criteria"),
        "outcome": N_("Outcome"), "list_group": N_("Group in the organization's own list"),
        "date_edtf": _DATE,
    },
    "personal_fact": {
        "fact": N_("Fact"), "value": N_("Value"), "words": N_("In the source's words"), "date_edtf": _DATE,
    },
}  # fmt: skip

_OF_OTHERS = {
    "account": {
        "name": N_("Name"), "role": N_("Role"), "active": N_("May sign in"), "password_hash": N_("Password"),
        "second_factor": N_("Second factor"),
    },
    "citation": {
        "stance": N_("The passage"), "credibility": N_("Credibility"), "note": N_("Note on the passage"),
        "translation": N_("Translation of the quotation"),
    },
    "comparison": {
        "verdict": N_("Found"), "decision": N_("Decision"), "new_passage_id": N_("In the new version"),
    },
    "judgement": {
        "one_id": N_("Record"), "other_id": N_("Other record"), "verdict": N_("Judged to be about"),
    },
    "legal_code": {
        "country": _COUNTRY, "code": N_("Short name"), "title": _TITLE, "year": N_("Year"),
        "state": _RECORD_IS,
    },
    "organization": {
        "kind": _KIND, "country": _COUNTRY, "parent_id": N_("Part of"), "state": _RECORD_IS, "note": _NOTE,
    },
    "organization_name": {
        "text": N_("Name"), "kind": N_("Kind of name"), "language": _LANGUAGE,
        "passage_id": N_("Printed in"), "note": _NOTE,
    },
    "passage": {"page": N_("Page")},
    "person": {
        "state": _RECORD_IS, "last_verified_on": N_("Last verified on"),
        "last_verified_by_id": N_("Last verified by"),
    },
    "provision": {"number": N_("Number"), "title": _TITLE, "state": _RECORD_IS},
    "saved_search": {"title": N_("Name"), "query": N_("Filter"), "state": N_("In use")},
    "source": {
        "title": _TITLE, "kind": _KIND, "publisher_id": N_("Publisher"), "authors": N_("Authors"),
        "language": _LANGUAGE, "date_edtf": _DATE, "url": N_("Address"),
        "archive_url": N_("Address of an archived copy"), "shelf_mark": N_("Shelf mark"),
        "reliability": N_("Reliability"), "visibility": _SEEN_BY, "state": _RECORD_IS, "note": _NOTE,
    },
    "source_version": {
        "text": N_("Text"), "media_type": N_("Kind of file"), "extractor": N_("Text made by"),
        "bytes_sha256": N_("SHA-256 of the file"), "text_sha256": N_("SHA-256 of the text"),
    },
}  # fmt: skip

COLUMNS: Mapping[str, Mapping[str, str]] = {
    table: columns | _OF_EVERY_CLAIM for table, columns in _OF_CLAIMS.items()
} | _OF_OTHERS
"""The label of each column that a reader is told of, by table and column, in the order of telling."""

UNLABELLED = frozenset(
    {
        # What ties rows together, counts edits and tries, or stands in the heading of the change.
        "id", "reference", "version", "person_id", "lead_citation_id", "made_by_id", "made_at",
        "retrieved_at", "retrieved_by_id", "failed_sign_ins", "last_failed_at",
        "affiliation.kind", "assessment.kind", "charge.kind", "charge_step.kind", "person_name.kind",
        "personal_fact.kind", "status_event.kind", "treatment.kind",
        "citation.claim_id", "citation.passage_id", "comparison.passage_id", "comparison.source_version_id",
        "comparison.start", "comparison.end", "organization_name.organization_id",
        "organization_name.position", "passage.source_version_id", "passage.start", "passage.end",
        "passage.exact", "passage.prefix", "passage.suffix", "provision.legal_code_id", "saved_search.slug",
        "source_version.source_id", "source_version.number", "source_version.text_length",
        # What follows from a column that is told.
        "since_earliest", "since_latest", "until_earliest", "until_latest", "date_earliest", "date_latest",
        "provision.article", "provision.part", "provision.point", "provision.sort_key",
    }
)  # fmt: skip
"""Columns of which history tells a reader nothing: of one table as `table.column`, or of every table."""


def label(table: str, column: str) -> str | None:
    """Return what people call a column, or None where history tells a reader nothing of it."""
    return COLUMNS[table].get(column)
