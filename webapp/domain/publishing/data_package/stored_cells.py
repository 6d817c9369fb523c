"""Stored values as cells of the package, made by the database: the texts that `cell_text` makes of them."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Date, Enum, Integer, Text, case, cast, func, type_coerce

from webapp.domain.publishing.sql_cells import KeyText
from webapp.models.types import KeyType


def stored_cell(column: Any) -> ColumnElement[str]:
    """Return the expression of a stored column's cell, empty where it holds nothing.

    Raises KeyError for a column of a type that is not written so.
    """
    return func.coalesce(_TEXTS[type(column.type)](column), "")


def _truth(column: Any) -> ColumnElement[str]:
    return case((column.is_(True), "true"), (column.is_(False), "false"))


def _as_it_is(column: Any) -> ColumnElement[str]:
    return type_coerce(column, Text)


def _in_digits(column: Any) -> ColumnElement[str]:
    return cast(column, Text)


_TEXTS: dict[type[Any], Callable[[Any], ColumnElement[str]]] = {
    Text: _as_it_is, Enum: _as_it_is, Integer: _in_digits, Date: _in_digits, Boolean: _truth,
    KeyType: KeyText,
}  # fmt: skip
