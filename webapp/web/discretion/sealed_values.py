"""Values of addresses that may name somebody, sealed so that this installation alone can read them."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

# No key of a page, no code of a list and hardly a name begins with it.
_MARK = "~"
_PURPOSE = [b"habeas address"]


def sealed(value: str, *, key: str) -> str:
    """Return a value as it stands in an address: one value is always sealed alike (AES-SIV, RFC 5297)."""
    text = _cipher(key).encrypt(value.encode("utf-8", "surrogatepass"), _PURPOSE) if value else b""
    return _MARK + urlsafe_b64encode(text).decode("ascii").rstrip("=") if text else value


def unsealed(value: str, *, key: str) -> str:
    """Return what was sealed; whatever was not, or under another key, as it stands."""
    if not value.startswith(_MARK):
        return value
    text = value.removeprefix(_MARK)
    try:
        return _cipher(key).decrypt(urlsafe_b64decode(text + "=" * (-len(text) % 4)), _PURPOSE).decode(
            "utf-8", "surrogatepass"
        )
    except (InvalidTag, ValueError):
        return value


def is_sealed(value: str, *, key: str) -> bool:
    """Tell whether a value was sealed by this installation."""
    return unsealed(value, key=key) != value


@lru_cache(maxsize=4)
def _cipher(key: str) -> AESSIV:
    return AESSIV(sha256(b"habeas address " + key.encode()).digest())
