"""`handover worker`: the background jobs, one after the other, until told to stop.

Long ones run in processes of their own, and those that wait for another machine in threads; so does the hub, the site's
agent in the zones of schools.
"""

import logging
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Final

import click

from handover.cli.site import demand_whole_site, say_warnings, set_up, wait_for_database

if TYPE_CHECKING:
    from handover.portal.work.running import Job

log = logging.getLogger("handover.worker")

LOOK_SECONDS: Final = 1.0
"""How often a worker looks for a job that is due."""
STOP_SECONDS: Final = 10.0
"""How long a process that is told to stop has for it."""
APART_SECONDS: Final = 3.0
"""How long a thread has that waits for another machine. What it did not finish is done again later."""


@click.command()
@click.option("--once", is_flag=True, help="Run every job once and end; exit code 1 if one failed or stands still.")
@click.option("--job", "key", help="Run this job alone, once, if it is due, and end. The worker does so for long ones.")
def worker(once: bool, key: str | None) -> None:
    """Run the background jobs: e-mails, reminders, retention; and the hub in its zones, without --once or --job.

    Several may run at once; any may be killed at any time.
    """
    set_up()
    if key is not None:
        demand_whole_site()
        return work_on(key)
    from handover.portal.work.running import STOPPING

    def asked_to_stop(number: int, frame: FrameType | None) -> None:
        STOPPING.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, asked_to_stop)
    say_warnings()
    if not once:
        wait_for_database(STOPPING)
        if STOPPING.is_set():
            return None
    demand_whole_site()
    return work(STOPPING, once=once)


def work_on(key: str) -> None:
    """Run one job, if it is due and no worker has it in hand."""
    from handover.portal.jobs import BY_KEY
    from handover.portal.work import running

    if key not in BY_KEY:
        raise click.UsageError(f"There is no job {key}. There are: {', '.join(BY_KEY)}.")
    run = running.run_if_due(BY_KEY[key], running.new_worker())
    if run is not None and running.went_wrong(run):
        raise SystemExit(1)


def work(stop: threading.Event, *, once: bool = False) -> None:
    """Run each job of the table when it is due and no other worker has it in hand, until asked to stop."""
    from django.db import close_old_connections
    from django.utils import timezone

    from handover.portal.hub.zones.running import HubRunner
    from handover.portal.jobs import JOBS  # the models load only once Django is set up
    from handover.portal.work import running

    name, beside, wrong = running.new_worker(), Beside(), False
    hub = HubRunner()
    apart = Apart(name)
    running.enter_jobs(JOBS, timezone.now())
    if not once:
        hub.start()
    while not stop.is_set():
        close_old_connections()
        try:
            for job in JOBS if once else running.list_due(JOBS, timezone.now()):
                if job.apart and not once:
                    apart.see_to(job)
                elif once or not job.waits:
                    run = running.run_if_due(job, name, early=once)
                    wrong = wrong or (run is not None and running.went_wrong(run))
                else:
                    beside.see_to(job, job.waits)
        except Exception:  # the database is away; the next look may find it again
            if once:
                raise
            log.exception("the jobs could not be looked up")
        if once:
            raise SystemExit(int(wrong))
        stop.wait(LOOK_SECONDS)
    apart.stop()
    hub.stop()
    beside.stop()


class Apart:
    """The threads of jobs that wait for another machine, one for each job at most."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._running: dict[str, threading.Thread] = {}

    def see_to(self, job: "Job") -> None:
        """Start a thread for a job that is due, unless one is running."""
        thread = self._running.get(job.key)
        if thread is None or not thread.is_alive():
            # It ends with the process, whatever it waits for.
            thread = threading.Thread(target=run_apart, args=(job, self._name), daemon=True, name=job.key)
            self._running[job.key] = thread
            thread.start()

    def stop(self) -> None:
        """Wait a little for those that are about to end."""
        until = time.monotonic() + APART_SECONDS
        for thread in self._running.values():
            thread.join(max(0.0, until - time.monotonic()))


def run_apart(job: "Job", name: str) -> None:
    """Run one job in this thread, with a connection to the database of its own."""
    from django.db import connections

    from handover.portal.work import running

    try:
        running.run_if_due(job, name)
    except Exception:  # the database is away; the job stays due
        log.exception("a job could not be run: %s", job.key)
    finally:
        connections.close_all()


class Beside:
    """The processes of long jobs, one for each at most. They end with the worker; what they did not finish, others take up."""

    def __init__(self) -> None:
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._not_before: dict[str, float] = {}

    def see_to(self, job: "Job", waits: Callable[..., bool]) -> None:
        """Start a process for a job that is due and has something to do, unless one is running."""
        from django.utils import timezone

        from handover.portal.work import running

        process = self._running.get(job.key)
        if process is not None and process.poll() is None:
            return
        if process is not None and process.returncode > 0:
            # It could not even begin, or went wrong; another at once would fare no better.
            log.error("the process of a job ended with %s: %s", process.returncode, job.key)
            del self._running[job.key]
            self._not_before[job.key] = time.monotonic() + running.TRY_AGAIN_SECONDS
        if time.monotonic() < self._not_before.get(job.key, 0):
            return
        if waits(timezone.now()):
            command = [sys.executable, "-m", "handover", "worker", "--job", job.key]
            self._running[job.key] = subprocess.Popen(command)
        else:
            running.note_idle(job, timezone.now())

    def stop(self) -> None:
        """End every process."""
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
