"""How long is kept what the site has about files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from handover.common.text import Text
from handover.portal.config import Config
from handover.portal.configuration.setting import Setting
from handover.portal.establishments.models import Establishment
from handover.portal.notices import outbox
from handover.portal.retention.rule import (
    BYTES_GONE,
    GONE,
    LAST_STEP,
    Caution,
    RetentionRule,
    old_rows_rule,
    remove_row,
)
from handover.portal.transfers import clock
from handover.portal.transfers.flow import ENDED, IN_STORE, STEPS, State
from handover.portal.transfers.kinds import KINDS
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import find_addresses

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


def warn_of_expiry(days: Setting[int], transfers: Sequence[Transfer], now: datetime) -> None:
    """Tell a destination, and each sender, which files will soon expire. All are for the same destination."""
    first = min(transfer.moved_at for transfer in transfers)
    end = timezone.localdate(first) + timedelta(days=settings.CONFIG.value(days))
    there = transfers[0].destination_establishment
    if there is not None:
        write_files_email("files_ending", there, transfers, now, f"{end:%d/%m/%Y}", to_receiver=True)
    senders = {transfer.source: transfer.source_establishment for transfer in transfers}
    for source, sender in senders.items():
        theirs = [transfer for transfer in transfers if transfer.source == source]
        write_files_email("files_ending_sender", sender, theirs, now, f"{end:%d/%m/%Y}", to_receiver=False)


def write_files_email(
    kind: str, reader: Establishment, files: Sequence[Transfer], now: datetime, end: str, *, to_receiver: bool
) -> None:
    """Write one e-mail about several files of one destination."""
    there = files[0].destination_establishment
    mailbox = files[0].destination if to_receiver else files[0].source
    # Whoever collects is the same for all of them; each may have been sent by somebody else.
    told = files[:1] if to_receiver else files
    outbox.send_email(
        kind,
        to=[address for file in told for address in find_addresses(reader, mailbox, file, to_receiver)],
        values={
            "count": len(files),
            "files": list_names([file.file_name for file in files]),
            "end": end,
            "destination_name": there.named("en") if there else "",
            "destination_name_cy": there.named("cy") if there else "",
            "url": f"{settings.CONFIG.url}/{'collect' if to_receiver else 'sent'}/",
        },
        now=now,
        welsh_first=reader.in_wales,
    )


def list_names(names: Sequence[str]) -> str:
    """Return names one to a line, the first of them if there are many."""
    lines = list(names[:MOST_NAMED])
    if len(names) > MOST_NAMED:
        lines.append(f"… + {len(names) - MOST_NAMED}")
    return "\n".join(lines)


def file_tombstones() -> QuerySet[Transfer]:
    """Return files that are gone, and that nothing which still lives refers to."""
    gone = Transfer.objects.filter(sealed__isnull=True, children__isnull=True)
    # Of a lost pupil the tombstone stays, and with it what it tells about.
    gone = gone.filter(lost_pupil__isnull=True, closes__isnull=True, closings__isnull=True)
    return gone.exclude(state__in=[state.value for state in (State.ASKING, *STEPS["expire"].start, *IN_STORE)])


EXPIRES: Final = Text(
    "It expires; both sides are told, and the file can no longer be collected.",
    "Daw i ben; hysbysir y ddwy ochr, ac ni ellir casglu'r ffeil mwyach.",
)
BOTH_SIDES: Final = Text("the destination and the sender", "y cyrchfan a'r anfonwr")


def file_rule(key: str, what: Text, days: Setting[int]) -> RetentionRule:
    """Return the rule for files that are over: nobody waits for them, so nobody is told."""
    return RetentionRule(
        key,
        what,
        LAST_STEP,
        BYTES_GONE,
        (
            "transfers.Transfer",
            "transfers.SealedFile",
            "transfers.PupilMark",
            "transfers.PupilOnFile",
            "transfers.FileSearchKey",
            "transfers.DamagedFile",
        ),
        days=days,
        rows=SPANS[key].rows,
        clock="moved_at",
        end=clock.bury,
        audited=True,
        asks=True,
    )


def waiting_rule(key: str, what: Text, days: Setting[int]) -> RetentionRule:
    """Return the rule for files that wait to be collected: both sides are told before."""
    return RetentionRule(
        key,
        what,
        LAST_STEP,
        EXPIRES,
        ("transfers.Transfer",),
        days=days,
        rows=SPANS[key].rows,
        clock="moved_at",
        end=clock.expire_transfer,
        warning=Caution(BOTH_SIDES, Config.warn_days, ("destination",), partial(warn_of_expiry, days)),
        audited=True,
    )


ROWS = (
    RetentionRule(
        "files.unanswered",
        Text("A file whose sender was asked a question", "Ffeil y gofynnwyd cwestiwn i'w hanfonwr"),
        Text("the question", "y cwestiwn"),
        BYTES_GONE,
        ("transfers.Transfer",),
        hours=Config.ask_hours,
    ),
    waiting_rule(
        "files.uncollected",
        Text("A file that nobody has collected and confirmed", "Ffeil nad oes neb wedi'i chasglu a'i chadarnhau"),
        KINDS["ctf"].days,
    ),
    file_rule(
        "files.collected",
        Text("A file that was collected and confirmed", "Ffeil a gasglwyd ac a gadarnhawyd"),
        Config.collected_days,
    ),
    waiting_rule(
        "generic.uncollected",
        Text(
            "A generic file that nobody has collected and confirmed",
            "Ffeil generig nad oes neb wedi'i chasglu a'i chadarnhau",
        ),
        KINDS["generic"].days,
    ),
    file_rule(
        "generic.collected",
        Text("A generic file that was collected and confirmed", "Ffeil generig a gasglwyd ac a gadarnhawyd"),
        Config.generic_collected_days,
    ),
    file_rule(
        "files.over",
        Text(
            "A file that was rejected, called back, removed, sent on or never collected",
            "Ffeil a wrthodwyd, a alwyd yn ôl, a dynnwyd, a anfonwyd ymlaen neu na chasglwyd",
        ),
        Config.ended_days,
    ),
    file_rule(
        "generic.over",
        Text(
            "A generic file that was rejected, called back, removed, sent on or never collected",
            "Ffeil generig a wrthodwyd, a alwyd yn ôl, a dynnwyd, a anfonwyd ymlaen neu na chasglwyd",
        ),
        Config.ended_days,
    ),
    RetentionRule(
        "files.tombstone",
        Text("The tombstone of a file", "Carreg fedd ffeil"),
        LAST_STEP,
        GONE,
        ("transfers.Transfer",),
        days=Config.tombstone_days,
        rows=file_tombstones,
        clock="moved_at",
        end=remove_row,
    ),
    old_rows_rule(
        "files.collections",
        Text("The note of who collected which files", "Y nodyn o bwy a gasglodd pa ffeiliau"),
        Text("the download", "y lawrlwytho"),
        ("transfers.Collection", "transfers.Collection_transfers"),
        Config.tombstone_days,
        "started_at",
    ),
)

BY_KEY: Final = {rule.key: rule for rule in ROWS}


def of_file(transfer: Transfer, today: date) -> date | None:
    """Return the last day on which a file can be had, today at the earliest; None where no clock runs for it."""
    for key, span in SPANS.items():
        if span.holds(transfer):
            return max(today, BY_KEY[key].last_day(transfer))
    return None
