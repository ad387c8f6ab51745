"""The steps of a file that waits on the site: fetched, placed, acknowledged or rejected, or ended by others."""

from dataclasses import replace
from typing import Final

from handover.client.answers import ApiTransfer, FetchedFile
from handover.client.courier import places, steps
from handover.client.courier.desk import CourierDesk
from handover.client.courier.disk import remove_files
from handover.client.courier.going_out import CONFLICTS
from handover.client.courier.pages import write_end_page
from handover.client.courier.records import ArrivingFile, InStage
from handover.client.courier.words import ENDS
from handover.client.faults import ApiProblem, DamagedDownload, FileInTheWay
from handover.client.places import make_harmless

IN_OUR_HANDS: Final = frozenset({"sent", "seen", "collected"})
"""States in which a file is this office's to take."""
UNKNOWN: Final = "unknown"
"""The end of a file that the site does not know any more."""
LONGEST_REASON: Final = 400
"""So many letters of a reason are taken by the site."""
_ENCODINGS: Final = ("utf-8-sig", "cp1252")


ArrivalStep = steps.FetchFile | steps.PlaceFile | steps.AcknowledgeFile | steps.RejectFile | steps.EndFile


def take_in_step(desk: CourierDesk, step: ArrivalStep) -> None:
    """Do a step of a file that came."""
    match step:
        case steps.FetchFile(waiting):
            fetch_arrival(desk, waiting)
        case steps.PlaceFile(reference, place):
            place_arrival(desk, reference, place)
        case steps.AcknowledgeFile(reference):
            acknowledge_arrival(desk, reference)
        case steps.RejectFile(reference, reason_at):
            reject_arrival(desk, reference, reason_at)
        case steps.EndFile(reference):
            end_arrival(desk, reference)


def fetch_arrival(desk: CourierDesk, waiting: ApiTransfer) -> None:
    """Fetch a file whole into the courier's own folder."""
    fetched = _download(desk, waiting.reference, waiting.digest)
    source = f"{waiting.source.number} {waiting.source.name}"
    desk.keep(
        ArrivingFile(
            waiting.reference,
            waiting.file_name,
            InStage.FETCHED,
            desk.now,
            fetched.size,
            digest=fetched.digest,
            source=source,
        )
    )


def _fetching_place(reference: str) -> str:
    return f"{places.FETCHING}/{make_harmless(reference)}"


def _download(desk: CourierDesk, reference: str, digest: str) -> FetchedFile:
    """Have a file fetched. The client compares its digest and writes it out to the disk before it has its name."""
    path = desk.path(_fetching_place(reference))
    try:
        fetched = desk.ask(lambda: desk.site.fetch(reference, path))
        if digest and fetched.digest != digest:
            raise DamagedDownload(name=reference)
    except (DamagedDownload, FileInTheWay):
        remove_files(path)
        raise
    return fetched


def place_arrival(desk: CourierDesk, reference: str, place: str) -> None:
    """Move a fetched file into `in/`. The move is one act of the disk: the software sees a whole file or none."""
    record = desk.arrived(reference)
    source = _fetching_place(reference)
    if record.stage is InStage.FETCHED:
        if not desk.path(source).exists():
            _download(desk, reference, record.digest)
        record = replace(record, stage=InStage.PLACING, place=place)
        desk.keep(record)
    # A file that was moved before the courier was stopped may be in the software's hands by now.
    if desk.path(source).exists():
        try:
            desk.move(source, place)
        except FileExistsError:
            # Another file got there first, and this one waits; or a folder lies there, which a person must see.
            desk.keep(replace(record, stage=InStage.FETCHED, place=""))
            raise
    desk.keep(replace(record, stage=InStage.PLACED))
    desk.notice("arrived", name=record.name)


def acknowledge_arrival(desk: CourierDesk, reference: str) -> None:
    """Tell the site that the software has the file."""
    record = replace(desk.arrived(reference), stage=InStage.TAKEN)
    if record != desk.arrived(reference):
        desk.keep(record)
    try:
        desk.ask(lambda: desk.site.acknowledge(reference))
    except ApiProblem as problem:
        if problem.status not in CONFLICTS:
            raise
        end, words = _ask_state(desk, reference, problem)
        if end in IN_OUR_HANDS:
            raise
        if end != "confirmed":
            desk.keep(replace(record, stage=InStage.ENDING, end=end, reason=words))
            return
    desk.keep(replace(record, stage=InStage.DONE, end="acknowledged"))


def reject_arrival(desk: CourierDesk, reference: str, reason_at: str) -> None:
    """Tell the site that a person rejects the file. Raises `EmptyReason` where the note holds no words."""
    record = desk.arrived(reference)
    if record.stage is InStage.PLACED:
        reason = read_note(desk.path(reason_at).read_bytes())
        if not reason:
            raise EmptyReason(reason_at)
        record = replace(record, stage=InStage.REJECTING, reason=reason)
        desk.keep(record)
    end, words = "rejected", record.reason
    try:
        desk.ask(lambda: desk.site.reject(reference, "other", record.reason))
    except ApiProblem as problem:
        if problem.status not in CONFLICTS:
            raise
        end, words = _ask_state(desk, reference, problem)
        if end in IN_OUR_HANDS:
            raise
        words = record.reason if end == "rejected" else words
    desk.keep(replace(record, stage=InStage.ENDING, end=end, reason=words))


class EmptyReason(Exception):
    """A note beside a file rejects it without a word of reason."""


def read_note(data: bytes) -> str:
    """Return the words of a note, whichever of a computer's usual ways they were written in; no more than the site takes."""
    words = " ".join(_decode(data).replace("\x00", "").split())
    return words if len(words) <= LONGEST_REASON else words[: LONGEST_REASON - 1] + "…"


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def look_at_placed(desk: CourierDesk, reference: str) -> None:
    """See what became of a file that the site lists no longer."""
    try:
        transfer = desk.ask(lambda: desk.site.head(reference))
        end, words = transfer.state, transfer.state_words
    except ApiProblem as problem:
        if problem.status not in CONFLICTS:
            raise
        end, words = UNKNOWN, problem.detail
    if end not in IN_OUR_HANDS:
        desk.keep(replace(desk.arrived(reference), stage=InStage.ENDING, end=end, reason=words))


def _ask_state(desk: CourierDesk, reference: str, problem: ApiProblem) -> tuple[str, str]:
    """Return the state that a transfer has instead, and its words; what the site said where it does not know it any more."""
    if problem.status in (404, 410):
        return UNKNOWN, problem.detail
    transfer = desk.ask(lambda: desk.site.head(reference))
    return transfer.state, transfer.state_words


def end_arrival(desk: CourierDesk, reference: str) -> None:
    """Take a file out of `in/`, with a page that says why; the page alone where the software has taken the file."""
    record = desk.arrived(reference)
    if not record.target:
        target = desk.free_place(places.ENDED, make_harmless(record.name))
        record = replace(record, target=target)
        desk.keep(record)
    desk.write(record.target + places.ANSWER, write_end_page(record, desk.settings.language))
    if desk.is_still_there(record.place, record):
        # Before the file: a note beside its place afterwards belongs to another file of its name.
        desk.remove(*places.beside(record.place, places.REJECT))
        desk.move(record.place, record.target)
    desk.keep(replace(record, stage=InStage.DONE, place=record.target, target=""))
    desk.notice("ended", name=record.name, heading=_heading(desk, record))


def _heading(desk: CourierDesk, record: ArrivingFile) -> str:
    return ENDS.get(record.end, ENDS[""])[0].say(desk.settings.language)
