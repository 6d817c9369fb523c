"""What a database is made of, told so that two databases can be compared whoever made them."""

import re

from sqlalchemy import Connection, Engine, text

Shape = dict[tuple[str, ...], object]

_POSTGRESQL = {
    "table": "SELECT relname, obj_description(oid, 'pg_class') FROM pg_class"
    " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
    "column": "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable,"
    " column_default, is_identity, collation_name,"
    " col_description(table_name::regclass, ordinal_position::int)"
    " FROM information_schema.columns WHERE table_schema = 'public'",
    "constraint": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)"
    " FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
    "index": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "trigger": "SELECT tgrelid::regclass::text, tgname, tgenabled, pg_get_triggerdef(oid)"
    " FROM pg_trigger WHERE NOT tgisinternal",
    "function": "SELECT '', proname, prosrc, provolatile FROM pg_proc"
    " WHERE pronamespace = 'public'::regnamespace",
    "sequence": "SELECT '', relname FROM pg_class WHERE relkind = 'S'",
}


def shape(engine: Engine) -> Shape:
    """Return every table, column, constraint, index, trigger and function with its definition and comment.

    The order in which columns and constraints were added is left out, and so is Alembic's own table.
    """
    with engine.connect() as connection:
        found = _on_sqlite(connection) if engine.dialect.name == "sqlite" else _on_postgresql(connection)
    return {key: value for key, value in found.items() if "alembic_version" not in key[1:]}


def _on_sqlite(connection: Connection) -> Shape:
    # What SQLite counted is a table of its own.
    query = "SELECT type, tbl_name, name, sql FROM sqlite_master WHERE sql <> '' AND name NOT LIKE 'sqlite_%'"
    rows = connection.execute(text(query))
    return {
        (kind, table, name): _parts(sql) if kind == "table" else _plain(sql)
        for kind, table, name, sql in rows
    }


def _on_postgresql(connection: Connection) -> Shape:
    found: Shape = {}
    for kind, query in _POSTGRESQL.items():
        for table, name, *told in connection.execute(text(query)):
            found[kind, table, *([] if kind == "table" else [name])] = [
                _plain(each) if isinstance(each, str) else each
                for each in ([name] if kind == "table" else told)
            ]
    return found


def _parts(sql: str) -> list[str]:
    """Return the columns and constraints of a CREATE TABLE, sorted."""
    head, _, body = _plain(sql).partition("(")
    # A table that was made anew bears its name in quotation marks.
    head = head.replace('"', "")
    parts, depth, quoted = [""], 0, False
    for char in body.removesuffix(")"):
        quoted ^= char == "'"
        depth += 0 if quoted else {"(": 1, ")": -1}.get(char, 0)
        if char == "," and depth == 0 and not quoted:
            parts.append("")
        else:
            parts[-1] += char
    return [head, *sorted(part.strip() for part in parts)]


def _plain(words: str) -> str:
    """Return SQL with the white space in it made alike."""
    return re.sub(r"\s*([()])\s*", r"\1", " ".join(words.split()))
