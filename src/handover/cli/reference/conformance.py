"""The reference page of a zone's answers: every situation and what is said to it."""

from collections.abc import Iterable

from handover.cli.reference.markdown import escape_cell, inline_code, write_page, write_section, write_table
from handover.sif.messages.errors import ERRORS, STATUS, ErrorCode
from handover.zone.conformance import ROWS, SECTIONS, Demand
from handover.zone.core.pausing import IN_A_PAUSE


def conformance() -> str:
    """What a zone answers in which situation."""
    return write_page(
        "What a zone answers",
        "Every situation that a zone can meet, and the status or the category and code of the error that it answers. Each row "
        "has a test that produces it. The numbers are those of the sections of the infrastructure reference that the zone "
        "server is built from; the codes are explained at the end.",
        *(_section(number, title) for number, title in SECTIONS.items()),
        write_section(
            "While the zone is paused",
            "Libraries in use take any SIF_Status for success and send a message once. So what an agent tells or asks is "
            "taken during a pause and kept, and status 8 answers only those who lose nothing by asking again. An answer to a "
            "message that was on its way when the pause began is taken too.",
            write_table(["Message", "In a pause", "What that means"], _paused()),
        ),
        write_section("The codes", write_table(["Answer", "Meaning"], _meanings())),
    )


def _section(number: str, title: str) -> str:
    rows = [row for row in ROWS.values() if row.section == number]
    return write_section(f"{number} {title}", write_table(["Situation", "Answer", "Besides"], map(_cells, rows)))


def _cells(row: Demand) -> list[str]:
    return [escape_cell(row.situation), row.answer or "–", escape_cell(row.more)]


def _paused() -> Iterable[list[str]]:
    words = {"kept": "taken and kept", "done": "done at once", "asleep": "answered with status 8"}
    return ([inline_code(row.kind), words[row.treatment], escape_cell(row.words)] for row in IN_A_PAUSE.values())


def _meanings() -> Iterable[list[str]]:
    given = {row.answer for row in ROWS.values()}
    for status, words in STATUS.items():
        if str(status) in given:
            yield [str(status), escape_cell(words.en)]
    for error in sorted(ErrorCode(*map(int, answer.split("/"))) for answer in given if "/" in answer):
        yield [str(error), escape_cell(ERRORS[error].en)]
