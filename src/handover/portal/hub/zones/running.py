"""The hub's agents in a process: a lease for each zone, so that of several processes one at a time is the hub there.

A zone is taken by one conditional update and kept by another for all zones together, as jobs are (`work/running.py`). A
process that is killed renews nothing, and after `LEASE` another is the hub in its zones.

Each zone has a thread that does what is due there, beside the four of its agent: a school's software that does not answer
holds up its own zone alone. Nearly all of them wait nearly always, so 60 zones are 300 threads and some megabytes; what costs
is bounded whatever their number: `ACTING` zones do something at a time, and a look every half second, of a few queries, finds
out for all zones what is due and what waits. Whenever something was done in one zone there is a look soon: a record that was
sent is due in the next school's zone. A process takes `MOST_ZONES`; for 1,500 zones, start 15 workers or more.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from django.db import close_old_connections, connection
from django.db.models import Max, Q

from handover.agent import AgentFault
from handover.agent.backoff import Backoff
from handover.portal import clock
from handover.portal.hub.models import HubZone, Move
from handover.portal.hub.zones.membership import ZoneMembership
from handover.portal.hub.zones.setting_up import is_own_zone
from handover.portal.hub.zones.zone_faults import name_fault
from handover.portal.zones.databases import ask_each_database
from handover.portal.zones.models import QueueEntryRow, ZoneRow

log = logging.getLogger("handover.hub")

LEASE: Final = timedelta(seconds=30)
"""How long a zone stays with a process that is not heard of."""
RENEW_SECONDS: Final = 10.0
LOOK_SECONDS: Final = 0.5
BETWEEN_LOOKS: Final = 0.1
"""The least seconds between two looks, however much is done."""
CHECK_SECONDS: Final = 15.0
"""How often each zone is asked whether all is well."""
MOST_ZONES: Final = 100
ACTING: Final = 16
"""So many zones do something at a time, with a connection to the database each."""
STOP_SECONDS: Final = 8.0
"""So long the zones have to let go when the process ends; what they did not finish is done again."""
LONGEST_WAIT: Final = 120.0
"""The most seconds between two attempts to join a zone."""


class HeldZone:
    """A zone that this process is the hub in, and its thread: joins, does what is due, and looks now and then how things are.

    `heard` says that the zone answered when it was last asked, `fault` is the key of what was wrong when it was last tried, ''
    for nothing. Nothing is done about records while something is. `told` is called when something was done about one.
    """

    def __init__(self, hub: HubZone, acting: threading.BoundedSemaphore, told: Callable[[], None]) -> None:
        self.hub = hub
        self.fault = ""
        self.heard = False
        self._last_waiting = 0
        self._silently = True  # for as long as nobody says otherwise: another membership follows
        self._acting = acting
        self._told = told
        self._member: ZoneMembership | None = None
        self._woken = threading.Event()
        self._ending = threading.Event()
        self._backoff = Backoff(first=min(1.0, LONGEST_WAIT), longest=LONGEST_WAIT)
        self._thread = threading.Thread(target=self._run, daemon=True, name=f"hub {hub.zone}")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def pause(self) -> None:
        """Have nothing done about records until the zone, asked again, is well: somebody has paused it."""
        self.heard, self.fault = False, "paused"

    def wake(self) -> None:
        """Have it looked at once what is due."""
        self._woken.set()

    def fetch(self, last: int) -> None:
        """Have what waits in the zone fetched at once, if the `last` message there is a new one."""
        if self._member is not None and self.heard and last > self._last_waiting:
            self._last_waiting = last
            self._member.agent.poll()

    def end(self) -> None:
        """Have it take up no other record, and end."""
        self._ending.set()
        self._woken.set()

    def stop(self, *, silently: bool = False) -> None:
        """Leave the zone and end the thread, within seconds unless the zone hangs."""
        self._silently = silently
        self.end()
        member = self._member
        if member is not None:
            member.leave(silently=silently)  # from here, because the thread may wait for an answer, which this ends
        self._thread.join(STOP_SECONDS)

    def _run(self) -> None:
        while not self._ending.is_set():
            try:
                self._be_member()
            except Exception as fault:
                self._note(fault)
            finally:
                connection.close()
            if self._member is not None:
                self._member.leave(silently=self._silently)
            self._ending.wait(self._backoff.delay())

    def _be_member(self) -> None:
        """Be in the zone until told to end. What the zone refuses, and its absence, ends this membership: another is begun."""
        member = self._member = ZoneMembership(self.hub, wake=self.wake)
        member.join()
        self._woken.set()
        check_at = time.monotonic()
        while not self._ending.is_set():
            if time.monotonic() >= check_at:
                self._check(member)
                check_at = time.monotonic() + CHECK_SECONDS
            if self._woken.wait(max(0.0, check_at - time.monotonic())):
                self._woken.clear()
                if self.heard:
                    self._work(member)

    def _check(self, member: ZoneMembership) -> None:
        self.heard = member.check()
        self.fault = "" if self.heard else "paused"
        if self.heard:
            member.agent.poll()  # after a pause it would be a while until it looks again
        self._backoff.reset()
        self._woken.set()

    def _work(self, member: ZoneMembership) -> None:
        with self._acting:
            close_old_connections()
            try:
                while member.work(lambda: self.heard and not self._ending.is_set()) and self.heard:
                    self._told()
            finally:
                connection.close()

    def _note(self, fault: Exception) -> None:
        if self._ending.is_set():
            return
        self.heard, self.fault = False, name_fault(fault)
        if isinstance(fault, AgentFault):
            log.warning("the hub cannot work in zone %s: %s", self.hub.zone, self.fault)
        else:
            log.exception("the hub failed in zone %s", self.hub.zone)


class HubRunner:
    """All zones that this process is the hub in, and the thread that finds out what is to be done in them."""

    def __init__(self, *, most: int = MOST_ZONES, clock: Callable[[], datetime] = clock.now) -> None:
        self.name = uuid4().hex
        self._most = most
        self._clock = clock
        self._held: dict[int, HeldZone] = {}
        self._acting = threading.BoundedSemaphore(ACTING)
        self._renew_at: datetime | None = None
        self._stopping = threading.Event()
        self._hurry = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="hub")

    @property
    def zones(self) -> list[str]:
        """The zones that this process is the hub in."""
        return sorted(held.hub.zone for held in self._held.values())

    def held(self, zone: str) -> HeldZone:
        """Return one of the zones that this process is the hub in."""
        return next(held for held in self._held.values() if held.hub.zone == zone)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Leave every zone and let others take them, within seconds."""
        self._stopping.set()
        self._hurry.set()
        if self._thread.ident is not None:
            self._thread.join(STOP_SECONDS)
        self._let_go(list(self._held), silently=False)
        connection.close()

    def _run(self) -> None:
        while not self._stopping.wait(BETWEEN_LOOKS):
            self._hurry.wait(LOOK_SECONDS)
            self._hurry.clear()
            close_old_connections()
            try:
                self.look()
            except Exception:  # the database is away; the next look may find it again
                log.exception("the hub could not find out what there is to do")
        connection.close()

    def look(self) -> None:
        """Take zones that nobody has in hand, let go of those that are turned off, and wake those with something to do."""
        now = self._clock()
        rows = {row.pk: row for row in HubZone.objects.filter(_mine(self.name) | _free(now)).order_by("pk")}
        mine = {pk: row for pk, row in rows.items() if row.holder == self.name}
        self._let_go([pk for pk in self._held if pk not in mine], silently=True)
        self._let_go([pk for pk in self._held if not mine[pk].on], silently=False)
        self._let_go([pk for pk, held in self._held.items() if _moved(held.hub, mine[pk])], silently=True)
        for row in rows.values():
            if row.on and row.address and row.pk not in self._held and len(self._held) < self._most:
                self._take(row, now)
        self._note_pauses()
        self._keep(now)
        self._wake_due(now)
        self._fetch_waiting()

    def _take(self, row: HubZone, now: datetime) -> None:
        if HubZone.objects.filter(_free(now), pk=row.pk).update(holder=self.name, until=now + LEASE):
            held = self._held[row.pk] = HeldZone(row, self._acting, self._hurry.set)
            held.start()

    def _let_go(self, keys: Iterable[int], *, silently: bool) -> None:
        """Leave zones, all at once, and let others have those that are still this process's."""
        leaving = {pk: self._held.pop(pk) for pk in keys}
        threads = [threading.Thread(target=each.stop, kwargs={"silently": silently}) for each in leaving.values()]
        for thread in threads:
            thread.daemon = True
            thread.start()
        until = time.monotonic() + STOP_SECONDS
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()))  # while it waits, nobody keeps the other zones
        if leaving:
            HubZone.objects.filter(pk__in=leaving, holder=self.name).update(holder="", until=None)

    def _keep(self, now: datetime) -> None:
        """Keep the zones for longer, and write down how they are: a statement for those that are well, one for each fault."""
        for pk, held in self._held.items():
            if held.fault != held.hub.fault:
                HubZone.objects.filter(pk=pk, holder=self.name).update(fault=held.fault)
                held.hub.fault = held.fault
        if self._renew_at is None or now >= self._renew_at:
            mine = HubZone.objects.filter(pk__in=list(self._held), holder=self.name)
            mine.update(until=now + LEASE)
            well = [pk for pk, held in self._held.items() if held.heard]
            HubZone.objects.filter(pk__in=well, holder=self.name).update(heard_at=now)
            self._renew_at = now + timedelta(seconds=RENEW_SECONDS)

    def _note_pauses(self) -> None:
        """Note which zones of this site's own server are paused, though their threads wait: one query a database."""
        own = {held.hub.zone: held for held in self._held.values() if is_own_zone(held.hub)}
        paused = ZoneRow.objects.filter(pk__in=own, paused=True).values_list("pk", flat=True)
        for found in ask_each_database(lambda: list(paused.all())).values():
            for zone in found:
                own[zone].pause()

    def _wake_due(self, now: datetime) -> None:
        """Wake the zones in which a record is due: one query for all."""
        by_zone = {held.hub.zone: held for held in self._held.values()}
        due = Move.objects.filter(zone_in_charge__in=by_zone, due_at__lte=now).order_by()
        for zone in due.values_list("zone_in_charge", flat=True).distinct():
            by_zone[zone].wake()

    def _fetch_waiting(self) -> None:
        """Have fetched what has come for the hub since the last look, in this site's own zones: one query a database."""
        own = {(held.hub.zone, held.hub.agent): held for held in self._held.values() if is_own_zone(held.hub)}
        zones, agents = {zone for zone, _ in own}, {agent for _, agent in own}
        rows = QueueEntryRow.objects.filter(zone__in=zones, agent__in=agents).order_by()
        newest = rows.values_list("zone", "agent").annotate(last=Max("number"))
        for found in ask_each_database(lambda: list(newest.all())).values():
            for zone, agent, last in found:
                held = own.get((zone, agent))
                if held is not None:
                    held.fetch(last)


def _free(now: datetime) -> Q:
    return Q(until__isnull=True) | Q(until__lt=now)


def _mine(name: str) -> Q:
    return Q(holder=name)


def _moved(before: HubZone, row: HubZone) -> bool:
    """Say whether the hub has another address or id in a zone than the one that is worked with."""
    return (before.address, before.agent) != (row.address, row.agent)
