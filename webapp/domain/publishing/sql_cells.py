"""Cells that the database itself writes, in the SQL of each engine: a days' count, a key, a safe text."""

from typing import Any

from sqlalchemy import Boolean, ColumnElement, Integer, Text, case, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from webapp.domain.text.formula_escape import DANGEROUS, ESCAPE


class DaysBetween(FunctionElement[int]):
    """The days from a first date to a later one."""

    inherit_cache = True
    type = Integer()


class KeyText(FunctionElement[str]):
    """A UUID as it is written: in five groups of hexadecimal digits (RFC 9562, section 4)."""

    inherit_cache = True
    type = Text()


class _RunsAsFormula(FunctionElement[bool]):
    inherit_cache = True
    type = Boolean()


def escaped_cell(cell: ColumnElement[str]) -> ColumnElement[str]:
    """Return the expression of a text as `formula_escape.escaped` would return it."""
    return case((_RunsAsFormula(cell), literal(ESCAPE, Text) + cell), else_=cell)


@compiles(DaysBetween, "sqlite")
def _days_on_sqlite(element: DaysBetween, compiler: SQLCompiler, **kw: Any) -> str:
    first, last = _processed(element, compiler, kw)
    return f"CAST(julianday({last}) - julianday({first}) AS INTEGER)"


@compiles(DaysBetween, "postgresql")
def _days_on_postgresql(element: DaysBetween, compiler: SQLCompiler, **kw: Any) -> str:
    first, last = _processed(element, compiler, kw)
    return f"({last} - {first})"


@compiles(KeyText, "sqlite")
def _key_on_sqlite(element: KeyText, compiler: SQLCompiler, **kw: Any) -> str:
    (key,) = _processed(element, compiler, kw)
    groups = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
    return "(" + " || '-' || ".join(f"substr({key}, {start}, {length})" for start, length in groups) + ")"


@compiles(KeyText, "postgresql")
def _key_on_postgresql(element: KeyText, compiler: SQLCompiler, **kw: Any) -> str:
    (key,) = _processed(element, compiler, kw)
    return f"CAST({key} AS TEXT)"


@compiles(_RunsAsFormula, "sqlite")
def _runs_on_sqlite(element: _RunsAsFormula, compiler: SQLCompiler, **kw: Any) -> str:
    (cell,) = _processed(element, compiler, kw)
    # A hyphen between two characters of a class means all from the one to the other; so it stands last.
    characters = "".join(sorted(DANGEROUS, key="-".__eq__))
    return f"{cell} GLOB {_quoted(f'[{characters}]*', compiler)}"


@compiles(_RunsAsFormula, "postgresql")
def _runs_on_postgresql(element: _RunsAsFormula, compiler: SQLCompiler, **kw: Any) -> str:
    (cell,) = _processed(element, compiler, kw)
    return f"left({cell}, 1) IN ({', '.join(_quoted(character, compiler) for character in DANGEROUS)})"


def _processed(element: FunctionElement[Any], compiler: SQLCompiler, kw: dict[str, Any]) -> list[str]:
    return [compiler.process(clause, **kw) for clause in element.clauses]


def _quoted(text: str, compiler: SQLCompiler) -> str:
    return compiler.render_literal_value(text, Text())
