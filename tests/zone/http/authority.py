"""An authority for tests, and the certificates that it signed, as files."""

import ssl
from dataclasses import dataclass
from pathlib import Path

import trustme

from handover.zone.http.tls import ZoneTls


@dataclass(frozen=True)
class Authority:
    """An authority whose files are in a folder of the test."""

    folder: Path
    root: trustme.CA

    @property
    def file(self) -> Path:
        """Its own certificate."""
        path = self.folder / "authority.pem"
        self.root.cert_pem.write_to_path(path)
        return path

    def signed(self, name: str, common_name: str | None = None) -> Path:
        """A certificate with its key, for a host or an agent."""
        path = self.folder / f"{name}.pem"
        self.root.issue_cert(name, common_name=common_name).private_key_and_cert_chain_pem.write_to_path(path)
        return path

    def server(self, **more: object) -> ZoneTls:
        """How a zone on this machine speaks TLS."""
        return ZoneTls(self.signed("localhost"), **more)

    def client(self, certificate: Path | None = None, highest: ssl.TLSVersion | None = None) -> ssl.SSLContext:
        """What an agent connects with."""
        context = ssl.create_default_context(cafile=str(self.file))
        if certificate:
            context.load_cert_chain(certificate)
        if highest:
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.set_ciphers("DEFAULT:@SECLEVEL=0")
            context.maximum_version = highest
        return context
