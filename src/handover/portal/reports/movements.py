"""Reports that list files: what each school sent and received, other kinds of files, CTFs that are gone (seed, 7.2, 7.6).

No list names a pupil.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeVar

from django.db.models import Min, Q

from handover.common.text import Text
from handover.portal.accounts.roles import ROLES
from handover.portal.audit.actions import ACTIONS
from handover.portal.audit.models import Entry
from handover.portal.reports.asking import ReportQuery
from handover.portal.reports.columns import Cell, LineContext, ReportColumn, number_column, text_column
from handover.portal.reports.newest import Lanes, lanes_of
from handover.portal.transfers.clearing import removal_reason
from handover.portal.transfers.flow import State
from handover.portal.transfers.kinds import CTF_KINDS
from handover.portal.transfers.models import Collection, Transfer

GONE_STATES: tuple[State, ...] = (State.RECALLED, State.CLEARED, State.EXPIRED, State.REMOVED)
"""States in which nobody can collect a file any more, whether or not its bytes are still there."""
DECISIONS = ("file.cleared", "file.recalled", "file.expired", "lost.removed", "lost.closed", "lost.found")
DESTROYED = "file.erased"
BY_ITSELF = Text("the site, by its rules of retention", "y wefan, yn ôl ei rheolau cadw")
STORE = Text("Lost pupil store", "Storfa disgyblion coll")


def ctfs(ask: ReportQuery) -> Lanes:
    """Return the CTFs of the schools that are asked about."""
    return [rows.filter(kind__in=CTF_KINDS) for rows in lanes_of(ask)]


def others(ask: ReportQuery) -> Lanes:
    """Return their files of every other kind."""
    return [rows.exclude(kind__in=CTF_KINDS) for rows in lanes_of(ask, also_lost=False)]


def find_deleted(ask: ReportQuery) -> Lanes:
    """Return their CTFs that were deleted, by a person or by retention."""
    over = Q(sealed__isnull=True) | Q(state__in=[state.value for state in GONE_STATES])
    return [rows.filter(over) for rows in ctfs(ask)]


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file, and when it was first downloaded."""

    transfer: Transfer
    downloaded: datetime | None


@dataclass(frozen=True, slots=True)
class GoneFile:
    """A file that was deleted, and what the audit log says of its end: the decision, and that the bytes were destroyed."""

    transfer: Transfer
    decided: Entry | None
    destroyed: Entry | None

    @property
    def last(self) -> Entry | None:
        """The entry that says by whom and when it ended."""
        return self.decided or self.destroyed


R = TypeVar("R")


def receiver_name(transfer: Transfer, context: LineContext) -> Cell:
    """Return who receives a file, by name."""
    there = transfer.destination_establishment
    return context.named(there) if there else STORE


def end_columns(transfer_of: Callable[[R], Transfer]) -> tuple[ReportColumn[R], ...]:
    """Return the columns that say from whom to whom a file went."""
    return (
        text_column("From", "Rhif yr anfonwr", lambda row, context: transfer_of(row).source),
        text_column("Sender", "Anfonwr", lambda row, context: context.named(transfer_of(row).source_establishment)),
        text_column("To", "Rhif y derbynnydd", lambda row, context: transfer_of(row).destination),
        text_column("Receiver", "Derbynnydd", lambda row, context: receiver_name(transfer_of(row), context)),
    )


SENT: Final[ReportColumn[SentFile]] = text_column("Sent", "Anfonwyd", lambda file, context: file.transfer.sent_at)
ENDS: Final[tuple[ReportColumn[SentFile], ...]] = end_columns(lambda file: file.transfer)
FILE: Final[ReportColumn[SentFile]] = text_column("File", "Ffeil", lambda file, context: file.transfer.file_name)
WHERE: Final[ReportColumn[SentFile]] = text_column(
    "Where it is", "Ble mae", lambda file, context: file.transfer.look.name
)
DOWNLOADED: Final[ReportColumn[SentFile]] = text_column(
    "Downloaded", "Lawrlwythwyd", lambda file, context: file.downloaded
)
CTFS: Final[tuple[ReportColumn[SentFile], ...]] = (
    SENT,
    *ENDS,
    FILE,
    number_column("Pupils", "Disgyblion", lambda file, context: file.transfer.pupils),
    WHERE,
    DOWNLOADED,
)
OTHERS: Final[tuple[ReportColumn[SentFile], ...]] = (
    SENT,
    text_column("Kind", "Math", lambda file, context: file.transfer.file_kind.name),
    *ENDS,
    FILE,
    number_column("Bytes", "Beitiau", lambda file, context: file.transfer.size),
    WHERE,
    DOWNLOADED,
)
GONE: Final[tuple[ReportColumn[GoneFile], ...]] = (
    text_column("Sent", "Anfonwyd", lambda file, context: file.transfer.sent_at),
    *end_columns(lambda file: file.transfer),
    text_column("File", "Ffeil", lambda file, context: file.transfer.file_name),
    text_column("What was done", "Beth a wnaed", lambda file, context: done(file)),
    text_column("When", "Pryd", lambda file, context: file.last.at if file.last else file.transfer.moved_at),
    text_column("By", "Gan", lambda file, context: who(file.last)),
    text_column("Why", "Pam", lambda file, context: why(file.transfer)),
    text_column(
        "Bytes destroyed", "Dinistriwyd y beitiau", lambda file, context: file.destroyed.at if file.destroyed else None
    ),
)


def done(file: GoneFile) -> Text:
    """Return what was done to a file that is gone."""
    return ACTIONS[file.decided.action].name if file.decided else file.transfer.look.name


def why(transfer: Transfer) -> Text | None:
    """Return the reason that an authority gave, if one did."""
    return removal_reason(transfer) if transfer.stage is State.CLEARED else None


def downloads(transfers: Iterable[Transfer]) -> dict[int, datetime]:
    """Return when each of these files was first downloaded."""
    rows = Collection.transfers.through.objects.filter(
        transfer_id__in=[transfer.pk for transfer in transfers], collection__downloaded_at__isnull=False
    )
    return dict(rows.order_by().values_list("transfer_id").annotate(Min("collection__downloaded_at")))


def with_downloads(transfers: list[Transfer]) -> Iterator[SentFile]:
    """Yield files with when each was first downloaded."""
    downloaded = downloads(transfers)
    for transfer in transfers:
        yield SentFile(transfer, downloaded.get(transfer.pk))


def with_ends(transfers: list[Transfer]) -> Iterator[GoneFile]:
    """Yield files that were deleted with how, by whom and when, out of the audit log."""
    decisions, destroyed = find_entries(transfers)
    for transfer in transfers:
        reference = str(transfer.reference)
        yield GoneFile(transfer, decisions.get(reference), destroyed.get(reference))


def find_entries(transfers: list[Transfer]) -> tuple[dict[str, Entry], dict[str, Entry]]:
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
