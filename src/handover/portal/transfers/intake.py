"""Taking a file in: name, size, content, addresses, then sealed storage and the first step of its life.

One pipeline for the page, the API and the command. What it answers is an `UploadOutcome`; a file that is refused leaves
nothing behind but an audit row of its problem codes.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from handover.common.byte_source import ByteSource
from handover.common.problems import Problem, Severity, has_errors
from handover.ctf.filename import NameReading
from handover.ctf.model import Pupil
from handover.portal import transaction
from handover.portal.audit.log import record
from handover.portal.config import MEBIBYTE
from handover.portal.establishments.models import Establishment
from handover.portal.locking import lock_rows
from handover.portal.scanning.chosen import scan_data
from handover.portal.scanning.verdicts import ScanResult
from handover.portal.transfers import vault
from handover.portal.transfers.addresses import (
    check_addresses,
    departure,
    own_numbers,
    route_to,
)
from handover.portal.transfers.contents import (
    ZIP_BEGINNING,
    Inspection,
    inspect_file,
    named_by_content,
    named_by_header,
)
from handover.portal.transfers.damages import mend
from handover.portal.transfers.faults import FAULTS
from handover.portal.transfers.file_names import final_name
from handover.portal.transfers.flow import LIVE, STATES, State
from handover.portal.transfers.kinds import (
    KIND_OF_FORM,
    KINDS,
    FileContent,
    FileKind,
    find_kind,
    mailbox_kind,
    read_name,
)
from handover.portal.transfers.marks import remember
from handover.portal.transfers.models import SealedFile, Transfer
from handover.portal.transfers.moving import begin_transfer
from handover.portal.transfers.pupils import note_pupils
from handover.portal.transfers.senders import Sender, find_person
from handover.portal.transfers.spool import SealedSpool, SpooledBytes

PIECE = 64 * 1024
BY_SOFTWARE: Final = ("transfer.prepared_by_software", "transfer.prepared_with_care")
"""Questions about files that a school's software made: not of what is in the file, but of who has looked at it."""


class UploadVerdict(StrEnum):
    """What became of a file."""

    ACCEPTED = "accepted"
    WARNED = "warned"
    HELD = "held"
    ASKED = "asked"
    REFUSED = "refused"
    RESENT = "resent"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as it arrived: the name it was given, how large it was, and its bytes unless it was too large.

    `spool` is where the bytes are, if they need not be in memory.
    """

    name: str
    size: int
    too_large: bool
    read: Callable[[], bytes]
    spool: SealedSpool | None = None

    def look(self, kind: FileKind | None) -> ByteSource:
        """Return the bytes of a file that goes by the name of a kind: all of them, but of a zip."""
        if self.spool is not None and kind is not None and kind.content is FileContent.ZIP:
            return SpooledBytes(self.spool)
        return self.read()


@dataclass(frozen=True, slots=True)
class UploadOutcome:
    """The answer to one file. `children` are those in it, in order: who sent it may read their names, and no log may.

    `begun` says that its transfer began with it, so that nothing else is on file about it.
    """

    name: str
    verdict: UploadVerdict
    problems: tuple[Problem, ...]
    pupils: int = 0
    transfer: Transfer | None = None
    children: tuple[Pupil, ...] = ()
    begun: bool = False

    @property
    def badly_named(self) -> bool:
        """Say whether the name refuses the file, so that another one may help."""
        return any(problem.code.startswith("name.") and problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def worst_first(self) -> list[Problem]:
        """The problems in the order in which to read them: what stops the file, then what needs an answer, then the rest."""
        ranks = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
        return sorted(self.problems, key=lambda p: (ranks.index(p.severity), not p.kind.askable))


@dataclass(frozen=True, slots=True)
class CheckedUpload:
    """A file that passed its checks, before it is stored."""

    reading: NameReading
    report: Inspection
    problems: tuple[Problem, ...]
    data: ByteSource

    @property
    def children(self) -> tuple[Pupil, ...]:
        """The pupils in the file, in order."""
        return list_children(self.report)


Storing = Callable[[], UploadOutcome]
"""Stores what became of a file, and returns it."""


def list_children(report: Inspection) -> tuple[Pupil, ...]:
    """Return the pupils of a file that was looked at, in order; none where it holds no records or could not be read."""
    return report.document.pupils if report.document else ()


def simply(act: Storing) -> UploadOutcome:
    """Store what became of a file, and nothing else."""
    return act()


def receive(
    file: Incoming, sender: Sender, now: datetime, keep: Callable[[Storing], UploadOutcome] = simply
) -> UploadOutcome:
    """Check a file and send it, ask about it, or refuse it.

    What is stored is stored by `keep`, which may store something of its own in the same transaction.
    """
    draft = examine(file, sender, timezone.localdate(now))
    if isinstance(draft, UploadOutcome):
        refusal = draft
        return transaction.retry(lambda: keep(lambda: refused(refusal, sender, now)))
    scan = scan_data(draft.data, now)
    if scan is not None and scan.result is ScanResult.FOUND:
        infected = UploadOutcome(
            file.name, UploadVerdict.REFUSED, (FAULTS["transfer.infected"].at(signature=scan.signature),)
        )
        return transaction.retry(lambda: keep(lambda: refused(infected, sender, now)))
    try:
        sealed = vault.seal_file(pieces(draft.data), now)
    except vault.NoRoom:
        return refused(UploadOutcome(file.name, UploadVerdict.REFUSED, (FAULTS["transfer.no_room"].at(),)), sender, now)
    sealed.unscanned = scan.reason if scan is not None else ""
    try:
        outcome = transaction.retry(lambda: keep(lambda: store_file(draft, sealed, file, sender, now)))
    except BaseException:
        vault.delete_sealed(sealed.name)
        raise
    if outcome.transfer is None or outcome.transfer.sealed_id != sealed.name:
        vault.delete_sealed(sealed.name)
    return outcome


def examine(file: Incoming, sender: Sender, today: date) -> CheckedUpload | UploadOutcome:
    """Check name, kind, size, content and addresses; return a draft, or the refusal."""
    reading = read_name(file.name)
    kind = find_kind(reading.form)
    if stopped := stopped_by(file, kind, sender):
        return UploadOutcome(file.name, UploadVerdict.REFUSED, (stopped,))
    data = file.look(kind)
    if kind is None:
        whole = data[: len(data)]
        named = name_by_header(whole, reading, sender)
        if named is None:
            return refuse_unnamed(file, whole, reading, today)
        reading, kind = named, KIND_OF_FORM[named.form]
    reading, kind, on_the_way = address(reading, kind, named_by_content(data, kind, reading), sender, today)
    report = inspect_file(kind, data, reading, today)
    problems = (*report.problems, *on_the_way)
    if has_errors(problem for problem in problems if not problem.kind.askable):
        # What awaits the file on its way is no news of a file that stays here.
        stopping = (problem for problem in on_the_way if problem.severity is Severity.ERROR)
        found = (*report.problems, *stopping)
        return UploadOutcome(file.name, UploadVerdict.REFUSED, found, report.pupils, children=list_children(report))
    return CheckedUpload(reading, report, problems, data)


def name_by_header(data: bytes, reading: NameReading, sender: Sender) -> NameReading | None:
    """Return the name that a file's header gives it, if the file is this sender's to send under it."""
    named = named_by_header(data, reading)
    if named is None or not sender.may(KIND_OF_FORM[named.form].send):
        return None
    return named if named.source in own_numbers(KIND_OF_FORM[named.form], sender.mailbox) else None


def refuse_unnamed(file: Incoming, data: bytes, reading: NameReading, today: date) -> UploadOutcome:
    """Refuse a file whose name is that of no kind. Of a zip no more is said; anything else is checked as a CTF at once."""
    if data.startswith(ZIP_BEGINNING):
        return UploadOutcome(file.name, UploadVerdict.REFUSED, reading.problems)
    report = inspect_file(KINDS["ctf"], data, reading, today)
    return UploadOutcome(
        file.name, UploadVerdict.REFUSED, report.problems, report.pupils, children=list_children(report)
    )


def stopped_by(file: Incoming, kind: FileKind | None, sender: Sender) -> Problem | None:
    """Return what refuses a file before anybody looks inside: its size, or a role that does not send its kind."""
    if kind is not None and not sender.may(kind.send):
        role = sender.duties.name
        words = {"kind": kind.name.en, "kind_cy": kind.name.cy, "role": role.en, "role_cy": role.cy}
        return Problem(FAULTS["transfer.kind_not_allowed"], values=words)
    limit = (kind or KINDS["ctf"]).largest(mailbox_kind(sender.mailbox))
    if file.too_large or file.size > limit * MEBIBYTE:
        is_zip = kind is not None and kind.content is FileContent.ZIP
        return FAULTS["transfer.zip_too_large" if is_zip else "transfer.too_large"].at(limit=limit)
    return None


def address(
    reading: NameReading, kind: FileKind, by_content: NameReading | None, sender: Sender, today: date
) -> tuple[NameReading, FileKind, tuple[Problem, ...]]:
    """Return how a file's name is read, its kind, and what awaits it on its way.

    A name that the content gives stands in place of the one that it came with, if the file could go under it at all.
    """
    if by_content is not None:
        other = KIND_OF_FORM[by_content.form]
        on_the_way = check_addresses(by_content, other, sender, today)
        if sender.may(other.send) and not has_errors(on_the_way):
            return by_content, other, on_the_way
    return reading, kind, check_addresses(reading, kind, sender, today)


def refused(outcome: UploadOutcome, sender: Sender, now: datetime) -> UploadOutcome:
    """Note a refusal: the codes of what was wrong, never the words, which may name a child."""
    codes = ",".join(dict.fromkeys(p.code for p in outcome.problems if p.severity is Severity.ERROR))
    record("file.refused", actor=sender.actor, details={"problems": codes}, now=now)
    return outcome


def store_file(
    draft: CheckedUpload, sealed: SealedFile, file: Incoming, sender: Sender, now: datetime
) -> UploadOutcome:
    """Admit a checked file in the transaction of the caller, or else in one of its own."""
    if transaction.is_in_transaction():
        return admit_file(draft, sealed, file, sender, now)
    with transaction.atomic():
        return admit_file(draft, sealed, file, sender, now)


def admit_file(
    draft: CheckedUpload, sealed: SealedFile, file: Incoming, sender: Sender, now: datetime
) -> UploadOutcome:
    """Store a checked file by its first step. Runs in one transaction that no other file of this sender shares."""
    source = lock_rows(Establishment.objects.filter(number=sender.actor.establishment)).get()
    name = final_name(draft.reading)
    namesakes = list(list_namesakes(sender.mailbox, name))
    twin = find_twin(draft, namesakes, sealed.digest, sender)
    if twin:
        mended = mend(twin, sealed)
        if mended is not None:
            transaction.on_commit(lambda: vault.delete_sealed(mended.name))
        return again(draft, file, twin, sender, now, mended=mended is not None)
    problems = (*draft.problems, *ask_about_name(namesakes), *ask_about_repair(draft.reading, name))
    questions = [problem.code for problem in problems if asks(problem)]
    destination = draft.reading.destination or ""
    sealed.pupils_noted_at = now
    sealed.save(force_insert=True)
    if draft.report.document is not None:
        remember(sealed, draft.report.document.pupils)
        note_pupils(sealed, draft.report.document.pupils, (sender.mailbox, destination))
    # The register is asked again, within the transaction: the school may have closed while the file was sealed.
    there = route_to(destination, timezone.localdate(now))
    transfer = Transfer(
        kind=draft.reading.form,
        file_name=name,
        given_name=file.name[:255],
        source=sender.mailbox,
        destination=destination,
        source_establishment=source,
        destination_establishment=there.establishment if there is not None else None,
        sealed=sealed,
        size=sealed.size,
        digest=sealed.digest,
        pupils=draft.report.pupils,
        first_source=first_source(draft),
        locked=draft.report.locked,
        warnings=sum(problem.severity is Severity.WARNING for problem in problems),
        questions=questions,
        sent_by=find_person(sender),
        sent_at=now,
    )
    event, transfer.held_for = departure(transfer.source, destination, there)
    if sealed.unscanned and not questions:
        event, transfer.held_for = "wait_for_scan", None
        problems = (*problems, FAULTS["transfer.scan_awaited"].at())
    begin_transfer("ask" if questions else event, transfer, by=sender, now=now)
    verdict = verdict_of(transfer)
    return UploadOutcome(file.name, verdict, problems, draft.report.pupils, transfer, draft.children, begun=True)


def questions(transfer: Transfer, sender: Sender, today: date) -> tuple[Problem, ...]:
    """Return what a sender was asked about a file that waits for the answer, found again from its name and bytes.

    Only the codes of the questions are stored: their words may name a child.
    """
    return repeat_questions(transfer, sender, today).problems


def repeat_questions(transfer: Transfer, sender: Sender, today: date) -> UploadOutcome:
    """Return the answer to a file that waits for its sender's, with nothing but what was asked and whom it is about."""
    file = Incoming(
        transfer.given_name,
        transfer.size,
        too_large=False,
        read=lambda: b"".join(vault.read_sealed(transfer.sealed)) if transfer.sealed else b"",
    )
    draft = examine(file, sender, today)
    problems = draft.problems + same_name(transfer.source, transfer.file_name, besides=transfer)
    if transfer.given_name != transfer.file_name:
        problems = (FAULTS["transfer.name_repaired"].at(canonical=transfer.file_name), *problems)
    problems = (*(FAULTS[code].at() for code in BY_SOFTWARE), *problems)
    asked = tuple(problem for problem in problems if problem.code in transfer.questions)
    return UploadOutcome(transfer.given_name, UploadVerdict.ASKED, asked, transfer.pupils, transfer, draft.children)


def asks(problem: Problem) -> bool:
    """Say whether a problem needs the sender's yes before the file goes on."""
    return problem.kind.askable


def verdict_of(transfer: Transfer) -> UploadVerdict:
    """Return the verdict that fits where a new transfer is."""
    if transfer.stage is State.ASKING:
        return UploadVerdict.ASKED
    if transfer.stage is State.HELD:
        return UploadVerdict.HELD
    return UploadVerdict.WARNED if transfer.warnings else UploadVerdict.ACCEPTED


def find_twin(draft: CheckedUpload, namesakes: Sequence[Transfer], digest: str, sender: Sender) -> Transfer | None:
    """Return the live transfer of the same bytes under the same name, if there is one."""
    if draft.reading.canonical is not None:
        return next((each for each in namesakes if each.digest == digest), None)
    live = Transfer.objects.filter(
        source=sender.mailbox, digest=digest, state__in=[state.value for state in LIVE]
    ).order_by("-sent_at")
    return live.filter(destination=draft.reading.destination).first()


def again(
    draft: CheckedUpload, file: Incoming, twin: Transfer, sender: Sender, now: datetime, *, mended: bool = False
) -> UploadOutcome:
    """Answer a file that was sent before: it is a re-send, not a second transfer; it may have `mended` the first."""
    record("file.resent", actor=sender.actor, subject=str(twin.reference), now=now)
    if twin.stage is State.ASKING:
        problems = (*draft.problems, *ask_about_repair(draft.reading, twin.file_name))
        return UploadOutcome(file.name, UploadVerdict.ASKED, problems, twin.pupils, twin, draft.children)
    sent = timezone.localtime(twin.sent_at)
    note = FAULTS["transfer.sent_before"].at(
        sent=sent, state=STATES[twin.stage].name.en, state_cy=STATES[twin.stage].name.cy
    )
    notes = (FAULTS["transfer.mended"].at(), note) if mended else (note,)
    return UploadOutcome(file.name, UploadVerdict.RESENT, notes, twin.pupils, twin)


def same_name(source: str, name: str, besides: Transfer | None = None) -> tuple[Problem, ...]:
    """Ask about a name that already stands for other bytes, those of one transfer apart."""
    live = list_namesakes(source, name)
    return ask_about_name((live.exclude(pk=besides.pk) if besides else live)[:1])


def list_namesakes(source: str, name: str) -> QuerySet[Transfer]:
    """Return the live transfers of a mailbox that go by a name, the latest first."""
    states = [state.value for state in LIVE]
    return Transfer.objects.filter(source=source, file_name=name, state__in=states).order_by("-sent_at")


def ask_about_name(namesakes: Iterable[Transfer]) -> tuple[Problem, ...]:
    """Ask about a name that stands for other bytes, of which the latest are the first of these."""
    for earlier in namesakes:
        return (FAULTS["transfer.same_name"].at(sent=timezone.localtime(earlier.sent_at)),)
    return ()


def ask_about_repair(reading: NameReading, name: str) -> tuple[Problem, ...]:
    """Ask about a name that was mended."""
    return (FAULTS["transfer.name_repaired"].at(canonical=name),) if reading.repairs else ()


def first_source(draft: CheckedUpload) -> str:
    """Return the school that first sent a file which an LA passes on; empty where the name says it all."""
    header = draft.report.document.header if draft.report.document else None
    number = f"{header.source.la}{header.source.estab}" if header and header.source else ""
    return number if number.isdigit() and number != draft.reading.source else ""


def pieces(data: ByteSource) -> Iterator[bytes]:
    """Yield bytes in pieces, so that sealing never doubles them in memory."""
    for start in range(0, len(data), PIECE):
        yield data[start : start + PIECE]
