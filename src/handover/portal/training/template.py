"""The template of training counties: a whole small site, made once for each version of the site."""

import os
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Final
from uuid import uuid4

from django.core.management import call_command
from django.db import connection

from handover.common.identifiers import LA_SUFFIX
from handover.common.private import private_folder
from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.apikeys.models import ApiKey
from handover.portal.county import EnteredCounty
from handover.portal.database import make_file
from handover.portal.establishments.models import Establishment, EstablishmentKind
from handover.portal.stores.belonging import check_belonging
from handover.portal.training.county_folders import STAMP, find_county_template, hold, template_stamp, training_folder
from handover.portal.training.entering import enter_county
from handover.portal.training.lost_children import lodge_lost_children
from handover.portal.training.places import PLACES, WITH_KEYS, TrainingPlace
from handover.portal.web.roles import SCHOOL

NO_DIGEST: Final = "0" * 64
"""Of no key."""
MAKER: Final = "training"
"""The account that the keys of a county name as their maker. It has no password, and nobody signs in to a county."""
FOR_GOOD: Final = date(2199, 12, 31)
"""The last day of a county's keys: whatever its clock says, they end when the county does."""


def ensure_template(now: datetime) -> Path:
    """Return the folder of the template of today, which is made if it is not there: that takes some seconds."""
    found = find_county_template()
    if found is not None:
        return found
    with hold(training_folder() / "template"):
        return find_county_template() or make_template(now)


def make_template(now: datetime) -> Path:
    """Make the template; it has its name only once it is whole."""
    stamp = template_stamp()
    part, place = training_folder() / f"part-{uuid4().hex}", training_folder() / f"template-{stamp}"
    try:
        fill_template(part, now)
        (part / STAMP).write_text(stamp, "utf-8")
        part.rename(place)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return place


def fill_template(folder: Path, now: datetime) -> None:
    """Make a whole small site in a folder."""
    county = EnteredCounty("template", folder)
    private_folder(county.files)
    make_file(f"sqlite:///{county.database}")
    with enter_county(county):
        set_durability("OFF")  # nobody uses it before it has its name
        call_command("migrate", verbosity=0, interactive=False)
        check_belonging(now)
        fill_offices(now)
        lodge_lost_children(now)
        set_durability("FULL")
    with county.database.open("rb") as made:
        os.fsync(made.fileno())


def set_durability(level: str) -> None:
    """Say whether SQLite waits for the disk, in this connection; at the end all of the log goes into the file."""
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA synchronous = {level}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def fill_offices(now: datetime) -> None:
    """Make the offices, and keys that nobody holds for those that a vendor plays."""
    with transaction.atomic():
        maker = User(username=MAKER, full_name="Training", email="", role=SCHOOL, must_choose_password=True)
        maker.set_unusable_password()
        made: dict[str, Establishment] = {}
        for place in sorted(PLACES, key=lambda place: bool(place.successor)):
            made[place.number] = make_office(place, made.get(place.successor))
        maker.establishment = made[WITH_KEYS[1].number]
        maker.save()
        for number, place in enumerate(WITH_KEYS):
            ApiKey.objects.create(
                establishment=made[place.number],
                role=place.role,
                name=f"Training {place.number}",
                prefix=f"nobody{'abcdefgh'[number]}z",
                digest=NO_DIGEST,
                rights=list(place.rights),
                made_at=now,
                made_by=maker,
                ends_on=FOR_GOOD,
            )


def make_office(place: TrainingPlace, successor: Establishment | None) -> Establishment:
    """Make one office of the table."""
    return Establishment.objects.create(
        number=place.number,
        kind=EstablishmentKind.LA if place.number.endswith(LA_SUFFIX) else EstablishmentKind.SCHOOL,
        la_number=place.number[:3],
        name=place.name,
        name_cy=place.name_cy,
        phase=place.phase,
        email=place.email or f"office-{place.number.lower()}@training.invalid",
        closed_on=place.closed_on,
        successor=successor,
    )
