"""Bringing about at once what a vendor asks for: a file that waits, and one that its sender calls back. In the county."""

from datetime import datetime
from typing import Final

from handover.portal.establishments.models import Establishment
from handover.portal.training.invented_records import office_played, send_invented_file
from handover.portal.training.places import IDLE, PLACES
from handover.portal.transfers.flow import STEPS
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import take_step

PLAYED_SENDERS: Final = tuple(place.number for place in PLACES if not place.role)
FIRST_SERIAL: Final = 301
LAST_SERIAL: Final = 899


class NothingToCallBack(Exception):
    """No file from an office that the site plays waits for the key's office."""


def put_file_in_inbox(office: Establishment, now: datetime) -> Transfer:
    """Have a school that the site plays send a file to an office; return it."""
    sent = Transfer.objects.filter(source=IDLE).count()
    serial = FIRST_SERIAL + sent % (LAST_SERIAL - FIRST_SERIAL)
    return send_invented_file(IDLE, office.number, serial, now)


def recall_for_robot(office: Establishment, now: datetime) -> Transfer:
    """Have the sender of the newest file that waits for an office call it back; return it. Raises NothingToCallBack."""
    start = [state.value for state in STEPS["recall"].start]
    waiting = Transfer.objects.filter(destination=office.number, source__in=PLAYED_SENDERS, state__in=start)
    newest = waiting.order_by("-sent_at", "-pk").first()
    if newest is None:
        raise NothingToCallBack
    return take_step("recall", newest, by=office_played(newest.source), now=now)
