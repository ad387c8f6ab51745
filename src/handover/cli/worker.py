"""`handover worker`: the background jobs, one after the other, until told to stop."""

import logging
import signal
import threading
import time
from types import FrameType

import click

from handover.cli.site import set_up

log = logging.getLogger("handover.worker")


@click.command()
@click.option("--once", is_flag=True, help="Run every job once and end.")
def worker(once: bool) -> None:
    """Run the background jobs: e-mails, clearing up. Several may run at once; any may be killed at any time."""
    set_up()
    stop = threading.Event()

    def asked_to_stop(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, asked_to_stop)
    work(stop, once=once)


def work(stop: threading.Event, *, once: bool = False) -> None:
    """Run each job of the table when it is due, until asked to stop."""
    from handover.portal.jobs import JOBS  # the models load only once Django is set up

    due = dict.fromkeys(JOBS, 0.0)
    while not stop.is_set():
        for job in JOBS:
            if due[job] <= time.monotonic():
                run(job)
                due[job] = time.monotonic() + job.seconds
        if once:
            return
        stop.wait(max(0.1, min(due.values()) - time.monotonic()))


def run(job: "object") -> None:
    """Run one job; a fault is logged and does not stop the others."""
    from django.db import close_old_connections
    from django.utils import timezone

    from handover.portal.jobs import Job

    assert isinstance(job, Job)
    close_old_connections()
    try:
        job.run(timezone.now())
    except Exception:
        log.exception("the job failed: %s", job.name)
