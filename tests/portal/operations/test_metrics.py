"""What an operator asks of graphs and alarms: what waits how long, which job is late, how near a limit, is it safe."""

import re
from datetime import timedelta

import pytest

from handover.portal.backups.models import LastBackup
from handover.portal.masterkeys.models import KeyChange
from handover.portal.operations.metrics import METRICS, write_metrics
from handover.portal.work.models import Lease, Run
from tests.files import send
from tests.keys import give_key
from tests.moments import NOW
from tests.receivers import give_endpoint
from tests.zones import school_town

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("what is counted and how long it waits")]
HOUR = timedelta(hours=1)


def expect_lines(told: str, *lines: str) -> None:
    assert [line for line in lines if f"handover_{line}\n" not in told] == []


def test_how_long_the_oldest_file_waits_is_told_by_what_it_waits_for(cast):
    send(cast.alis, "6814990")
    told = write_metrics(NOW + 3 * HOUR)
    expect_lines(told, 'transfers_waiting{state="sent"} 1', 'transfers_oldest_seconds{state="sent"} 10800')
    expect_lines(told, 'transfers_oldest_seconds{state="asking"} 0')


def test_webhooks_that_wait_are_told_and_endpoints_by_how_they_are(cast):
    give_endpoint(cast.bryn)
    failing = give_endpoint(cast.bryn, "https://failing.example/")
    failing.failing_since = NOW
    failing.save()
    send(cast.alis, "6814990")
    expect_lines(
        write_metrics(NOW + HOUR),
        "webhooks_waiting 2",
        "webhooks_oldest_seconds 3600",
        'webhook_endpoints{state="works"} 1',
        'webhook_endpoints{state="failing"} 1',
        'webhook_endpoints{state="paused"} 0',
        'webhook_endpoints{state="switched_off"} 0',
    )


def test_a_job_that_nobody_takes_up_is_late_and_one_in_hand_is_not(cast):
    Lease.objects.create(job="retention", due_at=NOW - HOUR)
    Lease.objects.create(job="fold-reports", due_at=NOW - HOUR, until=NOW + HOUR, holder="a worker")
    Lease.objects.create(job="send-e-mails", due_at=NOW + HOUR)
    Run.objects.create(job="fold-reports", started_at=NOW - HOUR)
    told = write_metrics(NOW)
    expect_lines(
        told,
        'job_late_seconds{job="retention"} 3600',
        'job_late_seconds{job="fold-reports"} 0',
        'job_late_seconds{job="send-e-mails"} 0',
        'job_running_seconds{job="fold-reports"} 3600',
    )


def test_agents_that_cannot_be_reached_and_the_oldest_message_of_all_queues_are_told(transactional_db: None):
    town = school_town()
    told = town.tell("MIS")
    expect_lines(
        write_metrics(told.accepted_at + HOUR), "zone_messages_oldest_seconds 3600", "zone_agents_unreachable 0"
    )
    town.miss("Doors")
    expect_lines(write_metrics(told.accepted_at), "zone_agents_unreachable 1", "zone_agents_given_up 0")


def test_keys_that_soon_end_without_another_are_counted(cast):
    give_key(cast.bryn, "collect", days=90, now=NOW)
    assert "handover_api_keys_ending 0\n" in write_metrics(NOW)
    assert "handover_api_keys_ending 1\n" in write_metrics(NOW + timedelta(days=80))


def test_how_old_the_newest_backup_is_is_told_once_there_is_one(cast):
    assert not re.search(r"^handover_backup_age_seconds ", write_metrics(NOW), re.M)
    LastBackup.objects.create(made_at=NOW - 30 * HOUR, rows=1, files=1, file_bytes=1, missing=0)
    expect_lines(write_metrics(NOW), "backup_age_seconds 108000")


def test_a_change_of_the_master_key_that_is_not_finished_is_told(cast):
    expect_lines(write_metrics(NOW), "key_change_seconds 0")
    KeyChange.objects.create(generation=2, key_id="0123456789abcdef", content=b"-", begun_at=NOW - HOUR)
    expect_lines(write_metrics(NOW), "key_change_seconds 3600")


def test_each_metric_is_told_with_the_labels_of_the_table_and_its_database_has_a_size(cast):
    Lease.objects.create(job="retention", due_at=NOW, ran_at=NOW, outcome="done")
    told = write_metrics(NOW)
    found = {
        name: set(re.findall(r"(\w+)=", labels)) for name, labels in re.findall(r"^handover_(\w+)\{(.*)\}", told, re.M)
    }
    wanted = {metric.name: set(metric.labels) for metric in METRICS if metric.labels}
    assert found == {name: labels for name, labels in wanted.items() if name != "job_running_seconds"}
    assert len({metric.name for metric in METRICS}) == len(METRICS)
    (size,) = re.findall(r"^handover_database_bytes (\d+)$", told, re.M)
    assert int(size) > 100_000
    assert 'handover_version_info{version="' in told
