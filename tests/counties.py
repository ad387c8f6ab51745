"""Training counties for tests: the template is made once a run and copied for each worker, and a vendor's programs in one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from handover.portal.config import Config
from handover.portal.configuration.setting import settings_replaced
from handover.portal.county import EnteredCounty
from handover.portal.training.counties import give_county
from handover.portal.training.county_folders import find_county_template, open_county, training_folder
from handover.portal.training.template import ensure_template
from tests.files import Child, ctf
from tests.programs import Program
from tests.shared import once

ADDRESS = "192.0.2.50"
OLD, NEW, AUTHORITY = "6812990", "6814990", "681LLLL"
CONFIRMING, REJECTING, IDLE = "6812971", "6812972", "6812974"


@contextmanager
def training_site() -> Iterator[None]:
    """Have the template at its place; after the block no county is left."""
    put_template_there()
    yield
    for left in ("counties", "wiped", "webhooks-due"):
        place = training_folder() / left
        shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)


def put_template_there() -> None:
    """Copy the template of the run to its place, unless it is there."""
    if find_county_template() is None:
        made = once("training-template", make_template)
        shutil.copytree(made / "training", training_folder(), dirs_exist_ok=True)


def make_template(place: Path) -> None:
    with settings_replaced({Config.training_folder: place / "training"}):
        ensure_template(timezone.now())


@dataclass(frozen=True)
class Vendor:
    """A vendor with a county of its own: programs with the keys of both schools and of the authority."""

    name: str
    old: Program
    new: Program
    authority: Program

    @property
    def county(self) -> EnteredCounty:
        found = open_county(self.name)
        assert found is not None
        return found

    @property
    def keys(self) -> list[str]:
        return [each.authorization.removeprefix("Bearer ") for each in (self.old, self.new, self.authority)]


def make_county_vendor(address: str = ADDRESS) -> Vendor:
    """Return a vendor who has just been given a county."""
    county, given = give_county(address, timezone.now())
    keys = {each.place.number: Program(f"Bearer {each.text.text}") for each in given}
    return Vendor(str(county.reference), keys[OLD], keys[NEW], keys[AUTHORITY])


def send_to(vendor: Vendor, destination: str, *, number: int = 1, **content: object):
    """Have the old school's program send a file; return the answer."""
    data = ctf(OLD, destination, [Child()], **content)
    return vendor.old.send(f"{OLD}_CTF_{destination}_{number:03}.xml", data, sender_reference=f"{destination}-{number}")


def state_of(program: Program, sent) -> str:
    """Return where a file that was sent is now."""
    return program.get(f"/transfers/{sent.json()['transfer']['reference']}").json()["state"]
