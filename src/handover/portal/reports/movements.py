"""Reports that list files: what each school sent and received, other kinds of files, CTFs that are gone (seed, 7.2, 7.6).

No list names a pupil.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Min, Q

from handover.common.text import Text
from handover.portal.accounts.roles import ROLES
from handover.portal.audit.actions import ACTIONS
from handover.portal.audit.models import Entry
from handover.portal.reports.asking import Ask
from handover.portal.reports.newest import Lanes, lanes_of
from handover.portal.reports.report import Cell, Line
from handover.portal.transfers.clearing import reason_of
from handover.portal.transfers.flow import State
from handover.portal.transfers.kinds import CTF_KINDS
from handover.portal.transfers.models import Collection, Transfer

GONE_STATES: tuple[State, ...] = (State.RECALLED, State.CLEARED, State.EXPIRED, State.REMOVED)
"""States in which nobody can collect a file any more, whether or not its bytes are still there."""
DECISIONS = ("file.cleared", "file.recalled", "file.expired", "lost.removed", "lost.closed", "lost.found")
DESTROYED = "file.erased"
BY_ITSELF = Text("the site, by its rules of retention", "y wefan, yn ôl ei rheolau cadw")
STORE = Text("Lost pupil store", "Storfa disgyblion coll")


def ctfs(ask: Ask) -> Lanes:
    """Return the CTFs of the schools that are asked about."""
    return [rows.filter(kind__in=CTF_KINDS) for rows in lanes_of(ask)]


def others(ask: Ask) -> Lanes:
    """Return their files of every other kind."""
    return [rows.exclude(kind__in=CTF_KINDS) for rows in lanes_of(ask, also_lost=False)]


def gone(ask: Ask) -> Lanes:
    """Return their CTFs that were deleted, by a person or by retention."""
    over = Q(sealed__isnull=True) | Q(state__in=[state.value for state in GONE_STATES])
    return [rows.filter(over) for rows in ctfs(ask)]


def ends(transfer: Transfer, ask: Ask) -> tuple[Cell, ...]:
    """Return the sender and the receiver of a file, each as number and name."""
    there = transfer.destination_establishment
    receiver: Cell = ask.named(there) if there else STORE
    return (transfer.source, ask.named(transfer.source_establishment), transfer.destination, receiver)


def downloads(transfers: Iterable[Transfer]) -> dict[int, datetime]:
    """Return when each of these files was first downloaded."""
    rows = Collection.transfers.through.objects.filter(
        transfer_id__in=[transfer.pk for transfer in transfers], collection__downloaded_at__isnull=False
    )
    return dict(rows.order_by().values_list("transfer_id").annotate(Min("collection__downloaded_at")))


def tell_ctfs(transfers: list[Transfer], ask: Ask) -> list[Line]:
    """Return a line for each CTF: when, from whom, to whom, where it is now."""
    downloaded = downloads(transfers)
    return [
        (
            transfer.sent_at,
            *ends(transfer, ask),
            transfer.file_name,
            transfer.pupils,
            transfer.look.name,
            downloaded.get(transfer.pk),
        )
        for transfer in transfers
    ]


def tell_others(transfers: list[Transfer], ask: Ask) -> list[Line]:
    """Return a line for each file of another kind, with its kind and its size in bytes."""
    downloaded = downloads(transfers)
    return [
        (
            transfer.sent_at,
            transfer.file_kind.name,
            *ends(transfer, ask),
            transfer.file_name,
            transfer.size,
            transfer.look.name,
            downloaded.get(transfer.pk),
        )
        for transfer in transfers
    ]


def tell_gone(transfers: list[Transfer], ask: Ask) -> list[Line]:
    """Return a line for each CTF that was deleted: how, by whom and when, out of the audit log."""
    decisions, destroyed = entries(transfers)
    lines = []
    for transfer in transfers:
        reference = str(transfer.reference)
        decided, ended = decisions.get(reference), destroyed.get(reference)
        last = decided or ended
        lines.append(
            (
                transfer.sent_at,
                *ends(transfer, ask),
                transfer.file_name,
                ACTIONS[decided.action].name if decided else transfer.look.name,
                last.at if last else transfer.moved_at,
                who(last),
                reason_of(transfer) if transfer.stage is State.CLEARED else None,
                ended.at if ended else None,
            )
        )
    return lines


def entries(transfers: list[Transfer]) -> tuple[dict[str, Entry], dict[str, Entry]]:
    """Return what the audit log says of the end of these files: the last decision, and that the bytes were destroyed."""
    references = [str(transfer.reference) for transfer in transfers]
    decisions: dict[str, Entry] = {}
    destroyed: dict[str, Entry] = {}
    rows = Entry.objects.filter(subject__in=references, action__in=(*DECISIONS, DESTROYED)).order_by("sequence")
    for entry in rows:
        (destroyed if entry.action == DESTROYED else decisions)[entry.subject] = entry
    return decisions, destroyed


def who(entry: Entry | None) -> Cell:
    """Return who did it, as role and establishment; a report names no colleague of another place."""
    if entry is None or entry.role not in ROLES:
        return BY_ITSELF
    role = ROLES[entry.role].name
    return Text(*(f"{words} {entry.establishment}".strip() for words in (role.en, role.cy)))
