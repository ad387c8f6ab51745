"""How zones are, and the agents in them: counted, never named, because their names can be those of schools."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Min, Sum

from handover.portal.hub.models import HubZone
from handover.portal.hub.zones.zone_faults import ZONE_FAULTS
from handover.portal.operations.metric import Sample, age
from handover.portal.zones.models import PassedOverRow, QueueEntryRow
from handover.zone.core.records import PASSES


def measure_oldest_message(now: datetime) -> list[Sample]:
    """Return how long the oldest message of all queues has waited."""
    return age(QueueEntryRow.objects.aggregate(oldest=Min("accepted_at"))["oldest"], now)


def count_missed_messages(now: datetime) -> Iterator[Sample]:
    """Count the messages that did not reach an agent that was to have them, by reason."""
    counted = PassedOverRow.objects.order_by().values_list("reason").annotate(Sum("count"))
    found: dict[str, int] = dict(counted)
    reasons: list[str] = sorted(PASSES)
    yield from (({"reason": reason.replace(" ", "_")}, found.get(reason, 0)) for reason in reasons)


def count_hub_zones(now: datetime) -> Iterator[Sample]:
    """Count the zones with the hub: those in which it works, is turned off, or cannot work, by what is wrong."""
    zones = HubZone.objects.exclude(address="").order_by()
    yield {"state": "off"}, zones.filter(on=False).count()
    found = dict(zones.filter(on=True).values_list("fault").annotate(Count("pk")))
    yield {"state": "works"}, found.get("", 0)
    yield from (({"state": fault.key}, found.get(fault.key, 0)) for fault in ZONE_FAULTS)
