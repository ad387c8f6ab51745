"""Signing what proves who a vendor is with a key that never leaves its machine (RFC 7523)."""

import json
import time
import uuid
from typing import Any, Final

ASSERTION_TYPE: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LIFE_SECONDS: Final = 60


def sign_assertion(client_id: str, tokens: str, private_key: str) -> str:
    """Return an assertion for the address at which tokens are given, signed with a key in PEM or as a JWK.

    Raises ValueError for a key of a sort that no site takes, ImportError without joserfc (`pip install handover[client-keys]`).
    """
    from joserfc import jwt

    key, algorithm = read_private_key(private_key)
    claims = {
        "iss": client_id,
        "sub": client_id,
        "aud": tokens,
        "exp": int(time.time()) + LIFE_SECONDS,
        "jti": str(uuid.uuid4()),
    }
    return jwt.encode({"alg": algorithm, "typ": "JWT"}, claims, key, algorithms=[algorithm])


def read_private_key(text: str) -> tuple[Any, str]:
    """Return a key and the algorithm with which it signs. Raises ValueError."""
    from joserfc.errors import JoseError
    from joserfc.jwk import ECKey, OKPKey, RSAKey

    for kind, algorithm in ((ECKey, "ES256"), (RSAKey, "PS256"), (OKPKey, "EdDSA")):
        try:
            key = kind.import_key(json.loads(text) if text.lstrip().startswith("{") else text.strip())
        except (JoseError, ValueError, TypeError, AttributeError, KeyError):
            continue
        if key.is_private:
            return key, algorithm
    raise ValueError("That is no private key in PEM or as a JWK: P-256, RSA or Ed25519.")
