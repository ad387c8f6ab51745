"""Training counties for tests: the template is made once a run and copied for each test, and a vendor's programs in one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from handover.portal.config import Config
from handover.portal.configuration.setting import settings_replaced
from handover.portal.county import County
from handover.portal.training.counties import give_county
from handover.portal.training.county_folders import open_county, template_stamp
from handover.portal.training.template import ensure_template
from tests.programs import Program
from tests.shared import once

ADDRESS = "192.0.2.50"


@contextmanager
def training_folder_at(home: Path, **others: object) -> Iterator[Path]:
    """Have the site's training counties lie in a folder, with the template there."""
    folder = home / "training"
    named = {getattr(Config, name): value for name, value in others.items()}
    with settings_replaced({Config.training_folder: folder, Config.training: True, **named}):
        made = once("training-template", make_template)
        shutil.copytree(made / "training", folder, dirs_exist_ok=True)
        assert (folder / f"template-{template_stamp()}").is_dir()
        yield folder


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
    def county(self) -> County:
        found = open_county(self.name)
        assert found is not None
        return found


def make_vendor(address: str = ADDRESS) -> Vendor:
    """Return a vendor who has just been given a county."""
    county, given = give_county(address, timezone.now())
    keys = {each.place.number: Program(f"Bearer {each.text.text}") for each in given}
    return Vendor(str(county.reference), keys["6812990"], keys["6814990"], keys["681LLLL"])
