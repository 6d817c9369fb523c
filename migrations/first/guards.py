"""The guards that keep texts, passages and history as they were written, as first made."""

from migrations import guards
from migrations.guards import Guard

_PASSAGE_COLUMNS = ("id", "source_version_id", "start", '"end"', "exact", "prefix", "suffix")
# `text` may be filled in once, when the text of a version that was only cited is attached.
_VERSION_COLUMNS = (
    "id", "source_id", "number", "bytes_sha256", "text_sha256", "text_length",
    "media_type", "extractor", "retrieved_at", "retrieved_by_id",
)  # fmt: skip
_GUARDS = (
    Guard(
        "passage_equals_span", "INSERT", "passage",
        "EXISTS (SELECT 1 FROM source_version v WHERE v.id = NEW.source_version_id AND ((v.text IS NOT NULL"
        ' AND substr(v.text, NEW.start + 1, NEW."end" - NEW.start) <> NEW.exact)'
        ' OR NEW."end" > v.text_length))',
        "passage differs from its span of the text",
        # Somebody else may be filling in the text at this moment: wait, and look at what they left.
        "PERFORM 1 FROM source_version v WHERE v.id = NEW.source_version_id FOR SHARE;",
    ),
    Guard(
        "passage_unchanged", "UPDATE", "passage",
        " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in _PASSAGE_COLUMNS),
        "a passage is never edited",
    ),
    Guard(
        "source_version_unchanged", "UPDATE", "source_version",
        " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in _VERSION_COLUMNS)
        + " OR (OLD.text IS NOT NULL AND OLD.text IS DISTINCT FROM NEW.text)",
        "a source version is never edited",
    ),
    Guard(
        "source_version_fits_passages", "UPDATE", "source_version",
        "EXISTS (SELECT 1 FROM passage p WHERE p.source_version_id = NEW.id AND NEW.text IS NOT NULL"
        ' AND substr(NEW.text, p.start + 1, p."end" - p.start) <> p.exact )',
        "text differs from a passage cited from it",
    ),
)  # fmt: skip
_NOT_REPLACED = (
    Guard(
        "passage_not_replaced", "INSERT", "passage",
        "EXISTS (SELECT 1 FROM passage p WHERE p.id = NEW.id)", "a passage is never edited",
    ),
    Guard(
        "source_version_not_replaced", "INSERT", "source_version",
        "EXISTS (SELECT 1 FROM source_version v WHERE v.id = NEW.id)", "a source version is never edited",
    ),
)  # fmt: skip
# A shell may have foreign keys off; nothing that ties a claim to its passage is touched before they are on.
_WITH_KEYS = (
    "claim INSERT", "claim UPDATE", "claim DELETE", "citation INSERT", "citation UPDATE", "citation DELETE",
    "passage INSERT", "passage DELETE", "source_version INSERT", "source_version DELETE", "source DELETE",
    "person DELETE",
)  # fmt: skip


def create() -> None:
    with_keys = [_with_keys(*occasion.split()) for occasion in _WITH_KEYS]
    guards.create(_GUARDS, not_replaced=(*_NOT_REPLACED, *with_keys))
    guards.only_added_to(
        "revision", "history",
        "EXISTS (SELECT 1 FROM revision r WHERE r.number = NEW.number OR r.hash = NEW.hash"
        " OR r.previous_hash = NEW.previous_hash)",
    )  # fmt: skip


def drop() -> None:
    guards.drop_functions(_GUARDS)
    guards.drop_only_added_to("revision")


def _with_keys(table: str, event: str) -> Guard:
    return Guard(
        f"{table}_{event.lower()}_with_keys", event, table,
        "(SELECT foreign_keys FROM pragma_foreign_keys) = 0",
        "turn foreign keys on first: PRAGMA foreign_keys=ON",
    )  # fmt: skip
