"""Column types in which the type is the rule: UTC instants, words of a closed list, partial dates."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, DateTime, Dialect, Enum, Index, Text, Uuid, text
from sqlalchemy.orm import Composite, MappedColumn, composite, mapped_column
from sqlalchemy.types import TypeDecorator

from webapp.vocab.dates.partial_date import PartialDate


class UtcDateTime(TypeDecorator[datetime]):
    """An instant, kept in UTC on both engines and always handed out with its time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("An instant without a time zone cannot be stored.")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# A page reads each key in many columns: that of a claim in its own row, its kind's and its citations'.
_read_key = lru_cache(maxsize=10_000)(UUID)


class KeyType(Uuid[UUID]):
    """A key; where the engine keeps it as text, as SQLite does, each is made out of its text once."""

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """Return what reads a key, or None where the engine's driver does."""
        return _key if self.native_uuid is False or not dialect.supports_native_uuid else None


def _key(text: str | None) -> UUID | None:
    return None if text is None else _read_key(text)


# Compared byte by byte on both engines, whatever the server's locale: for keys that are searched in ranges.
BytewiseText = Text().with_variant(Text(collation="C"), "postgresql")


def word_type(kind: type[StrEnum], **options: str) -> Enum:
    """Return the type of a column that holds one word of `kind`, checked by the database.

    The check is named for `kind` in small letters, or by the option `name`.
    """
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
        **options,
    )


def partial_date(edtf: str | None, earliest: date | None, latest: date | None) -> PartialDate | None:
    """Return the partial date that three columns hold, or None where they hold nothing."""
    return None if edtf is None else PartialDate(edtf, earliest, latest)


def partial_date_columns(prefix: str) -> Composite[Any]:
    """Return a composite attribute over the columns `prefix_edtf`, `prefix_earliest`, `prefix_latest`."""
    return composite(
        partial_date,
        mapped_column(f"{prefix}_edtf", Text, nullable=True),
        mapped_column(f"{prefix}_earliest", Date, nullable=True),
        mapped_column(f"{prefix}_latest", Date, nullable=True),
    )


def partial_date_checks(*prefixes: str) -> Sequence[CheckConstraint]:
    """Return the constraints that keep each partial date whole and its bounds in order."""
    checks = []
    for prefix in prefixes:
        edtf, earliest, latest = f"{prefix}_edtf", f"{prefix}_earliest", f"{prefix}_latest"
        checks.append(
            CheckConstraint(
                f"({edtf} IS NULL AND {earliest} IS NULL AND {latest} IS NULL)"
                f" OR ({edtf} IS NOT NULL AND {edtf} <> ''"
                f" AND ({earliest} IS NOT NULL OR {latest} IS NOT NULL))",
                name=f"{prefix}_whole",
            )
        )
        checks.append(CheckConstraint(f"{earliest} <= {latest}", name=f"{prefix}_in_order"))
    return checks


def named_accounts_column() -> MappedColumn[Any]:
    """Return the column that holds the keys of the accounts to which alone a restricted row is open."""
    comment = "keys of the accounts that alone may see it, of what is restricted; none: all who may record"
    return mapped_column(Text, nullable=True, comment=comment)


def index_of_named(table: str) -> Index:
    """Return the index of the few rows that are open to named accounts: every session asks for them."""
    named = text("named_accounts IS NOT NULL")
    return Index(f"ix_{table}_named_accounts", "id", sqlite_where=named, postgresql_where=named)


def not_empty(column: str) -> CheckConstraint:
    """Return the constraint that a text, where there is one, is not empty."""
    return CheckConstraint(f"{column} <> ''", name=f"{column}_filled")
