"""Why a command could not read or write, in one line: a full disk, one only to be read, somebody else."""

import sqlite3

from sqlalchemy.exc import DatabaseError, OperationalError

from webapp.web.storage_errors import classified

_BY_CAUSE = {
    "disk full": "The disk is full. Make room, and run the command again.",
    "read only": "What lies here can only be read, not written.",
    "busy": "Somebody else is writing into the database. Try again in a minute.",
}


def line_of(error: OSError | DatabaseError | sqlite3.Error) -> str:
    """Return what somebody at the terminal is told, with the words of the database or the system behind."""
    if isinstance(error, sqlite3.Error):
        error = OperationalError(None, None, error)
    failure = classified(error)
    reason = " ".join(str(getattr(error, "orig", error)).split())
    if failure is not None and failure.cause in _BY_CAUSE:
        return f"{_BY_CAUSE[failure.cause]} ({reason})"
    return reason if isinstance(error, OSError) else f"The database cannot be used: {reason}"
