"""How zones are, and the agents in them: counted, never named, because their names can be those of schools."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, QuerySet, Sum

from handover.portal.hub.models import HubZone
from handover.portal.hub.zones.zone_faults import ZONE_FAULTS
from handover.portal.operations.metric import Sample, age, single_sample
from handover.portal.zones.databases import ask_each_database
from handover.portal.zones.models import PassedOverRow, QueueEntryRow
from handover.zone.core.records import PASSES


def measure_oldest_message(now: datetime) -> list[Sample]:
    """Return how long the oldest message of all queues has waited."""
    found = ask_each_database(lambda: QueueEntryRow.objects.aggregate(oldest=Min("accepted_at"))["oldest"])
    return age(min((oldest for oldest in found.values() if oldest), default=None), now)


def count_in_zones(rows: QuerySet[Any]) -> list[Sample]:
    """Count rows of zones in all of their databases that answer."""
    return single_sample(sum(ask_each_database(rows.all().count).values()))


def count_missed_messages(now: datetime) -> Iterator[Sample]:
    """Count the messages that did not reach an agent that was to have them, by reason."""
    counted = PassedOverRow.objects.order_by().values_list("reason").annotate(Sum("count"))
    found: Counter[str] = Counter()
    for answer in ask_each_database(lambda: dict(counted.all())).values():
        found.update(answer)
    reasons: list[str] = sorted(PASSES)
    yield from (({"reason": reason.replace(" ", "_")}, found[reason]) for reason in reasons)


def count_hub_zones(now: datetime) -> Iterator[Sample]:
    """Count the zones with the hub: those in which it works, is turned off, or cannot work, by what is wrong."""
    zones = HubZone.objects.exclude(address="").order_by()
    yield {"state": "off"}, zones.filter(on=False).count()
    found = dict(zones.filter(on=True).values_list("fault").annotate(Count("pk")))
    yield {"state": "works"}, found.get("", 0)
    yield from (({"state": fault.key}, found.get(fault.key, 0)) for fault in ZONE_FAULTS)
