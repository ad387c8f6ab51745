"""The public keys that vendors register: read from a JWK or PEM, and only those with which a signature is worth something."""

import json
from typing import Final

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey, import_key

from handover.common.problems import Problem
from handover.portal.vendors.faults import FAULTS

ALGORITHMS: Final = ("ES256", "RS256", "PS256", "EdDSA")
"""With what an assertion may be signed (RFC 7518, RFC 8037)."""
SMALLEST_RSA: Final = 2048
LARGEST_RSA: Final = 8192
LONGEST_KEY_TEXT: Final = 8000
PRIVATE_PEM: Final = "PRIVATE KEY"
"""In the first line of a private key in PEM, also of one behind a password."""


class BadPublicKey(ValueError):
    """A text is no public key that is taken; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


VendorKey = ECKey | RSAKey | OKPKey


def read_public_key(text: str) -> VendorKey:
    """Return the key that a text holds, a JWK or PEM. Raises BadPublicKey, also for a private one."""
    if PRIVATE_PEM in text:
        raise BadPublicKey(FAULTS["vendor.key_private"].at())
    try:
        key = import_key(json.loads(text)) if text.lstrip().startswith("{") else read_pem(text)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise BadPublicKey(FAULTS["vendor.key_shape"].at()) from None
    if isinstance(key, ECKey | RSAKey | OKPKey) and key.is_private:
        raise BadPublicKey(FAULTS["vendor.key_private"].at())
    if isinstance(key, ECKey | RSAKey | OKPKey) and is_strong(key):
        return key
    raise BadPublicKey(FAULTS["vendor.key_weak"].at(least=SMALLEST_RSA))


def read_pem(text: str) -> VendorKey:
    """Return the key of a text in PEM. Raises ValueError for none."""
    for kind in (ECKey, RSAKey, OKPKey):
        try:
            return kind.import_key(text.strip())
        except (JoseError, ValueError, TypeError, AttributeError):
            continue
    raise ValueError("no PEM of a public key")


def is_strong(key: VendorKey) -> bool:
    """Say whether a key is of one of the sorts that are taken: P-256, RSA of 2048 bits or more, Ed25519."""
    if isinstance(key, ECKey):
        return key.curve_name == "P-256"
    if isinstance(key, RSAKey):
        return SMALLEST_RSA <= key.public_key.key_size <= LARGEST_RSA
    return key.curve_name == "Ed25519"


def write_public_key(key: VendorKey) -> str:
    """Return a key as it is stored: a JWK without whatever else stood in it."""
    return json.dumps(type(key).import_key(key.as_pem(private=False)).as_dict(private=False))
