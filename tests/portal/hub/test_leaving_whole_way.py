"""A school secretary enters a leaving in the school's own software, which speaks SIF in a zone: the record goes by itself."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from handover.agent import Query
from handover.demo import RollStanding, SchoolSoftware, SoftwareSettings
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import Move
from handover.portal.transfers import collecting
from handover.portal.transfers.flow import State
from handover.sif.model import SifObject
from tests.hub import QUICK, HubTown
from tests.hub_software import make_roll


def test_a_leaving_entered_in_the_software_arrives_as_a_file_at_the_next_school(hub_zone: HubTown):
    hub_zone.bind(hub_zone.cast.nant_primary, "NANT")
    roll = make_roll("6812990", "Nant y Wennol Primary School")
    settings = SoftwareSettings(poll_seconds=QUICK["poll_seconds"], patience_seconds=QUICK["patience_seconds"])
    with SchoolSoftware(roll, "NANT", hub_zone.key_for("NANT"), settings) as software:
        hub_zone.running["NANT"] = software.agent
        hub_zone.member  # noqa: B018  # the hub joins before anything is said
        child, other = roll.entries(RollStanding.ON_ROLL)[:2]
        software.leave(child.ref_id, timezone.localdate(), "6814990")
        hub_zone.run_until_idle()
        move = Move.objects.get()
        assert (move.stage, move.transfer.stage, move.by_hand) == (MoveState.ON_ITS_WAY, State.SENT, False)
        data = b"".join(collecting.read_sent_bytes(move.transfer)).decode()
        assert child.learner.upn in data
        assert other.learner.upn not in data
        software.take_back_leaving(child.ref_id)
        hub_zone.run_until_idle()
        move.refresh_from_db()
        assert (move.stage, move.reason) == (MoveState.CANCELLED, "taken_back")
        software.leave(child.ref_id, timezone.localdate(), None)
        hub_zone.run_until_idle()
        assert Move.objects.first().stage is MoveState.NO_DESTINATION
        hub_zone.running.pop("NANT")


class SlowSoftware(SchoolSoftware):
    """Software that takes three seconds for each answer, on the hub's clock."""

    town: HubTown

    def answer(self, query: Query) -> Iterable[SifObject]:
        self.town.later(seconds=3)
        return super().answer(query)


def test_the_record_is_noted_as_sent_when_it_was_and_not_when_the_software_was_first_asked(hub_zone: HubTown):
    hub_zone.bind(hub_zone.cast.nant_primary, "NANT")
    roll = make_roll("6812990", "Nant y Wennol Primary School")
    settings = SoftwareSettings(poll_seconds=QUICK["poll_seconds"], patience_seconds=QUICK["patience_seconds"])
    with SlowSoftware(roll, "NANT", hub_zone.key_for("NANT"), settings) as software:
        software.town = hub_zone
        hub_zone.running["NANT"] = software.agent
        hub_zone.run_until_idle()  # it has said which school it is
        software.leave(roll.entries(RollStanding.ON_ROLL)[0].ref_id, timezone.localdate(), "6814990")
        hub_zone.run_until_idle()
        noticed, sent = Move.objects.get().steps.all()
        assert sent.event == "send"
        assert sent.at - noticed.at >= timedelta(seconds=30)  # it was asked more than ten times
        hub_zone.running.pop("NANT")
