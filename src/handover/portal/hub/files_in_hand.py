"""Which files the hub has in hand, so that no person is asked to collect or confirm them: rows of `transfers`' table.

What waits for a person of the school by itself (a record to take over, a child who is not on the roll) is on a page of its
own. What the hub cannot go on with is a person's again, as is what a person collected.
"""

from django.db.models import Exists, OuterRef, Q

from handover.portal.hub.arriving.taking_up import find_hub_school
from handover.portal.hub.life import AT_RECEIVER, MoveState
from handover.portal.hub.models import Move, Readiness
from handover.portal.hub.reasons import COLLECTED_BY_HAND
from handover.portal.transfers.flow import State
from handover.portal.transfers.in_software_hands import FilesInHand
from handover.portal.transfers.kinds import CTF_KINDS
from handover.portal.transfers.models import Transfer


def in_hand() -> Q:
    """Return the condition that the hub, or the school's software, has all that is still open of a file."""
    way = Move.objects.filter(transfer=OuterRef("pk"), state__in=[each.value for each in AT_RECEIVER])
    return Q(Exists(way)) & ~Q(Exists(way.filter(left_to_person())))


def left_to_person() -> Q:
    """Return the condition that a record on its way comes into the software only if a person sees to its file."""
    taken, asked = Q(state=MoveState.TAKEN_IN.value), Q(state=MoveState.OFFERED.value)
    stands_still = Q(zone_in_charge="") | Q(reason__in=COLLECTED_BY_HAND)
    zone_stands_still = Q(destination_school__zone__on=False) | ~Q(destination_school__zone__fault="")
    return (
        Q(destination_school=None)
        | ~taken & (Q(transfer__state=State.COLLECTED.value) | zone_stands_still)
        | ~(taken | asked) & stands_still
    )


def takes_file(transfer: Transfer) -> bool:
    """Say whether the school that a file is for lets the hub bring it into its software, and the hub is on there."""
    if transfer.kind not in CTF_KINDS or transfer.source == transfer.destination:
        return False
    school = find_hub_school(transfer.destination)
    return school is not None and school.arriving != Readiness.OFF and school.zone.on and not school.zone.fault


ROWS = (FilesInHand(in_hand, takes_file),)
