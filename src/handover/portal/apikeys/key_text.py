"""The key as it is shown once and sent with each request: `hnd_live_`, eight letters that are no secret, and the secret.

A training key begins with `hnd_test_` instead: whoever reads it knows that no child's record hangs on it. The fixed beginning
lets scanners for leaked secrets find either in files and mails. The secret has 256 bits, so its SHA-256 needs no slow hashing:
there is nothing to guess. It has letters and figures only, so that a double click marks all of it.
"""

import re
import secrets
from dataclasses import dataclass
from hashlib import sha256
from string import ascii_letters, ascii_lowercase, digits
from typing import Final

BEGINNING, TRAINING = "hnd_live_", "hnd_test_"
PREFIX_LENGTH: Final = 8
SECRET_LENGTH: Final = 43
"""Of 62 letters and figures, so many hold 256 bits."""
REST: Final = rf"([a-z]{{{PREFIX_LENGTH}}})_[A-Za-z0-9]{{{SECRET_LENGTH}}}"
SECRET_SHAPE: Final = re.compile(rf"hnd_[a-z]+_{REST}")
"""Whatever the site makes of this form: keys, and the secrets and tokens of vendors."""


@dataclass(frozen=True, slots=True)
class KeyText:
    """A key that was given: its text and its prefix. It is never kept; `repr` tells nothing, in whatever log it lands."""

    text: str
    prefix: str

    def __repr__(self) -> str:
        return f"KeyText({self.text.partition(self.prefix)[0]}{self.prefix}_…)"

    @property
    def digest(self) -> str:
        """What is kept of it."""
        return sha256(self.text.encode()).hexdigest()


def invent_key(beginning: str = BEGINNING) -> KeyText:
    """Return a new key, or another secret of this form with a `beginning` of its own."""
    prefix = "".join(secrets.choice(ascii_lowercase) for _ in range(PREFIX_LENGTH))
    secret = "".join(secrets.choice(ascii_letters + digits) for _ in range(SECRET_LENGTH))
    return KeyText(f"{beginning}{prefix}_{secret}", prefix)


def read_key(text: str, beginning: str = BEGINNING) -> KeyText | None:
    """Return what was given as a key, or another secret with that `beginning`; None where it does not have the form of one."""
    found = re.fullmatch(beginning + REST, text)
    return KeyText(text, found[1]) if found else None


def holds_key(text: str) -> bool:
    """Say whether a key, or another secret of this form, stands somewhere in a text, such as an address."""
    return SECRET_SHAPE.search(text) is not None
