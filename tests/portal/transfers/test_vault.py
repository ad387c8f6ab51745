"""The vault when the machine is unkind."""

from pathlib import Path

import pytest

from handover.portal.audit.models import Head
from handover.portal.transfers import vault
from tests.disks import disk_full_after
from tests.moments import NOW
from tests.stores import sealed_path


@pytest.fixture
def shelf(db, settings, tmp_path):
    """A vault of its own, empty."""
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_FILES": tmp_path})
    return tmp_path


def test_a_disk_that_fills_up_half_way_leaves_nothing_behind(shelf):
    with disk_full_after(100_000), pytest.raises(vault.NoRoom):
        vault.seal_file([b"x" * 65_536] * 10, NOW)
    assert not [path for path in shelf.rglob("*") if path.is_file()]


def test_what_is_kept_can_be_read_and_what_is_forgotten_is_gone(shelf):
    sealed = vault.seal_file([b"one", b"two"], NOW)
    assert b"".join(vault.read_sealed(sealed)) == b"onetwo"
    vault.delete_sealed(sealed.name)
    vault.delete_sealed(sealed.name)
    assert not sealed_path(sealed.name).exists()


def test_only_the_sites_own_account_can_read_the_sealed_files(shelf):
    sealed = vault.seal_file([b"x"], NOW)
    place = sealed_path(sealed.name)
    assert [path.stat().st_mode & 0o077 for path in (place, place.parent, place.parent.parent)] == [0, 0, 0]


def test_what_is_stored_and_read_leaves_no_file_of_the_process_open(shelf):
    before = len(list(Path("/dev/fd").iterdir()))
    for _ in range(3):
        b"".join(vault.read_sealed(vault.seal_file([b"x"], NOW)))
    assert len(list(Path("/dev/fd").iterdir())) == before


@pytest.mark.django_db
def test_without_the_master_key_the_database_and_the_disk_open_nothing(shelf, settings):
    sealed = vault.seal_file([b"x"], NOW)
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_MASTER_KEY": bytes(32)})
    with pytest.raises(vault.NoStore):
        vault.read_sealed(sealed)


@pytest.mark.django_db
@pytest.mark.parametrize("size", [3, 70_000, 200_000])
def test_a_stored_file_that_is_cut_or_changed_anywhere_is_refused_before_its_first_byte(shelf, size):
    sealed = vault.seal_file([b"x" * size], NOW)
    place = sealed_path(sealed.name)
    whole = place.read_bytes()
    broken = [whole[:-1], whole[: len(whole) // 2], b"", whole + b"x", whole[:-1] + bytes([whole[-1] ^ 1])]
    for data in broken:
        place.write_bytes(data)
        with pytest.raises(vault.Damaged) as met:
            vault.read_sealed(sealed)
        assert met.value.fault is vault.SealedFileFault.UNREADABLE
    place.write_bytes(whole)
    assert b"".join(vault.read_sealed(sealed)) == b"x" * size
    place.unlink()
    with pytest.raises(vault.Damaged) as met:
        vault.read_sealed(sealed)
    assert met.value.fault is vault.SealedFileFault.MISSING


def test_a_folder_that_is_not_mounted_makes_no_file_a_lost_one(shelf, settings):
    sealed = vault.seal_file([b"x"], NOW)
    away = shelf / "not-mounted"
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_FILES": away})
    with pytest.raises(vault.NoStore):
        vault.read_sealed(sealed)
    away.mkdir()
    with pytest.raises(vault.NoStore):
        vault.read_sealed(sealed)


def test_a_file_that_could_not_be_stored_is_logged_with_the_place_and_the_reason(shelf, caplog):
    with disk_full_after(100_000), pytest.raises(vault.NoRoom):
        vault.seal_file([b"x" * 65_536] * 10, NOW)
    assert f"no room: a file could not be stored in {shelf}: File too large" in caplog.text


@pytest.mark.django_db
def test_a_file_on_a_part_of_the_disk_that_is_broken_is_damaged_and_logged_with_the_reason(shelf, caplog):
    sealed = vault.seal_file([b"x"], NOW)
    place = sealed_path(sealed.name)
    place.unlink()
    place.symlink_to("/proc/self/mem")  # opens, and gives an input/output error when it is read from its beginning
    with pytest.raises(vault.Damaged) as met:
        vault.read_sealed(sealed)
    assert met.value.fault is vault.SealedFileFault.UNREADABLE
    assert caplog.messages == [f"a stored file could not be read: {place}: Input/output error"]


@pytest.fixture
def aside(shelf):
    """A sealed file that a sweep laid aside because it found no row for it, and its place of before."""
    sealed = vault.seal_file([b"x"], NOW)
    place, lies = sealed_path(sealed.name), shelf / "aside" / "2026-09-03" / sealed.name.hex
    lies.parent.mkdir(parents=True)
    place.rename(lies)
    place.parent.rmdir()
    return sealed, place, lies


def test_a_file_that_lies_aside_comes_back_when_it_is_read(aside, caplog):
    sealed, place, lies = aside
    assert b"".join(vault.read_sealed(sealed)) == b"x"
    assert (place.exists(), lies.exists()) == (True, False)
    assert place.parent.stat().st_mode & 0o077 == 0
    assert f"put back: a row of the database names {sealed.name.hex}, which lay in {lies.parent}" in caplog.text


@pytest.mark.parametrize("folders", ["none", "the upper one", "both"])
def test_a_file_that_lies_aside_comes_back_whatever_is_left_of_the_folders_it_lay_in(aside, folders):
    sealed, place, lies = aside
    if folders == "none":
        place.parent.parent.rmdir()
    if folders == "both":
        place.parent.mkdir()
    assert vault.fetch_back(sealed.name) is True
    assert (place.exists(), lies.exists()) == (True, False)


def test_a_file_that_lies_aside_takes_the_place_of_none_that_is_there(aside):
    sealed, place, lies = aside
    place.parent.mkdir()
    place.write_bytes(b"what is there")
    assert vault.fetch_back(sealed.name) is False
    assert (place.read_bytes(), lies.exists()) == (b"what is there", True)


@pytest.mark.django_db
def test_a_database_that_has_lost_its_proof_of_the_key_calls_no_file_damaged(shelf):
    sealed = vault.seal_file([b"x"], NOW)
    place = sealed_path(sealed.name)
    place.write_bytes(place.read_bytes()[:-1])
    with pytest.raises(vault.Damaged):
        vault.read_sealed(sealed)
    Head.objects.all().delete()
    with pytest.raises(vault.NoStore):
        vault.read_sealed(sealed)
