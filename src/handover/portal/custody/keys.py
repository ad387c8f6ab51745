"""The site's key for chains of custody: made from the master key and a number, so that it is nowhere to be stolen from.

A new number (`HANDOVER_CUSTODY_KEY`), or a new master key, is a new key with an id of its own. What the keys of before signed
stays good: their public halves are kept in the database (docs/decisions/0042).
"""

from datetime import datetime, timedelta
from functools import lru_cache
from itertools import zip_longest
from typing import Final, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from handover.common.custody.entries import make_key_id, public_half, write_moment
from handover.common.keyring import MasterKey
from handover.portal.custody.models import CustodyKey
from handover.portal.masterkeys.ring import todays_master

BOTH_SIGN: Final = timedelta(days=1)
"""So long a key may go on signing beside the next: the processes of a site are not all told of a new one at the same moment."""


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


def use_signing_key(now: datetime, signed: str = "") -> SigningKey:
    """Return the key that signs now, whose public half is kept with the first that it signs.

    `signed` is the id of the key that signed the entry before, if there is one: that key is known to be kept.
    """
    key = derive_signing_key(todays_master(), settings.CONFIG.custody_key)
    if key.key_id != signed:
        CustodyKey.objects.get_or_create(key_id=key.key_id, defaults={"public": key.public, "used_from": now})
    return key


def list_public_keys(now: datetime) -> list[dict[str, str]]:
    """Return the public halves of all keys, that of today among them, as they are published and exported.

    `from` is when a key first signed, `until` the end of one that another has followed; '' where that is not known or has
    not come.
    """
    today = derive_signing_key(todays_master(), settings.CONFIG.custody_key)
    known = list(CustodyKey.objects.order_by("used_from", "key_id"))
    rows = [
        {
            "id": each.key_id,
            "public": each.public,
            "from": write_moment(each.used_from),
            "until": write_moment(following.used_from + BOTH_SIGN) if following and each.key_id != today.key_id else "",
        }
        for each, following in zip_longest(known, known[1:])
    ]
    if all(each.key_id != today.key_id for each in known):
        rows.append({"id": today.key_id, "public": today.public, "from": "", "until": ""})
    return rows
