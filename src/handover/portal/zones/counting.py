"""Counting in the database, as far as anybody would count and no further: a queue may hold a million messages."""

from typing import Final

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery

from handover.portal.zones.models import AgentRow, DeadLetterRow, QueueEntryRow

MOST_COUNTED: Final = 10_000
"""Beyond this pages say "more than"."""


class CountOf(Subquery):
    """How many rows a query has, as one column of another query; the query may be cut off by a slice."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def waiting_in_zone() -> CountOf:
    """Return the number of messages that wait in the zone of a row of zones."""
    return CountOf(QueueEntryRow.objects.filter(zone=OuterRef("id")).order_by().values("number")[: MOST_COUNTED + 1])


def waiting_for_agent() -> CountOf:
    """Return the length of the queue of a row of agents."""
    return CountOf(queue_rows().order_by().values("number")[: MOST_COUNTED + 1])


def oldest_for_agent() -> Subquery:
    """Return when the first message in the queue of a row of agents was accepted."""
    return Subquery(queue_rows().order_by("number").values("accepted_at")[:1])


def oldest_in_zone() -> Subquery:
    """Return when the oldest waiting message of a row of zones was accepted: the first of the firsts of its queues."""
    rows = AgentRow.objects.filter(zone=OuterRef("id")).annotate(first=oldest_for_agent()).filter(first__isnull=False)
    return Subquery(rows.order_by("first").values("first")[:1])


def letters_of_agent() -> CountOf:
    """Return how many dead letters a row of agents has."""
    rows = DeadLetterRow.objects.filter(zone=OuterRef("zone"), agent=OuterRef("agent"))
    return CountOf(rows.order_by().values("number")[: MOST_COUNTED + 1])


def letters_in_zone() -> CountOf:
    """Return how many dead letters the zone of a row of zones has."""
    return CountOf(DeadLetterRow.objects.filter(zone=OuterRef("id")).order_by().values("number")[: MOST_COUNTED + 1])


def queue_rows() -> QuerySet[QueueEntryRow]:
    """Return the queue of a row of agents."""
    return QueueEntryRow.objects.filter(zone=OuterRef("zone"), agent=OuterRef("agent"))
