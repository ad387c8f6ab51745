"""How long is kept what the site has about files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Final

from django.conf import settings
from django.db.models import QuerySet

from handover.common.text import Text
from handover.portal.config import Config
from handover.portal.configuration.setting import Setting
from handover.portal.establishments.models import Establishment
from handover.portal.notices import outbox
from handover.portal.retention.counting import DayCount
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
    """The files that one rule concerns: of these kinds, or of all others where they are `left_out`, in these states."""

    kinds: tuple[str, ...]
    states: tuple[State, ...]
    left_out: bool = False

    def rows(self) -> QuerySet[Transfer]:
        """Return them, as long as they have anything to lose."""
        files = Transfer.objects.filter(state__in=[state.value for state in self.states], sealed__isnull=False)
        files = files.exclude(kind__in=self.kinds) if self.left_out else files.filter(kind__in=self.kinds)
        return files.select_related("source_establishment", "destination_establishment", "sent_by", "sealed")

    def holds(self, transfer: Transfer) -> bool:
        """Say whether this file is one of them."""
        kind = (transfer.kind in self.kinds) is not self.left_out
        return kind and transfer.stage in self.states and transfer.sealed_id is not None


@dataclass(frozen=True, slots=True)
class WaitingSort:
    """Kinds of files that wait equally long to be collected: the beginning of the rule's key, and what they are."""

    key: str
    what: Text
    kinds: tuple[str, ...]

    @property
    def rule(self) -> str:
        """The key of the rule."""
        return f"{self.key}.uncollected"

    @property
    def days(self) -> Setting[int]:
        """The setting that says how many school days, from the table of kinds."""
        return KINDS[self.kinds[0]].days

    @property
    def stored(self) -> tuple[str, ...]:
        """How these kinds stand in the column."""
        return tuple(stored for kind in self.kinds for stored in KINDS[kind].stored)


SORTS: Final = (
    WaitingSort(
        "files",
        Text("A CTF that nobody has collected and confirmed", "CTF nad oes neb wedi'i chasglu a'i chadarnhau"),
        ("ctf",),
    ),
    WaitingSort(
        "generic",
        Text(
            "A generic file that nobody has collected and confirmed",
            "Ffeil generig nad oes neb wedi'i chasglu a'i chadarnhau",
        ),
        ("generic",),
    ),
    WaitingSort(
        "returns",
        Text(
            "A census, finance or exclusion file that nobody has collected and confirmed",
            "Ffeil cyfrifiad, cyllid neu waharddiadau nad oes neb wedi'i chasglu a'i chadarnhau",
        ),
        ("census", "cfr", "exclusion"),
    ),
    WaitingSort(
        "admissions",
        Text(
            "An admissions file that nobody has collected and confirmed",
            "Ffeil dderbyn nad oes neb wedi'i chasglu a'i chadarnhau",
        ),
        ("admissions",),
    ),
    WaitingSort(
        "data",
        Text(
            "A missing-education or XML data file that nobody has collected and confirmed",
            "Ffeil colli addysg neu ddata XML nad oes neb wedi'i chasglu a'i chadarnhau",
        ),
        ("cme", "xml-transfer"),
    ),
)
"""How the kinds of files wait, as the table of retention shows it; each kind is in one of them."""

SPANS: Final[dict[str, Span]] = {
    **{sort.rule: Span(sort.stored, STEPS["expire"].start) for sort in SORTS},
    "files.unanswered": Span((), STEPS["lapse"].start, left_out=True),
    "files.collected": Span(GENERIC, (State.CONFIRMED,), left_out=True),
    "generic.collected": Span(GENERIC, (State.CONFIRMED,)),
    "files.over": Span(GENERIC, ENDED, left_out=True),
    "generic.over": Span(GENERIC, ENDED),
}


def warn_of_expiry(key: str, transfers: Sequence[Transfer], now: datetime) -> None:
    """Tell a destination, and each sender, which files will soon expire. All are for the same destination."""
    there = transfers[0].destination_establishment
    if there is not None:
        write_files_email("files_ending", there, transfers, now, key, to_receiver=True)
    senders = {transfer.source: transfer.source_establishment for transfer in transfers}
    for source, sender in senders.items():
        theirs = [transfer for transfer in transfers if transfer.source == source]
        write_files_email("files_ending_sender", sender, theirs, now, key, to_receiver=False)


def warn_of_lapse(transfers: Sequence[Transfer], now: datetime) -> None:
    """Tell a sender which questions are soon dropped with their files. All are of the same sender."""
    sender = transfers[0].source_establishment
    write_files_email("questions_ending", sender, transfers, now, "files.unanswered", to_receiver=False)


def write_files_email(
    kind: str, reader: Establishment, files: Sequence[Transfer], now: datetime, key: str, *, to_receiver: bool
) -> None:
    """Write one e-mail about several files of one destination or sender, which end by one rule; the first says when."""
    rule = BY_KEY[key]
    first = min(files, key=rule.last_day)
    why = rule.why(first) or Text("", "")
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
            "end": rule.last_day(first),
            "why": why.en,
            "why_cy": why.cy,
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
    "Mae'n dod i ben; mae'r ddwy ochr yn cael gwybod, ac nid oes modd casglu'r ffeil mwyach.",
)
BOTH_SIDES: Final = Text("the destination and the sender", "y derbynnydd a'r anfonwr")


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


def waiting_rule(sort: WaitingSort) -> RetentionRule:
    """Return the rule for files that wait to be collected: both sides are told before."""
    return RetentionRule(
        sort.rule,
        sort.what,
        LAST_STEP,
        EXPIRES,
        ("transfers.Transfer",),
        days=sort.days,
        rows=SPANS[sort.rule].rows,
        clock="moved_at",
        end=clock.expire_transfer,
        warning=Caution(BOTH_SIDES, Config.warn_school_days, ("destination",), partial(warn_of_expiry, sort.rule)),
        audited=True,
        counted=DayCount.SCHOOL,
        place="destination",
    )


ROWS = (
    RetentionRule(
        "files.unanswered",
        Text("A file whose sender was asked a question", "Ffeil y gofynnwyd cwestiwn i'w hanfonwr"),
        Text("the question", "y cwestiwn"),
        BYTES_GONE,
        ("transfers.Transfer",),
        days=Config.ask_days,
        rows=SPANS["files.unanswered"].rows,
        clock="moved_at",
        end=clock.lapse,
        warning=Caution(Text("the sender", "yr anfonwr"), Config.warn_school_days, ("source",), warn_of_lapse),
        audited=True,
        counted=DayCount.SCHOOL,
        place="source",
    ),
    *(waiting_rule(sort) for sort in SORTS),
    file_rule(
        "files.collected",
        Text("A file that was collected and confirmed", "Ffeil a gasglwyd ac a gadarnhawyd"),
        Config.collected_days,
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
            "Ffeil a wrthodwyd, a alwyd yn ôl, a dynnwyd, a anfonwyd ymlaen neu na chafodd ei chasglu",
        ),
        Config.ended_days,
    ),
    file_rule(
        "generic.over",
        Text(
            "A generic file that was rejected, called back, removed, sent on or never collected",
            "Ffeil generig a wrthodwyd, a alwyd yn ôl, a dynnwyd, a anfonwyd ymlaen neu na chafodd ei chasglu",
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


def find_rule(transfer: Transfer) -> RetentionRule | None:
    """Return the rule by which a file goes now; None where no clock runs for it."""
    return next((BY_KEY[key] for key, span in SPANS.items() if span.holds(transfer)), None)


def of_file(transfer: Transfer, today: date) -> date | None:
    """Return the last day on which a file can be had, today at the earliest; None where no clock runs for it."""
    rule = find_rule(transfer)
    return max(today, rule.last_day(transfer)) if rule else None


def why_until(transfer: Transfer, today: date) -> Text | None:
    """Return why a file can be had until that day; None where it follows from the calendar, or the day has gone by."""
    rule = find_rule(transfer)
    return rule.why(transfer) if rule and rule.last_day(transfer) >= today else None
