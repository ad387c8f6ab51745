"""A disk of its own for PostgreSQL, in a file, that can be filled up and freed again."""

import errno
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

FREE_BYTES: Final = 3 << 30
"""What PostgreSQL needs for its log and for working."""
TRANSFER_BYTES: Final = 4_000
PIECE: Final = 1 << 26


@contextmanager
def open_disk(transfers: int) -> Iterator[Path]:
    """Mount a disk with room for so many transfers, and yield its folder; raise OSError where that is not allowed."""
    folder = Path(tempfile.mkdtemp(prefix="handover-disk-"))
    folder.chmod(0o755)
    image, place = folder / "image", folder / "disk"
    place.mkdir()
    try:
        with image.open("wb") as file:
            file.truncate(FREE_BYTES + TRANSFER_BYTES * transfers)
        for command in (["mkfs.ext4", "-q", "-m", "0", str(image)], ["mount", "-o", "loop", str(image), str(place)]):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                raise OSError(done.stderr.strip())
        image.unlink()  # it lives as long as it is mounted, and no longer, however this run ends
        try:
            yield place
        finally:
            subprocess.run(["umount", "--lazy", str(place)], check=False)
    finally:
        image.unlink(missing_ok=True)
        place.rmdir()
        folder.rmdir()


@contextmanager
def filled_up(disk: Path) -> Iterator[None]:
    """Leave no byte free on a disk, and free it afterwards."""
    ballast = disk / "ballast"
    try:
        with ballast.open("wb") as file:
            size, piece = 0, PIECE
            while piece >= 1024:
                try:
                    os.posix_fallocate(file.fileno(), size, piece)
                    size += piece
                except OSError as fault:
                    if fault.errno != errno.ENOSPC:
                        raise
                    piece //= 2
        yield
    finally:
        ballast.unlink()
