"""A backup of the whole site: what is in it, what a stranger reads in it, and what is left when it is broken off."""

import json
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection

from handover.portal import transaction
from handover.portal.audit.models import Entry
from handover.portal.backups.layout import DATABASE, hold_backups
from handover.portal.backups.making import make_backup
from handover.portal.backups.models import LastBackup
from handover.portal.backups.pool import read_file_list
from handover.portal.backups.refusal import BackupRefused
from handover.portal.transfers import vault
from handover.portal.transfers.models import SealedFile, Transfer
from tests.backups import KEY, configure, here, names, only_on_sqlite, run_killed_at
from tests.cast import make_cast
from tests.disks import disk_full_after
from tests.files import send
from tests.moments import NOW
from tests.stores import in_place, sealed_path, store

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.both_databases("each engine is copied in a way of its own"),
]
__all__ = ["store"]

LATER = NOW + timedelta(days=1)


@pytest.fixture
def same_on_both():
    only_on_sqlite()


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def root(store, tmp_path):
    configure(DATABASE_URL=here(), HANDOVER_BACKUP_KEY=KEY)
    return tmp_path / "backups"


def size_of_copy():
    with connection.cursor() as cursor:
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return cursor.fetchone()[0]


def pooled(root):
    return {path.name: path.read_bytes() for path in root.glob("files/??/??/*")}


def test_a_backup_holds_every_row_and_every_file_and_says_how_many(cast, root, store):
    first, second = (send(cast.alis, "6814990", number=n, note=str(n)).transfer for n in (1, 2))
    made = make_backup(root, 14, NOW)
    assert pooled(root) == in_place(store)
    assert set(pooled(root)) == {first.sealed_id.hex, second.sealed_id.hex}
    words = json.loads((made.place / "manifest.json").read_text())
    assert words["database"]["rows"]["transfers_transfer"] == 2
    assert (words["files"], words["missing"], made.copied) == (2, 0, 2)
    assert words["database"]["engine"] == connection.vendor


@pytest.mark.usefixtures("same_on_both")
def test_who_holds_the_folder_reads_nothing_of_people_in_it(cast, root):
    send(cast.alis, "6814990")
    made = make_backup(root, 14, NOW)
    data = b"".join(path.read_bytes() for path in root.rglob("*") if path.is_file())
    for plain in (b"alis", b"6814990", b"SQLite format", b"PGDMP", b"transfers_sealedfile ("):
        assert plain not in data, plain
    assert {path.stat().st_mode & 0o077 for path in [*root.rglob("*")]} == {0}
    assert made.place.joinpath(DATABASE).stat().st_size > 10_000


@pytest.mark.usefixtures("same_on_both")
def test_the_next_backup_copies_only_what_is_new_and_a_file_that_ended_goes_with_the_last_backup_that_lists_it(
    cast, root
):
    old = send(cast.alis, "6814990").transfer
    make_backup(root, 2, NOW)
    new = send(cast.alis, "6814990", number=2, note="2").transfer
    with transaction.atomic():
        Transfer.objects.filter(pk=old.pk).update(sealed=None)
        SealedFile.objects.filter(pk=old.sealed_id).delete()
    vault.delete_sealed(old.sealed_id)
    second = make_backup(root, 2, LATER)
    assert (second.copied, second.removed) == (1, 0)
    assert set(pooled(root)) == {old.sealed_id.hex, new.sealed_id.hex}
    third = make_backup(root, 2, LATER + timedelta(days=1))
    assert (third.copied, third.removed) == (0, 1)
    assert set(pooled(root)) == {new.sealed_id.hex}
    assert [name.hex for name, _ in read_file_list(third.place, KEY)] == [new.sealed_id.hex]


@pytest.mark.usefixtures("same_on_both")
def test_a_file_whose_bytes_the_site_has_lost_is_counted_and_stops_nothing(cast, root):
    sealed_path(send(cast.alis, "6814990").transfer.sealed_id).unlink()
    kept = send(cast.alis, "6814990", number=2, note="2").transfer
    made = make_backup(root, 14, NOW)
    assert (made.manifest.files, made.manifest.missing) == (1, 1)
    assert set(pooled(root)) == {kept.sealed_id.hex}


@pytest.mark.usefixtures("same_on_both")
def test_a_copy_in_the_pool_that_was_cut_short_is_made_again(cast, root, store):
    sent = send(cast.alis, "6814990").transfer
    make_backup(root, 14, NOW)
    (place,) = root.glob(f"files/??/??/{sent.sealed_id.hex}")
    place.write_bytes(place.read_bytes()[:-1])
    make_backup(root, 14, LATER)
    assert pooled(root) == in_place(store)


@pytest.mark.usefixtures("same_on_both")
def test_the_operators_page_and_the_log_know_of_the_newest_backup(cast, root):
    make_backup(root, 14, NOW)
    assert LastBackup.objects.get().made_at == NOW
    make_backup(root, 14, LATER)
    assert LastBackup.objects.get().made_at == LATER
    assert Entry.objects.filter(action="backup.made").count() == 2


def test_who_is_killed_on_the_way_leaves_the_backups_before_as_they_were_and_the_next_one_is_made(cast, root, store):
    send(cast.alis, "6814990")
    make_backup(root, 1, NOW)
    before = names(root)
    sent = send(cast.alis, "6814990", number=2, note="2").transfer
    # Before the copy of the file has its name; among the parts; about when the backup gets its name; and while the one
    # before it is removed.
    for point in (1, 3, 7, 9, 12):
        moment = LATER + timedelta(minutes=point)
        assert run_killed_at(point, partial(make_backup, root, 1, moment)), point
        for name in names(root):
            files = dict(read_file_list(root / name, KEY))
            assert {each.hex for each in files} <= set(pooled(root))
            assert (sent.sealed_id in files) == (name not in before)
    assert names(root) != before
    made = make_backup(root, 1, LATER + timedelta(days=1))
    assert names(root) == [made.place.name]
    assert pooled(root) == in_place(store)
    assert not [path for path in root.iterdir() if path.name.startswith(".") and path.name != ".lock"]


@pytest.mark.usefixtures("same_on_both")
def test_a_full_disk_is_said_in_a_sentence_and_older_backups_stay(cast, root):
    send(cast.alis, "6814990")
    make_backup(root, 1, NOW)
    before = names(root)
    # The copy beside a SQLite database still has room, its sealed form, which is longer, has not.
    room = size_of_copy() if connection.vendor == "sqlite" else 64 * 1024
    for size, said in ((room, "the disk takes no more bytes"), (16 * 1024, "before it are as they were")):
        with disk_full_after(size), pytest.raises(BackupRefused, match=said):
            make_backup(root, 1, LATER)
    assert names(root) == before
    assert make_backup(root, 1, LATER).removed == 1


@pytest.mark.usefixtures("same_on_both")
def test_another_backup_key_needs_another_folder(cast, root):
    make_backup(root, 14, NOW)
    configure(HANDOVER_BACKUP_KEY=b"another backup key, of 32 bytes.")
    with pytest.raises(BackupRefused, match="need a new folder"):
        make_backup(root, 14, LATER)
    configure(HANDOVER_BACKUP_KEY=None)
    with pytest.raises(BackupRefused, match="HANDOVER_BACKUP_KEY is not set"):
        make_backup(root, 14, LATER)


@pytest.mark.usefixtures("same_on_both")
def test_two_at_once_into_one_folder_are_refused(cast, root):
    with hold_backups(root), pytest.raises(BackupRefused, match="Another `handover backup` works on"):
        make_backup(root, 14, NOW)
