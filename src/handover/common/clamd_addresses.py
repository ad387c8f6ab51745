"""Reads the address of a virus scanner: `unix:/run/clamav/clamd.ctl` or `tcp:HOST:PORT`."""

from dataclasses import dataclass


class BadClamdAddress(Exception):
    """The address of the scanner cannot be read; the text says why."""


@dataclass(frozen=True, slots=True)
class ClamdAddress:
    """A socket of this machine by its `path`, or a host and port where that is empty."""

    path: str
    host: str = ""
    port: int = 0


def read_clamd_address(text: str) -> ClamdAddress:
    """Return the scanner that an address means. Raises BadClamdAddress."""
    kind, _, rest = text.partition(":")
    if kind == "unix" and rest.startswith("/"):
        return ClamdAddress(rest)
    host, _, port = rest.rpartition(":")
    if kind == "tcp" and host and port.isascii() and port.isdigit() and 0 < int(port) < 65_536:
        return ClamdAddress("", host.strip("[]"), int(port))
    raise BadClamdAddress("the address of the virus scanner is unix:/PATH/OF/THE/SOCKET or tcp:HOST:PORT")
