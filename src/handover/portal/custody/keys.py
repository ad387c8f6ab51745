"""The site's key for chains of custody: made from the master key and a number, so that it is nowhere to be stolen from.

A new number (`HANDOVER_CUSTODY_KEY`), or a new master key, is a new key with an id of its own. What the keys of before signed
stays good: their public halves are kept in the database (docs/decisions/0042).
"""

from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from handover.common.custody.entries import make_key_id, public_half
from handover.common.keyring import MasterKey
from handover.portal.custody.models import CustodyKey
from handover.portal.masterkeys.ring import todays_master


class SigningKey(NamedTuple):
    """A key to sign with: its id, its public half as hexadecimal digits, and the key itself."""

    key_id: str
    public: str
    private: Ed25519PrivateKey


@lru_cache(maxsize=4)
def derive_signing_key(master: MasterKey, number: int) -> SigningKey:
    """Return the key of a number."""
    private = Ed25519PrivateKey.from_private_bytes(master.derive(f"handover custody {number}".encode()))
    public = public_half(private)
    return SigningKey(make_key_id(public), public.hex(), private)


def use_signing_key(now: datetime) -> SigningKey:
    """Return the key that signs now, whose public half is kept with the first that it signs."""
    key = derive_signing_key(todays_master(), settings.CONFIG.custody_key)
    CustodyKey.objects.get_or_create(key_id=key.key_id, defaults={"public": key.public, "used_from": now})
    return key


def list_public_keys(now: datetime) -> list[dict[str, str]]:
    """Return the public halves of all keys, that of today among them, as they are published and exported."""
    today = derive_signing_key(todays_master(), settings.CONFIG.custody_key)
    known = {each.key_id: each.public for each in CustodyKey.objects.all()}
    return [{"id": key_id, "public": public} for key_id, public in (known | {today.key_id: today.public}).items()]
