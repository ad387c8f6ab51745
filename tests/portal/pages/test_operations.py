"""What those who run the site see of it, and what machines may ask."""

import pytest
from django.conf import settings

from handover.portal.messaging import writing
from handover.portal.messaging.boxes import box_of
from handover.portal.messaging.words import Words
from handover.portal.pages.operations import health
from handover.portal.reminders.models import ReminderDay
from handover.portal.work import running
from handover.portal.work.models import Lease, Run
from tests.files import send
from tests.moments import NOW

pytestmark = pytest.mark.django_db
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
    monkeypatch.setattr(health, "CHECKS", (("database", lambda: True), ("files", lambda: 1 / 0)))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.content == b"database: ok\nfiles: failed\n"


def test_prometheus_reads_numbers_and_no_personal_data(cast, client):
    send(cast.alis, "6814990")
    writing.send(writing.begin(cast.efa, NOW, SECRET, [box_of(cast.bryn)]), SECRET, cast.efa, NOW)
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


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_saw(client, monkeypatch):
    monkeypatch.setitem(settings.CONFIG.values, "HANDOVER_PROXY", True)
    assert client.get("/metrics", HTTP_X_FORWARDED_FOR="127.0.0.1, 10.20.30.40").status_code == 404
    assert client.get("/metrics", HTTP_X_FORWARDED_FOR="10.20.30.40, 127.0.0.1").status_code == 200
