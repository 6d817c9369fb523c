"""What people call the tables and their columns, where history tells what was changed."""

from collections.abc import Mapping

from sqlalchemy import inspect

from webapp.domain.claims.kinds import KINDS, Kind
from webapp.vocab.claims import ClaimKind
from webapp.vocab.words import N_

_SEEN_BY = N_("Visible to")
_NAMED = N_("Open to")
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
    "counting_rule": N_("Counting rule"),
    "court_case": N_("Case"), "entry_judgement": N_("Judgement on whom a list means"),
    "home_rules": N_("Rules of this home"),
    "judgement": N_("Judgement on two records"), "legal_code": N_("Code of law"),
    "list_batch": N_("List brought in"), "list_mapping": N_("Way to read a list"),
    "organization": _ORGANIZATION, "organization_fact": N_("Address or rule"),
    "organization_name": N_("Name"), "passage": N_("Quotation"),
    "person": N_("Person"), "provision": N_("Provision"), "saved_search": N_("Saved search"),
    "source": N_("Source"), "unmatched_name": N_("Name that is nobody of ours"),
    "source_version": N_("Version of the text"), "verification": N_("Verification"),
}  # fmt: skip
"""The label of each table that history follows, by the table's name."""

_OF_EVERY_CLAIM = {
    "state": N_("State"), "rank": N_("Rank"), "rank_reason": N_("Why this rank"), "visibility": _SEEN_BY,
    "named_accounts": _NAMED, "note": _NOTE,
}  # fmt: skip

_OF_THE_ORDER = {
    ClaimKind.STATUS_EVENT: {
        "after_id": N_("Came after"), "disputes_id": N_("Cannot be true beside"),
        "order_reason": N_("Why this order"),
    }
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
    "counting_rule": {
        "legal_code_id": N_("Code of law"), "restraint": N_("Held in"), "regime": N_("Regime"),
        "numerator": N_("Days of the term"), "denominator": N_("For days in custody"),
        "since": N_("Holds from"), "until": N_("Held until"), "passage_id": N_("Told in"), "note": _NOTE,
    },
    "court_case": {
        "name": N_("Name"), "other_names": N_("Other names"), "number": N_("Number"), "court_id": N_("Court"),
        "instance": N_("Instance"), "earlier_id": N_("Led here from"), "state": _RECORD_IS, "note": _NOTE,
    },
    "entry_judgement": {
        "name": N_("Name in their lists"), "bearer_id": N_("Means"), "candidates": N_("Could have meant"),
        "reason": N_("Why"),
    },
    "home_rules": {
        "own_claims": N_("Who accepts what a reviewer recorded"),
        "second_factor_from": N_("Second factor required"),
    },
    "judgement": {
        "one_id": N_("Record"), "other_id": N_("Other record"), "verdict": N_("Judged to be about"),
    },
    "legal_code": {
        "country": _COUNTRY, "code": N_("Short name"), "title": _TITLE, "year": N_("Year"),
        "state": _RECORD_IS,
    },
    "list_batch": {
        "rows": N_("Rows"), "new_people": N_("Of somebody new"), "claims": N_("Claims made or cited"),
        "columns": N_("Columns"), "statuses": N_("Words for a status"),
    },
    "list_mapping": {
        "title": N_("Name"), "columns": N_("Columns"), "statuses": N_("Words for a status"),
    },
    "organization": {
        "kind": _KIND, "country": _COUNTRY, "parent_id": N_("Part of"),
        "merged_into_id": N_("Merged into"), "state": _RECORD_IS, "note": _NOTE,
    },
    "organization_fact": {
        "organization_id": _ORGANIZATION, "kind": _KIND, "text": N_("What it says"), "language": _LANGUAGE,
        "since_edtf": N_("Holds from"), "until_edtf": N_("Held until"), "passage_id": N_("Told in"),
        "note": _NOTE,
    },
    "organization_name": {
        "text": N_("Name"), "kind": N_("Kind of name"), "language": _LANGUAGE,
        "since_edtf": N_("Borne since"), "until_edtf": N_("Borne until"),
        "passage_id": N_("Printed in"), "note": _NOTE,
    },
    "passage": {"page": N_("Page")},
    "person": {
        "state": _RECORD_IS, "last_verified_on": N_("Last verified on"),
        "last_verified_by_id": N_("Last verified by"), "note": N_("Note to colleagues"),
    },
    "provision": {"number": N_("Number"), "title": _TITLE, "state": _RECORD_IS},
    "saved_search": {"title": N_("Name"), "query": N_("Filter"), "state": N_("In use")},
    "source": {
        "title": _TITLE, "kind": _KIND, "publisher_id": N_("Publisher"), "authors": N_("Authors"),
        "language": _LANGUAGE, "date_edtf": _DATE, "url": N_("Address"),
        "archive_url": N_("Address of an archived copy"), "shelf_mark": N_("Shelf mark"),
        "reliability": N_("Reliability"), "visibility": _SEEN_BY, "named_accounts": _NAMED,
        "state": _RECORD_IS, "note": _NOTE,
        "nothing_in_it_on": N_("Read, nothing in it"),
    },
    "unmatched_name": {"text": N_("Name"), "passage_id": N_("Printed in")},
    "verification": {
        "day": _DATE, "checked": N_("Checked"), "method": N_("How"), "passage_id": N_("Passage"),
        "note": _NOTE,
    },
    "source_version": {
        "text": N_("Text"), "media_type": N_("Kind of file"), "extractor": N_("Text made by"),
        "bytes_sha256": N_("SHA-256 of the file"), "text_sha256": N_("SHA-256 of the text"),
    },
}  # fmt: skip


def _of_kind(kind: Kind) -> dict[str, str]:
    """Return the labels of what a kind of claim says, by the columns in which history records that."""
    mapper, labels = inspect(kind.model), {}
    for name, (text, _) in kind.columns.items():
        if name in mapper.composites:
            labels[f"{name}_edtf"] = text
        elif name in mapper.relationships:
            labels[next(iter(mapper.relationships[name].local_columns)).name] = text
        else:
            labels[name] = text
    return labels


COLUMNS: Mapping[str, Mapping[str, str]] = {
    word.value: _of_kind(KINDS[word]) | _OF_THE_ORDER.get(word, {}) | _OF_EVERY_CLAIM for word in ClaimKind
} | _OF_OTHERS
"""The label of each column that a reader is told of, by table and column, in the order of telling."""

UNLABELLED = frozenset(
    {
        "by_id",
        # What ties rows together, counts edits and tries, or stands in the heading of the change.
        "list_mapping.source_id", "entry_judgement.organization_id",
        "id", "reference", "version", "person_id", "lead_citation_id", "made_by_id", "made_at",
        "retrieved_at", "retrieved_by_id", "failed_sign_ins", "last_failed_at", "second_factor_step",
        *(f"{word.value}.kind" for word in ClaimKind),
        "citation.claim_id", "citation.passage_id", "comparison.passage_id", "comparison.source_version_id",
        "comparison.start", "comparison.end", "organization_name.organization_id",
        "list_batch.source_version_id", "list_batch.first_number", "list_batch.last_number",
        "list_batch.first_hash", "list_batch.last_hash", "list_batch.opened_by", "list_batch.finished_at",
        "organization_name.position", "passage.source_version_id", "passage.start", "passage.end",
        "passage.exact", "passage.prefix", "passage.suffix", "provision.legal_code_id", "saved_search.slug",
        "source_version.source_id", "source_version.number", "source_version.text_length",
        # What follows from a column that is told.
        "since_earliest", "since_latest", "until_earliest", "until_latest", "date_earliest", "date_latest",
        "postponed_to_earliest", "postponed_to_latest",
        "provision.article", "provision.part", "provision.point", "provision.sort_key",
    }
)  # fmt: skip
"""Columns of which history tells a reader nothing: of one table as `table.column`, or of every table."""


def label(table: str, column: str) -> str | None:
    """Return what people call a column, or None where history tells a reader nothing of it."""
    return COLUMNS[table].get(column)
