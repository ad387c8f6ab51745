"""A file sent by hand is in the next school's software and confirmed, and nobody touched it; and all that can go otherwise."""

import pytest

from handover.demo import RollStanding, SchoolSoftware, SoftwareSettings
from handover.portal.hub.models import Move
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from tests.files import SIAN, TOMOS, Child, send
from tests.hub import HubTown
from tests.hub_software import make_roll


@pytest.fixture
def join(hub_zone: HubTown):
    """Let the software of Glan Wennol join, of an invented make with a roll of its own."""
    running = []

    def joined(place: str = "glan_high", town: HubTown = hub_zone, **settings):
        school = getattr(town.cast, place)
        agent = f"{place} MIS"
        roll = make_roll(school.number, school.name, learners=3)
        software = SchoolSoftware(
            roll, agent, town.key_for(agent), SoftwareSettings(poll_seconds=0.05, patience_seconds=5.0, **settings)
        )
        software.start()
        town.running[agent] = software.agent
        running.append(software)
        return software

    return joined


def send_now(town: HubTown, *children: Child, sender: str = "alis", **more):
    return send(getattr(town.cast, sender), "6814990", children=children or (SIAN,), now=town.now, **more).transfer


def work(town: HubTown, seconds: int = 20) -> None:
    """Let the hub work for so long, by its own clock."""
    for _ in range(seconds):
        town.run_until_idle()
        town.later(seconds=1)


def outcome_of(transfer: Transfer) -> tuple[State, list[str]]:
    transfer.refresh_from_db()
    return transfer.stage, [move.outcome.key for move in Move.objects.filter(transfer=transfer).order_by("place")]


def test_file_sent_by_hand_is_in_the_software_and_confirmed_with_nobody_touching_it(hub_zone, join):
    software = join()
    hub_zone.bind(hub_zone.cast.glan_high, "glan_high MIS")
    transfer = send_now(hub_zone, SIAN, TOMOS)
    work(hub_zone)
    assert outcome_of(transfer) == (State.CONFIRMED, ["arrived_by_itself", "arrived_by_itself"])
    learner = software.roll.find_by_upn("B681299003017").learner
    assert learner.personal_information.name.given_name == "Siân"
    assert [entry.shown_name for entry in software.roll.entries(RollStanding.ON_ROLL)]
    assert list(Move.objects.first().steps.values_list("event", flat=True)) == [
        "receive",
        "hand_over",
        "take_in",
        "arrive",
    ]
