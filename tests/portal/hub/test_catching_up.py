"""What a school's software said before the hub was in its zone is heard all the same."""

from datetime import timedelta

from django.utils import timezone

from handover.demo import RollStanding, SchoolSoftware, SoftwareSettings
from handover.portal.audit.models import Entry
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import Move
from tests.hub import QUICK, HubTown, ref_id, school_info
from tests.hub_software import make_roll

SETTINGS = SoftwareSettings(poll_seconds=QUICK["poll_seconds"], patience_seconds=QUICK["patience_seconds"])


def test_a_leaving_that_was_entered_before_the_hub_had_joined_is_not_lost(hub_zone: HubTown):
    hub_zone.bind(hub_zone.cast.nant_primary, "NANT")
    roll = make_roll("6812990")
    with SchoolSoftware(roll, "NANT", hub_zone.key_for("NANT"), SETTINGS) as software:
        hub_zone.running["NANT"] = software.agent
        child = roll.entries(RollStanding.ON_ROLL)[0]
        software.leave(child.ref_id, timezone.localdate(), "6814990")
        assert not Move.objects.exists()
        hub_zone.run_until_idle()
        move = Move.objects.get()
        assert (move.stage, move.destination) == (MoveState.ON_ITS_WAY, "6814990")
        hub_zone.running.pop("NANT")


def test_what_was_heard_is_not_begun_again_when_the_hub_is_killed_and_comes_back(hub_zone: HubTown):
    hub_zone.bind(hub_zone.cast.nant_primary, "NANT")
    roll = make_roll("6812990")
    with SchoolSoftware(roll, "NANT", hub_zone.key_for("NANT"), SETTINGS) as software:
        hub_zone.running["NANT"] = software.agent
        hub_zone.member  # noqa: B018  # the hub joins before anything is said
        software.leave(roll.entries(RollStanding.ON_ROLL)[0].ref_id, timezone.localdate(), "6814990")
        hub_zone.run_until_idle()
        for _ in range(2):
            hub_zone.restart()
            hub_zone.later(minutes=10)
            hub_zone.run_until_idle()
        assert Move.objects.count() == 1
        hub_zone.running.pop("NANT")


def test_what_a_child_was_at_other_schools_is_no_speaking_for_them_when_the_hub_comes_back(hub_zone: HubTown):
    nant, glan = hub_zone.bind(hub_zone.cast.nant_primary, "NANT"), school_info(hub_zone.cast.glan_high)
    roll = make_roll("6812990")
    child, today = roll.entries(RollStanding.ON_ROLL)[0], timezone.localdate()
    began, ended = {"entry_date": today - timedelta(days=99)}, {"exit_date": today, "membership_type": "P"}
    before = child.enrolment.replace(ref_id=ref_id("before"), school_info_ref_id=glan.ref_id, **began, **ended)
    roll.holding.keep_object(glan, "Handover", provided=True)
    roll.holding.keep_object(before, "Handover", provided=True)
    with SchoolSoftware(roll, "NANT", hub_zone.key_for("NANT"), SETTINGS) as software:
        hub_zone.running["NANT"] = software.agent
        hub_zone.run_until_idle()
        hub_zone.restart()
        hub_zone.later(hours=2)
        hub_zone.run_until_idle()
        nant.refresh_from_db()
        assert nant.introduced_at is not None
        assert not Move.objects.exists()
        assert not Entry.objects.filter(action="hub.spoke_for_another").exists()
        hub_zone.running.pop("NANT")


def test_children_who_left_before_the_school_was_connected_stay_where_they_are(hub_zone: HubTown):
    roll = make_roll("6812990")
    child = roll.entries(RollStanding.ON_ROLL)[0]
    roll.leave(child.ref_id, timezone.localdate() - timedelta(days=1), "6814990")
    hub_zone.bind(hub_zone.cast.nant_primary, "NANT")
    with SchoolSoftware(roll, "NANT", hub_zone.key_for("NANT"), SETTINGS) as software:
        for message in roll.messages.waiting():
            roll.messages.settle(message.number, message.state)
        hub_zone.running["NANT"] = software.agent
        hub_zone.run_until_idle()
        assert not Move.objects.exists()
        hub_zone.running.pop("NANT")
