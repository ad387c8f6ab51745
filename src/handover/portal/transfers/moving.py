"""Taking a step of the life cycle: the state, its audit row and its e-mails, in one transaction or not at all."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied

from handover.common.text import Text
from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.accounts.offices import list_holders
from handover.portal.audit.log import NOTHING, SITE, Actor, record
from handover.portal.establishments.models import Establishment
from handover.portal.locking import lock_rows
from handover.portal.notices import outbox
from handover.portal.notices.kind import TO_DESTINATION
from handover.portal.notices.kinds import KINDS
from handover.portal.transfers.fetches import find_last_fetch
from handover.portal.transfers.flow import AFTER_SCAN, BEFORE_SCAN, STEPS, State, Step
from handover.portal.transfers.flow import StepActor as Side
from handover.portal.transfers.in_software_hands import goes_into_software
from handover.portal.transfers.kinds import KINDS as FILE_KINDS
from handover.portal.transfers.kinds import mailbox_kind
from handover.portal.transfers.listeners import StepTaken, call_step_listeners
from handover.portal.transfers.mailbox import sides
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.pupils import open_lists_of
from handover.portal.transfers.senders import Sender

ARRIVED, RECALLED = "arrived", "recalled"
RECALLED_AFTER_FETCH = "recalled_fetched"
"""In place of the other, where software has a copy of the file already."""
LOST_PUPIL_STORE = Text("the lost pupil store", "y storfa disgyblion coll")


class AlreadyMoved(Exception):
    """The step cannot be taken from where the transfer is now: somebody else was quicker, or it was never possible."""

    def __init__(self, transfer: Transfer) -> None:
        super().__init__(transfer)
        self.transfer = transfer

    @property
    def state(self) -> State:
        """Where the transfer is."""
        return self.transfer.stage


class NotTheirs(PermissionDenied):
    """The step belongs to the sender or the receiver, and whoever wants to take it is not, or not of a role for it."""


def take_step(
    event: str,
    transfer: Transfer,
    *,
    by: Sender | None,
    now: datetime,
    reason: str = "",
    noted: Mapping[str, str] = NOTHING,
) -> Transfer:
    """Take one step and return the transfer as it is then; raise AlreadyMoved where the step does not start there.

    `by` is None for what the site does on its own. `noted` goes into the audit log, which keeps it for ever. Raises
    NotTheirs where a person takes a step of a side on which they do not stand: whatever led here, this is the last door.
    """
    with transaction.atomic():
        lock_transfer(transfer)
        return take_step_of_locked(event, transfer, by=by, now=now, reason=reason, noted=noted)


def take_step_of_locked(
    event: str,
    transfer: Transfer,
    *,
    by: Sender | None,
    now: datetime,
    reason: str = "",
    noted: Mapping[str, str] = NOTHING,
) -> Transfer:
    """Take a step as `take_step` does, with a transfer that this transaction has locked by `lock_transfer`."""
    step, before = STEPS[event], transfer.stage
    actor = by.actor if by else SITE
    check_scan(event, transfer, before, by)
    if before not in step.start:
        raise AlreadyMoved(transfer)
    if by and step.actor in (Side.SENDER, Side.RECEIVER):
        check_side(step.actor, transfer, by)
    changes = {"state": step.end.value, "moved_at": now, "moved_by": actor.username}
    if reason:
        changes["reason"] = reason
    Transfer.objects.filter(pk=transfer.pk).update(**changes)
    for name, value in changes.items():
        setattr(transfer, name, value)
    after(step, transfer, actor, now, noted, before=before)
    return transfer


def check_scan(event: str, transfer: Transfer, before: State, by: Sender | None) -> None:
    """Raise AlreadyMoved where a held file would go on unscanned, or would be sent by hand past what it is held for."""
    if before is not State.HELD:
        return
    unscanned = Transfer.objects.filter(pk=transfer.pk).exclude(sealed=None).exclude(sealed__unscanned="").exists()
    if (unscanned and event not in BEFORE_SCAN) or (event in AFTER_SCAN and by is not None):
        raise AlreadyMoved(transfer)


def check_side(side: Side, transfer: Transfer, by: Sender) -> None:
    """Raise NotTheirs unless a person stands on that side of a transfer, in the role that they have now."""
    if side not in sides(transfer, by):
        raise NotTheirs


def lock_transfer(transfer: Transfer) -> State:
    """Bring a transfer up to what is on file, which nobody else can change until this transaction ends; return its state.

    What the database keeps by itself (`waiting`, `shelf`) is as it was when the transfer was read.
    """
    names = [field.attname for field in Transfer._meta.concrete_fields if not field.generated]
    values = lock_rows(Transfer.objects.filter(pk=transfer.pk)).values_list(*names).get()
    for name, value in zip(names, values, strict=True):
        if getattr(transfer, name) != value:
            setattr(transfer, name, value)  # a relation that pointed elsewhere is forgotten with it
    return transfer.stage


def locked_state(transfer: Transfer) -> State:
    """Return the state of a transfer on file, which nobody else can change until this transaction ends."""
    rows = lock_rows(Transfer.objects.filter(pk=transfer.pk))
    return State(rows.values_list("state", flat=True).get())


def lock_transfers(keys: Iterable[int]) -> None:
    """Lock transfers before steps are taken with several of them: one after the other they might be met by another who
    takes steps with the same in another order.
    """
    list(lock_rows(Transfer.objects.filter(pk__in=list(keys)).only("pk")))


def begin_transfer(event: str, transfer: Transfer, *, by: Sender, now: datetime) -> Transfer:
    """Store a new transfer by one of the steps that start with nothing. Called within the intake's transaction."""
    step = STEPS[event]
    transfer.state, transfer.moved_at, transfer.moved_by = step.end.value, now, by.actor.username
    transfer.save()
    if transfer.parent_id is not None:
        open_lists_of(transfer)
    after(step, transfer, by.actor, now)
    return transfer


def after(
    step: Step,
    transfer: Transfer,
    actor: Actor,
    now: datetime,
    noted: Mapping[str, str] = NOTHING,
    *,
    before: State = State.NEW,
) -> None:
    """Call what follows a step that was taken, and write its audit row and its e-mails."""
    call_step_listeners(StepTaken(step, transfer, before, actor, now))
    details = {"file": transfer.file_name, "from": transfer.source, "to": transfer.destination, "event": step.event}
    record(step.audit, actor=actor, subject=str(transfer.reference), details={**details, **noted}, now=now)
    emails = [draft_notice(kind, transfer) for kind in kinds_of_email(step, transfer)]
    outbox.send_drafts([each for each in emails if each is not None], now)


def kinds_of_email(step: Step, transfer: Transfer) -> Iterator[str]:
    """Yield the kinds of e-mails that tell of a step."""
    for kind in step.notices:
        if kind == RECALLED and transfer.unscanned:
            continue  # its receiver has never heard of it
        if kind == RECALLED and find_last_fetch(transfer.reference):
            yield RECALLED_AFTER_FETCH
        elif kind != ARRIVED or not goes_into_software(transfer):
            yield kind


def notify(kind: str, transfer: Transfer, now: datetime) -> None:
    """Put the e-mails of one kind about a transfer into the outbox."""
    email = draft_notice(kind, transfer)
    if email is not None:
        outbox.send_drafts([email], now)


def draft_notice(kind: str, transfer: Transfer) -> outbox.NoticeDraft | None:
    """Return the e-mail of one kind about a transfer; None where nobody is to read it."""
    if kind == ARRIVED and not transfer.file_kind.tells_receiver:
        return None
    receiver = receiving_establishment(transfer, kind)
    to_receiver = KINDS[kind].to is TO_DESTINATION
    reader = receiver if to_receiver else transfer.source_establishment
    if reader is None or (to_receiver and transfer.source == transfer.destination):
        return None
    mailbox = transfer.destination if to_receiver else transfer.source
    if reader == transfer.held_for:
        mailbox = reader.number
    to = find_addresses(reader, mailbox, transfer, to_receiver)
    return outbox.NoticeDraft(kind, tuple(to), email_words(transfer), reader.in_wales)


def receiving_establishment(transfer: Transfer, kind: str) -> Establishment | None:
    """Return who is on the other side: for a closed school, the successor that may take the file."""
    return transfer.held_for if kind == "held_successor" else transfer.destination_establishment


def find_addresses(reader: Establishment, mailbox: str, transfer: Transfer, to_receiver: bool) -> list[str]:
    """Return where an establishment reads its e-mail: its own address, and for a sender the person's as well, as long as
    the person is there and can open the file. Software has no address.
    """
    own = [reader.email] if reader.email else []
    if not to_receiver:
        sender = transfer.sent_by
        return [sender.email, *own] if sender is not None and sender.works_at(mailbox) else own
    if own:
        return own
    collect = transfer.file_kind.collect
    holders = list_holders(establishment=reader)
    return list(dict.fromkeys(person.email for person in holders if person.mailbox == mailbox and person.may(collect)))


def find_arrival_address(user: User) -> str:
    """Return where the e-mail goes that a file has come which this person collects: to the office's address, else their own.

    Empty where no kind of file that they collect, and that can come to their mailbox, is told of at all.
    """
    here = mailbox_kind(user.mailbox) if user.mailbox else None
    told = any(
        kind.tells_receiver and user.may(kind.collect) and any(here in way.receivers for way in kind.ways)
        for kind in FILE_KINDS.values()
    )
    if user.establishment is None or not told:
        return ""
    return user.establishment.email or user.email


def email_words(transfer: Transfer) -> dict[str, str]:
    """Return what the e-mails say about a transfer: names of places and of the file, never of a pupil."""
    there = transfer.destination_establishment
    successor = transfer.held_for
    source = transfer.source_establishment
    return {
        "file": transfer.file_name,
        "source": transfer.source,
        "source_name": source.named("en"),
        "source_name_cy": source.named("cy"),
        "destination": transfer.destination,
        "destination_name": there.named("en") if there else LOST_PUPIL_STORE.en,
        "destination_name_cy": there.named("cy") if there else LOST_PUPIL_STORE.cy,
        "successor": successor.number if successor else "",
        "successor_name": successor.named("en") if successor else "",
        "successor_name_cy": successor.named("cy") if successor else "",
        "url": f"{settings.CONFIG.url}/files/{transfer.reference}/",
    }
