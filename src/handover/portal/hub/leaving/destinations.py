"""Where a leaver's record goes: to the school that was named, to the lost pupil store, or to a person who is asked."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from handover.ctf.filename import OUTSIDE, UNKNOWN
from handover.portal.establishments.directory import RouteState, route
from handover.portal.hub.models import HubSchool, Move, Unplaced
from handover.portal.transfers.addresses import MARKERS

DECEASED: Final = "DD"
"""The code of UKLeavingReasonType by which a pupil has no next school, and nobody is asked for one."""
LEFT_MAINTAINED: Final = frozenset({"EM", "FE", "HE", "TR", "UN", "WK"})
"""Codes of UKLeavingReasonType of those who leave the maintained sector: abroad, to college, to work."""
NOT_MAINTAINED: Final = frozenset({"IP", "IS", "FE", "HE", "WL", "EM"})
"""Codes of UKLeavingDestinationType of places outside the maintained sector."""

TASKS: Final = {
    RouteState.UNKNOWN: "unknown_school",
    RouteState.CLOSED: "closed_school",
    RouteState.INACTIVE: "inactive_school",
}
"""What a school is asked because of what the register says of the destination that its software named."""


@dataclass(frozen=True, slots=True)
class LeaverDestination:
    """Where a record goes: a mailbox number or a marker; or the reason why the school is asked."""

    destination: str = ""
    reason: str = ""


def find_next_school(move: Move, school: HubSchool, today: date) -> LeaverDestination:
    """Return where the record of a leaver goes on a day.

    One for a closed school with a successor is addressed to the closed one: the transfer holds it, as any file, until
    somebody sends it on.
    """
    named = move.destination
    if named in MARKERS:
        return LeaverDestination(named)
    if not named:
        return (
            LeaverDestination(find_marker(move))
            if school.unplaced == Unplaced.STORE
            else LeaverDestination(reason="no_destination_said")
        )
    if named == school.establishment.number:
        return LeaverDestination(reason="own_school")
    task = TASKS.get(route(named, today).state)
    return LeaverDestination(reason=task) if task else LeaverDestination(named)


def find_marker(move: Move) -> str:
    """Return the marker of a record without a next school: it left the maintained sector, or nobody knows."""
    child = move.child
    return OUTSIDE if child.why in LEFT_MAINTAINED or child.where in NOT_MAINTAINED else UNKNOWN
