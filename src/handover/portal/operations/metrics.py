"""The table of metrics: what `/metrics` says, the reference lists, and the dashboard shows."""

from datetime import datetime
from typing import Final

from handover.portal.messaging.models import UNREAD, Delivery
from handover.portal.notices.models import UNSENT, Notice
from handover.portal.operations import keeping_samples, replica_samples, waiting_samples, work_samples, zone_samples
from handover.portal.operations.metric import Metric, MetricSubject, single_sample
from handover.portal.stores.clocks import measure_clock
from handover.portal.transfers.models import DamagedFile
from handover.portal.work.models import Run, RunOutcome
from handover.portal.zones.models import AgentStatusRow, DeadLetterRow, QueueEntryRow, ZoneRow

WAITING, WORK, ZONES, LIMITS, SAFETY = MetricSubject
PREFIX: Final = "handover_"

METRICS: Final[tuple[Metric, ...]] = (
    Metric(
        "transfers_waiting",
        WAITING,
        "How many files wait, and for whom?",
        "Files in each state in which they wait for somebody.",
        waiting_samples.count_waiting_files,
        ("state",),
    ),
    Metric(
        "transfers_oldest_seconds",
        WAITING,
        "How long does the oldest file wait?",
        "For how long the oldest file in each of those states has been in it.",
        waiting_samples.measure_oldest_files,
        ("state",),
    ),
    Metric(
        "messages_unread",
        WAITING,
        "How many secure messages does nobody read?",
        "Secure messages that nobody has read.",
        lambda now: single_sample(Delivery.objects.filter(UNREAD).count()),
    ),
    Metric(
        "emails_waiting",
        WAITING,
        "How many e-mails are still to go out?",
        "E-mails in the outbox.",
        lambda now: single_sample(Notice.objects.filter(UNSENT).count()),
    ),
    Metric(
        "emails_oldest_seconds",
        WAITING,
        "How late are e-mails?",
        "How long the oldest e-mail has waited.",
        waiting_samples.measure_oldest_email,
    ),
    Metric(
        "emails_failing",
        WAITING,
        "Which e-mails does the mail server not take?",
        "E-mails that the mail server did not take, by what comes of them.",
        waiting_samples.count_failing_emails,
        ("state",),
    ),
    Metric(
        "webhooks_waiting",
        WAITING,
        "How many webhooks are still to be taken?",
        "Webhooks that are still tried.",
        waiting_samples.count_waiting_webhooks,
    ),
    Metric(
        "webhooks_oldest_seconds",
        WAITING,
        "How late are webhooks?",
        "How long the oldest of those webhooks has waited.",
        waiting_samples.measure_oldest_webhook,
    ),
    Metric(
        "webhook_endpoints",
        WAITING,
        "Whose software does not take webhooks?",
        "Endpoints of webhooks, by how they are.",
        waiting_samples.count_endpoints,
        ("state",),
    ),
    Metric(
        "moves_waiting",
        WAITING,
        "How many records are on their way by themselves?",
        "Records on their way, by what they wait for.",
        waiting_samples.count_moves,
        ("state",),
    ),
    Metric(
        "moves_oldest_seconds",
        WAITING,
        "Which step do records stand still at?",
        "For how long the oldest record on its way has waited where it is.",
        waiting_samples.measure_oldest_moves,
        ("state",),
    ),
    Metric(
        "job_age_seconds",
        WORK,
        "Does a worker run?",
        "Since when a background job last ended.",
        work_samples.measure_job_ages,
        ("job",),
    ),
    Metric(
        "job_late_seconds",
        WORK,
        "Which job is late?",
        "For how long a background job has been due, and no worker has taken it up.",
        work_samples.measure_late_jobs,
        ("job",),
    ),
    Metric(
        "job_running_seconds",
        WORK,
        "Which job does not come to an end?",
        "For how long a background job that is under way has run.",
        work_samples.measure_running_jobs,
        ("job",),
    ),
    Metric(
        "job_failed",
        WORK,
        "Which job failed?",
        "Whether the last run of a background job failed.",
        work_samples.list_failed_jobs,
        ("job",),
    ),
    Metric(
        "job_stopped",
        WORK,
        "Which job waits for a person?",
        "Whether a background job stands still until a person has looked.",
        work_samples.list_stopped_jobs,
        ("job",),
    ),
    Metric(
        "job_runs_lost",
        WORK,
        "Do workers vanish?",
        "Runs of background jobs whose worker vanished, as far back as runs are kept.",
        lambda now: single_sample(Run.objects.filter(outcome=RunOutcome.LOST).count()),
    ),
    Metric(
        "zone_messages_waiting",
        ZONES,
        "How much do agents have to fetch?",
        "Messages in the queues of all zones.",
        lambda now: zone_samples.count_in_zones(QueueEntryRow.objects.all()),
    ),
    Metric(
        "zone_messages_oldest_seconds",
        ZONES,
        "How far behind is the slowest agent?",
        "How long the oldest message of all queues has waited.",
        zone_samples.measure_oldest_message,
    ),
    Metric(
        "zone_agents_unreachable",
        ZONES,
        "Is an agent not there?",
        "Agents to which messages are pushed, and that were not reached the last time; they are tried again.",
        lambda now: zone_samples.count_in_zones(AgentStatusRow.objects.filter(attempts__gt=0, stopped=False)),
    ),
    Metric(
        "zone_agents_given_up",
        ZONES,
        "To which agent is nothing pushed any more?",
        "Agents that are not tried again until somebody says so.",
        lambda now: zone_samples.count_in_zones(AgentStatusRow.objects.filter(stopped=True)),
    ),
    Metric(
        "zone_agents_refusing",
        ZONES,
        "Does an agent refuse what is next?",
        "Agents that do not take the first message of their queue although they are reached.",
        lambda now: zone_samples.count_in_zones(AgentStatusRow.objects.filter(refused__isnull=False)),
    ),
    Metric(
        "zone_agents_blocking",
        ZONES,
        "Does an agent hold back others' events?",
        "Agents that have other events wait while they work on one.",
        lambda now: zone_samples.count_in_zones(AgentStatusRow.objects.filter(blocked__isnull=False)),
    ),
    Metric(
        "zone_messages_missed",
        ZONES,
        "What did agents not get at all?",
        "Messages that agents of zones were to have and did not get, by reason.",
        zone_samples.count_missed_messages,
        ("reason",),
    ),
    Metric(
        "zone_dead_letters",
        ZONES,
        "What did agents turn away?",
        "Dead letters of all zones.",
        lambda now: zone_samples.count_in_zones(DeadLetterRow.objects.all()),
    ),
    Metric(
        "zones_paused",
        ZONES,
        "Is a zone still paused?",
        "Zones that are paused.",
        lambda now: zone_samples.count_in_zones(ZoneRow.objects.filter(paused=True)),
    ),
    Metric(
        "zones_open",
        ZONES,
        "Is a zone without protection?",
        "Zones whose policy is open: agents need prove nothing where their server lets it be so.",
        lambda now: zone_samples.count_in_zones(ZoneRow.objects.filter(rules__policy="open")),
    ),
    Metric(
        "hub_zones",
        ZONES,
        "In which zones can the hub not work?",
        "Zones in which records follow children, by how the hub is there.",
        zone_samples.count_hub_zones,
        ("state",),
    ),
    Metric(
        "disk_free_bytes",
        LIMITS,
        "How much room do files have?",
        "What may still be written to the folder of files.",
        keeping_samples.measure_free_space,
    ),
    Metric(
        "database_disk_free_bytes",
        LIMITS,
        "How much room does the database have?",
        "What may still be written beside a SQLite database.",
        keeping_samples.measure_database_disk,
    ),
    Metric(
        "database_bytes",
        LIMITS,
        "How large is the database?",
        "What the database takes.",
        keeping_samples.measure_database,
    ),
    Metric(
        "api_keys_ending",
        LIMITS,
        "Whose software will soon be locked out?",
        "Keys of programs that end within 14 days and that no other key follows.",
        keeping_samples.count_ending_keys,
    ),
    Metric(
        "clock_ahead_seconds",
        LIMITS,
        "Do the clocks agree?",
        "By how much this machine's clock is ahead of the database server's; less than nought for behind.",
        lambda now: single_sample(round(measure_clock(now).total_seconds(), 1)),
    ),
    Metric(
        "replica_behind_seconds",
        LIMITS,
        "How old is what reports show?",
        "For how long the read-only replica has been behind; nothing where the site has none, or it is unfit.",
        replica_samples.measure_replica,
    ),
    Metric(
        "replica_unfit",
        LIMITS,
        "Are reports read from the primary?",
        "1 for a replica that does not answer or is not this site's; nothing where the site has none.",
        replica_samples.count_unfit_replicas,
    ),
    Metric(
        "backup_age_seconds",
        SAFETY,
        "How old is the newest backup?",
        "How long ago `handover backup` last made one; nothing where it never has.",
        keeping_samples.measure_backup_age,
    ),
    Metric(
        "backup_files_missing",
        SAFETY,
        "Does the newest backup lack files?",
        "Files that the database named and whose bytes were lost before the newest backup was made.",
        keeping_samples.count_files_missing_from_backup,
    ),
    Metric(
        "files_damaged",
        SAFETY,
        "Is a stored file lost?",
        "Stored files that were found missing or damaged.",
        lambda now: single_sample(DamagedFile.objects.count()),
    ),
    Metric(
        "files_unscanned",
        SAFETY,
        "What waits for the virus scanner?",
        "Files that are held because the virus scanner has not looked at them, by reason.",
        keeping_samples.count_unscanned_files,
        ("reason",),
    ),
    Metric(
        "files_aside",
        SAFETY,
        "What lies aside, to be removed?",
        "Files that lie aside because no row of the database names them.",
        keeping_samples.last_sweep("aside"),
    ),
    Metric(
        "files_nameless",
        SAFETY,
        "Are there files without rows?",
        "Files that no row names, too many to be moved aside unasked.",
        keeping_samples.last_sweep("nameless"),
    ),
    Metric(
        "files_stray",
        SAFETY,
        "Is anything among the files that is not the site's?",
        "Things in the folder of files that are none of the site's.",
        keeping_samples.last_sweep("stray"),
    ),
    Metric(
        "key_change_seconds",
        SAFETY,
        "Is a change of the master key unfinished?",
        "For how long a change of the master key has been under way; nought where none is.",
        keeping_samples.measure_key_change,
    ),
    Metric(
        "master_key_columns_left",
        SAFETY,
        "How far is a change of the master key?",
        "Columns that are still to be brought under the new master key; nought where none is being changed.",
        keeping_samples.count_columns_left,
    ),
    Metric(
        "version_info",
        SAFETY,
        "Which version runs?",
        "1, with the version that answers as a label.",
        keeping_samples.name_version,
        ("version",),
    ),
)


def write_metrics(now: datetime) -> str:
    """Write all metrics in the text format of Prometheus."""
    lines = []
    for metric in METRICS:
        name = f"{PREFIX}{metric.name}"
        lines += [f"# HELP {name} {metric.meaning}", f"# TYPE {name} gauge"]
        for labels, number in metric.samples(now):
            inside = ",".join(f'{label}="{value}"' for label, value in labels.items())
            lines.append(f"{name}{{{inside}}} {number:.15g}" if inside else f"{name} {number:.15g}")
    return "\n".join(lines) + "\n"
