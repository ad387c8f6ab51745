"""Folders and files that others on the machine can read, and an account that may do too much."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from handover.common.databases import read_database_address

if TYPE_CHECKING:
    from handover.portal.config import Config


def open_places(config: "Config") -> Iterator[str]:
    """Find data that every account of the machine can read or change."""
    for path in data_paths(config):
        if is_open_to_others(path):
            yield f"{path} can be read or changed by every account of this machine: chmod -R o-rwx {path}"


def data_paths(config: "Config") -> Iterator[Path]:
    """Yield where the site keeps its data."""
    for place in (config.files, config.files_before):
        if isinstance(place, Path):
            yield place
    yield config.anchors_path
    address = read_database_address(config.database_url)
    if address.engine == "sqlite":
        yield from (Path(f"{address.name}{end}") for end in ("", "-wal", "-shm"))


def is_open_to_others(path: Path) -> bool:
    """Say whether others than the owner and the group come to this place and can do something with it."""
    try:
        mode = path.stat().st_mode
        way = all(folder.stat().st_mode & stat.S_IXOTH for folder in path.resolve().parents)
    except OSError:
        return False  # nothing there yet; or not for us either
    return way and bool(mode & (stat.S_IROTH | stat.S_IWOTH))


def as_root(config: "Config") -> Iterator[str]:
    """Find a site that runs with all rights of the machine."""
    if os.geteuid() == 0:
        yield "The site runs as root: give it an account of its own, which owns its data and nothing else."
