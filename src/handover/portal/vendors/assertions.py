"""A vendor proves who it is by what it signed with a key that it keeps to itself (RFC 7523, `private_key_jwt`).

Authlib reads the request. What the claims must say is stricter here than there: one audience, the end within minutes, each
assertion taken once, and the algorithms of a table.
"""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from authlib.oauth2.rfc6749.errors import InvalidClientError
from authlib.oauth2.rfc7523 import JWTBearerClientAssertion
from django.db import IntegrityError
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet, import_key

from handover.portal import transaction
from handover.portal.vendors.limits import CLOCK_DIFFERENCE, LONGEST_ASSERTION_LIFE
from handover.portal.vendors.models import UsedAssertion
from handover.portal.vendors.public_keys import ALGORITHMS

ASSERTION_METHOD: Final = "private_key_jwt"
LONGEST_JTI: Final = 200


class BadAssertion(InvalidClientError):  # type: ignore[misc]  # Authlib has no types
    """An assertion that was signed rightly says something that is not taken: the description says what, and repeats nothing."""


class VendorKeyProof(JWTBearerClientAssertion):  # type: ignore[misc]  # Authlib has no types
    """Finds the vendor of an assertion. `address` is the one for tokens, for which alone an assertion may be meant."""

    CLIENT_AUTH_METHOD = ASSERTION_METHOD

    def __init__(self, address: str, now: datetime) -> None:
        super().__init__()
        self._address, self._now = address, now

    def resolve_client_public_key(self, client: Any) -> KeySet:
        """Return the keys of a vendor that work; what the assertion is signed with is tried below."""
        self._client = client
        return KeySet([])

    def process_assertion_claims(self, assertion: str, _: object) -> dict[str, Any]:
        """Return what an assertion says that is signed with a key of the vendor. Raises InvalidClientError."""
        for row in self._client.vendor.secrets.filter(withdrawn_at=None).exclude(public_key=""):
            claims = read_signed(assertion, import_key(json.loads(row.public_key)))
            if claims is not None:
                check_assertion_claims(claims, self._client.vendor.client_id, self._address, self._now)
                self._client.secret = row
                return claims
        raise InvalidClientError


def read_signed(assertion: str, key: Key) -> dict[str, Any] | None:
    """Return the claims of an assertion that is signed with a key; None where it is not."""
    try:
        return dict(jwt.decode(assertion, key, algorithms=list(ALGORITHMS)).claims)
    except (JoseError, ValueError, TypeError):
        return None


def check_assertion_claims(claims: dict[str, Any], client_id: str, address: str, now: datetime) -> None:
    """Raise BadAssertion for claims that are not those of this client, this address and these minutes, or were taken before."""
    audience = claims.get("aud")
    if claims.get("iss") != client_id or claims.get("sub") != client_id:
        raise BadAssertion("iss and sub of the assertion are both the client id.")
    if (audience[0] if isinstance(audience, list) and len(audience) == 1 else audience) != address:
        raise BadAssertion(f"aud of the assertion is {address} and nothing else.")
    ends_at = read_moment_claim(claims, "exp")
    if ends_at is None or ends_at <= now - CLOCK_DIFFERENCE:
        raise BadAssertion("exp of the assertion is missing or over; is the clock right?")
    if ends_at > now + LONGEST_ASSERTION_LIFE + CLOCK_DIFFERENCE:
        raise BadAssertion("exp of the assertion is more than five minutes ahead.")
    for name in ("nbf", "iat"):
        moment = read_moment_claim(claims, name)
        if name in claims and (moment is None or moment > now + CLOCK_DIFFERENCE):
            raise BadAssertion(f"{name} of the assertion lies ahead; is the clock right?")
    spend_assertion(claims.get("jti"), client_id, ends_at)


def read_moment_claim(claims: dict[str, Any], name: str) -> datetime | None:
    """Return a moment of the claims; None where there is none that is a number of seconds."""
    said = claims.get(name)
    if isinstance(said, bool) or not isinstance(said, int | float):
        return None
    try:
        return datetime.fromtimestamp(said, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def spend_assertion(jti: object, client_id: str, ends_at: datetime) -> None:
    """Take an assertion, which nobody can take again. Raises BadAssertion where it was taken."""
    if not isinstance(jti, str) or not 0 < len(jti) <= LONGEST_JTI:
        raise BadAssertion("jti of the assertion is missing: a new text in each, such as a UUID.")
    try:
        with transaction.atomic():
            digest = sha256(f"{client_id} {jti}".encode()).hexdigest()
            UsedAssertion.objects.create(digest=digest, ends_at=ends_at + CLOCK_DIFFERENCE)
    except IntegrityError:
        raise BadAssertion("jti of the assertion was used before: a new text in each, such as a UUID.") from None
