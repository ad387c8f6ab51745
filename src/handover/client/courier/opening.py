"""Making a courier's folder, and opening it to work in it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from handover.client.courier import places
from handover.client.courier.desk import CourierDesk, CourierSite, pass_by
from handover.client.courier.disk import write_whole
from handover.client.courier.journal_file import JournalFile
from handover.client.courier.lock import FolderLock
from handover.client.courier.running import FolderCourier
from handover.client.courier.settings import (
    SETTINGS_FILE,
    CourierSettings,
    SettingsFault,
    read_settings,
    write_settings,
)
from handover.common.private import private_folder

JOURNAL: Final = "journal"
WATCH_SECONDS: Final = 120.0
"""How long a courier watches the card of one on another machine: longer than any step of that one lasts."""


def make_folder(folder: Path, settings: CourierSettings) -> None:
    """Make the folders that are missing, and the settings. Raises OSError."""
    for name in (*places.FOLDERS, *places.OWN_FOLDERS):
        private_folder(folder / name)
    write_whole(folder / SETTINGS_FILE, write_settings(settings).encode())


def check_folder(folder: Path) -> CourierSettings:
    """Return the settings of a folder that is whole. Raises `SettingsFault`.

    A folder that is missing is never made here: an `in/` that is empty because its drive is not connected would look as if
    the school's software had taken every file.
    """
    settings = read_settings(folder)
    for name in (*places.FOLDERS, *places.OWN_FOLDERS):
        if not (folder / name).is_dir():
            raise SettingsFault(
                f"{folder / name} is not there. Is its drive connected? If it was removed, "
                f"`handover courier init --folder {folder}` makes it anew."
            )
    devices = {(folder / name).stat().st_dev for name in (*places.FOLDERS, *places.OWN_FOLDERS)}
    if len(devices) > 1:
        raise SettingsFault(
            f"All folders in {folder} must lie on one drive, so that a file is moved whole or not at all."
        )
    return settings


@contextmanager
def open_folder(
    folder: Path,
    site: CourierSite,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    tell: Callable[[str], None] = pass_by,
    passed: Callable[[str], None] = pass_by,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[FolderCourier]:
    """Open a folder for one courier. Raises `SettingsFault`, `FolderInUse`, `DamagedJournal`, OSError."""
    settings = check_folder(folder)
    own = folder / places.OWN
    lock = FolderLock.take(own, clock(), lambda: sleep(WATCH_SECONDS))
    try:
        with JournalFile(own / JOURNAL) as file:
            yield FolderCourier(CourierDesk(folder, file, site, settings, clock, tell, passed), lock)
    finally:
        lock.leave()
