"""What came of asking schools to delete records that they had collected: whether they were told, have read it, or answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from handover.common.text import Text
from handover.portal.phase.models import Board, BoardPupil, Deletion


class DeletionAnswer(StrEnum):
    """What a school did with the message that asks it to delete."""

    UNTOLD = "untold"
    UNREAD = "unread"
    IGNORED = "ignored"
    READ = "read"
    ANSWERED = "answered"


WORDS: Final = {
    DeletionAnswer.UNTOLD: Text(
        "The message could not be sent. Telephone the school; the next sending tries again.",
        "Nid oedd modd anfon y neges. Ffoniwch yr ysgol; bydd y wefan yn rhoi cynnig arall arni wrth anfon y tro "
        "nesaf.",
    ),
    DeletionAnswer.UNREAD: Text("Nobody has read the message yet.", "Nid oes neb wedi darllen y neges eto."),
    DeletionAnswer.IGNORED: Text(
        "The message was removed before anybody read it. Telephone the school.",
        "Tynnwyd y neges cyn i neb ei darllen. Ffoniwch yr ysgol.",
    ),
    DeletionAnswer.READ: Text(
        "The message was read on {day} and not answered, so nobody knows whether the records were deleted.",
        "Cafodd y neges ei darllen ar {day} a heb ei hateb, felly nid oes neb yn gwybod a gafodd y cofnodion eu dileu.",
    ),
    DeletionAnswer.ANSWERED: Text(
        "The school answered on {day}. Read in its answer whether it has deleted the records or refuses.",
        "Atebodd yr ysgol ar {day}. Darllenwch yn ei hateb a yw wedi dileu'r cofnodion neu'n gwrthod.",
    ),
}
"""How each is told. An answer is a person's free words, so it is theirs to read whether it is a refusal."""


@dataclass(frozen=True, slots=True)
class DeletionRequest:
    """A school that was asked to delete records, which of them, when, and what it did; `day` is when it did that."""

    destination: str
    pupils: Sequence[BoardPupil]
    at: datetime
    answer: DeletionAnswer
    day: datetime | None

    def said(self, language: str, day: str) -> str:
        """Return what the school did, in words; `day` is the day as that language writes it."""
        return WORDS[self.answer].say(language, day=day)


def asked_of(board: Board) -> list[DeletionRequest]:
    """Return every school that was asked to delete records of a board, the latest first."""
    rows = list(Deletion.objects.filter(bulk__board=board).select_related("delivery"))
    meant = {position for row in rows for position in row.positions}
    there = BoardPupil.objects.filter(bulk__in={row.bulk_id for row in rows}, position__in=meant) if rows else ()
    pupils = {(row.bulk_id, row.position): row for row in there}
    return [
        DeletionRequest(
            row.destination,
            [pupils[row.bulk_id, each] for each in row.positions if (row.bulk_id, each) in pupils],
            row.asked_at,
            *answer_of(row),
        )
        for row in rows
    ]


def answer_of(row: Deletion) -> tuple[DeletionAnswer, datetime | None]:
    """Return what a school did with the message, and when."""
    copy = row.delivery
    if copy is None:
        return (DeletionAnswer.IGNORED if row.told else DeletionAnswer.UNTOLD), None
    if copy.answered_at:
        return DeletionAnswer.ANSWERED, copy.answered_at
    if copy.read_at:
        return DeletionAnswer.READ, copy.read_at
    return (DeletionAnswer.IGNORED if copy.gone_at else DeletionAnswer.UNREAD), None
