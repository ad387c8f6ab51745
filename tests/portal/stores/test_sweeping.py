"""The sweep: moves aside and never unlinks, asks before it moves many, and is not broken by what is none of its business."""

import logging
from datetime import timedelta

import pytest

from handover.portal.stores.models import LastSweep
from handover.portal.stores.stops import Stopped
from handover.portal.stores.sweeping import sweep_files
from handover.portal.transfers import vault
from handover.portal.transfers.models import SealedFile
from tests.files import send
from tests.moments import NOW
from tests.stores import grow_old, in_place, orphans, sealed_path, store

pytestmark = pytest.mark.both_databases("rows beside files, and the disk of a database that is a file")

__all__ = ["store"]
DAY = timedelta(days=1)


def aside(folder):
    return sorted(path.name for path in folder.glob("aside/*/*"))


def test_what_a_crash_left_behind_is_moved_aside_logged_and_counted(store, cast, caplog):
    kept = send(cast.alis, "6814990").transfer
    grow_old(sealed_path(kept.sealed_id))
    orphan, fresh = orphans(1)[0], vault.seal_file([b"an upload under way"], NOW)
    with caplog.at_level(logging.WARNING):
        assert sweep_files(NOW) == 1
    assert orphan.name in caplog.text
    assert aside(store) == [orphan.name]
    assert set(in_place(store)) == {kept.sealed_id.hex, fresh.name.hex}
    assert (LastSweep.objects.get().moved, LastSweep.objects.get().aside) == (1, 1)


def test_half_a_file_is_moved_aside_too(store):
    (place,) = orphans(1)
    half = place.rename(place.with_suffix(".part"))
    assert sweep_files(NOW) == 1
    assert aside(store) == [half.name]


@pytest.mark.parametrize(("count", "moved"), [(3, 3), (4, 0), (13, 0), (60, 0)])
def test_more_than_a_handful_stays_where_it_is_until_somebody_has_looked(store, count, moved):
    before = in_place(store) | {place.name: place.read_bytes() for place in orphans(count)}
    if moved:
        assert sweep_files(NOW) == moved
        return
    with pytest.raises(Stopped) as stopped:
        sweep_files(NOW)
    assert (stopped.value.stop.key, stopped.value.count) == ("many_nameless", count)
    assert in_place(store) == before
    assert LastSweep.objects.get().nameless == count
    with pytest.raises(Stopped):
        sweep_files(NOW, allowed=count - 1)
    assert sweep_files(NOW, allowed=count) == count
    assert len(aside(store)) == count


def test_what_lies_aside_is_removed_after_its_days_and_not_if_a_row_names_it_again(store):
    sealed = vault.seal_file([b"of a newer database"], NOW)
    grow_old(sealed_path(sealed.name))
    (gone,) = orphans(1)
    sweep_files(NOW)
    sweep_files(NOW + 30 * DAY)
    assert set(aside(store)) == {sealed.name.hex, gone.name}
    sealed.save(force_insert=True)
    assert sweep_files(NOW + 31 * DAY) == 0
    assert aside(store) == []
    assert set(in_place(store)) == {sealed.name.hex}
    assert (LastSweep.objects.get().put_back, LastSweep.objects.get().removed) == (1, 1)


def test_a_file_that_lies_aside_opens_when_the_newer_database_is_back(store):
    sealed = vault.seal_file([b"of a newer database"], NOW)
    grow_old(sealed_path(sealed.name))
    sweep_files(NOW)
    sealed.save(force_insert=True)
    assert b"".join(vault.read_sealed(sealed)) == b"of a newer database"
    assert aside(store) == []


@pytest.mark.parametrize(
    "name", [".nfs0000000000c0ffee", "notes.bak", "0123", "ab" * 16 + ".bak", "zz" * 16, "ab" * 16 + ".part.bak"]
)
def test_what_is_none_of_ours_breaks_no_sweep_and_stays(store, name, caplog):
    (orphan,) = orphans(1)
    stray = orphan.parent / name
    stray.write_bytes(b"?")
    grow_old(stray)
    for _ in range(2):
        sweep_files(NOW)
    assert aside(store) == [orphan.name]
    assert stray.read_bytes() == b"?"
    assert LastSweep.objects.get().stray == 1
    assert caplog.text.count("none of ours") == 1


def test_a_folder_in_place_of_a_file_and_a_file_in_the_wrong_folder_are_none_of_ours(store):
    (orphan,) = orphans(1)
    (orphan.parent / ("cd" * 16)).mkdir()
    sweep_files(NOW)
    wrong = orphan.parent / ("ef" * 16)
    wrong.write_bytes(b"?")
    grow_old(wrong)
    sweep_files(NOW)
    assert wrong.exists()
    assert LastSweep.objects.get().stray == 2


def test_a_file_whose_row_comes_while_it_is_being_moved_is_put_back(store, monkeypatch):
    (place,) = orphans(1)
    rename = type(place).rename

    def row_first(path, target):
        if path == place:
            SealedFile.objects.create(name=place.name, wrapped_key=b"", size=1, digest="", sealed_at=NOW)
        return rename(path, target)

    monkeypatch.setattr(type(place), "rename", row_first)
    assert sweep_files(NOW) == 0
    assert place.exists()
