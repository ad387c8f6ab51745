"""The vault when the machine is unkind."""

import resource
from contextlib import contextmanager

import pytest

from handover.common.sealing import Unreadable
from handover.portal.transfers import vault
from tests.moments import NOW


@contextmanager
def disk_full_after(size: int):
    """Let no file of this process grow beyond a size, as a full disk would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def shelf(settings, tmp_path):
    """A vault of its own, empty."""
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_FILES": tmp_path})
    return tmp_path


def test_a_disk_that_fills_up_half_way_leaves_nothing_behind(shelf):
    with disk_full_after(100_000), pytest.raises(vault.NoRoom):
        vault.keep([b"x" * 65_536] * 10, NOW)
    assert not [path for path in shelf.rglob("*") if path.is_file()]


def test_what_is_kept_can_be_read_and_what_is_forgotten_is_gone(shelf):
    sealed = vault.keep([b"one", b"two"], NOW)
    assert b"".join(vault.read(sealed)) == b"onetwo"
    vault.forget(sealed.name)
    vault.forget(sealed.name)
    assert not vault.place(sealed.name).exists()


def test_only_the_sites_own_account_can_read_the_sealed_files(shelf):
    sealed = vault.keep([b"x"], NOW)
    assert vault.place(sealed.name).stat().st_mode & 0o077 == 0


def test_without_the_master_key_the_database_and_the_disk_open_nothing(shelf, settings):
    sealed = vault.keep([b"x"], NOW)
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_MASTER_KEY": bytes(32)})
    with pytest.raises(Unreadable):
        list(vault.read(sealed))
