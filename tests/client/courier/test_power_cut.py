"""What the courier counts as done is on the disk, not only in the memory of the system: a power cut takes nothing back."""

import os
import stat

import pytest

from handover.client.courier.journal_file import JournalFile
from tests.client.courier.office import CTF, NOON, RENAME
from tests.client.courier.test_journal import CAME, SENT

LASTING = ("journalled", "moved", "written")


class Platter:
    """What a power cut would leave: of each folder its names, of each file its size, as they were last written out."""

    def __init__(self, folder, monkeypatch):
        self.folder = folder
        self.written_out = {}
        self.checked = 0
        write_out = os.fsync

        def fsync(handle):
            write_out(handle)
            self.written_out[os.fstat(handle).st_ino] = look(handle)

        monkeypatch.setattr(os, "fsync", fsync)

    def settle(self):
        """Take all as written out: it is the work of others, or of long ago."""
        for path in (self.folder, *self.folder.rglob("*")):
            self.written_out[path.stat().st_ino] = look(path)

    def check(self, point):
        """Compare, at a point after which the courier relies on what it did."""
        if point.startswith(LASTING):
            self.checked += 1
            there = [self.folder, *(each for each in self.folder.rglob("*") if each.name != "lock")]
            lost = {str(each): point for each in there if self.written_out.get(each.stat().st_ino) != look(each)}
            assert lost == {}


def look(place):
    status = os.fstat(place) if isinstance(place, int) else place.stat()
    if not stat.S_ISDIR(status.st_mode):
        return status.st_size
    with os.scandir(place) as found:
        return sorted((each.name, each.inode()) for each in found)


@pytest.fixture
def platter(office, monkeypatch):
    return Platter(office.folder, monkeypatch)


def test_each_step_is_on_the_disk_before_the_next(office, platter):
    odd = CTF.replace(".xml", " (1).xml")
    office.site.verdicts[odd] = ("asked", (RENAME,))
    for round_ in ("first", "second"):
        office.export(round_.encode())
        office.export(round_.encode(), odd)
        office.site.put(round_.encode())
        platter.settle()
        office.run(looks=4, passed=platter.check)
        office.person_writes(f"asked/{odd}.yes")
        office.software_takes(CTF)
        platter.settle()
        office.run(looks=4, passed=platter.check)
    assert {f"sent/{CTF}", f"sent/2/{CTF}", f"sent/{odd}", f"sent/2/{odd}"} <= office.files()
    assert len(office.site.acknowledged) == 2
    assert platter.checked > 50


def test_a_journal_that_was_tidied_is_on_the_disk(tmp_path, monkeypatch):
    platter = Platter(tmp_path, monkeypatch)
    with JournalFile(tmp_path / "journal") as file:
        for record in (CAME, SENT):
            file.keep(record)
            platter.check("journalled")
        file.tidy(NOON)
        platter.check("journalled")
