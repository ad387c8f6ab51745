"""The hub as a member of one zone, without a thread of its own: joining, looking how things are, working, leaving.

The agent's inbox is in memory, though a killed process forgets it. What comes is acknowledged only when its handler has
returned, and by then it stands in our database; what was not acknowledged the zone offers again. What the hub sends has ids
that are the same when an act is done again, and an answer that was lost is asked for again by who wanted it.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import BoundedSemaphore
from typing import Any, Final

from django.db import InterfaceError, OperationalError, close_old_connections, connection

from handover.agent import Agent, Event, Later, NotConnected, Query, ZoneAway
from handover.portal import clock
from handover.portal.hub.asking import SoftwareAway
from handover.portal.hub.models import HubSchool, HubZone
from handover.portal.hub.zones import hearing
from handover.portal.hub.zones.catching_up import catch_up_school
from handover.portal.hub.zones.setting_up import find_hub_address, is_own_zone
from handover.portal.hub.zones.speaking import SchoolUnproven, demand_asker, hear_event, introduce_school
from handover.portal.hub.zones.working import do_due_acts
from handover.sif import objects
from handover.sif.model import SifObject

log = logging.getLogger("handover.hub")

POLL_SECONDS: Final = 30.0
"""How often the hub asks a zone of this site's own server; it looks into the database what waits for it (`running.py`)."""
POLL_SECONDS_ELSEWHERE: Final = 2.0
"""How often it asks a zone of another server, where it cannot look."""
PATIENCE_SECONDS: Final = 5.0
MAX_BUFFER: Final = 1_000_000
"""The longest message that the hub takes, in bytes: a record with every picture and result."""
AT_THE_DATABASE: Final = 16
"""So many threads that hear and answer hold a connection to the database at a time, whatever the number of zones."""

INTRODUCE_AGAIN: Final = timedelta(minutes=1)
CATCH_UP_AGAIN: Final = timedelta(days=1)

_places = BoundedSemaphore(AT_THE_DATABASE)


class ZoneMembership:
    """The hub's agent in one zone. `wake` is called when something was heard, so that what follows is done at once."""

    def __init__(
        self,
        hub: HubZone,
        *,
        wake: Callable[[], None] = lambda: None,
        clock: Callable[[], datetime] = clock.now,
        poll_seconds: float | None = None,
    ) -> None:
        self.hub = hub
        self._wake = wake
        self._clock = clock
        self._introduced: dict[str, datetime] = {}
        self._woken = False
        self._catch_up_at: dict[str, datetime] = {}
        usual = POLL_SECONDS if is_own_zone(hub) else POLL_SECONDS_ELSEWHERE
        self.agent = Agent(
            hub.agent,
            find_hub_address(hub),
            versions=(hub.version, "2.*"),
            max_buffer=MAX_BUFFER,
            vendor="Handover",
            application="Handover hub",
            poll_seconds=usual if poll_seconds is None else poll_seconds,
            patience_seconds=PATIENCE_SECONDS,
        )
        self._listen()

    def _listen(self) -> None:
        """Subscribe to exactly what the table of heard objects names, and answer for what the other table names."""
        for name in dict.fromkeys(ear.object_name for ear in hearing.HEARD):
            self.agent.on_event(getattr(objects, name))(self._hear)
        for row in hearing.ANSWERED:
            self.agent.respond(getattr(objects, row.object_name), self._answer)

    def _hear(self, event: Event[Any]) -> None:
        name = event.object.xml_name
        ears = [ear for ear in hearing.HEARD if ear.object_name == name]
        with keep_for_later(), at_the_database():
            hear_event(self.hub, ears, event, self.agent, self._clock())
        self._wake()

    def _answer(self, query: Query) -> list[SifObject]:
        row = next(each for each in hearing.ANSWERED if each.object_name == query.object_name)
        with keep_for_later(), at_the_database():
            demand_asker(self.hub, query.source, self._clock())
            found = list(row.call(self.hub, query))
        self._wake()
        return found

    def join(self) -> None:
        """Join the zone. Raises `handover.agent.AgentFault`."""
        self.agent.connect()

    def check(self) -> bool:
        """Ask the zone whether all is well; False while it is paused. Raises `handover.agent.AgentFault`."""
        well = self.agent.ping()
        if not well and not self._woken:
            self.agent.wake()  # another process may have put this agent to sleep when it ended; once, for a pause goes on
            well = self.agent.ping()
        self._woken = not well
        return well

    def work(self, go_on: Callable[[], bool] = lambda: True) -> int:
        """Do what is due in the zone; return how many records were taken up. Raises what `do_due_acts` does."""
        now = self._clock()
        self._introduce(now)
        self._catch_up(now)
        return do_due_acts(self.hub, self.agent, self._clock, go_on)

    def _introduce(self, now: datetime) -> None:
        """Ask the software of each school that is new here which school it is, once a minute until it says so."""
        for school in HubSchool.objects.select_related("establishment").filter(zone=self.hub, introduced_at=None):
            if now < self._introduced.get(school.agent, now):
                continue
            self._introduced[school.agent] = now + INTRODUCE_AGAIN
            try:
                introduce_school(school, self.agent, now)
            except (SchoolUnproven, SoftwareAway) as fault:
                log.info("%s has not said which school it is: %s", school.agent, type(fault).__name__)
            except (ZoneAway, NotConnected):
                raise
            except Exception:  # what one school's software answers stops no other school of the zone
                log.exception("%s could not be asked which school it is", school.agent)

    def _catch_up(self, now: datetime) -> None:
        """Ask each school's software what it said while the hub did not listen; later, where it does not answer."""
        rows = HubSchool.objects.select_related("establishment", "zone").filter(zone=self.hub)
        for school in rows.exclude(introduced_at=None):
            if now < self._catch_up_at.get(school.agent, now):
                continue
            self._catch_up_at[school.agent] = now + CATCH_UP_AGAIN
            try:
                catch_up_school(school, self.agent, now)
            except SoftwareAway:
                self._catch_up_at[school.agent] = now + INTRODUCE_AGAIN
            except (ZoneAway, NotConnected):
                raise
            except Exception:
                log.exception("what %s said before could not be taken in", school.agent)

    def leave(self, *, silently: bool = False) -> None:
        """Leave the zone, which keeps what comes from then on; `silently`, where another process is the hub there now."""
        self.agent.close(silently=silently)


@contextmanager
def keep_for_later() -> Iterator[None]:
    """Have the zone keep what it brought while the database is away, or locked: refused, what it says would be lost."""
    try:
        yield
    except (OperationalError, InterfaceError):
        log.exception("the database went away while a message was taken; it is to come again")
        raise Later from None


@contextmanager
def at_the_database() -> Iterator[None]:
    """Work at the database with one of few connections, and let go of it afterwards: threads of agents mostly wait."""
    with _places:
        close_old_connections()
        try:
            yield
        finally:
            connection.close()
