"""A folder of files of its own for one test, marked as the site's, so that what other tests left behind is not in it."""

import os
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from handover.portal.stores.belonging import check_belonging
from handover.portal.transfers import vault
from tests.moments import NOW

LONG_AGO = (NOW - timedelta(days=1)).timestamp()


@pytest.fixture
def store(db: None, settings, tmp_path: Path) -> Path:
    """The folder."""
    use(settings, tmp_path / "files")
    check_belonging(NOW)
    return tmp_path / "files"


def use(settings, folder: Path, **changes: object) -> None:
    """Let the site use a folder."""
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_FILES": folder, **changes})


def sealed_path(name: UUID) -> Path:
    """Return where a sealed file lies in the folder of the settings."""
    return Path(vault.locate_sealed(name))


def orphans(count: int) -> list[Path]:
    """Leave files behind that no row names, a day old, and return where."""
    places = [sealed_path(vault.seal_file([b"left behind"], NOW).name) for _ in range(count)]
    for place in places:
        grow_old(place)
    return places


def grow_old(place: Path) -> None:
    os.utime(place, (LONG_AGO, LONG_AGO))


def in_place(folder: Path) -> dict[str, bytes]:
    """Every sealed file in its place, with its bytes."""
    return {path.name: path.read_bytes() for path in folder.glob("??/??/*")}
