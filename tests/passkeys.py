"""A passkey in software, as a browser would speak for it."""

import json
import os
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.utils import timezone
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from handover.portal.accounts.models import User
from handover.portal.accounts.sign_in_models import Passkey

ORIGIN = "http://testserver"
PRESENT, HOLDS_CREDENTIAL = 0x01, 0x40


def add_soft_passkey(user: User) -> Passkey:
    """Return a passkey that a person has; the same one when asked again."""
    key = SoftKey()
    found, _ = Passkey.objects.get_or_create(
        user=user,
        name="my telephone",
        defaults={
            "credential_id": websafe_encode(key.number),
            "credential": bytes(key.credential()),
            "created_at": timezone.now(),
        },
    )
    return found


@dataclass
class SoftKey:
    """A key of its own, that counts how often it was used."""

    origin: str = ORIGIN
    site: str = "testserver"
    number: bytes = field(default_factory=lambda: os.urandom(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    uses: int = 0

    def client_data(self, kind: str, options: dict[str, Any]) -> CollectedClientData:
        challenge = websafe_decode(options["challenge"])
        return CollectedClientData.create(type=f"webauthn.{kind}", challenge=challenge, origin=self.origin)

    def data(self, flags: int, credential: bytes = b"") -> AuthenticatorData:
        return AuthenticatorData.create(sha256(self.site.encode()).digest(), flags, self.uses, credential)

    def credential(self) -> AttestedCredentialData:
        """Return the public half."""
        public = ES256.from_cryptography_key(self.key.public_key())
        return AttestedCredentialData.create(Aaguid(bytes(16)), self.number, public)

    def answer(self, **response: bytes) -> str:
        number = websafe_encode(self.number)
        named = {name: websafe_encode(value) for name, value in response.items()}
        return json.dumps({"id": number, "rawId": number, "type": "public-key", "response": named})

    def make(self, options: dict[str, Any]) -> str:
        """Answer to the page that adds a passkey."""
        made = AttestationObject.create("none", self.data(PRESENT | HOLDS_CREDENTIAL, bytes(self.credential())), {})
        return self.answer(attestationObject=bytes(made), clientDataJSON=bytes(self.client_data("create", options)))

    def use(self, options: dict[str, Any]) -> str:
        """Answer to the page that asks for the second step."""
        self.uses += 1
        data, client = self.data(PRESENT), self.client_data("get", options)
        signature = self.key.sign(bytes(data) + client.hash, ec.ECDSA(SHA256()))
        return self.answer(authenticatorData=bytes(data), clientDataJSON=bytes(client), signature=signature)
