"""What those who run the site see of it, and what machines may ask."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from handover.portal.backups.models import LastBackup
from handover.portal.jobs import BY_KEY
from handover.portal.messaging import writing
from handover.portal.messaging.boxes import box_of
from handover.portal.messaging.words import Words
from handover.portal.notices.models import Notice
from handover.portal.operations import readiness
from handover.portal.operations.metrics import write_metrics
from handover.portal.reminders.models import ReminderDay
from handover.portal.storage.disk_storage import DiskStorage
from handover.portal.stores.clocks import find_clock_fault, measure_clock
from handover.portal.stores.mark import Mark, replace_mark
from handover.portal.stores.models import SiteIdentity
from handover.portal.stores.starting import known_migrations
from handover.portal.work import running
from handover.portal.work.models import Lease, Run
from tests.disks import disk_full_after
from tests.files import send
from tests.moments import NOW
from tests.stores import store, use

__all__ = ["store"]
pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("what a database says of itself")]
SECRET = Words("Tomos Prydderch", "Where is Tomos?")


def test_the_operator_sees_what_ran_what_failed_and_when_the_next_run_is_due(cast, signed_in):
    Run.objects.create(job="retention", started_at=NOW, ended_at=NOW, outcome="done", count=7)
    Run.objects.create(
        job="send-e-mails", started_at=NOW, ended_at=NOW, outcome="failed", fault="ConnectionRefusedError"
    )
    Lease.objects.create(job="retention", due_at=NOW, ran_at=NOW, outcome="done")
    office = signed_in(cast.gwilym)
    page = office.get("/work/").content.decode()
    assert "ConnectionRefusedError" in page
    assert "Remove what has been kept long enough" in page
    failed = office.get("/work/?show=failed").content.decode()
    assert "ConnectionRefusedError" in failed
    assert failed.count("Remove what has been kept long enough") < page.count("Remove what has been kept long enough")


def test_the_operator_has_a_job_run_at_once(cast, signed_in):
    assert signed_in(cast.gwilym).post("/work/retention/run/").url == "/work/"
    lease = Lease.objects.get(job="retention")
    assert lease.asked
    assert running.free(NOW)
    assert signed_in(cast.gwilym).post("/work/nothing/run/").status_code == 404
    assert signed_in(cast.efa).post("/work/retention/run/").status_code == 403


def test_the_operator_sees_when_the_site_was_last_backed_up_and_so_do_the_alarms(cast, signed_in):
    office = signed_in(cast.gwilym)
    assert "No backup was made with “handover backup”." in office.get("/work/").content.decode()
    assert "\nhandover_backup_age_seconds" not in write_metrics(NOW)
    LastBackup.objects.create(pk=1, made_at=NOW, rows=9, files=31, file_bytes=7, missing=2)
    page = office.get("/work/").content.decode()
    assert "Last backup: " in page
    assert "with 31 files." in page
    assert "Run “handover files check”." in page
    told = write_metrics(NOW + timedelta(hours=30))
    assert "\nhandover_backup_age_seconds 108000\n" in told


def refused(cast, *, given_up: bool) -> Notice:
    return Notice.objects.create(
        kind="check_due",
        recipient=cast.bryn.email,
        subject="Confirm who may sign in",
        created_at=NOW,
        next_attempt_at=None if given_up else NOW,
        last_fault="address-refused 550",
    )


def test_an_e_mail_that_was_refused_stands_on_a_page_with_the_reason_and_whom_to_tell(cast, signed_in):
    refused(cast, given_up=False)
    Notice.objects.create(kind="check_due", recipient="a@example.org", created_at=NOW, next_attempt_at=NOW)
    cast.efa.establishment.email = "ffeiliau@mor.example"
    cast.efa.establishment.save()
    office = signed_in(cast.gwilym)
    assert "1 e-mail did not go out" in office.get("/work/").content.decode()
    page = office.get("/work/e-mails/").content.decode()
    assert cast.bryn.email in page
    assert "The mail server refuses the address (<code>550</code>)" in page
    assert "ffeiliau@mor.example" in page
    assert "a@example.org" not in page
    assert signed_in(cast.efa).get("/work/e-mails/").status_code == 403


def test_e_mails_that_were_refused_are_counted_for_an_alarm(cast, client):
    refused(cast, given_up=False)
    refused(cast, given_up=True)
    refused(cast, given_up=True)
    said = client.get("/metrics").content.decode()
    assert 'handover_emails_failing{state="tried_again"} 1\n' in said
    assert 'handover_emails_failing{state="given_up"} 2\n' in said


def test_an_authority_chooses_the_day_of_the_reminder(cast, signed_in):
    office = signed_in(cast.efa)
    assert office.post("/reminder/", {"day": "4"}).url == "/reminder/"
    assert ReminderDay.objects.get(la_number="681").weekday == 4
    assert office.post("/reminder/", {"day": "7"}).status_code == 422
    assert signed_in(cast.bryn).get("/reminder/").status_code == 403


def test_a_load_balancer_may_ask_whether_the_site_can_work(client):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.content == b"database: ok\nfiles: ok\nmigrations: ok\nstores: ok\ndisk: ok\n"


def test_a_process_that_lacks_something_says_what(client, monkeypatch):
    monkeypatch.setattr(readiness, "CHECKS", (("database", lambda: True), ("files", lambda: 1 / 0)))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.content == b"database: ok\nfiles: failed\n"


def ready(client):
    answer = client.get("/readyz")
    return answer.status_code, dict(line.split(": ", 1) for line in answer.content.decode().splitlines())


@pytest.mark.parametrize(("minutes", "words"), [(10, "ahead of"), (-10, "behind"), (0, "")])
def test_a_clock_that_disagrees_with_the_database_servers_is_told(minutes, words):
    now = timezone.now() + timedelta(minutes=minutes)
    said = find_clock_fault(now)
    if connection.vendor == "postgresql" and words:
        assert said.startswith("This machine's clock is ")
        assert measure_clock(now) == pytest.approx(timedelta(minutes=minutes), abs=timedelta(seconds=30))
        assert f" {words} the database" in said
    else:
        assert said == ""  # SQLite is on the machine itself


def test_a_folder_that_belongs_to_another_database_is_told_to_a_load_balancer(client, store):
    replace_mark(DiskStorage(store), Mark(uuid4(), 0, NOW))
    status, said = ready(client)
    assert status == 503
    assert said["stores"] == "failed: The database and the folder of files do not belong together."
    assert said["database"] == said["files"] == "ok"


def test_a_wrong_master_key_is_told_to_a_load_balancer(client, store, settings):
    use(settings, store, HANDOVER_MASTER_KEY=bytes(32))
    status, said = ready(client)
    assert status == 503
    assert said["stores"].startswith("failed: HANDOVER_MASTER_KEY is not the key")


def test_a_full_disk_is_told_to_a_load_balancer(client, store):
    with disk_full_after(10):
        status, said = ready(client)
    assert status == 503
    assert said["files"] == "failed: the disk is full"
    assert not [path for path in store.iterdir() if "probe" in path.name]


def test_a_folder_that_is_not_there_is_told_to_a_load_balancer(client, settings, tmp_path):
    use(settings, tmp_path / "away")
    assert ready(client)[1]["files"] == "failed: the folder is not there"


def test_too_little_room_beside_a_sqlite_database_is_told_to_a_load_balancer(client, store, settings):
    use(settings, store, HANDOVER_DISK_FREE_MB=10**9)
    status, said = ready(client)
    if connection.vendor == "sqlite":
        assert status == 503
        assert said["disk"] == "failed: less than 1000000000 MiB are free beside the database"
    else:
        assert said["disk"] == "ok"


def test_migrations_that_wait_are_told_to_a_load_balancer(client, store):
    name = next(name for app, name in known_migrations() if app == "reports" and name.startswith("0001"))
    MigrationRecorder(connection).record_unapplied("reports", name)
    assert ready(client) == (503, ready(client)[1] | {"migrations": "failed: 1 wait; run handover manage migrate"})


def test_nothing_that_a_load_balancer_is_told_names_a_path_or_an_identity(client, store, settings):
    replace_mark(DiskStorage(store), Mark(uuid4(), 0, NOW))
    use(settings, store, HANDOVER_DISK_FREE_MB=10**9)
    said = client.get("/readyz").content.decode()
    assert str(store.parent) not in said
    assert str(SiteIdentity.objects.get().identity) not in said


def test_the_operator_sees_why_jobs_stand_still_and_what_to_do(cast, signed_in, store):
    replace_mark(DiskStorage(store), Mark(uuid4(), 0, NOW))
    for key in ("retention", "sweep-uploads"):
        running.enter_jobs([BY_KEY[key]], NOW)
        running.run_if_due(BY_KEY[key], "one", lambda: NOW)
    page = signed_in(cast.gwilym).get("/work/").content.decode()
    assert page.count("The database and the folder of files do not belong together.") == 1
    assert "handover files adopt" in page
    assert "Stands still and asks" in page
    assert "Stands still and asks" in signed_in(cast.gwilym).get("/work/?show=failed").content.decode()
    assert 'handover_job_stopped{job="retention"} 1\n' in signed_in(cast.gwilym).get("/metrics").content.decode()


def test_prometheus_reads_numbers_and_no_personal_data(cast, client):
    send(cast.alis, "6814990")
    writing.send_draft(writing.begin_draft(cast.efa, NOW, SECRET, [box_of(cast.bryn)]), SECRET, cast.efa, NOW)
    Lease.objects.create(job="retention", due_at=NOW, ran_at=NOW, outcome="failed")
    answer = client.get("/metrics")
    told = answer.content.decode()
    assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
    assert 'handover_transfers_waiting{state="sent"} 1\n' in told
    assert "handover_messages_unread 1\n" in told
    assert 'handover_job_failed{job="retention"} 1\n' in told
    for word in ("Tomos", "Prydderch", "alis", "example.org", "681"):
        assert word not in told
    for line in told.splitlines():
        assert line.startswith("# ") or len(line.split(" ")) == 2


@pytest.mark.parametrize(("address", "status"), [("127.0.0.1", 200), ("10.20.30.40", 404), ("nonsense", 404)])
def test_metrics_are_for_the_networks_of_the_setting(client, address, status):
    assert client.get("/metrics", REMOTE_ADDR=address).status_code == status
