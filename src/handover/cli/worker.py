"""`handover worker`: the background jobs, one after the other, until told to stop."""

import logging
import signal
import threading
from types import FrameType
from typing import Final

import click

from handover.cli.site import set_up

log = logging.getLogger("handover.worker")

LOOK_SECONDS: Final = 1.0
"""How often a worker looks for a job that is due."""


@click.command()
@click.option("--once", is_flag=True, help="Run every job once and end.")
def worker(once: bool) -> None:
    """Run the background jobs: e-mails, reminders, retention. Several may run at once; any may be killed at any time."""
    set_up()
    stop = threading.Event()

    def asked_to_stop(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, asked_to_stop)
    work(stop, once=once)


def work(stop: threading.Event, *, once: bool = False) -> None:
    """Run each job of the table when it is due and no other worker has it in hand, until asked to stop."""
    from django.db import close_old_connections
    from django.utils import timezone

    from handover.portal.jobs import JOBS  # the models load only once Django is set up
    from handover.portal.work import running

    name = running.new_worker()
    running.enter(JOBS, timezone.now())
    while not stop.is_set():
        close_old_connections()
        try:
            for job in JOBS if once else running.due(JOBS, timezone.now()):
                running.do(job, name, early=once)
        except Exception:  # the database is away; the next look may find it again
            if once:
                raise
            log.exception("the jobs could not be looked up")
        if once:
            return
        stop.wait(LOOK_SECONDS)
