"""An authenticator of our own, which answers like a browser with a security key and keeps one passkey."""

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

_PRESENT, _VERIFIED, _WITH_KEY = 0x01, 0x04, 0x40


class Authenticator:
    """One key pair; `count` is how often it was used, `asks` whether it asks for a finger or a number."""

    def __init__(self, origin: str, host: str, *, asks: bool = True) -> None:
        self.origin, self.host, self.asks, self.count = origin, host, asks, 0
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)

    def made(self, questions: str) -> str:
        """Return the answer to the questions with which a passkey is added."""
        numbers = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        credential = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor2.dumps(public)
        attested = {"fmt": "none", "attStmt": {}, "authData": self._data(_WITH_KEY) + credential}
        client = self._client("webauthn.create", questions)
        return self._answer(clientDataJSON=client, attestationObject=cbor2.dumps(attested))

    def used(self, questions: str) -> str:
        """Return the answer to the questions with which a passkey is used."""
        self.count += 1
        client, data = self._client("webauthn.get", questions), self._data()
        signature = self.key.sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(clientDataJSON=client, authenticatorData=data, signature=signature)

    def _data(self, flags: int = 0) -> bytes:
        flags |= _PRESENT | (_VERIFIED if self.asks else 0)
        return sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, questions: str) -> bytes:
        challenge = json.loads(questions)["challenge"]
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, **response: bytes) -> str:
        name = encoded(self.id)
        return json.dumps(
            {"id": name, "rawId": name, "type": "public-key", "clientExtensionResults": {},
             "response": {key: encoded(value) for key, value in response.items()}}
        )  # fmt: skip


def encoded(value: bytes) -> str:
    """Return bytes as browsers write them."""
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Return the bytes that a browser wrote."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
