"""A small server that speaks clamd's protocol on a socket of this machine, with every good and bad answer."""

import socket
import struct
import threading

import pytest

from handover.common.clamd_addresses import ClamdAddress

HARMLESS = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
VERSION = b"ClamAV 1.4.6/27800/Tue Sep  1 08:00:00 2099\0"


class ClamdServer:
    """What it answers: `says` to a scan (None: it looks itself), `version` to VERSION. `taken` is what it was given.

    Where it `overlooks` a file, it finds something in all others. `closes_early` has it hang up after the first bytes, `hangs`
    never answer until it is stopped.
    """

    def __init__(self, path: str) -> None:
        self.address = ClamdAddress(path)
        self.says: bytes | None = None
        self.version, self.taken = VERSION, []
        self.overlooks: bytes | None = None
        self.closes_early = self.hangs = False
        self._stopped = threading.Event()
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(path)
        self._socket.listen(8)
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        reader = connection.makefile("rb")
        command = b""
        while not command.endswith(b"\0") and (byte := reader.read(1)):
            command += byte
        if self.closes_early:
            return
        if self.hangs:
            self._stopped.wait(20)
            return
        if command == b"zVERSION\0":
            connection.sendall(self.version)
            return
        assert command == b"zINSTREAM\0"
        data = b""
        while size := struct.unpack("!L", reader.read(4))[0]:
            data += reader.read(size)
        self.taken.append(data)
        found = b"stream: Test.Signature FOUND\0" if HARMLESS in data else b"stream: OK\0"
        if self.overlooks is not None:
            found = b"stream: OK\0" if data == self.overlooks else b"stream: Test.Signature FOUND\0"
        connection.sendall(found if self.says is None else self.says)

    def stop(self) -> None:
        self._stopped.set()
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@pytest.fixture
def clamd(tmp_path_factory):
    """The path of a socket has 107 bytes: a test's own folder, which has the test's name, may be too long."""
    server = ClamdServer(str(tmp_path_factory.mktemp("clamd") / "clamd.ctl"))
    yield server
    server.stop()


@pytest.fixture
def scanned_site(clamd, settings, db):
    """The site with the scanner."""
    settings.CONFIG = type(settings.CONFIG)(
        {**settings.CONFIG.values, "HANDOVER_CLAMD": clamd.address, "HANDOVER_CLAMD_DAYS": 7}
    )
    return clamd


def put_away(settings) -> None:
    """Let the scanner be away."""
    settings.CONFIG = type(settings.CONFIG)(
        {**settings.CONFIG.values, "HANDOVER_CLAMD": ClamdAddress("/nowhere/clamd.ctl")}
    )
