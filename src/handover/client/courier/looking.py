"""One look at the folder of a courier."""

import os
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG

from handover.client.courier import places
from handover.client.courier.disk import digest_file, is_open_elsewhere
from handover.client.courier.records import InStage, Journal
from handover.client.courier.view import FolderView, SeenFile


def look_at(folder: Path, journal: Journal) -> FolderView:
    """Return what lies in the folder now. A folder that cannot be read, or has gone, makes a look that is not whole."""
    expected = frozenset(
        each.place for each in journal.incoming.values() if each.stage is InStage.PLACED and each.place
    )
    files: dict[str, SeenFile] = {}
    try:
        for name in (places.OUT, places.ASKED, places.SENDING):
            files.update((each.place, each) for each in _list_files(folder, name, deep=False))
        files.update((each.place, each) for each in _list_files(folder, places.IN, deep=True))
        (folder / places.TAKEN).stat()
        whole = True
    except OSError:
        whole = False
    missing = {places.base_name(place) for place in expected - files.keys()}
    taken = _digest_taken(folder, files, missing) if whole and missing else frozenset()
    return FolderView(files, expected, taken, whole)


def _list_files(folder: Path, name: str, *, deep: bool) -> Iterator[SeenFile]:
    with os.scandir(folder / name) as found:
        for each in found:
            place = f"{name}/{each.name}"
            if deep and each.is_dir(follow_symlinks=False):
                yield from _list_files(folder, place, deep=True)
            elif each.is_file(follow_symlinks=False):
                seen = _see(Path(each.path), place)
                if seen is not None:
                    yield seen


def _see(path: Path, place: str) -> SeenFile | None:
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    if not S_ISREG(status.st_mode):
        return None
    ours = place.startswith((places.OUT + "/", places.SENDING + "/"))
    return SeenFile(place, status.st_size, status.st_mtime_ns, ours and is_open_elsewhere(path))


def _digest_taken(folder: Path, files: dict[str, SeenFile], names: set[str]) -> frozenset[tuple[str, str]]:
    """Return name and digest of the files of these names in `in/taken/`."""
    found = [place for place in files if place.startswith(places.TAKEN + "/") and places.base_name(place) in names]
    return frozenset((places.base_name(place), digest_file(folder / place)[1]) for place in found)
