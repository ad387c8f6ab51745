"""Asks clamd about bytes over its socket. Only one exact answer passes; whatever else happens, nothing was scanned.

Source: clamd(8), "COMMANDS": zINSTREAM, zVERSION. Each chunk goes with its length in four bytes, a length of nought ends.
"""

import re
import socket
import struct
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from handover.common.byte_source import ByteSource
from handover.common.clamd_addresses import ClamdAddress
from handover.portal.scanning.verdicts import ScanResult, ScanVerdict, not_scanned

CLEAN: Final = b"stream: OK\0"
CONNECT_SECONDS: Final = 5.0
SCAN_SECONDS: Final = 60.0
"""How long clamd may be silent. A file of 30 kB takes it a millisecond, one of 250 MB some seconds."""
CHUNK: Final = 256 * 1024
LONGEST_ANSWER: Final = 4096
_FOUND: Final = re.compile(rb"stream: ([\x21-\x7e]{1,200}) FOUND\0")
_TOO_LARGE: Final = b"size limit exceeded"
_VERSION: Final = re.compile(rb"ClamAV [^/\0]+/\d+/\w{3} (\w{3} +\d+ \d\d:\d\d:\d\d \d{4})\0")
_DATE: Final = "%b %d %H:%M:%S %Y"


class ClamdAway(Exception):
    """clamd is not there, or does not answer in time."""


class Clamd:
    """A virus scanner by its address. `seconds` is how long it may be silent."""

    def __init__(self, address: ClamdAddress, seconds: float = SCAN_SECONDS) -> None:
        self._address, self._seconds = address, seconds

    def scan(self, data: ByteSource) -> ScanVerdict:
        """Have bytes scanned. Never raises."""
        try:
            return read_scan_answer(self._ask(b"zINSTREAM\0", data))
        except ClamdAway:
            return not_scanned("away")

    def is_old(self, now: datetime, days: int) -> bool | None:
        """Say whether its signatures are older than so many days, or say no date; None where it does not answer."""
        try:
            answer = self._ask(b"zVERSION\0", None)
        except ClamdAway:
            return None
        found = _VERSION.fullmatch(answer)
        if found is None:
            return True if answer else None
        try:
            made = datetime.strptime(found[1].decode(), _DATE)  # noqa: DTZ007  # in the scanner's own time, a day is enough
        except ValueError:
            return True
        return made < now.replace(tzinfo=None) - timedelta(days=days)

    def _ask(self, command: bytes, data: ByteSource | None) -> bytes:
        """Send a command, with bytes behind it, and return what is answered up to its end; empty where it broke off."""
        try:
            connection = self._connect()
        except OSError as fault:
            raise ClamdAway from fault
        with connection:
            connection.settimeout(self._seconds)
            # Who sends more than clamd takes is cut off; what it said before that is read all the same.
            with suppress(OSError):
                connection.sendall(command)
                if data is not None:
                    send_chunks(connection, data)
            try:
                return read_clamd_answer(connection)
            except TimeoutError as fault:
                raise ClamdAway from fault
            except OSError:
                return b""

    def _connect(self) -> socket.socket:
        if not self._address.path:
            return socket.create_connection((self._address.host, self._address.port), CONNECT_SECONDS)
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.settimeout(CONNECT_SECONDS)
            connection.connect(self._address.path)
        except OSError:
            connection.close()
            raise
        return connection


def send_chunks(connection: socket.socket, data: ByteSource) -> None:
    """Send bytes as INSTREAM wants them."""
    for start in range(0, len(data), CHUNK):
        chunk = data[start : start + CHUNK]
        connection.sendall(struct.pack("!L", len(chunk)))
        connection.sendall(chunk)
    connection.sendall(struct.pack("!L", 0))


def read_clamd_answer(connection: socket.socket) -> bytes:
    """Read until the other side has ended, or said more than it should."""
    answer = b""
    while len(answer) <= LONGEST_ANSWER and (piece := connection.recv(LONGEST_ANSWER)):
        answer += piece
    return answer


def read_scan_answer(answer: bytes) -> ScanVerdict:
    """Return what an answer to INSTREAM means."""
    if answer == CLEAN:
        return ScanVerdict(ScanResult.CLEAN)
    found = _FOUND.fullmatch(answer)
    if found and found[1].startswith(b"Heuristics.Limits.Exceeded"):
        return not_scanned("too_large")
    if found:
        return ScanVerdict(ScanResult.FOUND, signature=found[1].decode())
    if _TOO_LARGE in answer:
        return not_scanned("too_large")
    return not_scanned("not_understood" if answer else "broke_off")
