"""The steps of a file of `out/`: claimed, measured, sent, its answer filed, its question answered, later news."""

from dataclasses import replace
from functools import partial
from typing import Final

from handover.client.answers import ApiTransfer, ReportedProblem, SenderNotice, SendOutcome
from handover.client.courier import places, steps
from handover.client.courier.clearing import find_clearing_day
from handover.client.courier.desk import CourierDesk
from handover.client.courier.disk import digest_file
from handover.client.courier.pages import answer_row, write_answer_page
from handover.client.courier.planning import sending_place
from handover.client.courier.records import PROBLEMS_KEPT, DepartingFile, News, OutStage
from handover.client.faults import ApiProblem

FILE_AT_FAULT: Final = frozenset({400, 404, 410, 411, 413, 415, 422})
"""Statuses by which the site says of one file that it cannot be sent as it is. All others pass, or concern the key."""
CONFLICTS: Final = frozenset({404, 409, 410, 412})
"""Statuses by which the site says that a transfer is not where we think it is."""

# The state of a file whose question was answered, as a verdict. All others are said in the site's own words.
_VERDICTS: Final = {
    "asking": "asked",
    "withdrawn": "withdrawn",
    "held": "held",
    **dict.fromkeys(("sent", "seen", "collected", "confirmed"), "accepted"),
}


OutStep = steps.Claim | steps.FinishClaim | steps.SendFile | steps.FileAnswer | steps.AnswerQuestion


def take_out_step(desk: CourierDesk, step: OutStep) -> None:
    """Do a step of a file that goes out."""
    match step:
        case steps.Claim(name):
            claim_file(desk, name)
        case steps.FinishClaim(number):
            finish_claim(desk, number)
        case steps.SendFile(number):
            send_claimed(desk, number)
        case steps.FileAnswer(number):
            file_answer(desk, number)
        case steps.AnswerQuestion(number, answer):
            give_answer(desk, number, answer)


def claim_file(desk: CourierDesk, name: str) -> None:
    """Begin with a file: the journal has it first, then it is moved, then measured."""
    record = DepartingFile(_choose_number(desk), name, OutStage.CLAIMED, desk.now)
    desk.keep(record)
    try:
        desk.move(f"{places.OUT}/{name}", sending_place(record))
    except OSError:
        # A drive of the network may say that a move failed which it did.
        if not desk.path(sending_place(record)).exists():
            # It is gone again, or a program has it open and Windows keeps it in its place.
            desk.keep(replace(record, stage=OutStage.DROPPED))
            raise
    measure_file(desk, record)


def _choose_number(desk: CourierDesk) -> int:
    """Return a number under which nothing lies: a file of a journal that was lost is never taken for another."""
    number = desk.journal.next_number
    while desk.path(f"{places.SENDING}/{number}").exists():
        number += 1
    return number


def finish_claim(desk: CourierDesk, number: int) -> None:
    """Go on with a claim that was broken off: what lies in `out/` now may be another file, and half written."""
    record = desk.out(number)
    if desk.path(sending_place(record)).exists():
        measure_file(desk, record)
    else:
        desk.keep(replace(record, stage=OutStage.DROPPED))


def measure_file(desk: CourierDesk, record: DepartingFile) -> None:
    """Write size and digest of a claimed file into the journal."""
    size, digest = digest_file(desk.path(sending_place(record)))
    copy = desk.journal.count_copies(record.number, record.name, digest)
    desk.keep(replace(record, stage=OutStage.MEASURED, size=size, digest=digest, copy=copy))


def send_claimed(desk: CourierDesk, number: int) -> None:
    """Send a file that is still as it was measured."""
    record = desk.out(number)
    path = desk.path(sending_place(record))
    if not path.exists():
        desk.keep(replace(record, stage=OutStage.DROPPED))
        return
    if digest_file(path) != (record.size, record.digest):
        measure_file(desk, record)
        return
    try:
        outcome = desk.ask(
            lambda: desk.site.send(
                path,
                name=record.name,
                sender_reference=f"courier-{record.idempotency_key[:16]}",
                idempotency_key=record.idempotency_key,
            )
        )
    except ApiProblem as problem:
        if problem.status not in FILE_AT_FAULT:
            raise
        outcome = _refuse(problem)
    desk.keep(_with_outcome(record, outcome))


def _refuse(problem: ApiProblem) -> SendOutcome:
    own = ReportedProblem(problem.code, "error", problem.detail, problem.remedy)
    return SendOutcome("refused", None, problem.problems or (own,), None)


def _with_outcome(record: DepartingFile, outcome: SendOutcome) -> DepartingFile:
    transfer = outcome.transfer
    problems = outcome.problems or (transfer.questions if transfer is not None else ())
    return replace(
        record,
        stage=OutStage.ANSWERED,
        verdict=outcome.verdict,
        reference=transfer.reference if transfer is not None else "",
        destination=f"{transfer.destination.number} {transfer.destination.name}" if transfer is not None else "",
        pupils=outcome.pupils,
        problems=problems[:PROBLEMS_KEPT],
        more_problems=max(0, len(problems) - PROBLEMS_KEPT),
    )


def file_answer(desk: CourierDesk, number: int) -> None:
    """Write the page, move the file beside it, take away what lay beside it before."""
    record = desk.out(number)
    row = answer_row(record.verdict)
    if not record.target:
        record = replace(record, target=desk.free_place(row.folder, record.name))
        desk.keep(record)
    write_page_beside(desk, record, record.target)
    source = record.place or sending_place(record)
    if desk.is_still_there(source, record):
        if record.place:
            # Before the file: what lies beside its place afterwards belongs to another file of its name.
            beside = (*places.beside(record.place, places.YES), *places.beside(record.place, places.NO))
            desk.remove(record.place + places.ANSWER, *beside)
        desk.move(source, record.target)
    stage = OutStage.ASKED if record.verdict == "asked" else OutStage.DONE
    desk.keep(replace(record, stage=stage, place=record.target, target=""))
    if row.notice:
        desk.notice("answer", name=record.name, heading=row.heading.say(desk.settings.language))


def give_answer(desk: CourierDesk, number: int, answer: str) -> None:
    """Tell the site a person's yes or no. Where the site does not want it any more, see what it has instead."""
    record = replace(desk.out(number), stage=OutStage.ANSWERING, answer=answer)
    if record != desk.out(number):
        desk.keep(record)
    try:
        transfer = desk.ask(lambda: desk.site.answer(record.reference, answer))
    except ApiProblem as problem:
        if problem.status not in CONFLICTS:
            raise
        transfer = desk.ask(lambda: desk.site.head(record.reference))
    _note_state(desk, record, transfer)


def look_at_question(desk: CourierDesk, number: int) -> None:
    """See whether somebody answered on the site, or the question lapsed."""
    record = desk.out(number)
    transfer = desk.ask(lambda: desk.site.head(record.reference))
    if transfer.state != "asking":
        _note_state(desk, record, transfer)


def _note_state(desk: CourierDesk, record: DepartingFile, transfer: ApiTransfer) -> None:
    verdict = _VERDICTS.get(transfer.state, transfer.state_words)
    if verdict == "asked":
        # Another question came up: a page of its own in place of the first, and the answer to the first is gone.
        record = replace(record, problems=transfer.questions or record.problems, answer="")
    desk.keep(replace(record, stage=OutStage.ANSWERED, verdict=verdict, reference=transfer.reference))


def read_news(desk: CourierDesk) -> None:
    """Write what happened later into the pages of the files that this courier sent. Other files' news is others' to read.

    What the site says of a file that came is seen there as well; it is acknowledged once that file is done with.
    """
    for notice in list(desk.ask(desk.site.notices)):
        reference = notice.transfer.reference if notice.transfer is not None else ""
        sent, came = desk.journal.find_sent(reference), desk.journal.incoming.get(reference)
        if sent is not None:
            _write_news(desk, sent, notice)
        if sent is not None or (came is not None and came.finished):
            desk.ask(partial(desk.site.acknowledge_notice, notice.id))


def _write_news(desk: CourierDesk, record: DepartingFile, notice: SenderNotice) -> None:
    if notice.id not in {each.notice for each in record.news}:
        at = notice.at.isoformat(timespec="seconds") if notice.at is not None else desk.now
        reason = notice.transfer.reason if notice.transfer is not None else None
        words = f"{notice.words} {reason}" if reason else notice.words
        record = replace(record, news=(*record.news, News(notice.id, at, words, desk.now)))
        desk.keep(record)
        # Without the reason: a person wrote it, and may have named a child.
        desk.notice("news", name=record.name, words=notice.words)
    if record.place:
        write_page_beside(desk, record, record.place)


def write_page_beside(desk: CourierDesk, record: DepartingFile, place: str) -> None:
    """Write the page of a file beside its place."""
    until = find_clearing_day(record, place, desk.settings.keep_days)
    desk.write(place + places.ANSWER, write_answer_page(record, desk.settings.language, until))
