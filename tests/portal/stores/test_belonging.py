"""Database and folder know each other, and every job that removes asks first."""

import json
import threading
from datetime import timedelta
from uuid import uuid4

import pytest

from handover.portal.audit.models import Entry, Head
from handover.portal.jobs import JOBS
from handover.portal.lostpupils import census
from handover.portal.storage.disk_storage import DiskStorage
from handover.portal.stores import belonging, following
from handover.portal.stores.belonging import JUMP, adopt_folder, check_belonging, check_removing
from handover.portal.stores.mark import NAME, BadMark, Mark, make_files_mark, read_mark, replace_mark
from handover.portal.stores.models import SiteIdentity
from handover.portal.stores.stops import STOPS, Stopped
from handover.portal.work import running
from handover.portal.work.models import RunOutcome
from tests.disks import disk_full_after
from tests.files import send
from tests.moments import NOW
from tests.stores import in_place, orphans, store, use

pytestmark = pytest.mark.both_databases("rows beside files, and the disk of a database that is a file")

__all__ = ["store"]
REMOVING = [job for job in JOBS if job.removes]
LATER = timedelta(days=13)


def stopped(now=NOW, check=check_removing):
    with pytest.raises(Stopped) as met:
        check(now)
    return met.value.stop.key


def own():
    return SiteIdentity.objects.get().identity


def test_every_job_that_ends_wipes_or_calls_back_something_says_so():
    assert {job.key for job in REMOVING} == {
        *("match-census", "share-out", "end-searches", "keep-zones"),
        *("retention", "fold-reports", "sweep-uploads", "clear-sessions", "api-requests", "vendor-tokens"),
    }


def wrong_database(store):
    replace_mark(DiskStorage(store), Mark(uuid4(), 0, NOW))
    return "another_site"


def older_database(store):
    replace_mark(DiskStorage(store), Mark(own(), Head.objects.get().sequence + 1, NOW))
    return "older_database"


def emptied_database(store):
    SiteIdentity.objects.all().delete()
    return "emptied"


def lost_head(store):
    Head.objects.all().delete()
    return "emptied"


def damaged_mark(store):
    (store / NAME).write_text("{")
    return "bad_mark"


def clock_jumped(store):
    replace_mark(DiskStorage(store), Mark(own(), 0, NOW + LATER - JUMP - timedelta(seconds=1)))
    return "clock_jumped"


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    """What is done when a transaction is over is done at the end of this block."""
    return django_capture_on_commit_callbacks


@pytest.fixture
def used_site(store, cast):
    """Files in many states, one that waits for an answer, a matching that waits, all of it long ago."""
    long_ago = NOW - timedelta(days=400)
    send(cast.alis, "6814990", now=long_ago)
    send(cast.alis, "6814990", name="6812990_CTF_6814990_2 (1).xml", note="asked", now=long_ago)
    send(cast.alis, "XXXXXXX", now=long_ago)
    census.queue_matching([b"UPN,Surname\n"], cast.gwilym, long_ago)
    orphans(1)
    return store


@pytest.mark.parametrize(
    "spoil", [wrong_database, older_database, emptied_database, lost_head, damaged_mark, clock_jumped]
)
@pytest.mark.parametrize("job", REMOVING, ids=lambda job: job.key)
def test_no_job_that_removes_touches_a_file_or_row_where_the_stores_do_not_fit(used_site, spoil, job, committing):
    check_removing(NOW)
    why, before = spoil(used_site), in_place(used_site)
    entries = Entry.objects.count()
    running.enter_jobs([job], NOW)
    with committing(execute=True):
        run = running.run_if_due(job, "one", lambda: NOW + LATER)
    assert (run.outcome, run.fault) == (RunOutcome.STOPPED, why)
    assert running.went_wrong(run)
    assert in_place(used_site) == before
    assert Entry.objects.count() == entries


def test_where_the_stores_fit_the_same_jobs_do_their_work(used_site, committing):
    before = in_place(used_site)
    for job in REMOVING:
        if job.key in {"match-census", "sweep-uploads", "clear-sessions"}:
            running.enter_jobs([job], NOW)
            with committing(execute=True):
                assert running.run_if_due(job, "one", lambda: NOW).outcome == RunOutcome.DONE
    # The extract, and what nothing names.
    assert len(before) - len(in_place(used_site)) == 2


def test_an_empty_folder_and_an_empty_database_belong_together_from_then_on(store):
    assert read_mark(DiskStorage(store)) == Mark(own(), 0, NOW)
    assert (store / NAME).stat().st_mode & 0o777 == 0o600
    check_removing(NOW)


def test_a_folder_without_a_mark_is_taken_over_only_if_the_rows_have_their_files(store, cast):
    for number in range(1, 6):
        send(cast.alis, "6814990", number=number, note=str(number))
    (store / NAME).unlink()
    check_belonging(NOW)
    assert read_mark(DiskStorage(store)).identity == own()
    (store / NAME).unlink()
    for place in list(store.glob("??/??/*"))[:4]:
        place.unlink()
    assert stopped() == "another_site"


def test_files_of_nobody_are_not_taken_over_and_rows_without_any_file_neither(store, cast, settings, tmp_path):
    orphans(2)
    (store / NAME).unlink()
    assert stopped() == "another_site"
    use(settings, tmp_path / "forgotten")
    send(cast.alis, "6814990")
    use(settings, tmp_path / "empty")
    assert stopped() == "another_site"
    assert not (tmp_path / "empty").exists()


def test_the_operators_word_ends_each_stop_and_is_written_down(store, cast):
    send(cast.alis, "6814990")
    for spoil in (wrong_database, older_database, damaged_mark, clock_jumped):
        why = spoil(store)
        assert stopped(NOW + LATER) == why
        found = adopt_folder(NOW + LATER)
        assert (found.rows, found.both, len(found.nameless)) == (1, 1, 0)
        check_removing(NOW + LATER)
    assert Entry.objects.filter(action="files.adopted").count() == 4


def test_a_clock_that_ran_ahead_and_was_put_right_stops_nothing(store):
    check_removing(NOW + timedelta(days=10))
    check_removing(NOW)
    assert read_mark(DiskStorage(store)).at == NOW + timedelta(days=10)


def test_in_the_year_2099_nothing_is_removed_before_somebody_has_looked(store):
    assert stopped(NOW.replace(year=2099)) == "clock_jumped"
    assert read_mark(DiskStorage(store)).at == NOW


def test_an_older_copy_stays_one_however_long_its_own_log_grows(store, cast):
    send(cast.alis, "6814990")
    replace_mark(DiskStorage(store), Mark(own(), Head.objects.get().sequence, NOW, "f" * 64))
    for number in range(2, 6):
        send(cast.alis, "6814990", number=number, note=str(number))
        assert stopped() == "older_database"


def test_a_file_that_is_sent_is_noted_at_once_though_no_job_runs(store, cast, committing):
    following._last.clear()
    with committing(execute=True):
        send(cast.alis, "6814990")
    head, mark = Head.objects.get(), read_mark(DiskStorage(store))
    assert (mark.sequence, mark.hash, mark.at) == (head.sequence, head.hash, NOW)
    replace_mark(DiskStorage(store), Mark(own(), head.sequence + 7, NOW, head.hash))
    following._last.clear()
    with committing(execute=True):
        send(cast.alis, "6814990", number=2, note="2")
    assert read_mark(DiskStorage(store)).sequence == head.sequence + 7


def test_the_mark_follows_the_log_so_that_an_older_copy_shows(store, cast):
    send(cast.alis, "6814990")
    check_removing(NOW)
    assert read_mark(DiskStorage(store)).sequence == Head.objects.get().sequence > 0


def test_of_many_processes_that_mark_a_folder_at_once_one_does_and_all_see_its_mark(tmp_path):
    start, made = threading.Barrier(8), []

    def mark():
        start.wait()
        made.append(make_files_mark(DiskStorage(tmp_path / "new"), Mark(uuid4(), 0, NOW)))

    threads = [threading.Thread(target=mark) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [False] * 7 + [True]
    assert [path.name for path in (tmp_path / "new").iterdir()] == [NAME]


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "{}", "null", '{"identity": 1}', "\x00"),
        json.dumps({"identity": str(uuid4()), "sequence": "many", "at": NOW.isoformat(), "hash": ""}),
        json.dumps({"identity": str(uuid4()), "sequence": 1, "at": "2026-11-29T10:00:00", "hash": ""}),
        json.dumps({"identity": str(uuid4()), "sequence": 1, "at": NOW.isoformat()}),
    ],
)
def test_a_mark_that_cannot_be_read_is_no_mark_of_ours(tmp_path, text):
    (tmp_path / NAME).write_text(text)
    with pytest.raises(BadMark):
        read_mark(DiskStorage(tmp_path))


def test_on_a_full_disk_what_makes_room_still_runs(store, cast, caplog):
    send(cast.alis, "6814990")
    with disk_full_after(10):
        check_removing(NOW)
    assert read_mark(DiskStorage(store)) == Mark(own(), 0, NOW)
    assert "the mark of the folder of files could not be written" in caplog.text


def test_every_reason_says_what_to_do_and_how_long_is_long():
    assert "14 days" in STOPS["clock_jumped"].words.en
    assert timedelta(days=14) == JUMP
    for stop in STOPS.values():
        assert stop.words.cy
        assert stop.remedy.en
        assert stop.remedy.cy


def test_a_wrong_master_key_stops_what_removes(store, settings):
    use(settings, store, HANDOVER_MASTER_KEY=bytes(32))
    assert stopped() == "wrong_key"
    assert stopped(check=lambda now: belonging.proven_end_of_log()) == "wrong_key"
