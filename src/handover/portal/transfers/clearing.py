"""What an authority does with a file that its school, or it, has not collected: remove it, or send it on (seed, 5.3)."""

from datetime import date, datetime

from django.utils import timezone

from handover.common.problems import Problem, has_errors
from handover.common.text import Text
from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.establishments.directory import route
from handover.portal.establishments.models import Establishment
from handover.portal.transfers.addresses import check_destination, check_way
from handover.portal.transfers.answers import erase
from handover.portal.transfers.faults import FAULTS
from handover.portal.transfers.flow import STEPS
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import AlreadyMoved, begin_transfer, take_step
from handover.portal.transfers.onward import onward

REASONS: dict[str, Text] = {
    "on_roll": Text(
        "The pupil is at a school, and that school has the record",
        "Mae'r disgybl mewn ysgol, ac mae'r cofnod gan yr ysgol honno",
    ),
    "duplicate": Text("The same file was sent before", "Anfonwyd yr un ffeil o'r blaen"),
    "not_coming": Text("The pupil has not come to the authority", "Nid yw'r disgybl wedi dod i'r awdurdod"),
    "mistake": Text("It was sent here by mistake", "Anfonwyd hi yma drwy gamgymeriad"),
    "sender_asked": Text("The sender asked for it to be removed", "Gofynnodd yr anfonwr iddi gael ei thynnu"),
}
"""Why a file is removed. A list and no free text, because the reason outlives the file and may not name a child."""


def may_act(transfer: Transfer, by: User, event: str) -> bool:
    """Say whether a person's authority may take this step: it is the receiver's, and the file is not collected.

    To send a file on is to send it: the person's role must send files of its kind.
    """
    own = by.establishment is not None and transfer.destination[:3] == by.establishment.la_number
    if event == "forward" and not by.may(transfer.file_kind.send):
        return False
    return own and transfer.stage in STEPS[event].start


def clear(transfer: Transfer, because: str, by: User, now: datetime) -> Transfer:
    """Remove a file for one of REASONS and destroy its bytes; what stays is a tombstone that names no pupil."""
    if not may_act(transfer, by, "clear"):
        raise AlreadyMoved(transfer)
    with transaction.atomic():
        take_step("clear", transfer, by=by, now=now, reason=because, noted={"because": because})
        erase(transfer, now)
    return transfer


def removal_reason(transfer: Transfer) -> Text | None:
    """Return why an authority removed a file."""
    return REASONS.get(transfer.reason)


def destination_for(
    transfer: Transfer, number: str, by: User, today: date
) -> tuple[Establishment | None, tuple[Problem, ...]]:
    """Return the establishment that a file may be sent on to, or what speaks against it."""
    problems = check_way(transfer.file_kind, by.mailbox, number)
    if number == transfer.destination:
        problems = (FAULTS["transfer.same_destination"].at(destination=number),)
    there = route(number, today)
    problems = problems or check_destination(there, number, transfer.file_kind, by)
    if there.successor is not None or has_errors(problems):
        return None, problems
    return there.establishment, problems


def forward(transfer: Transfer, there: Establishment, by: User, now: datetime) -> Transfer:
    """Send a file on to another establishment, from the authority, and return the new transfer."""
    if not may_act(transfer, by, "forward") or by.establishment is None:
        raise AlreadyMoved(transfer)
    if destination_for(transfer, there.number, by, timezone.localdate(now))[0] is None:
        raise AlreadyMoved(transfer)
    with transaction.atomic():
        take_step("forward", transfer, by=by, now=now)
        child = onward(transfer, there, source=by.mailbox, by=by.establishment, sent_by=by, now=now)
        return begin_transfer("send", child, by=by, now=now)
