"""What the table says of files: which rule concerns a file, by its kind and state, and who is told before it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from handover.portal.establishments.models import Establishment
from handover.portal.notices import outbox
from handover.portal.transfers.flow import ENDED, IN_STORE, STEPS, State
from handover.portal.transfers.kinds import KINDS
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import addresses

GENERIC: Final = KINDS["generic"].stored
MOST_NAMED: Final = 20
"""Files that one e-mail names; the others it counts."""


@dataclass(frozen=True, slots=True)
class Span:
    """The files that one rule concerns: generic ones or all others, in these states."""

    generic: bool
    states: tuple[State, ...]

    def rows(self) -> QuerySet[Transfer]:
        """Return them, as long as they have anything to lose."""
        files = Transfer.objects.filter(state__in=[state.value for state in self.states], sealed__isnull=False)
        files = files.filter(kind__in=GENERIC) if self.generic else files.exclude(kind__in=GENERIC)
        return files.select_related("source_establishment", "destination_establishment", "sent_by", "sealed")

    def holds(self, transfer: Transfer) -> bool:
        """Say whether this file is one of them."""
        kind = (transfer.kind in GENERIC) is self.generic
        return kind and transfer.stage in self.states and transfer.sealed_id is not None


SPANS: Final[dict[str, Span]] = {
    "files.uncollected": Span(False, STEPS["expire"].start),
    "files.collected": Span(False, (State.CONFIRMED,)),
    "generic.uncollected": Span(True, STEPS["expire"].start),
    "generic.collected": Span(True, (State.CONFIRMED,)),
    "files.over": Span(False, ENDED),
    "generic.over": Span(True, ENDED),
}


def warn(days: str, transfers: Sequence[Transfer], now: datetime) -> None:
    """Tell a destination, and each sender, which files will soon expire. All are for the same destination."""
    first = min(transfer.moved_at for transfer in transfers)
    end = timezone.localdate(first) + timedelta(days=settings.CONFIG.number(days))
    there = transfers[0].destination_establishment
    if there is not None:
        write("files_ending", there, transfers, now, f"{end:%d/%m/%Y}", to_receiver=True)
    senders = {transfer.source: transfer.source_establishment for transfer in transfers}
    for source, sender in senders.items():
        theirs = [transfer for transfer in transfers if transfer.source == source]
        write("files_ending_sender", sender, theirs, now, f"{end:%d/%m/%Y}", to_receiver=False)


def write(
    kind: str, reader: Establishment, files: Sequence[Transfer], now: datetime, end: str, *, to_receiver: bool
) -> None:
    """Write one e-mail about several files of one destination."""
    there = files[0].destination_establishment
    mailbox = files[0].destination if to_receiver else files[0].source
    # Whoever collects is the same for all of them; each may have been sent by somebody else.
    told = files[:1] if to_receiver else files
    outbox.send(
        kind,
        to=[address for file in told for address in addresses(reader, mailbox, file, to_receiver)],
        values={
            "count": len(files),
            "files": listed([file.file_name for file in files]),
            "end": end,
            "destination_name": there.named("en") if there else "",
            "destination_name_cy": there.named("cy") if there else "",
            "url": f"{settings.CONFIG.text('HANDOVER_URL')}/{'collect' if to_receiver else 'sent'}/",
        },
        now=now,
        welsh_first=reader.in_wales,
    )


def listed(names: Sequence[str]) -> str:
    """Return names one to a line, the first of them if there are many."""
    lines = list(names[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        lines.append(f"… + {len(names) - MOST_NAMED}")
    return "\n".join(lines)


def tombstones() -> QuerySet[Transfer]:
    """Return files that are gone, and that nothing which still lives refers to."""
    gone = Transfer.objects.filter(sealed__isnull=True, children__isnull=True)
    # Of a lost pupil the tombstone stays, and with it what it tells about.
    gone = gone.filter(lost_pupil__isnull=True, closes__isnull=True, closings__isnull=True)
    return gone.exclude(state__in=[state.value for state in (State.ASKING, *STEPS["expire"].start, *IN_STORE)])


def remove(row: Any, now: datetime) -> bool:
    """Delete one row; say whether it was still there."""
    return bool(type(row).objects.filter(pk=row.pk).delete()[0])


def every(label: str) -> QuerySet[Any]:
    """Return all rows of a table by its label; this app is below some whose tables it clears."""
    rows: QuerySet[Any] = apps.get_model(label)._default_manager.all()
    return rows
