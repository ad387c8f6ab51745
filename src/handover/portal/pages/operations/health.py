"""What machines ask: is the process there, can it work, and how is the site doing. No answer holds personal data."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from typing import Final

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from handover.portal.forwarding import contradictions
from handover.portal.messaging.models import UNREAD, Delivery
from handover.portal.notices.models import Notice
from handover.portal.transfers.flow import STEPS, State
from handover.portal.transfers.models import Transfer
from handover.portal.work.models import Lease, Outcome, Run
from handover.portal.zones.models import Letter, PassedOver, Presence, Waiting, Zone
from handover.zone.core.records import PASSES

PLAIN: Final = "text/plain; charset=utf-8"
PROMETHEUS: Final = "text/plain; version=0.0.4; charset=utf-8"
OPEN_STATES: Final = (State.ASKING, *STEPS["expire"].start)
"""The states whose number says how much waits; those of what is over would be counted through years of rows."""

Sample = tuple[dict[str, str], float]


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric: its name after `handover_`, what it means, and how its samples are found at a time."""

    name: str
    meaning: str
    samples: Callable[[datetime], Iterable[Sample]]


def alone(number: float) -> list[Sample]:
    """Return one sample without labels."""
    return [({}, number)]


def age(moment: datetime | None, now: datetime) -> list[Sample]:
    """Return how many seconds ago something was; nought for never."""
    return alone(max(0.0, (now - moment).total_seconds()) if moment else 0)


def transfers(now: datetime) -> Iterator[Sample]:
    """Count the files in each state in which they wait."""
    states = [state.value for state in OPEN_STATES]
    counted = Transfer.objects.filter(state__in=states).order_by().values_list("state").annotate(Count("pk"))
    found = dict(counted)
    yield from (({"state": state}, found.get(state, 0)) for state in states)


def oldest_e_mail(now: datetime) -> list[Sample]:
    """Return how long the oldest e-mail has waited."""
    waiting = Notice.objects.filter(next_attempt_at__isnull=False)
    return age(waiting.aggregate(oldest=Min("created_at"))["oldest"], now)


def job_ages(now: datetime) -> Iterator[Sample]:
    """Return how long ago each job last ran to its end."""
    for lease in Lease.objects.exclude(ran_at=None).order_by("job"):
        assert lease.ran_at
        yield {"job": lease.job}, (now - lease.ran_at).total_seconds()


def jobs_failed(now: datetime) -> Iterator[Sample]:
    """Say of each job whether its last run failed."""
    for lease in Lease.objects.exclude(ran_at=None).order_by("job"):
        yield {"job": lease.job}, float(lease.outcome == Outcome.FAILED)


def zone_passes(now: datetime) -> Iterator[Sample]:
    """Count the messages that did not reach an agent that was to have them, by reason."""
    counted = PassedOver.objects.order_by().values_list("reason").annotate(Sum("count"))
    found: dict[str, int] = dict(counted)
    reasons: list[str] = sorted(PASSES)
    yield from (({"reason": reason.replace(" ", "_")}, found.get(reason, 0)) for reason in reasons)


METRICS: Final[tuple[Metric, ...]] = (
    Metric("transfers_waiting", "Files in each state in which they wait for somebody.", transfers),
    Metric(
        "messages_unread",
        "Secure messages that nobody has read.",
        lambda now: alone(Delivery.objects.filter(UNREAD).count()),
    ),
    Metric(
        "emails_waiting",
        "E-mails in the outbox.",
        lambda now: alone(Notice.objects.filter(next_attempt_at__isnull=False).count()),
    ),
    Metric("emails_oldest_seconds", "How long the oldest e-mail has waited.", oldest_e_mail),
    Metric("job_age_seconds", "Since when a background job last ended.", job_ages),
    Metric("job_failed", "Whether the last run of a background job failed.", jobs_failed),
    Metric(
        "job_runs_lost",
        "Runs of background jobs whose worker vanished, as far back as runs are kept.",
        lambda now: alone(Run.objects.filter(outcome=Outcome.LOST).count()),
    ),
    Metric(
        "zone_messages_waiting",
        "Messages in the queues of all zones.",
        lambda now: alone(Waiting.objects.count()),
    ),
    Metric(
        "zones_open",
        "Zones whose policy is open: agents need prove nothing where their server lets it be so.",
        lambda now: alone(Zone.objects.filter(rules__policy="open").count()),
    ),
    Metric(
        "zone_messages_missed", "Messages that agents of zones were to have and did not get, by reason.", zone_passes
    ),
    Metric(
        "zone_agents_refusing",
        "Agents that do not take the first message of their queue although they are reached.",
        lambda now: alone(Presence.objects.filter(refused__isnull=False).count()),
    ),
    Metric(
        "zone_agents_blocking",
        "Agents that have other events wait while they work on one.",
        lambda now: alone(Presence.objects.filter(blocked__isnull=False).count()),
    ),
    Metric("zones_paused", "Zones that are paused.", lambda now: alone(Zone.objects.filter(paused=True).count())),
    Metric("zone_dead_letters", "Dead letters of all zones.", lambda now: alone(Letter.objects.count())),
)


def written(now: datetime) -> str:
    """Write all metrics in the text format of Prometheus."""
    lines = []
    for metric in METRICS:
        name = f"handover_{metric.name}"
        lines += [f"# HELP {name} {metric.meaning}", f"# TYPE {name} gauge"]
        for labels, number in metric.samples(now):
            inside = ",".join(f'{label}="{value}"' for label, value in labels.items())
            lines.append(f"{name}{{{inside}}} {number:g}" if inside else f"{name} {number:g}")
    return "\n".join(lines) + "\n"


def may_measure(address: str) -> bool:
    """Say whether an address may read the metrics."""
    try:
        asks = ip_address(address)
    except ValueError:
        return False
    return any(asks in network for network in settings.CONFIG.networks("HANDOVER_METRICS_NETWORKS"))


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Give the metrics to those who may have them."""
    if not may_measure(str(request.META.get("REMOTE_ADDR", ""))):
        raise Http404
    return HttpResponse(written(timezone.now()), content_type=PROMETHEUS)


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Tell a load balancer that this process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def database_answers() -> bool:
    """Say whether the database answers and has our tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM django_migrations")
        return cursor.fetchone() is not None


def storage_is_there() -> bool:
    """Say whether sealed files can be written. A new site has no folder yet; the first file makes it."""
    folder = settings.CONFIG.path("HANDOVER_FILES")
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return os.access(folder, os.W_OK)


CHECKS: Final[tuple[tuple[str, Callable[[], bool]], ...]] = (
    ("database", database_answers),
    ("files", storage_is_there),
)


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Tell a load balancer whether this process can work, and what it lacks."""
    lines, whole = [], True
    for name, works in CHECKS:
        try:
            good = works()
        except Exception:
            good = False
        whole = whole and good
        lines.append(f"{name}: {'ok' if good else 'failed'}\n")
    # A client can bring these about, so they take no machine out of a pool.
    lines += [f"warning: {words}\n" for words in contradictions.told()]
    return HttpResponse("".join(lines), status=200 if whole else 503, content_type=PLAIN)
