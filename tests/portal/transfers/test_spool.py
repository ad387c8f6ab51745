"""A large upload waits in a temporary file that nobody else can read."""

import os
import tempfile
from pathlib import Path

import pytest

from handover.portal.transfers.spool import IN_MEMORY, SealedSpool

NAME = b"Quillfeather "


def unlinked() -> list[bytes]:
    """Return what this process's files without a name hold."""
    held = []
    for link in Path("/proc/self/fd").iterdir():
        try:
            if "(deleted)" in str(link.readlink()):
                held.append(link.read_bytes())
        except OSError:
            continue
    return held


@pytest.mark.parametrize("length", [0, 1, IN_MEMORY, IN_MEMORY + 1, 3 * IN_MEMORY + 77])
@pytest.mark.parametrize("step", [1000, 65536, 200_001])
def test_what_is_written_is_read_again_from_any_place(length, step):
    data = bytes(range(251)) * (length // 251) + bytes(length % 251)
    with SealedSpool() as spool:
        for start in range(0, length, step):
            spool.write(data[start : start + step])
        assert spool.size == length
        spool.seek(0)
        assert spool.read() == data
        for place in (0, 65535, 65536, length // 2, max(0, length - 1), length + 5):
            spool.seek(place)
            assert spool.read(70_000) == data[place : place + 70_000]
        assert (spool.seek(-1, os.SEEK_END), spool.read()) == (max(0, length - 1), data[-1:])


def test_a_large_file_is_on_the_disk_only_sealed(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with SealedSpool() as spool:
        spool.write(NAME * (3 * IN_MEMORY // len(NAME)))
        (held,) = [each for each in unlinked() if len(each) > IN_MEMORY]
        assert NAME not in held
    assert [each for each in unlinked() if len(each) > IN_MEMORY] == []
