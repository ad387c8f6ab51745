"""What machines ask: is the process there, can it work, and how is the site doing. No answer holds personal data."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from typing import Final

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min, Q, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from handover.portal.accounts.client_address import client_address
from handover.portal.forwarding import contradictions
from handover.portal.hub.life import WAITING
from handover.portal.hub.models import HubZone, Move
from handover.portal.hub.zones.zone_faults import ZONE_FAULTS
from handover.portal.masterkeys.resealing import read_progress
from handover.portal.messaging.models import UNREAD, Delivery
from handover.portal.notices.models import FAILING, UNSENT, Notice
from handover.portal.stores import disk
from handover.portal.stores.belonging import check_belonging, proven_end_of_log
from handover.portal.stores.clocks import find_clock_fault, measure_clock
from handover.portal.stores.inventory import folder
from handover.portal.stores.models import LastSweep
from handover.portal.stores.starting import waiting_migrations
from handover.portal.stores.stops import Stopped
from handover.portal.transfers.flow import STEPS, State
from handover.portal.transfers.models import DamagedFile, Transfer
from handover.portal.work.models import Lease, Run, RunOutcome
from handover.portal.zones.models import AgentStatusRow, DeadLetterRow, PassedOverRow, QueueEntryRow, ZoneRow
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


def single_sample(number: float) -> list[Sample]:
    """Return one sample without labels."""
    return [({}, number)]


def age(moment: datetime | None, now: datetime) -> list[Sample]:
    """Return how many seconds ago something was; nought for never."""
    return single_sample(max(0.0, (now - moment).total_seconds()) if moment else 0)


def transfers(now: datetime) -> Iterator[Sample]:
    """Count the files in each state in which they wait."""
    states = [state.value for state in OPEN_STATES]
    counted = Transfer.objects.filter(state__in=states).order_by().values_list("state").annotate(Count("pk"))
    found = dict(counted)
    yield from (({"state": state}, found.get(state, 0)) for state in states)


def oldest_e_mail(now: datetime) -> list[Sample]:
    """Return how long the oldest e-mail has waited; not those that wait for others, as long as they should."""
    waiting = Notice.objects.filter(Q(next_attempt_at__isnull=False) | Q(held_until__lte=now))
    return age(waiting.aggregate(oldest=Min("created_at"))["oldest"], now)


def failing_emails(now: datetime) -> Iterator[Sample]:
    """Count the e-mails that did not go out: those that are tried again, and those that were given up."""
    failing = Notice.objects.filter(FAILING)
    for state, given_up in (("tried_again", False), ("given_up", True)):
        yield {"state": state}, failing.filter(next_attempt_at__isnull=given_up).count()


def job_ages(now: datetime) -> Iterator[Sample]:
    """Return how long ago each job last ran to its end."""
    for lease in Lease.objects.exclude(ran_at=None).order_by("job"):
        assert lease.ran_at
        yield {"job": lease.job}, (now - lease.ran_at).total_seconds()


def jobs_stopped(now: datetime) -> Iterator[Sample]:
    """Say of each job whether it stands still until a person has looked."""
    for lease in Lease.objects.exclude(ran_at=None).order_by("job"):
        yield {"job": lease.job}, float(lease.outcome == RunOutcome.STOPPED)


def last_sweep(field: str) -> Callable[[datetime], list[Sample]]:
    """Return how a number of the last sweep of the folder of files is found; nought before the first."""

    def sample(now: datetime) -> list[Sample]:
        return single_sample(LastSweep.objects.values_list(field, flat=True).first() or 0)

    return sample


def jobs_failed(now: datetime) -> Iterator[Sample]:
    """Say of each job whether its last run failed."""
    for lease in Lease.objects.exclude(ran_at=None).order_by("job"):
        yield {"job": lease.job}, float(lease.outcome == RunOutcome.FAILED)


def free_space(now: datetime) -> list[Sample]:
    """Return how much room the folder of files has; nothing while it is not there."""
    try:
        return single_sample(disk.free_bytes(folder()))
    except OSError:
        return []


def zone_passes(now: datetime) -> Iterator[Sample]:
    """Count the messages that did not reach an agent that was to have them, by reason."""
    counted = PassedOverRow.objects.order_by().values_list("reason").annotate(Sum("count"))
    found: dict[str, int] = dict(counted)
    reasons: list[str] = sorted(PASSES)
    yield from (({"reason": reason.replace(" ", "_")}, found.get(reason, 0)) for reason in reasons)


def hub_zones(now: datetime) -> Iterator[Sample]:
    """Count the zones with the hub: those in which it works, is turned off, or cannot work, by what is wrong."""
    zones = HubZone.objects.exclude(address="").order_by()
    yield {"state": "off"}, zones.filter(on=False).count()
    found = dict(zones.filter(on=True).values_list("fault").annotate(Count("pk")))
    yield {"state": "works"}, found.get("", 0)
    yield from (({"state": fault.key}, found.get(fault.key, 0)) for fault in ZONE_FAULTS)


def moves_waiting(now: datetime) -> Iterator[Sample]:
    """Count the records on their way, by what they wait for."""
    found = {state: number for state, number, _ in _moves_by_state()}
    yield from (({"state": state.value}, found.get(state.value, 0)) for state in WAITING)


def oldest_moves(now: datetime) -> Iterator[Sample]:
    """Return for how long the oldest record on its way has waited where it is, by what it waits for."""
    found = {state: since for state, _, since in _moves_by_state()}
    yield from (
        ({"state": state.value}, max(0.0, (now - found[state.value]).total_seconds()) if state.value in found else 0)
        for state in WAITING
    )


def _moves_by_state() -> Iterable[tuple[str, int, datetime]]:
    rows = Move.objects.filter(state__in=[state.value for state in WAITING], ended_at=None).order_by()
    return rows.values_list("state").annotate(Count("pk"), Min("moved_at"))


def key_columns_left(now: datetime) -> list[Sample]:
    """Return how many columns are still to be looked through in a change of the master key."""
    progress = read_progress()
    return single_sample(progress.columns - progress.passed if progress else 0)


METRICS: Final[tuple[Metric, ...]] = (
    Metric(
        "master_key_columns_left",
        "Columns that are still to be brought under the new master key; nought where none is being changed.",
        key_columns_left,
    ),
    Metric("transfers_waiting", "Files in each state in which they wait for somebody.", transfers),
    Metric(
        "messages_unread",
        "Secure messages that nobody has read.",
        lambda now: single_sample(Delivery.objects.filter(UNREAD).count()),
    ),
    Metric(
        "emails_waiting",
        "E-mails in the outbox.",
        lambda now: single_sample(Notice.objects.filter(UNSENT).count()),
    ),
    Metric("emails_oldest_seconds", "How long the oldest e-mail has waited.", oldest_e_mail),
    Metric("emails_failing", "E-mails that the mail server did not take, by what comes of them.", failing_emails),
    Metric("job_age_seconds", "Since when a background job last ended.", job_ages),
    Metric("job_failed", "Whether the last run of a background job failed.", jobs_failed),
    Metric("job_stopped", "Whether a background job stands still until a person has looked.", jobs_stopped),
    Metric(
        "files_damaged",
        "Stored files that were found missing or damaged.",
        lambda now: single_sample(DamagedFile.objects.count()),
    ),
    Metric("files_aside", "Files that lie aside because no row of the database names them.", last_sweep("aside")),
    Metric("files_nameless", "Files that no row names, too many to be moved aside unasked.", last_sweep("nameless")),
    Metric("files_stray", "Things in the folder of files that are none of the site's.", last_sweep("stray")),
    Metric(
        "clock_ahead_seconds",
        "By how much this machine's clock is ahead of the database server's; less than nought for behind.",
        lambda now: single_sample(round(measure_clock(now).total_seconds(), 1)),
    ),
    Metric("disk_free_bytes", "What may still be written to the folder of files.", free_space),
    Metric(
        "job_runs_lost",
        "Runs of background jobs whose worker vanished, as far back as runs are kept.",
        lambda now: single_sample(Run.objects.filter(outcome=RunOutcome.LOST).count()),
    ),
    Metric(
        "zone_messages_waiting",
        "Messages in the queues of all zones.",
        lambda now: single_sample(QueueEntryRow.objects.count()),
    ),
    Metric(
        "zones_open",
        "Zones whose policy is open: agents need prove nothing where their server lets it be so.",
        lambda now: single_sample(ZoneRow.objects.filter(rules__policy="open").count()),
    ),
    Metric(
        "zone_messages_missed", "Messages that agents of zones were to have and did not get, by reason.", zone_passes
    ),
    Metric(
        "zone_agents_refusing",
        "Agents that do not take the first message of their queue although they are reached.",
        lambda now: single_sample(AgentStatusRow.objects.filter(refused__isnull=False).count()),
    ),
    Metric(
        "zone_agents_blocking",
        "Agents that have other events wait while they work on one.",
        lambda now: single_sample(AgentStatusRow.objects.filter(blocked__isnull=False).count()),
    ),
    Metric(
        "zones_paused", "Zones that are paused.", lambda now: single_sample(ZoneRow.objects.filter(paused=True).count())
    ),
    Metric("zone_dead_letters", "Dead letters of all zones.", lambda now: single_sample(DeadLetterRow.objects.count())),
    Metric("hub_zones", "Zones in which records follow children, by how the hub is there.", hub_zones),
    Metric("moves_waiting", "Records on their way, by what they wait for.", moves_waiting),
    Metric("moves_oldest_seconds", "For how long the oldest record on its way has waited where it is.", oldest_moves),
)


def write_metrics(now: datetime) -> str:
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
    return any(asks in network for network in settings.CONFIG.metrics_networks)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Give the metrics to those who may have them."""
    if not may_measure(client_address(request)):
        raise Http404
    return HttpResponse(write_metrics(timezone.now()), content_type=PROMETHEUS)


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Tell a load balancer that this process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def database_answers() -> bool:
    """Say whether the database answers and has our tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM django_migrations")
        return cursor.fetchone() is not None


class HealthCheckFailed(Exception):
    """A check failed for a reason that may be said to anybody."""


def storage_takes_files() -> bool:
    """Say whether sealed files can be stored: a few bytes are written to the folder, and removed."""
    try:
        disk.probe_folder()
    except disk.NoSpace as fault:
        raise HealthCheckFailed(str(fault)) from None
    return True


def database_has_room() -> bool:
    """Say whether the disk of a SQLite database has room."""
    try:
        disk.check_database_disk()
    except disk.NoSpace as fault:
        raise HealthCheckFailed(str(fault)) from None
    return True


def stores_fit() -> bool:
    """Say whether the database and the folder of files belong together, and the master key is the database's own."""
    try:
        proven_end_of_log()
        check_belonging(timezone.now())
    except Stopped as stopped:
        raise HealthCheckFailed(stopped.stop.words.en) from None
    return True


def tables_are_up_to_date() -> bool:
    """Say whether no migrations wait."""
    if waiting := waiting_migrations():
        raise HealthCheckFailed(f"{waiting} wait; run handover manage migrate")
    return True


CHECKS: Final[tuple[tuple[str, Callable[[], bool]], ...]] = (
    ("database", database_answers),
    ("files", storage_takes_files),
    ("migrations", tables_are_up_to_date),
    ("stores", stores_fit),
    ("disk", database_has_room),
)


def find_warnings(now: datetime, *, whole: bool) -> Iterator[str]:
    """Yield what may be wrong and takes no machine out of a pool: a client can bring it about, or all machines share it."""
    yield from contradictions.told()
    if whole and (fault := find_clock_fault(now)):
        yield fault


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Tell a load balancer whether this process can work, and what it lacks."""
    lines, whole = [], True
    for name, works in CHECKS:
        why = ""
        try:
            good = works()
        except HealthCheckFailed as fault:
            good, why = False, f": {fault}"
        except Exception:
            good = False
        whole = whole and good
        lines.append(f"{name}: {'ok' if good else 'failed'}{why}\n")
    lines += [f"warning: {words}\n" for words in find_warnings(timezone.now(), whole=whole)]
    return HttpResponse("".join(lines), status=200 if whole else 503, content_type=PLAIN)
