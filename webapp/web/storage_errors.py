"""Why the database did not save something: the cause, its sentence and status, and the rule it names."""

import errno
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import current_app, g
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError

from webapp.domain.imports.batches.alone import anything_unfinished
from webapp.models import Base
from webapp.vocab.words import N_
from webapp.web.db import db, engines
from webapp.web.long_jobs.processes import is_writing

STORAGE_ERRORS = (StaleDataError, DBAPIError, PoolTimeout, OSError)


@dataclass(frozen=True)
class Failure:
    """Why nothing was saved; `rule` is the constraint, the column or the guard that the database names."""

    cause: str
    status: int
    message: str
    rule: str = ""


_RIVAL = Failure("rival edit", 409, N_("Somebody else saved at the same moment. Check and save again."))
_RULE = Failure("rule violated", 422, N_("The database does not take this. Check it and save again."))
_GUARD = Failure(
    "guard refused", 422, N_("What was once written in a text, a passage or the history is never changed.")
)
_FULL = Failure(
    "disk full", 503, N_("The disk of the database is full. Nothing was saved; tell an administrator.")
)
_READ_ONLY = Failure(
    "read only", 503, N_("The database can only be read now. Nothing was saved; tell an administrator.")
)
_BUSY = Failure("busy", 503, N_("The database is too busy. Nothing was saved; try again in a minute."))
_LIST = N_(
    "A long list is being written at this moment. Nothing was saved, and what you typed stays: save again in"
    " a minute."
)
_CITED = N_(
    "These words belong to a list that is being brought in at this moment. Nothing was saved, and what you"
    " typed stays: save again when the list is there, in some minutes."
)
# Rules, or their columns, of what the rows of such a list cite.
_OF_CITED = ("passage.", "uq_passage_", "citation.", "uq_citation_")
_LOST = Failure("lost", 503, N_("The database does not answer. Nothing was saved; try again in a minute."))
_SAVED = N_("It was saved, but the database does not answer now. Load the page anew in a minute.")
_UNSURE = N_(
    "The database stopped answering while it saved. It may have been saved, or not: look before you send it"
    " again."
)
_BY_NUMBER = {
    errno.ENOSPC: _FULL, errno.EDQUOT: _FULL, errno.EROFS: _READ_ONLY, errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
}  # fmt: skip

# By how SQLite's name of an error or PostgreSQL's SQLSTATE begins; the longest that fits counts.
_BY_CODE = {
    "SQLITE_CONSTRAINT": _RULE,
    "SQLITE_CONSTRAINT_PRIMARYKEY": _RIVAL,
    "SQLITE_CONSTRAINT_UNIQUE": _RIVAL,
    "SQLITE_CONSTRAINT_TRIGGER": _GUARD,
    "SQLITE_FULL": _FULL,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_BUSY_SNAPSHOT": _RIVAL,
    "SQLITE_CANTOPEN": _LOST,
    "SQLITE_IOERR": _LOST,
    # A full disk, where the index of the log is begun.
    "SQLITE_IOERR_SHMSIZE": _FULL,
    "23": _RULE,
    "23000": _GUARD,
    "23505": _RIVAL,
    "40": _RIVAL,
    "55P03": _BUSY,
    "53": _BUSY,
    "53100": _FULL,
    "25006": _READ_ONLY,
    "57014": _BUSY,
    "57P": _LOST,
    "58": _LOST,
    "08": _LOST,
}


def failure_of(error: Exception) -> Failure:
    """Undo what was not saved, log why, and return it; any other mistake of the program is raised again.

    The log gets no statement, no parameter and no row: the names of rules say nothing about a person.
    """
    session = db()
    session.rollback()
    failure = classified(error)
    if failure is None:
        raise error
    commit = session.info.get("commit")
    if failure.status >= 500 and (commit == "done" or commit and failure is _LOST):
        failure = replace(failure, message=_SAVED if commit == "done" else _UNSURE)
    if failure is _BUSY and is_writing():
        failure = replace(failure, message=_LIST)
    is_cited = failure.cause == _RIVAL.cause and failure.rule.startswith(_OF_CITED)
    if is_cited and anything_unfinished(engines().main):
        failure = replace(failure, message=_CITED)
    # What is shown now is only read: on SQLite it shall not wait for the write lock again.
    session.bind = engines().main
    current_app.logger.warning(
        "%s: %s, rule %s, account %s", "saved, and then" if commit == "done" else "not saved",
        failure.cause, failure.rule or None, g.get("account_id"),
    )
    return failure


def classified(error: Exception) -> Failure | None:
    """Return why the database did not save something, or None where the program is mistaken."""
    if isinstance(error, StaleDataError):
        return _RIVAL
    if isinstance(error, OSError):
        # Of the archive, and of what waits beside it to be taken in.
        return _BY_NUMBER.get(error.errno or 0)
    if isinstance(error, PoolTimeout):
        return _BUSY
    if not isinstance(error, DBAPIError):
        return None
    driver: Any = error.orig
    code = getattr(driver, "sqlite_errorname", None) or getattr(driver, "sqlstate", None)
    nameless = code is None and isinstance(error, OperationalError | InterfaceError)
    if error.connection_invalidated or nameless:
        return _LOST
    prefix = max((prefix for prefix in _BY_CODE if (code or "").startswith(prefix)), key=len, default=None)
    if prefix is None:
        return None
    failure = _BY_CODE[prefix]
    return replace(failure, rule=_rule(driver)) if failure.status < 500 else failure


def field_of(failure: Failure, names: Sequence[str]) -> str:
    """Return the one of these field names whose column a failure's rule is about, or an empty string.

    A rule `ck_claim_rank_reason_given` is about `rank_reason`, a column `place_id` about `place`.
    """
    for subject in _subjects(failure.rule):
        fitting = [name for name in names if f"{subject}_".startswith(f"{name}_")]
        if fitting:
            return max(fitting, key=len)
    return ""


def _rule(driver: Any) -> str:
    """Return what the driver names: a constraint, `table.column`, or the fixed words of a guard."""
    diagnosis = getattr(driver, "diag", None)
    if diagnosis is None:
        return str(driver).rpartition(": ")[2]
    column = f"{diagnosis.table_name}.{diagnosis.column_name}" if diagnosis.column_name else ""
    guard = diagnosis.message_primary if driver.sqlstate == "23000" else ""
    return diagnosis.constraint_name or column or guard or ""


def _subjects(rule: str) -> list[str]:
    """Return the columns of a rule, and what its name adds to the name of its table."""
    for table in Base.metadata.tables.values():
        for constraint in table.constraints:
            if constraint.name == rule:
                columns = getattr(constraint, "columns", ())
                return [*(column.name for column in columns), rule.removeprefix(f"ck_{table.name}_")]
    return [rule.partition(".")[2]]
