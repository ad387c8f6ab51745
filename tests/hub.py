"""A site whose hub is in real zones over HTTP, with schools' software in them, worked step by step: no thread of the hub runs.

`hub_zone` of `tests/portal/hub/conftest.py` is one such zone. A test binds schools, lets their software join, says what
happens, and has the hub work until nothing is left to do.
"""

import socket
import threading
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Self

from django.utils import timezone

from handover.agent import Agent, Event
from handover.portal.audit.log import SITE
from handover.portal.establishments.models import Establishment
from handover.portal.hub.models import HubSchool, HubZone, Move, Readiness
from handover.portal.hub.moving import take_move_step
from handover.portal.hub.newcomers.arrival_models import ArrivalCase
from handover.portal.hub.newcomers.arrived_child import ArrivedChild
from handover.portal.hub.zones import setting_up
from handover.portal.hub.zones.membership import ZoneMembership
from handover.portal.hub.zones.rights import RECORD_OBJECTS
from handover.portal.hub.zones.speaking import count_stranger
from handover.portal.zones import administering
from handover.portal.zones.broker import broker
from handover.portal.zones.models import QueueEntryRow
from handover.sif import objects
from handover.sif.model import SifObject
from handover.sif.objects import SchoolInfo
from handover.zone.http.binding import Binding
from handover.zone.http.reach import OpenTo
from handover.zone.http.server import Server
from handover.zone.keys import address_of
from handover.zone.rights import Right
from tests.agent.county import until
from tests.cast import Cast
from tests.files import SIAN, TOMOS, Child, ctf, send
from tests.loose_objects import as_it_came
from tests.zones import Town, busy_town

QUICK = {"poll_seconds": 0.05, "patience_seconds": 5.0}
KINDS: tuple[type[SifObject], ...] = tuple(getattr(objects, name) for name in RECORD_OBJECTS)


def ref_id(*words: str) -> str:
    """Return the RefId that a test knows a thing by: the same for the same words."""
    return uuid.uuid5(uuid.NAMESPACE_OID, " ".join(words)).hex.upper()


def school_info(place: Establishment) -> SchoolInfo:
    """Return a school as its software publishes it."""
    return SchoolInfo(
        ref_id=ref_id("school", place.number),
        la_id=place.number[:3],
        establishment_id=place.number[3:],
        school_name=place.name,
        sessions_per_day=2,
    )


@dataclass
class Software:
    """A school's software: a real agent that answers for what it holds and takes in what it hears.

    `held` may be changed at any time; `came` are the events that came.
    """

    agent: Agent
    held: list[SifObject] = field(default_factory=list)
    came: list[Event[Any]] = field(default_factory=list)

    def join(self, kinds: Iterable[type[SifObject]], *, provider: bool, hears: bool) -> Self:
        """Join the zone."""
        offer = self.agent.provide if provider else self.agent.respond
        for kind in kinds:
            offer(kind, objects=lambda kind=kind: [as_it_came(each) for each in self.held if type(each) is kind])
        if hears:
            self.agent.on_event(*kinds)(self.came.append)
        self.agent.connect()
        return self

    def say(self, *things: SifObject, action: str = "Change") -> str:
        """Publish that something happened to objects of one kind."""
        return self.agent.publish(*map(as_it_came, things), action=action)


class HubTown:
    """One zone with the hub in it, as an administrator has set it up: one school's until a second is bound; closed."""

    def __init__(self, site: "HubSite", zone: str) -> None:
        self.site, self.zone = site, zone
        administering.make_zone(SITE, zone, f"Schools of {zone}", "closed", site.now)
        self.hub: HubZone = setting_up.set_up_hub(SITE, zone, site.now, one_school=True)
        self.running: dict[str, Agent] = {}
        self._member: ZoneMembership | None = None

    @property
    def cast(self) -> Cast:
        return self.site.cast

    @property
    def now(self) -> datetime:
        return self.site.now

    def later(self, **more: float) -> None:
        """Let time pass on the hub's clock."""
        self.site.now += timedelta(**more)

    def bind(
        self,
        place: Establishment,
        agent: str,
        *,
        leaving: Readiness = Readiness.BY_ITSELF,
        arriving: Readiness = Readiness.BY_ITSELF,
    ) -> HubSchool:
        """Say that an agent is a school's software."""
        return setting_up.bind_school(SITE, self.hub, place, agent, self.now, leaving=leaving, arriving=arriving)

    def key_for(self, agent: str) -> str:
        """Let an agent into the zone, with every right that a school's software has, and return its address."""
        held = frozenset((right, name) for right in Right for name in RECORD_OBJECTS)
        key = administering.add_agent(SITE, broker().store.state(self.zone), agent, "", held, self.now)
        return address_of(self.site.url, self.zone, key)

    def software(
        self,
        agent: str,
        held: Iterable[SifObject] = (),
        *,
        kinds: Iterable[type[SifObject]] = KINDS,
        provider: bool = True,
        hears: bool = True,
    ) -> Software:
        """Let software join the zone. `provider`: it provides the kinds for the zone, and not only answers for them."""
        made = Software(Agent(agent, self.key_for(agent), **QUICK), list(held))
        self.running[agent] = made.agent
        return made.join(tuple(kinds), provider=provider, hears=hears)

    @property
    def member(self) -> ZoneMembership:
        """The hub in the zone, joined when it is first needed."""
        if self._member is None:
            self._member = ZoneMembership(self.hub, clock=lambda: self.now, poll_seconds=QUICK["poll_seconds"])
            self._member.join()
            self.running[self.hub.agent] = self._member.agent
        return self._member

    def restart(self) -> None:
        """End the hub's process without a word, as if it were killed; the next one joins when it is needed."""
        if self._member is not None:
            self._member.leave(silently=True)
            self.running.pop(self.hub.agent)
            self._member = None

    def busy(self) -> bool:
        """Whether anything waits for anybody who is there to take it."""
        rows = QueueEntryRow.objects.filter(zone=self.zone, agent__in=list(self.running))
        return bool(rows.exists())

    def run_until_idle(self) -> int:
        """Have all zones of the site work until nothing is left to do now; return how many records were taken up."""
        return self.site.run_until_idle()

    def close(self) -> None:
        for agent in self.running.values():
            agent.close(silently=True)


class HubSite:
    """A site with its zone server on loopback, and a hub in each zone that a test makes."""

    def __init__(self, cast: Cast, settings: Any) -> None:
        self.cast = cast
        self.now = timezone.now()
        listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_ZONE_URL": self.url})
        self._server = Server([listener], Binding(broker(), OpenTo.THIS_MACHINE))
        self._thread = threading.Thread(target=self._server.run, args=(lambda: 2.0,))
        self._thread.start()
        self.towns: list[HubTown] = []

    def zone(self, zone: str) -> HubTown:
        """Make a zone with the hub in it."""
        town = HubTown(self, zone)
        self.towns.append(town)
        return town

    def run_until_idle(self) -> int:
        """Have the hub work in all zones until nothing is left to do now; return how many records were taken up."""
        done = 0
        members = [town.member for town in self.towns]
        while True:
            until(lambda: not any(town.busy() for town in self.towns))
            worked = sum(member.work() for member in members)
            done += worked
            if not worked and not any(town.busy() for town in self.towns):
                return done

    def close(self) -> None:
        for town in self.towns:
            town.close()
        self._server.stop()
        self._thread.join()


def town_with_hub(cast: Cast, town: Town | None = None) -> Town:
    """Return the zone of `busy_town` with the hub in it, three schools that lack something, a stranger, and a fault."""
    town, now = town or busy_town(), timezone.now()
    hub = setting_up.set_up_hub(SITE, town.zone, now)
    for place, agent in ((cast.nant_primary, "MIS"), (cast.glan_high, "Timetable"), (cast.fern_academy, "Elsewhere")):
        setting_up.bind_school(SITE, hub, place, agent, now)
    count_stranger(hub, "Library", now)
    HubZone.objects.filter(pk=hub.pk).update(fault="rights_missing", heard_at=now)
    return town


def records_that_wait(cast: Cast) -> dict[str, Move]:
    """Return records that wait for the yes of Glan Wennol, one of them doubtful. Others are new there."""
    now = timezone.now()
    zone = HubZone.objects.create(zone="glan", agent="Handover", address="/zone/glan/key", made_at=now)
    school = HubSchool.objects.create(
        zone=zone, establishment=cast.glan_high, agent="GlanMIS", product="Cofrestr", added_at=now
    )
    children = (SIAN, TOMOS, Child("", "Pugh", "Ann"))
    transfer = send(cast.alis, "6814990", children=children, number=77, now=now).transfer
    moves = list(Move.objects.filter(transfer=transfer).order_by("place"))
    held = ctf(
        "6812990",
        "6814990",
        [Child(forename="Sian", more="<BasicDetails><MiddleNames>Haf</MiddleNames></BasicDetails>")],
    )
    take_move_step("offer", moves[0], now=now, held=held.decode())
    take_move_step("offer", moves[1], now=now, reason="next_upn_twice", held=held.decode())
    for event in ("offer", "accept", "hand_over", "take_in"):
        take_move_step(event, moves[2], now=now)
    for number, (finding, asked) in enumerate(FOUND.items()):
        case = ArrivalCase(
            establishment=school.establishment, arrival_key=str(number), finding=finding, asked=asked, heard_at=now
        )
        case.seal(ArrivedChild("Pugh", f"{finding.title()} Ann", date(2015, 2, 11), SIAN.upn).stored())
        case.save()
    return {"known": moves[0], "twice": moves[1]}


FOUND = {
    "looking": "",
    "leaver_told": "6812990",
    "to_ask": "6602991",
    "asked": "6812990",
    "in_store": "681LLLL",
    "not_theirs": "6602991",
    "nobody": "",
}
"""What became of the children who are new at a school, and who is asked."""
