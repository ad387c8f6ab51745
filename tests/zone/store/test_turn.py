"""Writers of one SQLite file take turns: nobody is overtaken for long, whatever becomes of the one before."""

import fcntl
import threading
import time
from collections.abc import Callable
from pathlib import Path

from handover.zone.core import effects as fx
from handover.zone.store.interface import Store
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
    try:
        with failing.transaction(ZONE, NOW) as transaction:
            transaction.apply([fx.Accept(event(1), ("Canteen",))])
            raise KeyError("a fault of ours")
    except KeyError:
        pass
    assert do(other, fx.Accept(event(2), ("Canteen",)))
    assert drain(other) == ids(2)


def test_store_that_was_closed_takes_its_turn_again(sqlite_url: str, opened: Callable[[str], Store]) -> None:
    store = opened(sqlite_url)
    store.create(ZONE)
    store.close()
    send(store, 1)
    assert drain(store) == ids(1)
