"""Sending what a board shares out: in the background, one new file in one transaction, and safe to begin again.

What was sent is compared with what should be: nothing is sent twice, nothing to a school that turned it away, a file that
nobody has collected is called back when one of its pupils goes elsewhere, and a school that has collected it is asked to
delete what is not its own.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from django.utils import timezone

from handover.common.identifiers import LA_SUFFIX
from handover.common.problems import Severity
from handover.ctf.model import Header
from handover.ctf.reader import read_ctf
from handover.ctf.splitting import Authority, split_whole_year
from handover.ctf.whole_year import WholeYear, read_whole_year
from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.accounts.offices import find_holder
from handover.portal.audit.log import record
from handover.portal.establishments.directory import find_establishment
from handover.portal.establishments.models import Establishment
from handover.portal.locking import lock_rows
from handover.portal.phase.boards import read_standing, transfer_bytes
from handover.portal.phase.models import Board, Bulk, Part
from handover.portal.phase.permissions import BOARD_DESK, SHARE_OUT
from handover.portal.phase.telling import ask_to_delete
from handover.portal.phase.turned_away import still_away
from handover.portal.transfers import damages
from handover.portal.transfers.file_names import MOST_NUMBERS, find_free_name
from handover.portal.transfers.flow import LIVE, STEPS, State
from handover.portal.transfers.intake import Incoming, UploadOutcome, receive
from handover.portal.transfers.moving import AlreadyMoved, lock_transfers, take_step
from handover.portal.transfers.vault import Damaged

ORIGINAL_GONE: Final = "original gone"
"""Why nothing new can be made of a whole-year file: its bytes were destroyed when its time was over."""
ORIGINAL_DAMAGED: Final = "original damaged"
"""Why nothing new can be made of a whole-year file for now: the stored bytes are missing or damaged."""

NO_NUMBER: Final = "no number"
"""Why a file has no name: all numbers of the way from the authority to a school stand for files that count."""


class NotSent(Exception):
    """A new file could not be sent; `codes` say why."""

    def __init__(self, *codes: str) -> None:
        super().__init__(", ".join(codes))
        self.codes = list(codes)


def errors(outcome: UploadOutcome) -> list[str]:
    """Return the codes of what is wrong with a file that did not pass the intake."""
    return [problem.code for problem in outcome.problems if problem.severity is Severity.ERROR]


def ask_for_sending(board: Board, by: User, now: datetime) -> None:
    """Have a board sent by whichever worker is free next."""
    with transaction.atomic():
        Board.objects.filter(pk=board.pk).update(asked_by=by, asked_at=now, touched_at=now, done=0, total=0, refused={})
        record("phase.sending_asked", actor=by.actor, subject=str(board.reference), now=now)


def send_waiting_boards(now: datetime) -> int:
    """Send what the boards share out that were asked for; return how many new files went on their way.

    Who has meanwhile lost the right to share out has nothing sent.
    """
    sent = 0
    for board in Board.objects.filter(asked_at__isnull=False).select_related("offers", "asked_by"):
        if by := find_sender(board):
            try:
                sent += send_board(board, by, now)
            except Damaged as damaged:  # the list of offers itself: the board's page says so
                damages.note_damage(damaged, now)
        Board.objects.filter(pk=board.pk, asked_at=board.asked_at).update(asked_at=None, refused=board.refused)
    return sent


def find_sender(board: Board) -> User | None:
    """Return who asked for the sending, in their office at the board's authority; None if they may not any more."""
    authority = find_establishment(board.la_number + LA_SUFFIX)
    if board.asked_by is None or authority is None:
        return None
    return find_holder(board.asked_by, authority.pk, SHARE_OUT)


def send_board(board: Board, by: User, now: datetime) -> int:
    """Bring what was sent in line with the board; return how many new files that took."""
    by = by.at_desk(BOARD_DESK)
    found = read_standing(board, timezone.localdate(now))
    bulks = list(board.bulks.select_related("transfer__sealed", "transfer__source_establishment"))
    plans = [(bulk, plan_by_school(found.destinations.get(bulk.pk, {}), bulk)) for bulk in bulks]
    Board.objects.filter(pk=board.pk).update(total=sum(len(plan) for _, plan in plans))
    done = sent = 0
    for bulk, plan in plans:
        source = WholeYearSource(bulk, by, now)
        for destination, wanted in plan.items():
            try:
                sent += bring_in_line(source, destination, wanted)
            except NotSent as refusal:
                board.refused[destination] = refusal.codes
            except Damaged as damaged:
                damages.note_damage(damaged, now)
                board.refused[destination] = [ORIGINAL_DAMAGED]
            done += 1
            Board.objects.filter(pk=board.pk).update(done=done)
    return sent


def plan_by_school(destinations: Mapping[int, str], bulk: Bulk) -> dict[str, set[int]]:
    """Return which pupils of a file each school should have, those included that should have none any more."""
    plan: dict[str, set[int]] = {part.destination: set() for part in bulk.parts.all()}
    for position, destination in destinations.items():
        plan.setdefault(destination, set()).add(position)
    return dict(sorted(plan.items()))


class WholeYearSource:
    """A whole-year file while new ones are made of it; it is opened only if one has to be made."""

    def __init__(self, bulk: Bulk, by: User, now: datetime) -> None:
        """Take the file, who sends, and when."""
        self.bulk, self.by, self.now = bulk, by, now
        self._opened: tuple[WholeYear, Header] | None = None

    def document(self, destination: str, positions: Iterable[int]) -> bytes:
        """Return the new file with these pupils for a school."""
        if self._opened is None:
            data = transfer_bytes(self.bulk.transfer)
            document = read_ctf(data).document
            self._opened = read_whole_year(str(self.bulk.pk), data), document.header if document else Header()
        place = self.by.establishment
        authority = Authority(self.by.mailbox, place.name if place else "")
        made = timezone.localtime(self.now).replace(tzinfo=None)
        whole, header = self._opened
        return split_whole_year(whole, header, dict.fromkeys(positions, destination), authority, made)[0].data


def bring_in_line(source: WholeYearSource, destination: str, wanted: set[int]) -> int:
    """Bring what one school has of one file in line with what it should have; return how many new files that took.

    Raises NotSent where a file is missing and cannot be sent; what had to be called back or deleted is done then, too,
    unless it is the intake that refused.
    """
    with transaction.atomic():
        bulk = lock_rows(Bulk.objects.filter(pk=source.bulk.pk)).get()
        bulk.deletions.filter(destination=destination, told=False).delete()
        live = [state.value for state in LIVE]
        parts = list(bulk.parts.filter(destination=destination, transfer__state__in=live).select_related("transfer"))
        away = still_away(bulk, destination, wanted)
        if away.union(*(part.positions for part in parts)) == wanted:
            return 0
        lock_sender(source)
        lock_transfers(part.transfer_id for part in parts)
        original = bool(bulk.transfer.sealed_id)
        has = set().union(*(positions_kept(part, wanted, source, original=original) for part in parts))
        if has - wanted:
            ask_to_delete(bulk, parts, destination, has - wanted, source.by, source.now)
        missing = sorted(wanted - has - away)
        if missing and original:
            send_new_file(source, destination, missing)
    if missing and not original:
        raise NotSent(ORIGINAL_GONE)
    return int(bool(missing))


def lock_sender(source: WholeYearSource) -> None:
    """Lock the authority that sends, as the intake does: nobody of it sends between the choice of a name and its use."""
    lock_rows(Establishment.objects.filter(number=source.by.actor.establishment)).get()


def positions_kept(part: Part, wanted: set[int], source: WholeYearSource, *, original: bool) -> set[int]:
    """Return what a school keeps of a file that was sent: all of it, or nothing if it could be called back.

    Without the original the rest could not be sent again, so a file that still holds one of its pupils stays.
    """
    positions = set(part.positions)
    if positions <= wanted or (positions & wanted and not original):
        return positions
    event = "decline" if part.transfer.stage is State.ASKING else "recall"
    if part.transfer.stage not in STEPS[event].start:
        return positions
    try:
        take_step(event, part.transfer, by=source.by, now=source.now)
    except AlreadyMoved:
        return positions
    return set()


def send_new_file(source: WholeYearSource, destination: str, positions: list[int]) -> None:
    """Send a new file as any file is sent; raise NotSent if it does not pass. The sender is locked by now."""
    data = source.document(destination, positions)
    name = free_name(source.by.mailbox, destination)
    outcome = receive(Incoming(name, len(data), too_large=False, read=lambda: data), source.by, source.now)
    transfer = outcome.transfer
    if transfer is None:
        raise NotSent(*errors(outcome))
    transfer.parent, transfer.first_source = source.bulk.transfer, source.bulk.transfer.source
    transfer.save(update_fields=["parent", "first_source"])
    Part.objects.create(bulk=source.bulk, destination=destination, transfer=transfer, positions=positions)


def free_name(source: str, destination: str) -> str:
    """Return a name for a file under the next free number.

    Raises NotSent where every number stands for a file that counts: a name has three digits, and no more files fit.
    """
    names = [f"{source}_CTF_{destination}_{number:03d}.xml" for number in range(1, MOST_NUMBERS + 1)]
    free = find_free_name(source, destination, names)
    if free is None:
        raise NotSent(NO_NUMBER)
    return free
