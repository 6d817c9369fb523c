"""The guards that keep texts, passages and history as they were written, as first made."""

from alembic import op

_SQLITE = (
    """
    CREATE TRIGGER passage_equals_span BEFORE INSERT ON passage
    WHEN EXISTS (SELECT 1 FROM source_version v WHERE v.id = NEW.source_version_id AND ((v.text IS NOT
        NULL AND substr(v.text, NEW.start + 1, NEW."end" - NEW.start) <> NEW.exact) OR NEW."end" >
        v.text_length))
    BEGIN
        SELECT RAISE(ABORT, 'passage differs from its span of the text');
    END
    """,
    """
    CREATE TRIGGER passage_unchanged BEFORE UPDATE ON passage
    WHEN OLD.id IS NOT NEW.id OR OLD.source_version_id IS NOT NEW.source_version_id OR OLD.start IS NOT
        NEW.start OR OLD."end" IS NOT NEW."end" OR OLD.exact IS NOT NEW.exact OR OLD.prefix IS NOT
        NEW.prefix OR OLD.suffix IS NOT NEW.suffix
    BEGIN
        SELECT RAISE(ABORT, 'a passage is never edited');
    END
    """,
    """
    CREATE TRIGGER source_version_unchanged BEFORE UPDATE ON source_version
    WHEN OLD.id IS NOT NEW.id OR OLD.source_id IS NOT NEW.source_id OR OLD.number IS NOT NEW.number OR
        OLD.bytes_sha256 IS NOT NEW.bytes_sha256 OR OLD.text_sha256 IS NOT NEW.text_sha256 OR
        OLD.text_length IS NOT NEW.text_length OR OLD.media_type IS NOT NEW.media_type OR OLD.extractor
        IS NOT NEW.extractor OR OLD.retrieved_at IS NOT NEW.retrieved_at OR OLD.retrieved_by_id IS NOT
        NEW.retrieved_by_id OR (OLD.text IS NOT NULL AND OLD.text IS NOT NEW.text)
    BEGIN
        SELECT RAISE(ABORT, 'a source version is never edited');
    END
    """,
    """
    CREATE TRIGGER source_version_fits_passages BEFORE UPDATE ON source_version
    WHEN EXISTS (SELECT 1 FROM passage p WHERE p.source_version_id = NEW.id AND NEW.text IS NOT NULL AND
        substr(NEW.text, p.start + 1, p."end" - p.start) <> p.exact )
    BEGIN
        SELECT RAISE(ABORT, 'text differs from a passage cited from it');
    END
    """,
    """
    CREATE TRIGGER revision_unchanged BEFORE UPDATE ON revision
    WHEN 1 = 1
    BEGIN
        SELECT RAISE(ABORT, 'history is never edited');
    END
    """,
    """
    CREATE TRIGGER revision_kept BEFORE DELETE ON revision
    WHEN 1 = 1
    BEGIN
        SELECT RAISE(ABORT, 'history is never removed');
    END
    """,
    """
    CREATE TRIGGER passage_not_replaced BEFORE INSERT ON passage
    WHEN EXISTS (SELECT 1 FROM passage p WHERE p.id = NEW.id)
    BEGIN
        SELECT RAISE(ABORT, 'a passage is never edited');
    END
    """,
    """
    CREATE TRIGGER source_version_not_replaced BEFORE INSERT ON source_version
    WHEN EXISTS (SELECT 1 FROM source_version v WHERE v.id = NEW.id)
    BEGIN
        SELECT RAISE(ABORT, 'a source version is never edited');
    END
    """,
    """
    CREATE TRIGGER revision_not_replaced BEFORE INSERT ON revision
    WHEN EXISTS (SELECT 1 FROM revision r WHERE r.number = NEW.number OR r.hash = NEW.hash OR
        r.previous_hash = NEW.previous_hash)
    BEGIN
        SELECT RAISE(ABORT, 'history is never edited');
    END
    """,
    """
    CREATE TRIGGER claim_insert_with_keys BEFORE INSERT ON claim WHEN (SELECT foreign_keys FROM
        pragma_foreign_keys) = 0
    BEGIN
        SELECT RAISE(ABORT, 'turn foreign keys on first: PRAGMA foreign_keys=ON');
    END
    """,
    """
    CREATE TRIGGER claim_update_with_keys BEFORE UPDATE ON claim WHEN (SELECT foreign_keys FROM
        pragma_foreign_keys) = 0
    BEGIN
        SELECT RAISE(ABORT, 'turn foreign keys on first: PRAGMA foreign_keys=ON');
    END
    """,
    """
    CREATE TRIGGER claim_delete_with_keys BEFORE DELETE ON claim WHEN (SELECT foreign_keys FROM
        pragma_foreign_keys) = 0
    BEGIN
        SELECT RAISE(ABORT, 'turn foreign keys on first: PRAGMA foreign_keys=ON');
    END
    """,
    """
    CREATE TRIGGER citation_insert_with_keys BEFORE INSERT ON citation WHEN (SELECT foreign_keys FROM
        pragma_foreign_keys) = 0
    BEGIN
        SELECT RAISE(ABORT, 'turn foreign keys on first: PRAGMA foreign_keys=ON');
    END
    """,
    """
    CREATE TRIGGER citation_update_with_keys BEFORE UPDATE ON citation WHEN (SELECT foreign_keys FROM
        pragma_foreign_keys) = 0
    BEGIN
        SELECT RAISE(ABORT, 'turn foreign keys on first: PRAGMA foreign_keys=ON');
    END
    """,
    """
    CREATE TRIGGER citation_delete_with_keys BEFORE DELETE ON citation WHEN (SELECT foreign_keys FROM
        pragma_foreign_keys) = 0
    BEGIN
        SELECT RAISE(ABORT, 'turn foreign keys on first: PRAGMA foreign_keys=ON');
    END
    """,
    """
    CREATE TRIGGER passage_insert_with_keys BEFORE INSERT ON passage WHEN (SELECT foreign_keys FROM
        pragma_foreign_keys) = 0
    BEGIN
        SELECT RAISE(ABORT, 'turn foreign keys on first: PRAGMA foreign_keys=ON');
    END
    """,
    """
    CREATE TRIGGER passage_delete_with_keys BEFORE DELETE ON passage WHEN (SELECT foreign_keys FROM
        pragma_foreign_keys) = 0
    BEGIN
        SELECT RAISE(ABORT, 'turn foreign keys on first: PRAGMA foreign_keys=ON');
    END
    """,
    """
    CREATE TRIGGER source_version_insert_with_keys BEFORE INSERT ON source_version WHEN (SELECT
        foreign_keys FROM pragma_foreign_keys) = 0
    BEGIN
        SELECT RAISE(ABORT, 'turn foreign keys on first: PRAGMA foreign_keys=ON');
    END
    """,
    """
    CREATE TRIGGER source_version_delete_with_keys BEFORE DELETE ON source_version WHEN (SELECT
        foreign_keys FROM pragma_foreign_keys) = 0
    BEGIN
        SELECT RAISE(ABORT, 'turn foreign keys on first: PRAGMA foreign_keys=ON');
    END
    """,
    """
    CREATE TRIGGER source_delete_with_keys BEFORE DELETE ON source WHEN (SELECT foreign_keys FROM
        pragma_foreign_keys) = 0
    BEGIN
        SELECT RAISE(ABORT, 'turn foreign keys on first: PRAGMA foreign_keys=ON');
    END
    """,
    """
    CREATE TRIGGER person_delete_with_keys BEFORE DELETE ON person WHEN (SELECT foreign_keys FROM
        pragma_foreign_keys) = 0
    BEGIN
        SELECT RAISE(ABORT, 'turn foreign keys on first: PRAGMA foreign_keys=ON');
    END
    """,
)

_POSTGRESQL = (
    """
    CREATE FUNCTION passage_equals_span() RETURNS trigger
    LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM 1 FROM source_version v WHERE v.id = NEW.source_version_id FOR SHARE;
        IF EXISTS (SELECT 1 FROM source_version v WHERE v.id = NEW.source_version_id AND ((v.text IS NOT
            NULL AND substr(v.text, NEW.start + 1, NEW."end" - NEW.start) <> NEW.exact) OR NEW."end" >
            v.text_length))
        THEN RAISE EXCEPTION 'passage differs from its span of the text' USING ERRCODE =
            'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER passage_equals_span BEFORE INSERT ON passage
    FOR EACH ROW EXECUTE FUNCTION passage_equals_span()
    """,
    """
    CREATE FUNCTION passage_unchanged() RETURNS trigger
    LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.id IS DISTINCT FROM NEW.id OR OLD.source_version_id IS DISTINCT FROM
            NEW.source_version_id OR OLD.start IS DISTINCT FROM NEW.start OR OLD."end" IS DISTINCT FROM
            NEW."end" OR OLD.exact IS DISTINCT FROM NEW.exact OR OLD.prefix IS DISTINCT FROM NEW.prefix
            OR OLD.suffix IS DISTINCT FROM NEW.suffix
        THEN RAISE EXCEPTION 'a passage is never edited' USING ERRCODE =
            'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER passage_unchanged BEFORE UPDATE ON passage
    FOR EACH ROW EXECUTE FUNCTION passage_unchanged()
    """,
    """
    CREATE FUNCTION source_version_unchanged() RETURNS trigger
    LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.id IS DISTINCT FROM NEW.id OR OLD.source_id IS DISTINCT FROM NEW.source_id OR OLD.number
            IS DISTINCT FROM NEW.number OR OLD.bytes_sha256 IS DISTINCT FROM NEW.bytes_sha256 OR
            OLD.text_sha256 IS DISTINCT FROM NEW.text_sha256 OR OLD.text_length IS DISTINCT FROM
            NEW.text_length OR OLD.media_type IS DISTINCT FROM NEW.media_type OR OLD.extractor IS
            DISTINCT FROM NEW.extractor OR OLD.retrieved_at IS DISTINCT FROM NEW.retrieved_at OR
            OLD.retrieved_by_id IS DISTINCT FROM NEW.retrieved_by_id OR (OLD.text IS NOT NULL AND
            OLD.text IS DISTINCT FROM NEW.text)
        THEN RAISE EXCEPTION 'a source version is never edited' USING ERRCODE =
            'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER source_version_unchanged BEFORE UPDATE ON source_version
    FOR EACH ROW EXECUTE FUNCTION source_version_unchanged()
    """,
    """
    CREATE FUNCTION source_version_fits_passages() RETURNS trigger
    LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM passage p WHERE p.source_version_id = NEW.id AND NEW.text IS NOT NULL
            AND substr(NEW.text, p.start + 1, p."end" - p.start) <> p.exact )
        THEN RAISE EXCEPTION 'text differs from a passage cited from it' USING ERRCODE =
            'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER source_version_fits_passages BEFORE UPDATE ON source_version
    FOR EACH ROW EXECUTE FUNCTION source_version_fits_passages()
    """,
    """
    CREATE FUNCTION revision_unchanged() RETURNS trigger
    LANGUAGE plpgsql AS $$
    BEGIN
        IF 1 = 1
        THEN RAISE EXCEPTION 'history is never edited' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER revision_unchanged BEFORE UPDATE ON revision
    FOR EACH ROW EXECUTE FUNCTION revision_unchanged()
    """,
    """
    CREATE FUNCTION revision_kept() RETURNS trigger
    LANGUAGE plpgsql AS $$
    BEGIN
        IF 1 = 1
        THEN RAISE EXCEPTION 'history is never removed' USING ERRCODE =
            'integrity_constraint_violation';
        END IF;
        RETURN OLD;
    END $$
    """,
    """
    CREATE TRIGGER revision_kept BEFORE DELETE ON revision
    FOR EACH ROW EXECUTE FUNCTION revision_kept()
    """,
    """
    CREATE TRIGGER revision_not_emptied BEFORE TRUNCATE ON revision
    FOR EACH STATEMENT EXECUTE FUNCTION revision_kept()
    """,
)

_FUNCTIONS = (
    "passage_equals_span",
    "passage_unchanged",
    "source_version_unchanged",
    "source_version_fits_passages",
    "revision_unchanged",
    "revision_kept",
)


def create() -> None:
    for statement in _POSTGRESQL if _on_postgresql() else _SQLITE:
        op.execute(statement)


def drop() -> None:
    """Drop what outlives the tables: the triggers went with them, on PostgreSQL their functions did not."""
    for function in _FUNCTIONS if _on_postgresql() else ():
        op.execute(f"DROP FUNCTION {function}()")


def _on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
