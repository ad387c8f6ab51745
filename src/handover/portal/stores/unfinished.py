"""A restore that has begun and has not ended: until it has, the site must not be worked on. Said by a file in the folder."""

import json
import os
from pathlib import Path
from typing import Final
from uuid import uuid4

from handover.common.private import private_file, private_folder
from handover.portal.audit.anchors import sync_folder

RESTORING: Final = ".restoring"


def begin_restoring(folder: Path, backup: str) -> None:
    """Say, durably, that a backup is being put back."""
    private_folder(folder)
    part = folder / f"{RESTORING}.{uuid4().hex}"
    with open(part, "x", encoding="utf-8", opener=private_file) as target:  # a Path cannot say with which rights
        json.dump(
            {"note": "Handover: a backup is being put back; run `handover restore` again.", "backup": backup}, target
        )
        target.flush()
        os.fsync(target.fileno())
    part.replace(folder / RESTORING)
    sync_folder(folder)


def is_restoring(folder: Path) -> bool:
    """Say whether a restore has begun and not ended."""
    return (folder / RESTORING).exists()


def end_restoring(folder: Path) -> None:
    """Say that the restore has ended."""
    (folder / RESTORING).unlink(missing_ok=True)
    sync_folder(folder)
