"""What the hub listens to in a zone, and what it answers there: tables of objects, and the function that is called for each.

A function of an event is given the school whose software said it, which was proved before (`speaking.py`). It writes down
what follows, in one transaction, and returns at once; what takes longer is done later by `working.py`. The same event may
come twice. An object may stand in the table more than once: its functions are called in the table's order.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from handover.agent import Event, Query
from handover.portal.hub.arriving.handing_out import answer_with_records
from handover.portal.hub.arriving.hearing_roll import hear_enrolment
from handover.portal.hub.leaving.leavings import hear_leavings
from handover.portal.hub.models import HubSchool, HubZone
from handover.portal.hub.newcomers.arrival_hearing import hear_newcomer
from handover.portal.hub.zones.rights import RECORD_OBJECTS
from handover.sif.model import SifObject


@dataclass(frozen=True, slots=True)
class HubEar:
    """An object of SIF, and what is called when a school's software says something about one."""

    object_name: str
    call: Callable[[HubSchool, Event[Any], datetime], None]


@dataclass(frozen=True, slots=True)
class HubAnswer:
    """An object of SIF that the hub hands out, and what is called when a school's software asks for some.

    `query.source` is the agent that asks; it was proved before to be a school's software in the zone. What is for another
    school is never handed to it.
    """

    object_name: str
    call: Callable[[HubZone, Query], Iterable[SifObject]]


HEARD: Final[tuple[HubEar, ...]] = (
    HubEar("LearnerSchoolEnrolment", hear_leavings),
    HubEar("LearnerSchoolEnrolment", hear_enrolment),
    HubEar("LearnerSchoolEnrolment", hear_newcomer),
)
ANSWERED: Final[tuple[HubAnswer, ...]] = tuple(HubAnswer(name, answer_with_records) for name in RECORD_OBJECTS)
