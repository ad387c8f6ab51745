"""What waits for a person in the matter of lost pupils: counted for the home page."""

from dataclasses import dataclass

from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.lostpupils import pairs, same_pupil
from handover.portal.lostpupils.closing import unanswered_questions
from handover.portal.lostpupils.found_cases import open_cases
from handover.portal.lostpupils.permissions import DECIDE_SAME_PUPIL, MANAGE_LOST
from handover.portal.lostpupils.worklist import count_lost_pupils
from handover.portal.transfers.permissions import SEND_CTF


@dataclass(frozen=True, slots=True)
class LostWaiting:
    """How many questions wait whether a file closes a record, how many pairs of the census matching wait for a decision,
    how many of the authority's lost pupils are over the school leaving age, how many pairs of files wait for word
    whether they are of the same pupil, and how many cases of found pupils are to be closed."""

    to_close: int = 0
    to_decide: int = 0
    over_age: int = 0
    alike: int = 0
    found: int = 0


def lost_waiting_for(user: User) -> LostWaiting:
    """Count what waits for a person."""
    closings = unanswered_questions().filter(transfer__source=user.mailbox)
    to_close = closings.count() if user.may(SEND_CTF) else 0
    if not user.may(MANAGE_LOST) or user.establishment is None:
        return LostWaiting(to_close)
    la_number = user.establishment.la_number
    undecided = pairs.on_our_rolls(pairs.find_pairs(la_number), la_number).filter(same_child=None)
    over_age = count_lost_pupils(la_number, clock.today()).over_age
    alike = same_pupil.count_undecided(la_number) if user.may(DECIDE_SAME_PUPIL) else 0
    found = open_cases(la_number).count()
    return LostWaiting(to_close, undecided.count(), over_age, alike, found)
