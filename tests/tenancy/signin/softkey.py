"""A passkey in software, as a browser would present it: enough of WebAuthn to be accepted, and to cheat."""

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def b64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass
class SoftKey:
    """One passkey of one person at one site."""

    host: str = "milepost.test"
    origin: str = "https://milepost.test"
    id: bytes = b"soft-key-0001"
    counter: int = 0
    user: bytes = b""
    secret: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def create(self, options: dict[str, Any]) -> str:
        """The answer to a registration."""
        public = cbor.encode(dict(ES256.from_cryptography_key(self.secret.public_key())))
        self.user = options["publicKey"]["user"]["id"]
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        data = self._data(ATTESTED) + attested
        said = self._said("webauthn.create", options)
        box = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        return self._credential(
            {"clientDataJSON": b64(said), "attestationObject": b64(box)}, credProps={"rk": True}
        )

    def get(self, options: dict[str, Any]) -> str:
        """The answer to a sign-in."""
        self.counter += 1
        data, said = self._data(), self._said("webauthn.get", options)
        signed = self.secret.sign(data + sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        response = {"clientDataJSON": b64(said), "authenticatorData": b64(data), "signature": b64(signed)}
        return self._credential({**response, "userHandle": self.user})

    def _data(self, flags: int = 0) -> bytes:
        head = sha256(self.host.encode()).digest() + bytes([PRESENT | VERIFIED | flags])
        return head + self.counter.to_bytes(4, "big")

    def _said(self, kind: str, options: dict[str, Any]) -> bytes:
        challenge = options["publicKey"]["challenge"]
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _credential(self, response: dict[str, Any], **extensions: Any) -> str:
        return json.dumps(
            {
                "id": b64(self.id),
                "rawId": b64(self.id),
                "type": "public-key",
                "clientExtensionResults": extensions,
                "response": response,
            }
        )
