"""Writers of one SQLite file take turns: nobody is overtaken for long, whatever becomes of the one before."""

import fcntl
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from handover.zone.core import effects as fx
from handover.zone.store.fair_write_lock import fair_write_lock
from handover.zone.store.interface import Store, StoreFault
from tests.zone.store.parcels import NOW, ZONE, do, drain, event, ids, send

DEADLINE_SECONDS = 30


def until_somebody_waits(url: str) -> None:
    """Return when a writer stands in line: it holds the lock of whoever is next."""
    end = time.monotonic() + DEADLINE_SECONDS
    with Path(f"{url.removeprefix('sqlite:///')}-next").open("ab") as following:
        while time.monotonic() < end:
            try:
                fcntl.flock(following, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            fcntl.flock(following, fcntl.LOCK_UN)
            time.sleep(0.001)
    raise AssertionError("nobody stands in line")


def test_who_has_written_and_wants_to_again_stands_behind_the_one_who_waits(
    sqlite_url: str, opened: Callable[[str], Store]
) -> None:
    busy, other = opened(sqlite_url), opened(sqlite_url)
    busy.create(ZONE)
    waiting = threading.Thread(target=send, args=(other, 2))
    with busy.transaction(ZONE, NOW) as transaction:
        transaction.apply([fx.Accept(event(1), ("Canteen",))])
        waiting.start()
        until_somebody_waits(sqlite_url)
    send(busy, 3)
    waiting.join(DEADLINE_SECONDS)
    assert drain(busy) == ids(1, 2, 3)


def test_change_that_fails_gives_the_turn_to_the_next(sqlite_url: str, opened: Callable[[str], Store]) -> None:
    failing, other = opened(sqlite_url), opened(sqlite_url)
    failing.create(ZONE)

    def fail() -> None:
        with failing.transaction(ZONE, NOW) as transaction:
            transaction.apply([fx.Accept(event(1), ("Canteen",))])
            raise KeyError("a fault of ours")

    with pytest.raises(KeyError):
        fail()
    assert do(other, fx.Accept(event(2), ("Canteen",)))
    assert drain(other) == ids(2)


def test_who_waits_for_a_process_that_does_not_end_is_told_so_in_time(tmp_path: Path) -> None:
    with (
        fair_write_lock(tmp_path / "zones"),
        pytest.raises(StoreFault, match=r"does not end: .*zones-turn"),
        fair_write_lock(tmp_path / "zones", wait_seconds=0.05),
    ):
        raise AssertionError("two had their turn")


def test_who_gave_up_waiting_holds_up_nobody(tmp_path: Path) -> None:
    with (
        fair_write_lock(tmp_path / "zones"),
        pytest.raises(StoreFault),
        fair_write_lock(tmp_path / "zones", wait_seconds=0.0),
    ):
        pass
    with fair_write_lock(tmp_path / "zones", wait_seconds=0.0):
        pass


def test_where_no_turn_can_be_taken_nothing_is_changed_and_the_fault_names_the_place(
    sqlite_url: str, opened: Callable[[str], Store]
) -> None:
    store = opened(sqlite_url)
    store.create(ZONE)
    following = Path(f"{sqlite_url.removeprefix('sqlite:///')}-next")
    following.unlink()
    following.mkdir()
    with pytest.raises(StoreFault, match="-next: Is a directory"):
        send(store, 1)
    following.rmdir()
    send(store, 2)
    assert drain(store) == ids(2)
