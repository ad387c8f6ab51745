"""Whether the background work is done: when each job ran, how late it is, what came of it."""

from collections.abc import Iterator
from datetime import datetime

from handover.portal.operations.metric import Sample, seconds_since
from handover.portal.work.models import Lease, Run, RunOutcome


def measure_job_ages(now: datetime) -> Iterator[Sample]:
    """Return how long ago each job last ran to its end."""
    for lease in Lease.objects.exclude(ran_at=None).order_by("job"):
        yield {"job": lease.job}, (now - lease.ran_at).total_seconds() if lease.ran_at else 0


def measure_late_jobs(now: datetime) -> Iterator[Sample]:
    """Return for how long each job has been due and no worker has taken it up."""
    for lease in Lease.objects.order_by("job"):
        in_hand = lease.until is not None and lease.until >= now
        yield {"job": lease.job}, 0.0 if in_hand else seconds_since(lease.due_at, now)


def measure_running_jobs(now: datetime) -> Iterator[Sample]:
    """Return for how long each job that is under way has run."""
    for run in Run.objects.filter(ended_at=None, outcome=RunOutcome.RUNNING).order_by("job", "started_at"):
        yield {"job": run.job}, seconds_since(run.started_at, now)


def list_failed_jobs(now: datetime) -> Iterator[Sample]:
    """Say of each job whether its last run failed."""
    return _with_outcome(RunOutcome.FAILED)


def list_stopped_jobs(now: datetime) -> Iterator[Sample]:
    """Say of each job whether it stands still until a person has looked."""
    return _with_outcome(RunOutcome.STOPPED)


def _with_outcome(outcome: RunOutcome) -> Iterator[Sample]:
    for lease in Lease.objects.exclude(ran_at=None).order_by("job"):
        yield {"job": lease.job}, float(lease.outcome == outcome)
