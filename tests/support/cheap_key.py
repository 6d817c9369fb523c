"""A key under a passphrase as the program age writes it, of which a trial takes a millisecond."""

import hashlib
import hmac
import os
from base64 import b64encode

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

# The format: https://age-encryption.org/v1
_VERSION = b"age-encryption.org/v1"
_COST = 10
_NO_NONCE, _LAST_PIECE = bytes(12), bytes(11) + b"\1"


def cheap_key(content: bytes, passphrase: str) -> bytes:
    """Return some bytes under a passphrase."""
    salt, file_key, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrapping = hashlib.scrypt(
        passphrase.encode(), salt=_VERSION + b"/scrypt" + salt, n=2**_COST, r=8, p=1, dklen=32
    )
    wrapped = ChaCha20Poly1305(wrapping).encrypt(_NO_NONCE, file_key, None)
    header = b"%s\n-> scrypt %s %d\n%s\n---" % (_VERSION, _printed(salt), _COST, _printed(wrapped))
    mac = hmac.digest(_derived(file_key, b"", b"header"), header, "sha256")
    payload = ChaCha20Poly1305(_derived(file_key, nonce, b"payload")).encrypt(_LAST_PIECE, content, None)
    return header + b" " + _printed(mac) + b"\n" + nonce + payload


def _derived(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, purpose).derive(key)


def _printed(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")
