"""When an office's courier was last heard (`handover courier`): it says who it is whenever it asks whose its key is."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import unquote

from handover.portal.apikeys.models import LONGEST_COURIER_WORD, ApiKey, HeardCourier

HEADER: Final = "Courier"
SELDOM: Final = timedelta(minutes=1)
SILENT_AFTER: Final = timedelta(minutes=15)
"""A courier asks every five minutes; after three times without it somebody should look at its computer."""
_HEADER: Final = re.compile(r"([0-9A-Za-z.+-]{1,40}); ([\x21-\x7e]{0,600})")


@dataclass(frozen=True, slots=True)
class CourierSign:
    """What a courier says of itself: its version, and its folder's name."""

    version: str
    folder: str


def read_courier_sign(header: str) -> CourierSign | None:
    """Return what a header Courier says: version, semicolon, the folder's name in percent-encoded UTF-8; None for any other."""
    match = _HEADER.fullmatch(header.strip())
    if match is None:
        return None
    name = "".join(sign for sign in unquote(match[2], errors="replace") if sign.isprintable())
    return CourierSign(match[1], name[:LONGEST_COURIER_WORD])


def note_courier(key: ApiKey, header: str, now: datetime) -> None:
    """Write down that the courier of a key was heard, at most once a minute. A header that says nothing is passed over."""
    sign = read_courier_sign(header)
    if sign is None:
        return
    heard = HeardCourier.objects.filter(key=key).first()
    if heard is not None and timedelta() <= now - heard.heard_at < SELDOM:
        return
    HeardCourier.objects.update_or_create(
        key=key, defaults={"heard_at": now, "version": sign.version, "folder": sign.folder}
    )


def is_courier_silent(heard: HeardCourier, now: datetime) -> bool:
    """Say whether a courier should have been heard since."""
    return now - heard.heard_at > SILENT_AFTER
