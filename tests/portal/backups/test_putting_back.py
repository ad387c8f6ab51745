"""Putting a backup back: whole, elsewhere or over what is there; broken off and done again; and who is told what is lost."""

import csv
import json
import sqlite3
from datetime import timedelta
from functools import partial
from pathlib import Path

import psycopg
import pytest
from django.conf import settings as live_settings
from django.db import connection

from handover.common.databases import read_database_address
from handover.portal.accounts.sign_in_models import BrowserSession
from handover.portal.audit.models import Entry
from handover.portal.audit.noting import begin_anchors
from handover.portal.audit.verify import verify
from handover.portal.backups.layout import DATABASE
from handover.portal.backups.making import make_backup
from handover.portal.backups.refusal import BackupRefused
from handover.portal.backups.restoring import open_backup, restore_backup
from handover.portal.notices.holding import release_unsent
from handover.portal.notices.models import UNSENT, Notice
from handover.portal.stores.belonging import check_belonging, check_removing
from handover.portal.stores.checking import look_through
from handover.portal.stores.presence import note_presence
from handover.portal.stores.stops import Stopped
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import take_step
from tests.backups import KEY, another_database, configure, here, only_on_sqlite, run_killed_at, site_at
from tests.cast import make_cast
from tests.files import send
from tests.moments import NOW
from tests.stores import in_place, store

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.both_databases("each engine is put back in a way of its own"),
]
__all__ = ["store"]

LATER = NOW + timedelta(hours=2)


@pytest.fixture
def same_on_both():
    only_on_sqlite()


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def root(store, tmp_path):
    configure(DATABASE_URL=here(), HANDOVER_BACKUP_KEY=KEY)
    begin_anchors(NOW)
    return tmp_path / "backups"


@pytest.fixture
def elsewhere(tmp_path):
    with another_database(tmp_path, "restored") as url, site_at(url, tmp_path / "restored-files"):
        yield url


def rows():
    return {
        "transfers": sorted(Transfer.objects.values_list("reference", "state")),
        "entries": list(Entry.objects.order_by("sequence").values_list("hash", flat=True)),
    }


@pytest.fixture
def backed_up(cast, root, store):
    """A site with two files, one of which was opened and damaged in no way, its backup, and what was in it."""
    for number in (1, 2):
        send(cast.alis, "6814990", number=number, note=str(number))
    BrowserSession.objects.create(key_hash="0" * 64, sealed=b"", user=cast.alis, seen_at=NOW, expires_at=LATER)
    make_backup(root, 14, NOW)
    # The entry that says so comes after the backup.
    entries = Entry.objects.order_by("sequence").exclude(action="backup.made")
    held = rows() | {"entries": list(entries.values_list("hash", flat=True)), "files": in_place(store)}
    connection.close()
    return held


def test_everything_is_there_again_and_the_log_is_whole(backed_up, root, elsewhere):
    done = restore_backup(open_backup(root, None), LATER)
    assert rows()["transfers"] == backed_up["transfers"]
    assert rows()["entries"][: len(backed_up["entries"])] == backed_up["entries"]
    assert in_place(live_settings.CONFIG.files) == backed_up["files"]
    assert (done.copied, done.damaged, done.log.ok) == (2, (), True)
    assert list(look_through(LATER)) == []
    check_removing(LATER)
    assert Entry.objects.filter(action="backup.restored").count() == 1


@pytest.mark.usefixtures("same_on_both")
def test_sessions_end_and_e_mails_that_may_have_gone_out_wait_for_a_word(backed_up, root, elsewhere):
    restore_backup(open_backup(root, None), LATER)
    assert not BrowserSession.objects.exists()
    assert not Notice.objects.filter(UNSENT).exists()
    held = Notice.objects.filter(last_fault="held-after-restore").count()
    assert held > 0
    assert release_unsent(LATER) == held
    assert Notice.objects.filter(UNSENT).count() == held


@pytest.fixture
def living(backed_up, root, elsewhere):
    """The site as it was put back elsewhere, on which people go on working."""
    restore_backup(open_backup(root, None), NOW)
    begin_anchors(NOW)


def test_over_a_database_that_is_there_it_is_put_back_only_with_a_word_and_the_former_one_is_kept(
    cast, backed_up, root, living
):
    lost = send(cast.alis, "6814990", number=3, note="3", now=LATER).transfer
    connection.close()
    with pytest.raises(BackupRefused, match="There is a database already"):
        restore_backup(open_backup(root, None), LATER)
    assert Transfer.objects.filter(pk=lost.pk).exists()
    done = restore_backup(open_backup(root, None), LATER, replace=True)
    assert rows()["transfers"] == backed_up["transfers"]
    assert (done.former is not None) == (connection.vendor == "sqlite")
    assert done.log.ok
    (gap,) = done.log.gaps
    assert gap.first == len(backed_up["entries"]) + 1
    assert gap.last > gap.first
    # Its file stays in the folder: nobody knows that it is of no use.
    assert lost.sealed_id.hex in in_place(live_settings.CONFIG.files)


@pytest.mark.usefixtures("same_on_both")
def test_who_sent_or_collected_since_is_named_with_what_is_to_be_done(cast, root, living):
    sent = send(cast.alis, "6814990", number=3, note="3", now=LATER).transfer
    fetched = send(cast.alis, "6814990", number=4, note="4", now=LATER).transfer
    old = Transfer.objects.order_by("pk").first()
    for transfer in (fetched, old):
        take_step("collect", transfer, by=cast.bryn, now=LATER)
    connection.close()
    done = restore_backup(open_backup(root, None), LATER, replace=True)
    with done.lost_list.open(encoding="utf-8", newline="") as lines:
        told = {line["reference"]: line for line in csv.DictReader(lines)}
    assert {key: (line["office"], line["what is to be done"], line["file"]) for key, line in told.items()} == {
        str(sent.reference): ("6812990", "send the file again", "6812990_CTF_6814990_003.xml"),
        str(fetched.reference): ("6812990", "nothing: it had been collected", "6812990_CTF_6814990_004.xml"),
        str(old.reference): ("6814990", "do this step again", old.file_name),
    }
    assert done.lost_list.stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("same_on_both")
def test_another_master_key_or_backup_key_is_said_before_anything_is_changed(backed_up, root, elsewhere, tmp_path):
    for changes, said in (
        ({"HANDOVER_MASTER_KEY": b"not the key of this site, no no!"}, "HANDOVER_MASTER_KEY is not the key"),
        ({"HANDOVER_BACKUP_KEY": b"not the key of these backups, no"}, "HANDOVER_BACKUP_KEY is not the key"),
    ):
        before = {name: getattr(live_settings.CONFIG, name[9:].lower()) for name in changes}
        configure(**changes)
        with pytest.raises(BackupRefused, match=said):
            open_backup(root, None)
        configure(**before)
    assert not (tmp_path / "restored.sqlite3").exists()
    assert not (tmp_path / "restored-files").exists()


@pytest.mark.usefixtures("same_on_both")
def test_a_backup_that_is_not_whole_is_not_put_back(backed_up, root, elsewhere, tmp_path):
    (place,) = [path for path in root.iterdir() if path.name.startswith("20")]
    pooled = next(root.glob("files/??/??/*"))
    manifest, part, kept = place / "manifest.json", place / DATABASE, pooled.read_bytes()
    words, data = manifest.read_text(), part.read_bytes()
    changed = json.loads(words) | {"files": 3}
    for path, spoilt, whole in (
        (manifest, json.dumps(changed).encode(), words.encode()),
        (part, data[:-1], data),
        (part, data[:5000] + b"?" + data[5001:], data),
        (pooled, kept[:-1], kept),
    ):
        path.write_bytes(spoilt)
        with pytest.raises(BackupRefused):
            restore_backup(open_backup(root, None), LATER)
        path.write_bytes(whole)
    assert not (tmp_path / "restored-files.restoring").exists()
    assert not (tmp_path / "restored.sqlite3").exists()
    assert restore_backup(open_backup(root, None), LATER).log.ok


@pytest.mark.usefixtures("same_on_both")
def test_a_file_that_was_changed_in_the_backup_is_named_and_the_rest_is_put_back(backed_up, root, elsewhere):
    pooled = next(root.glob("files/??/??/*"))
    data = pooled.read_bytes()
    pooled.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    done = restore_backup(open_backup(root, None), LATER)
    assert done.damaged == (pooled.name,)
    assert done.copied == 1


def test_while_the_site_runs_nothing_is_put_back(root, living):
    url = read_database_address(here())
    if url.engine == "sqlite":
        assert not run_killed_at(0, partial(held_by_a_process, Path(url.name), root))
        return
    connection.ensure_connection()
    before = rows()
    with pytest.raises(BackupRefused, match="The site runs on this database"):
        restore_as_if_by_another(root)
    assert rows() == before


def put_back_over(root):
    restore_backup(open_backup(root, None), LATER, replace=True)


def held_by_a_process(database, root):
    note_presence(database)
    with pytest.raises(BackupRefused, match="The site runs on this database"):
        restore_backup(open_backup(root, None), LATER, replace=True)


def restore_as_if_by_another(root):
    """A restore closes the connections of its own process: another's stays."""
    own = read_database_address(here())
    with psycopg.connect(host=own.host, port=own.port, user=own.user, password=own.password, dbname=own.name):
        restore_backup(open_backup(root, None), LATER, replace=True)


@pytest.mark.usefixtures("same_on_both")
def test_what_a_crash_left_beside_a_sqlite_database_is_not_mixed_into_the_one_put_back(backed_up, root, cast, living):
    path = Path(read_database_address(here()).name)
    # As after a crash: the newest changes of the database that is to go stand in its log, which nobody wrote back.
    holder = sqlite3.connect(path)
    holder.execute("SELECT 1 FROM transfers_transfer").fetchall()
    send(cast.alis, "6814990", number=3, note="3", now=LATER)
    log = Path(f"{path}-wal").read_bytes()
    connection.close()
    holder.close()
    Path(f"{path}-wal").write_bytes(log)
    assert len(log) > 0
    restore_backup(open_backup(root, None), LATER, replace=True)
    assert rows()["transfers"] == backed_up["transfers"]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        assert cursor.fetchall() == [("ok",)]


def test_who_is_killed_while_putting_back_runs_it_again_and_comes_to_the_same_end(backed_up, root, elsewhere):
    killed = 0
    # Before the mark of the restore; about when the database is there; among the files; while the log is told.
    for point in (1, 3, 6, 8, 11):
        if not run_killed_at(point, partial(put_back_over, root)):
            break
        killed += 1
        if is_begun():
            with pytest.raises(Stopped, match="A backup is being put back"):
                check_belonging(LATER)
        connection.close()
    assert killed >= 4
    done = restore_backup(open_backup(root, None), LATER, replace=True)
    assert rows()["transfers"] == backed_up["transfers"]
    assert in_place(live_settings.CONFIG.files) == backed_up["files"]
    assert done.log.ok
    assert verify().ok
    assert not is_begun()


def is_begun():
    return live_settings.CONFIG.files.with_name("restored-files.restoring").exists()
