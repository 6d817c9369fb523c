"""The keys by which an address names its page of a list."""

from flask import request


def asked_key(name: str) -> str | None:
    """Return the key that a parameter of the address holds; None where it holds nothing that can be one."""
    key = request.args.get(name)
    # No key holds a NUL, and PostgreSQL takes none.
    return key if key and "\0" not in key else None
