"""Schools whose zone another server serves: nothing tells what became of an event there, the software's own answer does."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from handover.demo import RollStanding, SchoolSoftware, SoftwareSettings
from handover.portal.audit.log import SITE
from handover.portal.hub.arriving.acts import SILENT_AFTER
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import HubSchool, Move, Readiness
from handover.portal.hub.zones import setting_up
from handover.portal.hub.zones.membership import ZoneMembership
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from handover.portal.zones.models import MessageRow
from tests.agent.county import ZONE, County, until
from tests.cast import Cast, make_cast
from tests.files import SIAN, send
from tests.hub_software import make_roll
from tests.moments import NOW

AGENT = "GlanMIS"


class ElsewhereTown:
    """The hub in the zone of another server, which keeps what it knows outside this site's database."""

    def __init__(self, cast: Cast, *, one_school: bool) -> None:
        self.cast, self.now, self.county = cast, NOW, County()
        self.hub = setting_up.set_up_hub(SITE, ZONE, self.now, address=self.county.url, one_school=one_school)
        self.agents = [self.hub.agent]
        self._software: list[SchoolSoftware] = []
        self.member = ZoneMembership(self.hub, clock=lambda: self.now, poll_seconds=0.05)
        self.member.join()

    def software(self, **settings: Any) -> SchoolSoftware:
        """Let the software of Glan Wennol join."""
        roll = make_roll("6814990", "Glan Wennol High School", learners=3)
        chosen = SoftwareSettings(poll_seconds=0.05, patience_seconds=5.0, **settings)
        made = SchoolSoftware(roll, AGENT, self.county.url, chosen)
        made.start()
        self._software.append(made)
        self.agents.append(AGENT)
        return made

    def bind(self) -> HubSchool:
        """Say that it is the school's software, which may do everything by itself."""
        there = {"leaving": Readiness.BY_ITSELF, "arriving": Readiness.BY_ITSELF}
        return setting_up.bind_school(SITE, self.hub, self.cast.glan_high, AGENT, self.now, **there)

    def work(self, seconds: int = 20) -> None:
        """Let the hub work for so long, by its own clock."""
        for _ in range(seconds):
            self.member.work()
            until(lambda: not any(self.county.waiting(agent) for agent in self.agents))
            self.now += timedelta(seconds=1)

    def close(self) -> None:
        for each in self._software:
            each.agent.close(silently=True)
        self.member.leave(silently=True)
        self.county.close()


@pytest.fixture
def elsewhere(transactional_db: None) -> Iterator[ElsewhereTown]:
    town = ElsewhereTown(make_cast(), one_school=True)
    yield town
    town.close()


@pytest.fixture
def shared_elsewhere(transactional_db: None) -> Iterator[ElsewhereTown]:
    town = ElsewhereTown(make_cast(), one_school=False)
    yield town
    town.close()


def send_sian(town: ElsewhereTown) -> None:
    send(town.cast.alis, "6814990", children=[SIAN], now=town.now)


def test_record_arrives_in_the_software_of_a_zone_elsewhere_by_what_that_software_answers(elsewhere):
    software = elsewhere.software()
    elsewhere.bind()
    send_sian(elsewhere)
    elsewhere.work()
    assert software.roll.standing_of(software.roll.find_by_upn(SIAN.upn).ref_id) is RollStanding.ON_ROLL
    assert (Transfer.objects.get().stage, Move.objects.get().outcome.key) == (State.CONFIRMED, "arrived_after_yes")
    assert list(Move.objects.get().steps.values_list("event", flat=True)) == [
        *("receive", "hand_over", "take_in", "arrive")
    ]
    assert not MessageRow.objects.exists()


def test_software_elsewhere_is_called_as_that_zone_says_once_it_has_joined(elsewhere):
    assert elsewhere.bind().product == "GlanMIS"
    elsewhere.software(product="Cofrestr 4")
    elsewhere.work(2)
    assert HubSchool.objects.get().product == "Cofrestr 4"


def test_child_whom_the_software_elsewhere_refuses_waits_with_a_reason_and_can_be_collected(elsewhere):
    """Its refusal stays in the other server: only that the software does not have the child is seen from here."""
    elsewhere.software(takes_nobody=True)
    elsewhere.bind()
    send_sian(elsewhere)
    elsewhere.work(3)
    assert Move.objects.get().stage is MoveState.HANDED_OVER
    elsewhere.now += SILENT_AFTER + timedelta(minutes=1)
    elsewhere.work(1)
    move = Move.objects.get()
    assert (move.stage, move.reason) == (MoveState.HANDED_OVER, "next_software_silent")
    assert Transfer.objects.get().stage is State.SENT


def test_school_that_shares_its_zone_elsewhere_fetches_the_record_and_nothing_is_published(shared_elsewhere):
    town = shared_elsewhere
    software = town.software(alone_in_zone=False)
    town.bind()
    send_sian(town)
    town.work(3)
    move = Move.objects.get()
    assert (move.stage, move.handed) == (MoveState.HANDED_OVER, [])
    assert software.roll.find_by_upn(SIAN.upn) is None
    assert software.fetch(town.hub.agent)
    town.work(10)
    assert (Transfer.objects.get().stage, Move.objects.get().outcome.key) == (State.CONFIRMED, "arrived_after_yes")
