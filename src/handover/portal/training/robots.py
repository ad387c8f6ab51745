"""The offices that the site plays: each does with what arrives what its row of the table says."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Final

from handover.portal.training.invented_records import office_played
from handover.portal.training.places import PLACES, RobotManner
from handover.portal.transfers.fetches import was_fetched_at
from handover.portal.transfers.fetching import fetch_part
from handover.portal.transfers.flow import TO_COLLECT
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import AlreadyMoved, take_step
from handover.portal.transfers.senders import SendingOffice

AT_ONCE: Final = 50
PLAYED: Final = {place.number: place.manner for place in PLACES if place.manner is not RobotManner.NOTHING}
REASON: Final = "We expect no pupil of this name. (This school rejects everything: it is there for training.)"


def play_robots(now: datetime) -> int:
    """Have every office that the site plays do what it does with what waits for it; return with how many files.

    The newest come first: what one of them fetches and never acknowledges waits on, and must not take the places of what came.
    """
    waiting = Transfer.objects.filter(destination__in=PLAYED, state__in=[state.value for state in TO_COLLECT])
    done = 0
    for transfer in waiting.select_related("sealed").order_by("-pk")[:AT_ONCE]:
        with suppress(AlreadyMoved):  # somebody else's request had them do it
            done += MANNERS[PLAYED[transfer.destination]](transfer, office_played(transfer.destination), now)
    return done


def confirm_for_robot(transfer: Transfer, office: SendingOffice, now: datetime) -> bool:
    """Collect and confirm a file."""
    take_step("collect", transfer, by=office, now=now)
    take_step("confirm", transfer, by=office, now=now)
    return True


def reject_for_robot(transfer: Transfer, office: SendingOffice, now: datetime) -> bool:
    """Reject a file."""
    take_step("reject", transfer, by=office, now=now, reason=REASON)
    return True


def fetch_for_robot(transfer: Transfer, office: SendingOffice, now: datetime) -> bool:
    """Fetch a copy, once."""
    if was_fetched_at(transfer.reference, transfer.destination):
        return False
    fetch_part(transfer, office, 0, transfer.size, now).close()
    return True


MANNERS: Final[Mapping[RobotManner, Callable[[Transfer, SendingOffice, datetime], bool]]] = {
    RobotManner.CONFIRMS: confirm_for_robot,
    RobotManner.REJECTS: reject_for_robot,
    RobotManner.FETCHES_ONLY: fetch_for_robot,
}
