"""Jobs: one worker at a time, taken over when it is killed, written down, run again when somebody asks."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from handover.common.text import Text
from handover.portal.audit.log import AuditBroken
from handover.portal.audit.models import Entry
from handover.portal.audit.noting import AnchorsLost, LogShortened
from handover.portal.notices.outbox import MailServerAway
from handover.portal.work import running
from handover.portal.work.models import Lease, Run, RunOutcome
from handover.portal.work.running import LEASE, Job
from tests.moments import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("leases that only one may hold")]
HOUR = timedelta(hours=1)


def job(work=lambda now: 3, **changes):
    return Job(**{"key": "tidy", "name": Text("Tidy up", "Tacluso"), "seconds": 3600, "run": work, **changes})


def do(each, now=NOW, worker="one", **how):
    running.enter_jobs([each], now)
    return running.run_if_due(each, worker, lambda: now, **how)


def test_a_job_runs_when_it_is_due_and_not_again_before():
    assert do(job()).outcome == RunOutcome.DONE
    assert do(job(), NOW + HOUR / 2) is None
    assert do(job(), NOW + HOUR).count == 3
    assert Run.objects.count() == 2


def test_a_job_that_fails_is_written_down_by_its_fault_class_and_tried_again_soon():
    def broken(now):
        raise ValueError("Siân Prydderch")

    run = do(job(broken))
    assert (run.outcome, run.fault) == (RunOutcome.FAILED, "ValueError")
    assert do(job(), NOW + timedelta(minutes=5)).outcome == RunOutcome.DONE


def test_a_job_of_every_few_seconds_that_fails_is_tried_again_once_a_minute():
    def broken(now):
        raise ValueError

    frequent = {"seconds": 5, "frequent": True}
    assert do(job(broken, **frequent)).outcome == RunOutcome.FAILED
    assert do(job(**frequent), NOW + timedelta(seconds=59)) is None
    assert do(job(**frequent), NOW + timedelta(seconds=60)).outcome == RunOutcome.DONE
    assert do(job(**frequent), NOW + timedelta(seconds=65)).outcome == RunOutcome.DONE


@pytest.mark.parametrize("fault", [AuditBroken, LogShortened, AnchorsLost, MailServerAway])
def test_what_is_wrong_with_the_audit_log_or_the_mail_server_is_said_in_one_line(fault, caplog):
    def broken(now):
        raise fault("The audit log lacks entry 7.")

    run = do(job(broken))
    assert (run.outcome, run.fault) == (RunOutcome.FAILED, fault.__name__)
    (line,) = [record for record in caplog.records if record.name == "handover.worker"]
    assert (line.getMessage(), line.exc_info) == ("the job failed: tidy: The audit log lacks entry 7.", None)


def test_two_workers_do_not_run_one_job_at_the_same_time():
    running.enter_jobs([job()], NOW)
    assert running.claim_job(job(), "one", NOW)
    assert running.claim_job(job(), "two", NOW + timedelta(seconds=30)) is None
    assert running.list_due([job()], NOW + timedelta(seconds=30)) == []


def test_the_job_of_a_killed_worker_is_taken_over_and_its_run_written_down_as_lost():
    running.enter_jobs([job()], NOW)
    first = running.claim_job(job(), "one", NOW)
    later = NOW + LEASE + timedelta(seconds=1)
    assert do(job(), later, "two").outcome == RunOutcome.DONE
    first.refresh_from_db()
    assert (first.outcome, first.ended_at) == (RunOutcome.LOST, later)


def test_a_worker_that_renews_its_lease_keeps_the_job():
    running.enter_jobs([job()], NOW)
    running.claim_job(job(), "one", NOW)
    assert running.renew(job(), "one", NOW + LEASE / 2)
    assert running.claim_job(job(), "two", NOW + LEASE + timedelta(seconds=1)) is None


def test_a_worker_that_comes_back_after_its_job_was_taken_over_changes_nothing():
    running.enter_jobs([job()], NOW)
    first = running.claim_job(job(), "one", NOW)
    later = NOW + 2 * LEASE
    running.claim_job(job(), "two", later)
    first.outcome = RunOutcome.DONE
    running.finish_run(job(), first, "one", later)
    assert not running.renew(job(), "one", later)
    assert Lease.objects.get().holder == "two"
    assert Run.objects.get(pk=first.pk).outcome == RunOutcome.LOST


def test_somebody_can_have_a_job_run_at_once_even_while_it_runs(cast):
    do(job())
    running.request_run(job(), cast.gwilym.actor, NOW)
    assert Entry.objects.get(action="job.asked").subject == "tidy"
    again = running.claim_job(job(), "one", NOW)
    running.request_run(job(), cast.gwilym.actor, NOW)
    again.outcome = RunOutcome.DONE
    running.finish_run(job(), again, "one", NOW)
    assert do(job(), NOW + timedelta(seconds=1))


def test_a_frequent_job_that_did_nothing_leaves_no_line_but_its_time():
    do(job(lambda now: 0, frequent=True))
    assert not Run.objects.exists()
    assert Lease.objects.get().ran_at == NOW
    do(job(lambda now: 2, frequent=True), NOW + HOUR)
    assert Run.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_that_look_at_once_one_gets_the_job():
    running.enter_jobs([job()], NOW)
    start, got = threading.Barrier(6), []

    def look(worker):
        start.wait()
        got.append(running.claim_job(job(), worker, NOW))
        connection.close()

    threads = [threading.Thread(target=look, args=(f"worker {number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([run for run in got if run]) == 1


def test_a_long_job_that_has_nothing_to_do_is_passed_over_until_it_is_due_again():
    each = job(seconds=60, waits=lambda now: False)
    running.enter_jobs([each], NOW)
    running.note_idle(each, NOW)
    assert running.list_due([each], NOW + timedelta(seconds=59)) == []
    assert running.list_due([each], NOW + timedelta(seconds=60)) == [each]
    assert not Run.objects.exists()


def test_a_job_in_hand_is_not_passed_over():
    each = job(waits=lambda now: False)
    running.enter_jobs([each], NOW)
    assert running.claim_job(each, "one", NOW)
    running.note_idle(each, NOW + LEASE / 2)
    assert Lease.objects.get().holder == "one"
