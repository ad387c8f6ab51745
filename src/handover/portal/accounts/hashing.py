"""How passwords are hashed: Argon2id as OWASP advises, and only so many at the same time.

A hash takes about 19 MiB and 20 ms on purpose. Without a bound, some hundred sign-ins at once would take the memory and
the processors of everybody who works on the site; with it, they wait for each other, and after a while are asked to
come again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.contrib.auth.hashers import Argon2PasswordHasher

AT_ONCE = 2
"""Passwords hashed at the same time by one process."""
WAIT_SECONDS = 5.0
"""How long one waits for its turn."""
PLACES = BoundedSemaphore(AT_ONCE)


class TooBusy(Exception):
    """So many passwords are being checked that this one did not get its turn; nothing was checked or counted."""


@contextmanager
def hashing_turn() -> Iterator[None]:
    """Wait for a place among those who are hashing. Raises TooBusy."""
    if not PLACES.acquire(timeout=WAIT_SECONDS):
        raise TooBusy
    try:
        yield
    finally:
        PLACES.release()


class BoundedArgon2(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two rounds and one lane; older hashes are renewed when their person signs in."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """Hash a password, in turn."""
        with hashing_turn():
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Check a password, in turn."""
        with hashing_turn():
            return super().verify(password, encoded)
