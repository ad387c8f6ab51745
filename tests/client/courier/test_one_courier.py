"""One courier a folder, on one machine and on a drive that several share."""

import json
import subprocess
import sys

import pytest

from handover.client.courier.lock import CARD, FolderInUse, FolderLock, read_card
from handover.client.courier.settings import SettingsFault
from tests.client.courier.office import NOON

HOLD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from handover.client.courier.lock import FolderLock
lock = FolderLock.take(Path(sys.argv[1]), datetime(2026, 9, 1, tzinfo=UTC), lambda: None)
print("held", flush=True)
sys.stdin.read()
"""


def never():
    raise AssertionError("nothing to wait for")


def test_the_second_courier_says_whose_the_folder_is_and_stops(office):
    own = office.folder / ".courier"
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(own)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout.readline() == b"held\n"
    office.export(b"<CTfile/>")
    with pytest.raises(FolderInUse, match=rf"the courier of .* on .* \(process {holder.pid}, since 2026-09-01"):
        office.run()
    assert office.site.taken_in == []
    holder.kill()
    holder.communicate()
    office.run()
    assert len(office.site.taken_in) == 1


def card_of_another_machine(office, **fields):
    card = {"machine": "OFFICE-2", "user": "bryn", "process": 7, "since": NOON.isoformat(), "run": "abc", **fields}
    office.folder.joinpath(".courier", CARD).write_text(json.dumps(card))


def test_a_living_courier_of_another_machine_is_left_the_folder_where_locks_do_not_reach(office):
    card_of_another_machine(office, beats=3)
    with pytest.raises(FolderInUse, match="the courier of bryn on OFFICE-2"):
        FolderLock.take(office.folder / ".courier", NOON, lambda: card_of_another_machine(office, beats=4))


def test_a_courier_of_another_machine_that_died_gives_way(office):
    card_of_another_machine(office)
    waits = []
    lock = FolderLock.take(office.folder / ".courier", NOON, lambda: waits.append(1))
    assert waits == [1]
    lock.leave()
    assert read_card(office.folder / ".courier").left


def test_a_courier_of_another_machine_that_ended_in_order_is_not_waited_for(office):
    card_of_another_machine(office, left=True)
    FolderLock.take(office.folder / ".courier", NOON, never).leave()


def test_a_courier_whose_folder_was_taken_over_stops_at_its_next_look(office):
    with office.open() as courier:
        courier.work()
        card_of_another_machine(office)
        office.export(b"<CTfile/>")
        office.clock.move(seconds=60)
        with pytest.raises(FolderInUse, match="OFFICE-2"):
            courier.work()
    assert read_card(office.folder / ".courier").machine == "OFFICE-2"


def test_a_folder_that_was_not_made_is_not_worked_in(office):
    (office.folder / "courier.toml").unlink()
    with pytest.raises(SettingsFault, match="is not a courier's folder, or its drive is not connected"):
        office.run()
