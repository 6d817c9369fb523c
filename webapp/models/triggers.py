"""Triggers by which the database itself keeps texts, passages and history as they were written."""

from sqlalchemy import DDL, event

from webapp.models.base import Base
from webapp.models.read_model import PART_LENGTH

# `text` may be filled in once, when the text of a version that was only cited is attached.
_VERSION_COLUMNS = (
    "id", "source_id", "number", "bytes_sha256", "text_sha256", "text_length",
    "media_type", "extractor", "retrieved_at", "retrieved_by_id",
)  # fmt: skip

# A text is only looked at where it has no parts: to find a place in a megabyte takes a millisecond.
_SPAN_DIFFERS = f"""
    SELECT 1 FROM source_version v WHERE v.id = NEW.source_version_id
    AND CASE WHEN v.text IS NULL THEN NEW."end" > v.text_length ELSE NEW.exact <> COALESCE(
        (SELECT CASE WHEN count(*) = (NEW."end" - 1) / {PART_LENGTH} - NEW.start / {PART_LENGTH} + 1
                THEN substr(string_agg(p.text, ''), NEW.start % {PART_LENGTH} + 1, NEW."end" - NEW.start) END
         FROM (SELECT t.text FROM source_part t WHERE t.source_version_id = NEW.source_version_id
               AND t.number BETWEEN NEW.start / {PART_LENGTH} AND (NEW."end" - 1) / {PART_LENGTH}
               ORDER BY t.number) p),
        substr(v.text, NEW.start + 1, NEW."end" - NEW.start)) END
"""
_PART_OF_TEXT = f"""
    SELECT 1 FROM source_version v WHERE v.id = NEW.source_version_id
    AND substr(v.text, NEW.number * {PART_LENGTH} + 1, {PART_LENGTH}) = NEW.text
"""
_A_PASSAGE_DIFFERS = """
    SELECT 1 FROM passage p WHERE p.source_version_id = NEW.id AND NEW.text IS NOT NULL
    AND substr(NEW.text, p.start + 1, p."end" - p.start) <> p.exact
"""
_VERSION_CHANGED = " OR ".join(
    [f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in _VERSION_COLUMNS]
    + ["(OLD.text IS NOT NULL AND OLD.text IS DISTINCT FROM NEW.text)"]
)
_PASSAGE_CHANGED = " OR ".join(
    f"OLD.{column} IS DISTINCT FROM NEW.{column}"
    for column in ("id", "source_version_id", "start", '"end"', "exact", "prefix", "suffix")
)

# Tables to which rows are only added: what each is called, and whether a row would replace one.
_ONLY_ADDED_TO = {
    "revision": (
        "history",
        # One by one: all in one read the whole table, where SQLite last counted it when it was small.
        "EXISTS (SELECT 1 FROM revision r WHERE r.number = NEW.number)"
        " OR EXISTS (SELECT 1 FROM revision r WHERE r.hash = NEW.hash)"
        " OR EXISTS (SELECT 1 FROM revision r WHERE r.previous_hash = NEW.previous_hash)",
    ),
    "custody": ("the custody log", "EXISTS (SELECT 1 FROM custody c WHERE c.id = NEW.id)"),
    "audit_entry": ("the audit log", "EXISTS (SELECT 1 FROM audit_entry a WHERE a.id = NEW.id)"),
    "list_issue": (
        "an issue of the list",
        "EXISTS (SELECT 1 FROM list_issue i WHERE i.id = NEW.id OR i.number = NEW.number)",
    ),
    "withholding": ("a withholding", "EXISTS (SELECT 1 FROM withholding w WHERE w.id = NEW.id)"),
    "seal": (
        "a seal",
        "EXISTS (SELECT 1 FROM seal s WHERE s.number = NEW.number OR s.hash = NEW.hash"
        " OR s.previous_hash = NEW.previous_hash)",
    ),
}  # fmt: skip

# That of a list which nobody has seen yet goes with it.
_KEPT = {"revision": "NOT EXISTS (SELECT 1 FROM unfinished_batch u WHERE OLD.number >= u.first_number)"}

# Each: the name of the trigger, when it looks, at which table, what it refuses, and in which words.
_GUARDS = (
    ("passage_equals_span", "INSERT", "passage", f"EXISTS ({_SPAN_DIFFERS})",
     "passage differs from its span of the text"),
    ("source_part_equals_text", "INSERT", "source_part", f"NOT EXISTS ({_PART_OF_TEXT})",
     "a part differs from its text"),
    ("source_part_unchanged", "UPDATE", "source_part", "1 = 1", "a part of a text is never edited"),
    *(
        (f"{table}_{occasion.lower()}_named_accounts", occasion, table,
         "NEW.named_accounts IS NOT NULL AND NEW.visibility <> 'restricted'",
         "only what is restricted is open to named accounts")
        for table in ("claim", "source") for occasion in ("INSERT", "UPDATE")
    ),
    ("passage_unchanged", "UPDATE", "passage", _PASSAGE_CHANGED, "a passage is never edited"),
    ("source_version_unchanged", "UPDATE", "source_version", _VERSION_CHANGED,
     "a source version is never edited"),
    ("source_version_fits_passages", "UPDATE", "source_version", f"EXISTS ({_A_PASSAGE_DIFFERS})",
     "text differs from a passage cited from it"),
    *(
        row for table, (called, _) in _ONLY_ADDED_TO.items() for row in (
            (f"{table}_unchanged", "UPDATE", table, "1 = 1", f"{called} is never edited"),
            (f"{table}_kept", "DELETE", table, _KEPT.get(table, "1 = 1"), f"{called} is never removed"),
        )
    ),
    ("source_page_unchanged", "UPDATE", "source_page", "1 = 1", "a source version is never edited"),
    ("source_page_kept", "DELETE", "source_page", "1 = 1", "a source version is never edited"),
)  # fmt: skip

# On SQLite, INSERT OR REPLACE removes the row that stands in its way without asking a trigger for DELETE.
_SQLITE_GUARDS = (
    ("passage_not_replaced", "INSERT", "passage",
     "EXISTS (SELECT 1 FROM passage p WHERE p.id = NEW.id)", "a passage is never edited"),
    ("source_version_not_replaced", "INSERT", "source_version",
     "EXISTS (SELECT 1 FROM source_version v WHERE v.id = NEW.id)", "a source version is never edited"),
    *(
        (f"{table}_not_replaced", "INSERT", table, again, f"{called} is never edited")
        for table, (called, again) in _ONLY_ADDED_TO.items()
    ),
    ("source_page_not_replaced", "INSERT", "source_page",
     "EXISTS (SELECT 1 FROM source_page p WHERE p.source_version_id = NEW.source_version_id"
     " AND p.number = NEW.number)", "a source version is never edited"),
)  # fmt: skip

# On SQLite a shell may have foreign keys off, and off they are there unless somebody turns them on; then what
# ties a claim to its passage would not hold. So nothing of it is touched before they are on.
_CHAIN_TO_PASSAGE = (
    ("claim", ("INSERT", "UPDATE", "DELETE")), ("citation", ("INSERT", "UPDATE", "DELETE")),
    ("passage", ("INSERT", "DELETE")), ("source_version", ("INSERT", "DELETE")), ("source", ("DELETE",)),
    ("person", ("DELETE",)),
)  # fmt: skip
_SQLITE_KEYS = tuple(
    (f"{table}_{when.lower()}_with_keys", when, table, "(SELECT foreign_keys FROM pragma_foreign_keys) = 0",
     "turn foreign keys on first: PRAGMA foreign_keys=ON")
    for table, occasions in _CHAIN_TO_PASSAGE for when in occasions
)  # fmt: skip

# On PostgreSQL, somebody else may be filling in the text at this moment: wait, and look at what they left.
_POSTGRESQL_FIRST = {
    "passage_equals_span": " PERFORM 1 FROM source_version v WHERE v.id = NEW.source_version_id FOR SHARE;"
}
_POSTGRESQL_LAST = tuple(
    f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table}"
    f" FOR EACH STATEMENT EXECUTE FUNCTION {table}_kept()"
    for table in _ONLY_ADDED_TO
)


def _sqlite(name: str, when: str, table: str, condition: str, message: str) -> str:
    # SQLite before 3.39 has no IS DISTINCT FROM; its IS NOT means the same.
    condition = condition.replace("IS DISTINCT FROM", "IS NOT").replace("string_agg", "group_concat")
    return (
        f"CREATE TRIGGER {name} BEFORE {when} ON {table} WHEN {condition}"
        f" BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def _postgresql(name: str, when: str, table: str, condition: str, message: str) -> tuple[str, str]:
    row = "OLD" if when == "DELETE" else "NEW"
    function = (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f"{_POSTGRESQL_FIRST.get(name, '')}"
        f" IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';"
        f" END IF; RETURN {row}; END $$"
    )
    trigger = f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    return function, trigger


def statements(dialect: str) -> list[str]:
    """Return the DDL that creates every guard on `dialect` ("sqlite" or "postgresql")."""
    if dialect == "sqlite":
        return [_sqlite(*guard) for guard in (*_GUARDS, *_SQLITE_GUARDS, *_SQLITE_KEYS)]
    return [*(statement for guard in _GUARDS for statement in _postgresql(*guard)), *_POSTGRESQL_LAST]


def bodies(dialect: str) -> dict[str, str]:
    """Return what each guard does, by its trigger: on PostgreSQL the body of its function, else the whole."""
    ddl = statements(dialect)
    if dialect == "sqlite":
        return {statement.split()[2]: statement for statement in ddl}
    functions = {s.split()[2].partition("(")[0]: s.split("$$")[1] for s in ddl if "$$" in s}
    triggers = (statement.split() for statement in ddl if "$$" not in statement)
    return {words[2]: functions[words[-1].removesuffix("()")] for words in triggers}


for _dialect in ("sqlite", "postgresql"):
    for _statement in statements(_dialect):
        _guard = DDL(_statement.replace("%", "%%"))  # type: ignore[no-untyped-call]
        event.listen(Base.metadata, "after_create", _guard.execute_if(dialect=_dialect))
