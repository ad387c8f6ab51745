"""The texts that vendors hold: client ids, which are no secret; secrets and tokens, in the form of keys (`key_text`)."""

import secrets
from string import ascii_lowercase
from typing import Final

from handover.portal.apikeys.key_text import KeyText, invent_key, read_key

CLIENT_ID_BEGINNING: Final = "hnd_vendor_"
SECRET_BEGINNING: Final = "hnd_secret_"  # noqa: S105  # how each begins
TOKEN_BEGINNING: Final = "hnd_token_"  # noqa: S105  # how each begins
CLIENT_ID_LETTERS: Final = 12


def invent_client_id() -> str:
    """Return a new client id."""
    return CLIENT_ID_BEGINNING + "".join(secrets.choice(ascii_lowercase) for _ in range(CLIENT_ID_LETTERS))


def invent_vendor_secret() -> KeyText:
    """Return a new secret."""
    return invent_key(SECRET_BEGINNING)


def read_vendor_secret(text: str) -> KeyText | None:
    """Return what was given as a secret; None where it does not have the form of one."""
    return read_key(text, SECRET_BEGINNING)


def invent_vendor_token() -> KeyText:
    """Return a new token."""
    return invent_key(TOKEN_BEGINNING)
