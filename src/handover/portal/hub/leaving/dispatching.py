"""Putting a leaver's file on its way: the transfer and the step of its move, in one transaction or not at all."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from handover.portal import transaction
from handover.portal.establishments.models import Establishment
from handover.portal.hub.life import AT_RECEIVER, MoveState
from handover.portal.hub.models import HubSchool, Move
from handover.portal.hub.moving import MoveNotThere, make_child_key, put_off, take_move_step
from handover.portal.hub.software import office_of
from handover.portal.locking import lock_rows
from handover.portal.scanning.chosen import scan_data
from handover.portal.scanning.verdicts import ScanResult
from handover.portal.transfers import vault
from handover.portal.transfers.file_names import MOST_NUMBERS, find_free_name
from handover.portal.transfers.flow import State
from handover.portal.transfers.intake import CheckedUpload, Incoming, admit_file, pieces
from handover.portal.transfers.models import SealedFile, Transfer

log = logging.getLogger("handover.hub")

NO_ROOM_PAUSE: Final = timedelta(minutes=15)
MADE_ANEW_PAUSE: Final = timedelta(seconds=2)
SAME_LEAVING: Final = timedelta(days=60)
"""Two schools that publish one child say that it leaves within this time; what is farther apart are two leavings."""
STEP_OF_STATE: Final = {
    State.ASKING: "prepare",
    State.SENT: "send",
    State.HELD: "send",
    State.LODGED: "store",
}
"""The step of a move that goes with the state in which its transfer begins."""
S = MoveState


@dataclass(frozen=True, slots=True)
class CtfToSend:
    """A leaver's file that passed the checks. `seen` is the sealed content of the move when it was made, `content` the one to
    store; `reason` why a person is asked first, or ''; `losses` as they are kept.
    """

    file: Incoming
    draft: CheckedUpload
    seen: bytes
    content: bytes
    upn: str
    reason: str
    losses: str


def choose_name(source: str, destination: str) -> str:
    """Return the next free name of a CTF from one school to a destination; the last where every number is taken."""
    names = [f"{source}_CTF_{destination}_{number:03d}.xml" for number in range(1, MOST_NUMBERS + 1)]
    return find_free_name(source, destination, names) or names[-1]


class ChangedMeanwhile(Exception):
    """What is known of the leaving, or the name that was free, is another by now: the file is to be made anew."""


def dispatch_record(move: Move, school: HubSchool, ready: CtfToSend, now: datetime) -> None:
    """Send a leaver's file, or have its school asked about it. Raises MoveNotThere where the move has gone on meanwhile."""
    scan = scan_data(ready.draft.data, now)
    if scan is not None and scan.result is ScanResult.FOUND:
        log.warning("the virus scanner found %s in what was made for move %s", scan.signature, move.reference)
        by = office_of(school).actor
        take_move_step("fail", move, now=now, by=by, reason="infected", losses=ready.losses, content=ready.content)
        return
    if scan is not None and scan.result is not ScanResult.CLEAN:
        put_off(move, now + NO_ROOM_PAUSE, reason="scan_awaited")
        return
    try:
        sealed = vault.seal_file(pieces(ready.draft.data), now)
    except vault.NoRoom:
        put_off(move, now + NO_ROOM_PAUSE, reason="site_full")
        return
    kept: Transfer | None = None
    try:
        kept = transaction.retry(lambda: _dispatch(move, school, ready, sealed, now))
    except ChangedMeanwhile:
        rows = Move.objects.filter(pk=move.pk, state=S.NOTICED.value, due_at__lte=now)
        rows.update(due_at=now + MADE_ANEW_PAUSE)
    except MoveNotThere:
        vault.delete_sealed(sealed.name)
        raise
    # After any other fault it is not known whether the row is stored: bytes without one are swept aside (`stores.sweeping`).
    if kept is None or kept.sealed_id != sealed.name:
        vault.delete_sealed(sealed.name)


def _dispatch(move: Move, school: HubSchool, ready: CtfToSend, sealed: SealedFile, now: datetime) -> Transfer | None:
    office = office_of(school)
    destination = ready.draft.reading.destination or ""
    with transaction.atomic():
        # Whoever sends to the same school waits here, so that a child of two schools is not sent there twice.
        list(lock_rows(Establishment.objects.filter(number__in=[office.mailbox, destination])))
        key = make_child_key(ready.upn)
        if key and is_sent_by_other_school(move, key, destination, now):
            take_move_step("cancel", move, now=now, by=office.actor, reason="sent_by_other_school", child_key=key)
            return None
        if choose_name(office.mailbox, destination) != ready.draft.reading.canonical:
            raise ChangedMeanwhile
        transfer = admit_file(ready.draft, sealed, ready.file, office, now).transfer
        if transfer is None:
            raise ChangedMeanwhile
        columns: dict[str, Any] = {"place": 0, "destination": destination, "child_key": key, "losses": ready.losses}
        step, reason = STEP_OF_STATE[transfer.stage], _reason(ready, transfer)
        take_move_step(step, move, now=now, by=office.actor, reason=reason, transfer=transfer, **columns)
        if bytes(move.content) != ready.seen:
            raise ChangedMeanwhile
        move.content = ready.content
        move.save(update_fields=["content"])
    return transfer


def _reason(ready: CtfToSend, transfer: Transfer) -> str:
    if transfer.stage is State.ASKING:
        return ready.reason or "questions"
    if transfer.stage is State.HELD:
        return "scan_awaited" if transfer.unscanned else "held_for_successor"
    return ""


def is_sent_by_other_school(move: Move, child_key: str, destination: str, now: datetime) -> bool:
    """Say whether another school has this child's record on its way to the same destination, or there already.

    One that only asks its people has sent nothing yet. A child who has left the destination since then comes there anew.
    """
    states = [state.value for state in (*AT_RECEIVER, S.ARRIVED, S.STORED)]
    others = Move.objects.filter(child_key=child_key, destination=destination, state__in=states)
    sent = others.exclude(source=move.source).filter(noticed_at__gt=now - SAME_LEAVING).order_by("noticed_at").last()
    if sent is None:
        return False
    return not Move.objects.filter(child_key=child_key, source=destination, noticed_at__gt=sent.noticed_at).exists()
