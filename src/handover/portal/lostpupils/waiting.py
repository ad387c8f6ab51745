"""What waits for a person in the matter of lost pupils: counted for the home page."""

from dataclasses import dataclass

from django.utils import timezone

from handover.portal.accounts.models import User
from handover.portal.lostpupils import census
from handover.portal.lostpupils.closing import LOST
from handover.portal.lostpupils.models import Closing
from handover.portal.lostpupils.permissions import MANAGE_LOST
from handover.portal.lostpupils.worklist import tally
from handover.portal.transfers.permissions import SEND_CTF


@dataclass(frozen=True, slots=True)
class LostWaiting:
    """How many questions wait whether a file closes a record, how many pairs of the census matching wait for a decision,
    and how many of the authority's lost pupils are over the school leaving age."""

    to_close: int = 0
    to_decide: int = 0
    over_age: int = 0


def lost_waiting_for(user: User) -> LostWaiting:
    """Count what waits for a person."""
    closings = Closing.objects.filter(transfer__source=user.mailbox, answered_at=None, pupil__transfer__state__in=LOST)
    to_close = closings.count() if user.may(SEND_CTF) else 0
    if not user.may(MANAGE_LOST) or user.establishment is None:
        return LostWaiting(to_close)
    la_number = user.establishment.la_number
    undecided = census.open_findings(la_number).filter(establishment__startswith=la_number, same_child=None)
    return LostWaiting(to_close, undecided.count(), tally(la_number, timezone.localdate()).over_age)
