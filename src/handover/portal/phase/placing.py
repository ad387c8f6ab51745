"""Giving one pupil of the board a school by hand, and taking it back: a late change needs no new list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from handover.common.folding import fold
from handover.ctf.whole_year import Leaver
from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.audit.log import record
from handover.portal.locking import lock_rows
from handover.portal.phase.boards import Standing
from handover.portal.phase.changes import leavers_of
from handover.portal.phase.deciding import record_key
from handover.portal.phase.models import Board, BoardPupil, Placement

MOST_FOUND = 50
"""Pupils that a search shows."""


@dataclass(frozen=True, slots=True)
class BoardPlace:
    """A pupil of the board, the school that the pupil goes to (empty for none), and whether it was given by hand.

    `offered` is the school of the list of offers, as far as that is known without a doubt.
    """

    leaver: Leaver
    school: str
    by_hand: bool
    offered: str


def find_board_pupil(board: Board, key: str) -> BoardPupil | None:
    """Return a pupil of a board by the word that a form has for the record (`deciding.record_key`)."""
    bulk, _, position = key.partition("-")
    if not (bulk.isdecimal() and position.isdecimal() and len(bulk) < 18 and len(position) < 9):
        return None
    return BoardPupil.objects.filter(bulk__board=board, bulk=int(bulk), position=int(position)).first()


def search_pupils(standing: Standing, asked: str) -> list[BoardPlace]:
    """Return the pupils of a board whose name or UPN holds every word that was asked for."""
    words = fold(asked).split()
    found = [
        place for place in pupil_places(standing) if words and all(word in _text_of(place.leaver) for word in words)
    ]
    return sorted(found, key=lambda place: (place.leaver.surname, place.leaver.forename))[:MOST_FOUND]


def pupil_places(standing: Standing) -> Iterator[BoardPlace]:
    """Yield every pupil of a board once, with the school that the pupil goes to."""
    goes = {match.leaver: match.offer.destination for match in standing.matching.matches}
    offered = {match.leaver: match.offer.destination for match in standing.decided.matching.matches}
    for leaver in dict.fromkeys(leavers_of(standing.matching)):
        by_hand = leaver in standing.placed
        yield BoardPlace(leaver, goes.get(leaver, ""), by_hand, offered.get(leaver, ""))


def find_place(standing: Standing, pupil: BoardPupil) -> BoardPlace:
    """Return where one pupil of a board goes; a later record of a child goes where the first goes."""
    key = record_key(pupil.leaver)
    found = (place for place in pupil_places(standing) if record_key(place.leaver) == key)
    return next(found, BoardPlace(pupil.leaver, "", by_hand=False, offered=""))


def _text_of(leaver: Leaver) -> str:
    names = (leaver.forename, leaver.middle_names, leaver.surname, leaver.preferred_forename, leaver.preferred_surname)
    return fold(" ".join((*names, leaver.upn)))


def place_pupil(board: Board, pupil: BoardPupil, school: str, by: User, now: datetime) -> None:
    """Give a pupil a school by hand, whatever the list of offers says; one given before is replaced."""
    with transaction.atomic():
        lock_rows(Board.objects.filter(pk=board.pk)).get()
        said = {"board": board, "destination": school, "placed_by": by, "placed_at": now}
        Placement.objects.update_or_create(pupil=pupil, defaults=said)
        Board.objects.filter(pk=board.pk).update(touched_at=now)
        record("phase.placed", actor=by.actor, subject=str(board.reference), details={"school": school}, now=now)


def take_back_place(board: Board, pupil: BoardPupil, by: User, now: datetime) -> bool:
    """Take back a school that was given by hand, so that the list of offers counts again; say whether there was one."""
    with transaction.atomic():
        lock_rows(Board.objects.filter(pk=board.pk)).get()
        if not Placement.objects.filter(board=board, pupil=pupil).delete()[0]:
            return False
        Board.objects.filter(pk=board.pk).update(touched_at=now)
        record("phase.place_taken_back", actor=by.actor, subject=str(board.reference), now=now)
    return True
