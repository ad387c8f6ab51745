"""The client certificate of a program, as a proxy that has checked it passes it on, and how one is known again: by the SHA-256
of its DER form, as RFC 8705 binds tokens to certificates.

Proxies differ in what they can write, so three forms are read: the SHA-256 itself in hexadecimal digits (Caddy, HAProxy), the
certificate in PEM, escaped as in an address or not (nginx, Apache), and in base 64 between colons (RFC 9440).

A renewed certificate has another SHA-256 and the same holder. So a key can be bound to the holder instead: the subject, and the
issuer, without which anybody could have a certificate made in that name. Those are believed as the proxy writes them, and it
must have checked the chain; from a certificate that came whole they are not read, since a proxy may pass on unchecked ones.
"""

import re
from base64 import b64decode
from binascii import Error
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from urllib.parse import unquote

from handover.portal.apikeys.distinguished_name import read_distinguished_name

FINGERPRINT: Final = re.compile(r"[0-9a-f]{64}")
BETWEEN_COLONS: Final = re.compile(r":([A-Za-z0-9+/]+={0,2}):")
IN_PEM: Final = re.compile(r"-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----")
LONGEST_FIELD: Final = 30_000


@dataclass(frozen=True, slots=True)
class ShownCertificate:
    """What the proxy said of the client certificate of a request: its SHA-256, and who issued it to whom; else empty."""

    fingerprint: str = ""
    issuer: str = ""
    subject: str = ""


NO_CERTIFICATE: Final = ShownCertificate()


def read_name_field(text: str) -> str:
    """Return a name that a proxy passed on in a header field, in ASCII or UTF-8, as names are kept; empty for none."""
    try:
        return read_distinguished_name(text.encode("latin-1").decode())
    except UnicodeError:
        return ""


def read_fingerprint(text: str) -> str:
    """Return a SHA-256 as it is kept, from digits of any case with or without colons and blanks; empty for what is none."""
    digits = re.sub(r"[:\s]", "", text).lower()
    return digits if FINGERPRINT.fullmatch(digits) else ""


def read_certificate_field(text: str) -> str:
    """Return the SHA-256 of the certificate that a proxy passed on in a header field; empty for none."""
    if not text or len(text) > LONGEST_FIELD:
        return ""
    if fingerprint := read_fingerprint(text):
        return fingerprint
    found = BETWEEN_COLONS.fullmatch(text.strip()) or IN_PEM.search(unquote(text))
    if found is None:
        return ""
    try:
        return sha256(b64decode("".join(found[1].split()), validate=True)).hexdigest()
    except Error:
        return ""
