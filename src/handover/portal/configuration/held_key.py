"""A master key that never comes into this process: another program keeps it and derives keys for purposes from it.

The program reads a line of JSON for each question, `{"derive": PURPOSE}` with the purpose in base 64, and answers with one,
`{"key": KEY}`, 32 bytes in base 64, always the same for the same purpose. It may stand before a key service or a security
module; what it must be able to do is one keyed function such as HMAC-SHA256. It runs as long as this process, and is started
again should it end.
"""

import base64
import binascii
import json
import os
import subprocess
import threading
from functools import cached_property


class KeyHolderAway(Exception):
    """The program that keeps the master key does not answer, or not with a key."""


class HeldKey:
    """The master key that a program keeps. What was derived once is remembered."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self._command = command
        self._lock = threading.Lock()
        self._derived: dict[bytes, bytes] = {}
        self._holder: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def derive(self, purpose: bytes) -> bytes:
        """Return the key for a purpose. Raises KeyHolderAway."""
        with self._lock:
            if purpose not in self._derived:
                self._derived[purpose] = self._ask(purpose)
            return self._derived[purpose]

    @property
    def wrapping(self) -> bytes:
        """Return the key that wraps the keys of files: derived as well, for the master key cannot be had."""
        return self.derive(b"handover file keys 1")

    @cached_property
    def key_id(self) -> str:
        """Sixteen hexadecimal digits."""
        return self.derive(b"handover master key id 1")[:8].hex()

    def close(self) -> None:
        """End the program, if it runs."""
        with self._lock:
            self._end()

    def _ask(self, purpose: bytes) -> bytes:
        question = json.dumps({"derive": base64.b64encode(purpose).decode()}).encode() + b"\n"
        for last in (False, True):
            try:
                holder = self._running()
                assert holder.stdin
                assert holder.stdout
                holder.stdin.write(question)
                holder.stdin.flush()
                line = holder.stdout.readline()
                if line:
                    return read_key_answer(line)
            except OSError as fault:
                if last:
                    raise KeyHolderAway(f"{self._command[0]} cannot be asked for a key: {fault.strerror}") from None
            self._end()
        raise KeyHolderAway(f"{self._command[0]} ended without an answer")

    def _running(self) -> "subprocess.Popen[bytes]":
        # A process that was forked must not share the pipe of its parent: each would read the other's answers.
        if self._holder is None or self._owner != os.getpid():
            self._holder = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
            self._owner = os.getpid()
        return self._holder

    def _end(self) -> None:
        if self._holder is not None and self._owner == os.getpid():
            for pipe in (self._holder.stdin, self._holder.stdout):
                if pipe is not None:
                    pipe.close()
            self._holder.wait()
        self._holder = None


def read_key_answer(line: bytes) -> bytes:
    """Return the key of an answer. Raises KeyHolderAway, which never repeats the answer."""
    try:
        key = base64.b64decode(json.loads(line)["key"], validate=True)
    except (ValueError, KeyError, TypeError, binascii.Error):
        key = b""
    if len(key) != 32:
        raise KeyHolderAway("the program that keeps the master key answered with something else than 32 bytes")
    return key
