"""Passwords: which are taken, how they are kept, and whether one fits what is kept."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from zxcvbn import zxcvbn

from webapp.domain.refusals import Refused
from webapp.vocab.words import N_

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 500
# Whoever guesses tries so many first: common passwords, rows of keys and numbers, and what they are made of.
TRIED_FIRST = 10**8
# Of a longer password its beginning is judged; more would take the judge too long.
_JUDGED = 72

password_hasher = PasswordHasher()


def hash_password(password: str | None) -> str:
    """Return the Argon2id hash of a new password; it takes long, so no transaction should be open.

    Raises Refused at field `password`.
    """
    password = password or ""
    if len(password) < SHORTEST_PASSWORD:
        message = N_("Use at least %(least)s characters; a few unrelated words are good.")
        raise Refused("password", message, least=SHORTEST_PASSWORD)
    if len(password) > LONGEST_PASSWORD:
        raise Refused("password", N_("Use at most %(most)s characters."), most=LONGEST_PASSWORD)
    return password_hasher.hash(_bytes(password))


def refuse_guessable(password: str | None, *, name: str) -> None:
    """Refuse a password that is among the first to be tried for the account of this name.

    Raises Refused at field `password`. There are no rules of composition: only what is known to be guessed
    falls, by the lists of common passwords, names and words that `zxcvbn` carries, and the account's name.
    """
    beginning = (password or "")[:_JUDGED].encode("utf-8", "replace").decode()
    # One that is too short or too long is told so by `hash_password`.
    long_enough = SHORTEST_PASSWORD <= len(password or "") <= LONGEST_PASSWORD
    if long_enough and zxcvbn(beginning, user_inputs=[name, "habeas"])["guesses"] < TRIED_FIRST:
        raise Refused("password", N_("This password is among those that are tried first; choose another."))


def fits(password: str, password_hash: str | None) -> bool:
    """Tell whether a password is the one kept as a hash; as long as that takes, also where there is none."""
    try:
        return password_hasher.verify(password_hash or _hash_of_nobody(), _bytes(password[:LONGEST_PASSWORD]))
    except (VerifyMismatchError, InvalidHashError):
        return False


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")


@cache
def _hash_of_nobody() -> str:
    """Return a hash to check where there is no such account, so that the time of the answer does not tell."""
    return password_hasher.hash(secrets.token_hex())
