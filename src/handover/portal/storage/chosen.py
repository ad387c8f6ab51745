"""Where the sealed bytes are by the settings."""

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from handover.common.s3_addresses import S3Address
from handover.portal.storage.disk_storage import DiskStorage
from handover.portal.storage.interface import Storage
from handover.portal.storage.two_storages import TwoStorages

FilesPlace = Path | S3Address


def current_storage() -> Storage:
    """Return the place of sealed bytes: that of HANDOVER_FILES, and while files are moved that of HANDOVER_FILES_BEFORE too.

    Raises StorageFault.
    """
    new = storage_at(settings.CONFIG.files)
    before: FilesPlace | None = settings.CONFIG.files_before
    return new if before is None else TwoStorages(new, storage_at(before))


def storage_at(place: FilesPlace) -> Storage:
    """Return the place of sealed bytes that a setting names. Raises StorageFault."""
    if isinstance(place, Path):
        return DiskStorage(place)
    from handover.portal.storage.s3_storage import S3Storage  # an extra: loaded only where it is chosen

    return S3Storage(place, _client(os.getpid()))


@lru_cache(maxsize=1)
def _client(process: int) -> Any:
    """Return the client of this process; its connections are its own, also after a fork."""
    from handover.portal.storage.s3_storage import connect_s3

    return connect_s3()
