"""Asking a school's software for objects: always its own agent, never whoever else provides them, and never for long."""

import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, TypeVar
from weakref import WeakKeyDictionary

from handover.agent import Agent, Condition, Conditions, RequestRefused, TimedOut
from handover.portal.hub.models import HubSchool
from handover.sif.messages import ErrorCode
from handover.sif.model import SifObject, WholeObject

P = TypeVar("P", bound=SifObject)

PACKET_SECONDS: Final = 45.0
"""So long software may be silent within an answer: much of it looks only every half minute whether the zone has something."""
WHOLE_SECONDS: Final = 120.0
"""So long a whole answer may take."""
MOST_OBJECTS: Final = 5_000
"""The most objects of one answer: a school has no more pupils, and a question of the hub is about one."""
SILENT_FOR: Final = timedelta(minutes=5)
"""Software that did not answer is not asked again before, so that the records of other schools need not wait for it."""

_silent: WeakKeyDictionary[Agent, dict[str, datetime]] = WeakKeyDictionary()
"""By the hub's agent in a zone: which software did not answer, and when. A process that is new asks anew."""


class SoftwareAway(Exception):
    """A school's software did not answer in time."""


class AnswerTooLong(SoftwareAway):
    """An answer goes on for longer, or with more objects, than any question of the hub can have: it is not waited for."""


class SoftwareRefused(Exception):
    """A school's software, or the zone on its behalf, refused a request. `words` are its own, and may tell of a pupil."""

    def __init__(self, error: ErrorCode, words: str) -> None:
        super().__init__(f"refused with {error}")
        self.error = error
        self.words = words


def ask_software(
    agent: Agent, school: HubSchool, kind: type[WholeObject[P]], where: Condition | Conditions | None, now: datetime
) -> list[P]:
    """Return the objects that a school's software answers with, which need not be those that were asked for.

    Raises SoftwareAway, SoftwareRefused, or `handover.agent.ZoneAway`.
    """
    silent = _silent.setdefault(agent, {})
    since = silent.get(school.agent)
    if since is not None and now < since + SILENT_FOR:
        raise SoftwareAway(school.agent)
    try:
        with agent.request(kind, where, destination=school.agent, timeout=PACKET_SECONDS) as answer:
            found = [each for each in take_in_objects(answer) if isinstance(each, kind.partial_class())]
    except (TimedOut, SoftwareAway):
        silent[school.agent] = now
        raise SoftwareAway(school.agent) from None
    except RequestRefused as refused:
        raise SoftwareRefused(refused.error, refused.words) from None
    silent.pop(school.agent, None)
    return found


def take_in_objects(answer: Iterable[WholeObject[P]]) -> list[P]:
    """Return all objects of an answer. Raises AnswerTooLong, TimedOut or RequestRefused.

    They are taken as partial ones: what software leaves out that should be there is no reason to do without the rest.
    """
    until = time.monotonic() + WHOLE_SECONDS
    found: list[P] = []
    for each in answer:
        if time.monotonic() > until or len(found) >= MOST_OBJECTS:
            raise AnswerTooLong
        found.append(each.as_partial())
    return found
