"""Running jobs: a lease for each, taken by one conditional update, so that no two workers run one job at a time.

A worker renews its lease while the job runs. One that is killed renews nothing; after `LEASE` another worker takes the
job over, and the run that was broken off is written down as such. Jobs may therefore be cut off anywhere, and begin again.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from django.conf import settings
from django.db import close_old_connections, connection
from django.db.models import Q

from handover.common.text import Text
from handover.portal import clock, transaction
from handover.portal.audit.log import Actor, AuditBroken, record
from handover.portal.audit.noting import AnchorsLost, LogShortened
from handover.portal.logs.said_with import saying
from handover.portal.logs.traces import begin_traces
from handover.portal.notices.outbox import MailServerAway
from handover.portal.storage.interface import StorageFault
from handover.portal.stores.belonging import check_removing
from handover.portal.stores.stops import Stopped
from handover.portal.work.models import Lease, Run, RunOutcome

log = logging.getLogger("handover.worker")

LEASE: Final = timedelta(seconds=60)
"""How long a job stays with a worker that is not heard of."""
RENEW_SECONDS: Final = 15.0
TRY_AGAIN_SECONDS: Final = 300
"""A job that failed is tried again after this at the latest."""
FAILED_SECONDS: Final = 60
"""And after this at the earliest: what fails every few seconds would fill the log and the list of runs."""
STOPPING: Final = threading.Event()
"""Set when the worker of this process is told to stop: a job that does many things looks at it between two."""


@dataclass(frozen=True, slots=True)
class Job:
    """One job: its key, its name on screen, the seconds between two runs, and what it does at a given time.

    `frequent` marks one that runs so often that runs which did nothing are not worth a line. A number that `run` returns
    is how much it did. `removes` marks one that ends, wipes or calls back something: it runs only where database and folder
    of files belong together and the clock has not jumped (`stores.belonging`). `waits` marks a job that may take long, and
    says at a given time whether there is anything to do: then it runs in a process of its own, so that no other job waits
    for it. `apart` marks one that waits for another machine: it runs in a thread of its own, for the same reason.
    """

    key: str
    name: Text
    seconds: int
    run: Callable[[datetime], object]
    frequent: bool = False
    removes: bool = False
    waits: Callable[[datetime], bool] | None = None
    apart: bool = False


def new_worker() -> str:
    """Return a name that no other worker has."""
    return uuid4().hex


def enter_jobs(jobs: Iterable[Job], now: datetime) -> None:
    """Note every job of the table, due at once where it is new."""
    Lease.objects.bulk_create((Lease(job=job.key, due_at=now) for job in jobs), ignore_conflicts=True)


def list_due(jobs: Iterable[Job], now: datetime) -> list[Job]:
    """Return the jobs that wait to be run, in the order of the table."""
    waiting = set(Lease.objects.filter(free(now), due_at__lte=now).values_list("job", flat=True))
    return [job for job in jobs if job.key in waiting]


def free(now: datetime) -> Q:
    """Return the condition that no worker has a job in hand."""
    return Q(until__isnull=True) | Q(until__lt=now)


def claim_job(job: Job, worker: str, now: datetime, *, early: bool = False) -> Run | None:
    """Take a job in hand if it is due and nobody has it; `early` takes one that is not due yet."""
    lease = Lease.objects.filter(free(now), job=job.key)
    with transaction.atomic():
        ready = lease if early else lease.filter(due_at__lte=now)
        if not ready.update(holder=worker, until=now + LEASE, asked=False):
            return None
        broken_off = Run.objects.filter(job=job.key, ended_at__isnull=True)
        broken_off.update(ended_at=now, outcome=RunOutcome.LOST)
        return Run.objects.create(job=job.key, started_at=now)


def renew(job: Job, worker: str, now: datetime) -> bool:
    """Keep a job in hand for longer; say whether it still was."""
    return Lease.objects.filter(job=job.key, holder=worker).update(until=now + LEASE) == 1


def finish_run(job: Job, run: Run, worker: str, now: datetime) -> None:
    """Write down what came of a run, and let go of the job; nothing if another worker has taken it over."""
    following = now + timedelta(seconds=seconds_until_next(job, run.outcome))
    with transaction.atomic():
        mine = Lease.objects.filter(job=job.key, holder=worker)
        if not mine.update(holder="", until=None, due_at=following, ran_at=now, outcome=run.outcome):
            return
        Lease.objects.filter(job=job.key, asked=True).update(due_at=now)
        if job.frequent and run.outcome == RunOutcome.DONE and not run.count:
            run.delete()
        else:
            run.ended_at = now
            run.save()


def seconds_until_next(job: Job, outcome: str) -> int:
    """Return how long a job waits after a run."""
    if outcome == RunOutcome.FAILED:
        return min(max(job.seconds, FAILED_SECONDS), TRY_AGAIN_SECONDS)
    return max(job.seconds, TRY_AGAIN_SECONDS) if outcome == RunOutcome.STOPPED else job.seconds


def note_idle(job: Job, now: datetime) -> None:
    """Note that a job that is due and in nobody's hand has nothing to do."""
    idle = Lease.objects.filter(free(now), job=job.key, due_at__lte=now)
    idle.update(due_at=now + timedelta(seconds=job.seconds), ran_at=now, outcome=RunOutcome.DONE, asked=False)


def run_if_due(job: Job, worker: str, clock: Callable[[], datetime] = clock.now, *, early: bool = False) -> Run | None:
    """Run a job if it is due and nobody has it in hand; a fault is written down and stops nothing else.

    A job that removes stands still while the stores do not fit, and any job may ask for a person by raising Stopped.
    """
    run = claim_job(job, worker, clock(), early=early)
    if run is None:
        return None
    traces = begin_traces(settings.CONFIG.traces, settings.CONFIG.traces_percent)
    with saying(job=job.key), traces.follow_job(job.key):
        work_through(job, run, worker, clock)
    finish_run(job, run, worker, clock())
    return run


def work_through(job: Job, run: Run, worker: str, clock: Callable[[], datetime]) -> None:
    """Do the job, and note on the run what came of it."""
    try:
        if job.removes:
            check_removing(clock())
        with renewing(job, worker):
            # Jobs may be cut off anywhere and begin again, so one that the database aborts begins again at once.
            done = transaction.retry(lambda: job.run(clock()))
    except Stopped as stopped:
        log.error("the job stands still: %s: %s", job.key, stopped)
        run.outcome, run.fault, run.count = RunOutcome.STOPPED, stopped.stop.key, stopped.count
    except (AuditBroken, LogShortened, AnchorsLost, MailServerAway, StorageFault) as fault:
        # Nothing is wrong with the program: the words are for the operator, and a stack would hide them.
        log.error("the job failed: %s: %s", job.key, fault)
        run.outcome, run.fault = RunOutcome.FAILED, type(fault).__name__
    except Exception as fault:
        log.exception("the job failed: %s", job.key)
        run.outcome, run.fault = RunOutcome.FAILED, type(fault).__name__
    else:
        run.outcome, run.count = RunOutcome.DONE, done if isinstance(done, int) else 0


def went_wrong(run: Run) -> bool:
    """Say whether a run that ended did not do its work."""
    return run.outcome in {RunOutcome.FAILED, RunOutcome.STOPPED}


@contextmanager
def renewing(job: Job, worker: str) -> Iterator[None]:
    """Keep a job in hand while it runs, from a thread beside it with a connection of its own."""
    over = threading.Event()

    def keep() -> None:
        while not over.wait(RENEW_SECONDS):
            try:
                close_old_connections()
                renew(job, worker, clock.now())
            except Exception:
                log.exception("the lease of a job could not be renewed: %s", job.key)
        connection.close()

    thread = threading.Thread(target=keep, daemon=True, name="lease")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def request_run(job: Job, by: Actor, now: datetime) -> None:
    """Have a job run at once by whichever worker is free next."""
    with transaction.atomic():
        enter_jobs([job], now)
        Lease.objects.filter(job=job.key).update(due_at=now, asked=True)
        record("job.asked", actor=by, subject=job.key, now=now)
