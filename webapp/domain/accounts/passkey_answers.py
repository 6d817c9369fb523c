"""What a browser is asked about passkeys, and whether what it answers holds (W3C Web Authentication)."""

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, structs

from webapp.domain.refusals import Refused
from webapp.vocab.words import N_

_LONGEST_ANSWER = 20_000
# For whoever has to look for the key first; in milliseconds.
_TIME = 5 * 60 * 1000


@dataclass(frozen=True)
class Site:
    """Where a home answers: the origin of its pages, and the name of a host to which passkeys are bound."""

    origin: str
    host: str


@dataclass(frozen=True)
class Challenge:
    """Random bytes that a passkey signs, and when they were made."""

    value: bytes
    made_at: datetime


@dataclass(frozen=True)
class NewKey:
    """What is kept of a passkey."""

    credential_id: str
    public_key: str
    sign_count: int


@dataclass(frozen=True)
class Answer:
    """What a browser sent of a passkey that it knows, unverified."""

    credential_id: str
    text: str


def new_challenge(now: datetime) -> Challenge:
    """Return a challenge that nobody could foresee."""
    return Challenge(secrets.token_bytes(32), now)


def questions_to_add(
    name: str, account_id: UUID, credential_ids: Iterable[str], *, site: Site, challenge: Challenge
) -> str:
    """Return as JSON what a browser needs to make a passkey for an account that has these already."""
    options = webauthn.generate_registration_options(
        rp_id=site.host, rp_name="Habeas", user_name=name, user_id=account_id.bytes,
        challenge=challenge.value, timeout=_TIME, exclude_credentials=_described(credential_ids),
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            # One that the browser finds by itself opens the account without its name and password.
            resident_key=structs.ResidentKeyRequirement.PREFERRED,
            user_verification=structs.UserVerificationRequirement.PREFERRED,
        ),
    )  # fmt: skip
    return webauthn.options_to_json(options)


def questions_to_use(credential_ids: Iterable[str], *, site: Site, challenge: Challenge) -> str:
    """Return as JSON what a browser needs to use one of these passkeys, or with none any that it finds."""
    keys = _described(credential_ids)
    need = structs.UserVerificationRequirement
    options = webauthn.generate_authentication_options(
        rp_id=site.host, challenge=challenge.value, timeout=_TIME, allow_credentials=keys,
        user_verification=need.PREFERRED if keys else need.REQUIRED,
    )  # fmt: skip
    return webauthn.options_to_json(options)


def verified(text: str, *, site: Site, challenge: Challenge) -> NewKey:
    """Return the new passkey of an answer to a challenge. Raises Refused at field `answer`."""
    try:
        key = webauthn.verify_registration_response(
            credential=_read(text), expected_challenge=challenge.value, expected_rp_id=site.host,
            expected_origin=site.origin,
        )  # fmt: skip
    # The library stumbles in many ways over what somebody made up.
    except Exception:
        raise Refused("answer", N_("This passkey could not be added; try it again.")) from None
    return NewKey(
        bytes_to_base64url(key.credential_id), bytes_to_base64url(key.credential_public_key), key.sign_count
    )


def answer_of(text: str) -> Answer | None:
    """Return an answer with the passkey that it names, or None where it names none."""
    try:
        name = _read(text)["id"]
    except (KeyError, TypeError, ValueError):
        return None
    return Answer(name, text) if isinstance(name, str) and name.isascii() and name.isprintable() else None


def used(
    answer: Answer, *, public_key: str, sign_count: int, site: Site, challenge: Challenge, alone: bool
) -> int | None:
    """Return how often a passkey was used by now, as it counts itself; None where the answer does not hold.

    Where it stands `alone`, it must have asked its holder for a finger, a face or a number.
    """
    try:
        return webauthn.verify_authentication_response(
            credential=_read(answer.text), expected_challenge=challenge.value, expected_rp_id=site.host,
            expected_origin=site.origin, credential_public_key=base64url_to_bytes(public_key),
            credential_current_sign_count=sign_count, require_user_verification=alone,
        ).new_sign_count  # fmt: skip
    # As above.
    except Exception:
        return None


def _read(text: str) -> dict[str, object]:
    if len(text) > _LONGEST_ANSWER:
        raise ValueError("too long for an answer")
    answer = json.loads(text)
    if not isinstance(answer, dict):
        raise TypeError("an answer is an object")
    return answer


def _described(credential_ids: Iterable[str]) -> list[structs.PublicKeyCredentialDescriptor]:
    return [structs.PublicKeyCredentialDescriptor(id=base64url_to_bytes(key)) for key in credential_ids]
