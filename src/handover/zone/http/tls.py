"""TLS of the zone: our certificate, the clients' certificates, and how old a protocol may be (section 6.3)."""

import logging
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

log = logging.getLogger("handover.zone.http")

FLOORS: Final[Mapping[str, ssl.TLSVersion]] = MappingProxyType(
    {
        "1.0": ssl.TLSVersion.TLSv1,
        "1.1": ssl.TLSVersion.TLSv1_1,
        "1.2": ssl.TLSVersion.TLSv1_2,
        "1.3": ssl.TLSVersion.TLSv1_3,
    }
)
"""The oldest protocol that may be set; below 1.2 only for agents that have nothing better."""
ASKING: Final[Mapping[str, ssl.VerifyMode]] = MappingProxyType(
    {"none": ssl.CERT_NONE, "optional": ssl.CERT_OPTIONAL, "required": ssl.CERT_REQUIRED}
)
"""Whether agents are asked for a certificate when they connect."""
_OLD: Final = frozenset({"1.0", "1.1"})
# OpenSSL 3 has no signature for TLS 1.0 and 1.1 (SHA-1) at any higher level than this.
_OLD_CIPHERS: Final = "DEFAULT:@SECLEVEL=0"


class BadTls(ValueError):
    """A certificate, key or choice that TLS cannot be set up with; the text says which."""


@dataclass(frozen=True, slots=True)
class ZoneTls:
    """How a listener speaks TLS. `client_ca` signs the clients' certificates, `asking` says whether they are asked for."""

    certificate: Path
    key: Path | None = None
    client_ca: Path | None = None
    asking: str = "none"
    floor: str = "1.2"


def server_context(tls: ZoneTls) -> ssl.SSLContext:
    """Return what connections are wrapped with. Raises BadTls."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    _load_own(context, tls.certificate, tls.key)
    if tls.asking != "none":
        if tls.client_ca is None:
            raise BadTls("client certificates are asked for, but no authority is set that signs them")
        _load_authority(context, tls.client_ca)
    context.verify_mode = ASKING[tls.asking]
    set_floor(context, tls.floor)
    return context


def client_context(
    *, authority: Path | None, check_names: bool, floor: str, certificate: Path | None = None, key: Path | None = None
) -> ssl.SSLContext:
    """Return what connections to agents are wrapped with; without `authority`, this machine's are trusted. Raises BadTls."""
    context = ssl.create_default_context()
    if authority is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        _load_authority(context, authority)
    context.check_hostname = check_names
    if certificate is not None:
        _load_own(context, certificate, key)
    set_floor(context, floor)
    return context


def set_floor(context: ssl.SSLContext, floor: str) -> None:
    """Set the oldest protocol; warns below 1.2, where OpenSSL's level of security must fall too."""
    if floor in _OLD:
        log.warning(
            "TLS %s is allowed, for old agents: it is known to be weak. Raise the floor when they are gone.", floor
        )
        context.set_ciphers(_OLD_CIPHERS)
    context.minimum_version = FLOORS[floor]


def common_name(line: ssl.SSLSocket) -> str:
    """Return the common name of the client's certificate, which was verified; empty if it showed none."""
    certificate = line.getpeercert()
    if not certificate:
        return ""
    # Parts of a name come from the broadest to the most specific; each is a tuple of pairs.
    pairs = [pair for part in certificate["subject"] for pair in part]
    return next((str(pair[1]) for pair in reversed(pairs) if pair[0] == "commonName"), "")


def _load_own(context: ssl.SSLContext, certificate: Path, key: Path | None) -> None:
    try:
        context.load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError) as fault:
        raise BadTls(f"the certificate {certificate} and its key cannot be read: {fault}") from None


def _load_authority(context: ssl.SSLContext, authority: Path) -> None:
    try:
        context.load_verify_locations(authority)
    except (OSError, ssl.SSLError) as fault:
        raise BadTls(f"the authority's certificate {authority} cannot be read: {fault}") from None
