"""Disks as tests know them: one that is full, and one whose power is cut."""

import os
import resource
import stat
from contextlib import contextmanager


@contextmanager
def disk_full_after(size: int):
    """Let no file of this process grow beyond a size, as a full disk would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


# Of the courier's points, those after which it relies on what it did.
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
            self.written_out[os.fstat(handle).st_ino] = read_state(handle)

        monkeypatch.setattr(os, "fsync", fsync)

    def settle(self):
        """Take all as written out: it is the work of others, or of long ago."""
        for path in (self.folder, *self.folder.rglob("*")):
            self.written_out[path.stat().st_ino] = read_state(path)

    def check(self, point):
        """Compare, at a point after which the courier relies on what it did."""
        if point.startswith(LASTING):
            self.checked += 1
            there = [self.folder, *(each for each in self.folder.rglob("*") if each.name != "lock")]
            lost = {str(each): point for each in there if self.written_out.get(each.stat().st_ino) != read_state(each)}
            assert lost == {}


def read_state(place):
    status = os.fstat(place) if isinstance(place, int) else place.stat()
    if not stat.S_ISDIR(status.st_mode):
        return status.st_size
    with os.scandir(place) as found:
        return sorted((each.name, each.inode()) for each in found)
