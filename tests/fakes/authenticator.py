"""A device that keeps passkeys, as a browser would let it answer."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import bytes_to_base64url as text

PRESENT = 0x01
WITH_CREDENTIAL = 0x40
COSE_EC2_ES256 = {1: 2, 3: -7, -1: 1}


class Authenticator:
    """One passkey for each site; its key never leaves it."""

    def __init__(self, origin: str, number: int = 1) -> None:
        self.origin = origin
        self.credential_id = bytes([number]) * 16
        self.count = 0
        self.leaves_out = 0
        """A part of the key that it keeps to itself, as none should."""
        self._key = ec.derive_private_key(number + 1000, ec.SECP256R1())

    def make(self, options: str) -> str:
        """Answers `navigator.credentials.create`."""
        asked = json.loads(options)
        public = self._key.public_key().public_numbers()
        cose = {
            **COSE_EC2_ES256,
            -2: public.x.to_bytes(32, "big"),
            -3: public.y.to_bytes(32, "big"),
        }
        cose.pop(self.leaves_out, None)
        told = self._told(asked["rp"]["id"], PRESENT | WITH_CREDENTIAL)
        length = len(self.credential_id).to_bytes(2, "big")
        told += bytes(16) + length + self.credential_id + cbor2.dumps(cose)
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": told})
        client = self._client("webauthn.create", asked["challenge"])
        return self._answer(clientDataJSON=client, attestationObject=attested)

    def sign(self, options: str) -> str:
        """Answers `navigator.credentials.get`."""
        asked = json.loads(options)
        self.count += 1
        told = self._told(asked["rpId"], PRESENT)
        client = self._client("webauthn.get", asked["challenge"])
        signed = told + hashlib.sha256(client).digest()
        signature = self._key.sign(signed, ec.ECDSA(SHA256()))
        return self._answer(
            clientDataJSON=client, authenticatorData=told, signature=signature
        )

    def _told(self, rp_id: str, flags: int) -> bytes:
        site = hashlib.sha256(rp_id.encode()).digest()
        return site + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin}
        return json.dumps(said).encode()

    def _answer(self, **response: bytes) -> str:
        own = text(self.credential_id)
        answer: dict[str, Any] = {"id": own, "rawId": own, "type": "public-key"}
        answer["response"] = {name: text(value) for name, value in response.items()}
        return json.dumps(answer)
