"""What the hub listens to in a zone: a table of objects, and the function that is told of an event about one of them.

The function is given the school whose software said it, which was proved before. It writes down what follows, in one
transaction, and returns at once; what takes longer is done later by `working.py`. The same event may come twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from handover.agent import Event
from handover.portal.hub.leaving import hear_leavings
from handover.portal.hub.models import HubSchool


@dataclass(frozen=True, slots=True)
class HubEar:
    """An object of SIF, and what is called when a school's software says something about one."""

    object_name: str
    call: Callable[[HubSchool, Event[Any], datetime], None]


HEARD: Final[tuple[HubEar, ...]] = (HubEar("LearnerSchoolEnrolment", hear_leavings),)
