"""Secrets that can be guessed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from handover.common.secrecy import is_typed, key_fault, text_fault

if TYPE_CHECKING:
    from handover.portal.config import Config

NEW_TEXT: Final = 'Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
NEW_KEY: Final = 'Make one with: python3 -c "import base64, os; print(base64.b64encode(os.urandom(32)).decode())"'
DEMO_KEY: Final = b"handover demo, invented children"


def weak_secret_key(config: "Config") -> Iterator[str]:
    """Find a secret key that can be guessed."""
    if fault := text_fault(config.secret_key):
        yield f"HANDOVER_SECRET_KEY {fault}. {NEW_TEXT}. Everybody signs in again; nothing else changes."


def weak_master_key(config: "Config") -> Iterator[str]:
    """Find a master key that can be guessed."""
    key = config.master_key
    if not isinstance(key, bytes):
        return
    fault = "is that of the demo, which everybody knows" if key == DEMO_KEY else key_fault(key)
    if fault:
        yield f"HANDOVER_MASTER_KEY {fault}. {NEW_KEY}. A site that holds files under this key is begun anew."


def typed_master_key(config: "Config") -> Iterator[str]:
    """Find a master key that was made from a text."""
    key = config.master_key
    if isinstance(key, bytes) and is_typed(key) and key != DEMO_KEY and not key_fault(key):
        yield f"HANDOVER_MASTER_KEY consists of letters, as if it were made from a text that can be guessed. {NEW_KEY}."


def weak_backup_key(config: "Config") -> Iterator[str]:
    """Find a backup key that can be guessed, or that is the master key."""
    key = config.backup_key
    if key is None:
        return
    if key == config.master_key:
        yield (
            "HANDOVER_BACKUP_KEY is the master key: whoever opened a backup could open every stored file in it. "
            f"{NEW_KEY}. Backups that were made under the old one still open with that."
        )
    elif fault := key_fault(key):
        yield f"HANDOVER_BACKUP_KEY {fault}. {NEW_KEY}. Backups that were made under the old one still open with that."
