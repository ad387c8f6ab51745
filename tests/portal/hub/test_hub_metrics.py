"""What graphs and alarms are told of the hub and of records on their way; nothing of a record."""

from datetime import timedelta

from django.utils import timezone

from handover.portal.hub.life import MoveTrigger
from handover.portal.hub.models import HubZone, Move
from handover.portal.hub.moving import begin_move, take_move_step
from handover.portal.operations.metrics import write_metrics
from tests.cast import Cast

NOW = timezone.now()


def make_hub(zone: str, **more: object) -> None:
    HubZone.objects.create(zone=zone, agent="Handover", address="/zone/x/key", made_at=NOW, **more)


def begin(minutes: int) -> Move:
    move = Move(trigger=MoveTrigger.LEAVING.value, source="6812990")
    return begin_move("notice", move, now=NOW - timedelta(minutes=minutes))


def test_zones_are_counted_by_how_the_hub_is_there(cast: Cast) -> None:
    make_hub("a")
    make_hub("b", on=False, fault="away")
    make_hub("c", fault="not_admitted")
    HubZone.objects.create(zone="half", agent="Handover", made_at=NOW)
    said = write_metrics(NOW)
    for line in ('state="works"} 1', 'state="off"} 1', 'state="not_admitted"} 1', 'state="away"} 0'):
        assert f"handover_hub_zones{{{line}\n" in said


def test_records_on_their_way_are_counted_by_what_they_wait_for_with_the_oldest(cast: Cast) -> None:
    for minutes in (5, 60):
        begin(minutes)
    take_move_step("cancel", begin(600), now=NOW)
    said = write_metrics(NOW)
    for line in (
        'moves_waiting{state="noticed"} 2',
        'moves_waiting{state="on_its_way"} 0',
        'moves_oldest_seconds{state="noticed"} 3600',
        'moves_oldest_seconds{state="on_its_way"} 0',
    ):
        assert f"handover_{line}\n" in said
    assert "cancelled" not in said
    assert "6812990" not in said
