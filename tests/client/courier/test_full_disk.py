"""A full disk stops a step, not the courier, and costs no file."""

import pytest

from tests.client.courier.office import CTF
from tests.disks import disk_full_after


def test_a_file_that_does_not_fit_is_fetched_once_there_is_room(office):
    reference = office.site.put(b"x" * 50_000)
    with office.open() as courier:
        with disk_full_after(20_000):
            courier.work()
        assert office.files() == set()
        assert any(CTF in each and "Is the disk full" in each for each in courier.troubles.values())
        office.clock.move(minutes=10)
        courier.work()
    assert office.software_takes(CTF) == b"x" * 50_000
    office.run()
    assert office.site.acknowledged == [reference]


@pytest.mark.parametrize("room", [0, 100, 300, 600, 900])
def test_whatever_could_not_be_written_is_done_once_there_is_room(office, room):
    office.export(b"<CTfile/>")
    office.site.put(b"<CTfile>in</CTfile>")
    for size in (room, 1200):
        with office.open() as courier, disk_full_after(size):
            for _ in range(4):
                courier.work()
                office.clock.move(minutes=10)
    office.run(looks=4)
    assert office.site.taken_in == [(CTF, b"<CTfile/>")]
    assert office.files() == {f"in/{CTF}", f"sent/{CTF}", f"sent/{CTF}.answer.html"}
    assert not list(office.folder.rglob("*.part"))
