"""The folders of training counties: a template for this version of the site, and copies of it.

A county's folder holds one copy that is in use, `current` leads to it, and what its owner changed beside the database: how far
the clock was moved, and what is to go wrong next. A county is wiped by putting a fresh copy in the place of the one in use; a
request that is under way ends on the copy on which it began.
"""

import fcntl
import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final
from uuid import uuid4

from django.conf import settings

from handover import __version__
from handover.common.private import private_file, private_folder
from handover.portal.county import EnteredCounty
from handover.portal.stores.starting import known_migrations
from handover.portal.training.entering import county_key
from handover.portal.training.places import PLACES

CURRENT: Final = "current"
STATE: Final = "state.json"
STAMP: Final = "stamp"


@dataclass(frozen=True, slots=True)
class CountyKey:
    """What a county's database must know of a key: the number of its office, its prefix and its digest."""

    office: str
    prefix: str
    digest: str


@dataclass(frozen=True, slots=True)
class CountyState:
    """What the owner of a county changed: by how many seconds its clock is ahead, and what is to go wrong, in this order."""

    ahead: int = 0
    armed: tuple[str, ...] = ()


def training_folder() -> Path:
    """Return the folder of all counties."""
    root: Path = settings.CONFIG.training_folder
    return root


def template_stamp() -> str:
    """Return what the copies of today are known by: it changes with the version, its tables, the offices and the key."""
    told = [__version__, sorted(known_migrations()), repr(PLACES), sha256(county_key()).hexdigest()]
    return sha256(json.dumps(told).encode()).hexdigest()[:16]


def find_county_template() -> Path | None:
    """Return the folder of the template of today; None before it was made."""
    place = training_folder() / f"template-{template_stamp()}"
    return place if place.is_dir() else None


def template_of(county: EnteredCounty) -> Path:
    """Return the template of which a county is a copy."""
    return training_folder() / f"template-{(county.folder / STAMP).read_text('utf-8')}"


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Keep others from doing the same within the block."""
    private_folder(path.parent)
    with open(path.with_name(f"{path.name}.lock"), "w", opener=private_file) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def home_of(name: str) -> Path:
    """Return the folder of a county."""
    return training_folder() / "counties" / name


def fill_county(name: str, template: Path, keys: Sequence[CountyKey]) -> None:
    """Put a fresh copy of the template into the place of what a county holds; its clock is the machine's again."""
    home = home_of(name)
    with hold(home / STATE):
        copy = home / uuid4().hex
        shutil.copytree(template, copy)
        give_keys(copy / "site.sqlite3", keys)
        link = home / f"{CURRENT}.new"
        link.unlink(missing_ok=True)
        link.symlink_to(copy.name)
        (home / STATE).unlink(missing_ok=True)
        former = (home / CURRENT).resolve()
        link.replace(home / CURRENT)
        for old in home.iterdir():
            # The copy that was in use until now stays until the next time, for the requests that are under way on it.
            if old.is_dir() and not old.is_symlink() and old not in (copy, former):
                shutil.rmtree(old, ignore_errors=True)


def give_keys(database: Path, keys: Sequence[CountyKey]) -> None:
    """Put the keys of a county into its database, in the place of those of the template, which nobody holds."""
    with sqlite3.connect(database) as connection:
        for key in keys:
            connection.execute(
                "UPDATE apikeys_apikey SET prefix = ?, digest = ? WHERE establishment_id = "
                "(SELECT id FROM establishments_establishment WHERE number = ?)",
                (key.prefix, key.digest, key.office),
            )
    connection.close()


def open_county(name: str) -> EnteredCounty | None:
    """Return a county as it is now; None where it has no copy of today's template."""
    folder = (home_of(name) / CURRENT).resolve()
    try:
        if (folder / STAMP).read_text("utf-8") != template_stamp():
            return None
    except FileNotFoundError:
        return None
    return EnteredCounty(name, folder, timedelta(seconds=read_county_state(name).ahead))


def read_county_state(name: str) -> CountyState:
    """Return what the owner of a county changed."""
    try:
        found = json.loads((home_of(name) / STATE).read_text("utf-8"))
    except FileNotFoundError:
        return CountyState()
    return CountyState(int(found["ahead"]), tuple(found["armed"]))


def change_county_state(name: str, change: Callable[[CountyState], CountyState]) -> CountyState:
    """Change it, one after the other; return what it is then."""
    path = home_of(name) / STATE
    with hold(path):
        state = change(read_county_state(name))
        part = path.with_suffix(".part")
        part.write_text(json.dumps(asdict(state)), "utf-8")
        part.replace(path)
    return state


def take_armed(name: str, fits: Callable[[str], bool]) -> str:
    """Take the first thing off that is to go wrong and fits; empty where there is none."""
    if not any(map(fits, read_county_state(name).armed)):
        return ""
    taken: list[str] = []

    def take(state: CountyState) -> CountyState:
        found = next((each for each in state.armed if fits(each)), None)
        if found is None:
            return state
        taken.append(found)
        place = state.armed.index(found)
        return replace(state, armed=state.armed[:place] + state.armed[place + 1 :])

    change_county_state(name, take)
    return taken[0] if taken else ""


def measure_county(county: EnteredCounty) -> int:
    """Return how many bytes a county holds."""
    return sum(
        (Path(place) / name).stat(follow_symlinks=False).st_size
        for place, _, names in os.walk(county.folder)
        for name in names
    )


def remove_county(name: str) -> None:
    """Remove all that a county holds."""
    shutil.rmtree(home_of(name), ignore_errors=True)
