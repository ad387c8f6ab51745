"""`handover worker` as processes: several at once, and one that is killed."""

import signal
import socket
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from handover.cli.server import free_port
from handover.portal.jobs import JOBS
from handover.portal.notices import mail
from tests.site import CLEAN, new_database

SECONDS = 120


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    """The settings of a new site."""
    return {
        "HANDOVER_MODE": "demo",
        "DATABASE_URL": f"sqlite:///{new_database(tmp_path / 'site.sqlite3')}",
        "HANDOVER_FILES": str(tmp_path / "files"),
    }


def run(*words: str, settings: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "handover", *words]
    return subprocess.Popen(command, env=CLEAN | settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def rows(settings: dict[str, str], query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(settings["DATABASE_URL"].removeprefix("sqlite:///")) as database:
        return database.execute(query).fetchall()


def test_workers_at_once_run_every_job_and_a_killed_one_is_taken_over(settings: dict[str, str]) -> None:
    killed = run("worker", settings=settings)
    until = time.monotonic() + SECONDS
    while not rows(settings, "SELECT job FROM work_run") and time.monotonic() < until:
        time.sleep(0.05)
    killed.send_signal(signal.SIGKILL)
    killed.wait(SECONDS)
    with sqlite3.connect(settings["DATABASE_URL"].removeprefix("sqlite:///")) as database:
        # As if it had been killed in the middle of this job, and more than a minute ago.
        database.execute("UPDATE work_lease SET until = '2020-01-01 00:00:00' WHERE until IS NOT NULL")
        database.execute("UPDATE work_lease SET holder = 'gone', until = '2020-01-01 00:00:00' WHERE job = 'retention'")
        database.execute(
            "INSERT INTO work_run (job, started_at, outcome, fault, count) "
            "VALUES ('retention', datetime('now', '-2 minutes'), 'running', '', 0)"
        )
    workers = [run("worker", "--once", settings=settings) for _ in range(2)]
    assert [worker.wait(SECONDS) for worker in workers] == [0, 0]
    assert {job for (job,) in rows(settings, "SELECT job FROM work_lease WHERE outcome = 'done'")} == {
        job.key for job in JOBS
    }
    assert rows(settings, "SELECT job FROM work_run WHERE ended_at IS NULL") == []
    assert rows(settings, "SELECT DISTINCT job FROM work_run WHERE outcome = 'lost' AND job = 'retention'")


def test_a_timer_hears_of_a_job_that_failed(settings: dict[str, str]) -> None:
    assert run("worker", "--once", settings=settings).wait(SECONDS) == 0
    with sqlite3.connect(settings["DATABASE_URL"].removeprefix("sqlite:///")) as database:
        database.execute("ALTER TABLE reports_tally RENAME TO reports_elsewhere")
    assert run("worker", "--once", settings=settings).wait(SECONDS) == 1
    with sqlite3.connect(settings["DATABASE_URL"].removeprefix("sqlite:///")) as database:
        database.execute("UPDATE work_lease SET due_at = '2020-01-01 00:00:00'")
    assert run("worker", "--job", "fold-reports", settings=settings).wait(SECONDS) == 1


QUEUE = """
from handover.cli.site import set_up
set_up()
from django.utils import timezone
from handover.cli.selftest import make_site
from handover.portal.accounts.models import User
from handover.portal.lostpupils import census
make_site()
rows = "".join(f",,Oakhanger,Ann {number},2015-01-01,F,CF99 1AA,6812990\\n" for number in range(400_000))
extract = "UPN,Former UPN,Surname,Forename,Date of birth,Gender,Postcode,Establishment\\n" + rows
census.queue_matching([extract.encode()], User.objects.first(), timezone.now())
"""


def waits_for(settings: dict[str, str], query: str, known: object) -> object:
    """Return the first answer that is another than the known one."""
    until = time.monotonic() + SECONDS
    while (answer := rows(settings, query)) == known and time.monotonic() < until:
        time.sleep(0.05)
    return answer


def test_e_mails_go_out_while_a_matching_takes_long(settings: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-c", QUEUE], env=CLEAN | settings, check=True, timeout=SECONDS)
    worker = run("worker", settings=settings)
    stage, sent = "SELECT stage FROM lostpupils_matching", "SELECT ran_at FROM work_lease WHERE job = 'send-e-mails'"
    try:
        assert waits_for(settings, stage, [("waiting",)]) == [("reading",)]
        last = rows(settings, sent)
        assert waits_for(settings, sent, last) != last
        assert rows(settings, stage) != [("done",)]
    finally:
        worker.send_signal(signal.SIGTERM)
    assert worker.wait(SECONDS) == 0
    assert rows(settings, stage) != [("done",)]


WRITE = """
from handover.cli.site import set_up
set_up()
from django.utils import timezone
from handover.portal.notices.models import Notice
now = timezone.now()
for number in range(20):
    Notice.objects.create(
        kind="check_due", recipient=f"office{number}@example.org", subject="A subject", body="Words",
        created_at=now, next_attempt_at=now,
    )
"""


def test_a_mail_server_that_hangs_holds_up_e_mails_and_neither_another_job_nor_the_end(
    settings: dict[str, str],
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(SECONDS)
        settings["HANDOVER_SMTP_URL"] = f"smtp://127.0.0.1:{silent.getsockname()[1]}"
        subprocess.run([sys.executable, "-c", WRITE], env=CLEAN | settings, check=True, timeout=SECONDS)
        worker = run("worker", settings=settings)
        try:
            held, _ = silent.accept()  # and not a word is said to it
            other = "SELECT due_at FROM work_lease WHERE job = 'share-out'"
            last = rows(settings, other)
            assert waits_for(settings, other, last) != last
            assert rows(settings, "SELECT holder FROM work_lease WHERE job = 'send-e-mails'") != [("",)]
        finally:
            worker.send_signal(signal.SIGTERM)
        assert worker.wait(mail.WAIT_SECONDS - 5) == 0  # the server is not waited for
        held.close()
    assert rows(settings, "SELECT DISTINCT attempts, last_fault FROM notices_notice") == [(0, "")]


def test_a_worker_that_is_started_before_its_database_waits_for_it_and_can_be_stopped(settings: dict[str, str]) -> None:
    settings["DATABASE_URL"] = f"postgresql://site:secret@127.0.0.1:{free_port()}/handover"
    command = [sys.executable, "-m", "handover", "worker"]
    with subprocess.Popen(command, env=CLEAN | settings, stderr=subprocess.PIPE, text=True) as worker:
        assert worker.stderr
        said = next(line for line in worker.stderr if not line.startswith("Warning: "))
        assert said.startswith("The database does not answer yet, and is waited for: ")
        assert "secret" not in said
        assert worker.poll() is None
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(SECONDS) == 0
