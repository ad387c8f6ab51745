"""Every night what vendors left in their counties is wiped, and folders that no county names any more are removed."""

import shutil
from datetime import datetime, time, timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone

from handover.portal.training.counties import wipe_counties
from handover.portal.training.county_folders import find_county_template, home_of, training_folder
from handover.portal.training.models import TrainingCounty
from handover.portal.training.template import ensure_template

HOUR: Final = time(3)
MARK: Final = "wiped"
"""The file whose time says when all counties were last wiped."""
LEFT: Final = timedelta(hours=1)
"""A folder that no row names may be one that is being made; after this it is not."""


def keep_training(now: datetime) -> int:
    """Wipe every county once a night; return how many were wiped.

    Where there are counties, the template of an update is made ahead of those who need it.
    """
    if not settings.CONFIG.training or not TrainingCounty.objects.exists():
        return 0
    ensure_template(now)
    mark = training_folder() / MARK
    if mark.exists() and mark.stat().st_mtime >= last_night(now).timestamp():
        return 0
    wiped = wipe_counties(list(TrainingCounty.objects.order_by("pk")), now)
    remove_left_folders(now)
    mark.touch()
    return wiped


def last_night(now: datetime) -> datetime:
    """Return the last moment at which counties were due to be wiped."""
    local = timezone.localtime(now)
    tonight = timezone.make_aware(datetime.combine(local.date(), HOUR))
    return tonight if tonight <= local else tonight - timedelta(days=1)


def remove_left_folders(now: datetime) -> None:
    """Remove the folders of counties that have ended, and what a site that was killed left half made."""
    named = {str(reference) for reference in TrainingCounty.objects.values_list("reference", flat=True)}
    before = (now - LEFT).timestamp()
    homes = home_of("").glob("*-*")
    template = find_county_template()
    parts = [each for each in training_folder().glob("[pt]*-*") if each != template]
    for folder in [*(each for each in homes if each.name not in named), *parts]:
        if folder.stat().st_mtime < before:
            shutil.rmtree(folder, ignore_errors=True)
