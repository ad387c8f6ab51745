"""A restore that has begun and has not ended: until it has, the site must not be worked on. Said by a file beside the files."""

import json
import os
from uuid import uuid4

from handover.common.private import private_file, private_folder
from handover.portal.audit.anchors import sync_folder
from handover.portal.stores.beside import beside_files

RESTORING = "restoring"


def begin_restoring(backup: str) -> None:
    """Say, durably, that a backup is being put back."""
    path = beside_files(RESTORING)
    private_folder(path.parent)
    part = path.with_name(f"{path.name}.{uuid4().hex}")
    with open(part, "x", encoding="utf-8", opener=private_file) as target:  # a Path cannot say with which rights
        json.dump(
            {"note": "Handover: a backup is being put back; run `handover restore` again.", "backup": backup}, target
        )
        target.flush()
        os.fsync(target.fileno())
    part.replace(path)
    sync_folder(path.parent)


def is_restoring() -> bool:
    """Say whether a restore has begun and not ended."""
    return beside_files(RESTORING).exists()


def end_restoring() -> None:
    """Say that the restore has ended."""
    path = beside_files(RESTORING)
    path.unlink(missing_ok=True)
    sync_folder(path.parent)
