"""Deciding an offer in doubt: a person says for which of the records it is, or that it is for none of them.

A decision stands as long as the same offer is in doubt between the same records. A newer list of offers that settles the
doubt, or says something else, undoes it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from handover.ctf.whole_year import Leaver
from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.audit.log import record
from handover.portal.locking import lock_rows
from handover.portal.masterkeys.codes import newest_form
from handover.portal.phase.matching import Doubt, OfferMatching, match_offers
from handover.portal.phase.models import Board, BoardPupil, Decision
from handover.portal.phase.offers import Offer
from handover.portal.sealed import token

NONE_OF_THESE: Final = "none"
UNDECIDED: Final = "undecided"


def doubt_mark(doubt: Doubt) -> str:
    """Return the mark of a doubt: what the offer says, wherever it stands in the list, and the records it fits.

    It is a keyed code, because an offer names a child.
    """
    offer = doubt.offer
    says = (offer.upn, offer.surname, offer.forename, str(offer.birth_date), offer.destination)
    digest = hashlib.sha256("\0".join((*says, *sorted(map(record_key, doubt.leavers)))).encode()).hexdigest()
    return token("doubts", digest).hex()


def record_key(leaver: Leaver) -> str:
    """Return a record of the board in one word, as a form holds it."""
    return f"{leaver.file}-{leaver.position}"


@dataclass(frozen=True, slots=True)
class AskedDoubt:
    """A doubt as a form asks about it, and what was decided of it: a key of a record, none of these, or nothing yet."""

    doubt: Doubt
    mark: str
    answer: str = ""

    @property
    def chosen(self) -> Leaver | None:
        """The record that was chosen."""
        return next((leaver for leaver in self.doubt.leavers if record_key(leaver) == self.answer), None)


@dataclass(frozen=True, slots=True)
class Decided:
    """The matching with what was decided, the doubts still open, those decided by hand, and the marks of all decided."""

    matching: OfferMatching
    open: tuple[AskedDoubt, ...]
    closed: tuple[AskedDoubt, ...]
    marks: frozenset[str]


def decide_by(
    board: Board, offers: Sequence[Offer], leavers: Sequence[Leaver], sources: Mapping[str, str] | None = None
) -> Decided:
    """Match offers and records as far as they go by themselves, and the doubts as somebody decided them.

    What is decided of one doubt may leave another, so they are taken in turns, each decision once.
    """
    answers = answers_of(board)
    decided: dict[int, Leaver | None] = {}
    closed: dict[str, AskedDoubt] = {}
    while True:
        matching = match_offers(offers, leavers, decided, sources)
        asked = [AskedDoubt(doubt, doubt_mark(doubt)) for doubt in matching.doubts]
        answered = [each for each in asked if newest_form(each.mark) in answers and each.mark not in closed]
        if not answered:
            break
        for each in answered:
            closed[each.mark] = AskedDoubt(each.doubt, each.mark, answers[newest_form(each.mark)])
            decided[each.doubt.offer.line] = closed[each.mark].chosen
    still = {each.doubt.offer.line for each in asked}
    done = tuple(each for each in closed.values() if each.doubt.offer.line not in still)
    return Decided(matching, tuple(asked), done, frozenset(closed))


def answers_of(board: Board) -> Mapping[str, str]:
    """Return what was decided on a board, by the newest form of the mark of the doubt."""
    rows = board.decisions.values_list("doubt", "pupil__bulk_id", "pupil__position")
    return {newest_form(doubt): f"{bulk}-{position}" if bulk else NONE_OF_THESE for doubt, bulk, position in rows}


def decide_doubts(board: Board, found: Decided, answers: Mapping[str, str], by: User, now: datetime) -> int:
    """Keep what somebody answered, by the mark of each doubt; return how many answers were new.

    An answer to a doubt that is not there any more, or with a record that it does not fit, is no answer.
    """
    kept = 0
    with transaction.atomic():
        lock_rows(Board.objects.filter(pk=board.pk)).get()
        for asked in (*found.open, *found.closed):
            answer = answers.get(asked.mark, asked.answer)
            if answer != asked.answer and keep_decision(board, asked, answer, now):
                record("phase.decided", actor=by.actor, subject=str(board.reference), now=now)
                kept += 1
        if kept:
            Board.objects.filter(pk=board.pk).update(touched_at=now)
    return kept


def keep_decision(board: Board, asked: AskedDoubt, answer: str, now: datetime) -> bool:
    """Keep, change or take back one decision; say whether the answer was one."""
    if answer == UNDECIDED:
        return bool(Decision.objects.filter(board=board, doubt=asked.mark).delete()[0])
    chosen = AskedDoubt(asked.doubt, asked.mark, answer).chosen
    if chosen is None and answer != NONE_OF_THESE:
        return False
    pupil = BoardPupil.objects.get(bulk_id=int(chosen.file), position=chosen.position) if chosen else None
    Decision.objects.update_or_create(board=board, doubt=asked.mark, defaults={"pupil": pupil, "decided_at": now})
    return True


def forget_settled(board: Board, found: Decided) -> None:
    """Forget the decisions that the list of offers has settled, so that an older list does not bring them back."""
    Decision.objects.filter(board=board).exclude(doubt__in=found.marks).delete()
