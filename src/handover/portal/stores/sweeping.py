"""Sweeping the folder of files. Nothing is unlinked that no row names: it is moved aside, and comes back by itself.

What crashes leave behind are files without a row, a handful at a time. Many at once mean something else (another database, an
older one), so then nothing moves and a person is asked. What lies aside for `HANDOVER_ASIDE_DAYS` is removed, if still
no row names it.
"""

import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone

from handover.portal.storage.chosen import current_storage
from handover.portal.storage.interface import AsideBytes, StoredBytes
from handover.portal.stores.inventory import bearable, nameless_of
from handover.portal.stores.models import ONLY, LastSweep
from handover.portal.stores.step_notes import leave_out_old_notes
from handover.portal.stores.stops import Stopped
from handover.portal.transfers import vault
from handover.portal.transfers.models import SealedFile

log = logging.getLogger("handover.stores")

UNDER_WAY: Final = timedelta(hours=1)
"""A file that no row names is an upload under way, until it is older than this."""


@dataclass
class Swept:
    """What a sweep did and found, in numbers of files (see `LastSweep`)."""

    moved: int = 0
    put_back: int = 0
    removed: int = 0
    nameless: int = 0
    aside: int = 0
    stray: int = 0

    def note(self, now: datetime) -> None:
        """Write it down for the screens and the metrics, and log what an operator should see."""
        before = LastSweep.objects.filter(pk=ONLY).first()
        if self.stray and (before is None or before.stray != self.stray):
            log.warning("%s things in the folder of files are none of ours; they stay where they are", self.stray)
        LastSweep.objects.update_or_create(pk=ONLY, defaults={"swept_at": now, **vars(self)})


def sweep_files(now: datetime, allowed: int = 0) -> int:
    """Move files aside that no row names and that are no longer under way; return how many.

    Raises Stopped where they are too many, unless an operator `allowed` so many. What a row names again comes back.
    """
    leave_out_old_notes(now)
    swept = Swept(put_back=put_back_named(), removed=remove_old(now))
    stored: list[StoredBytes] = []
    for met in current_storage().walk():
        if isinstance(met, StoredBytes):
            stored.append(met)
        else:
            swept.stray += 1
    over = [each for each in nameless_of(stored) if each.written_at < now - UNDER_WAY]
    if len(over) > max(bearable(len(stored)), allowed):
        swept.nameless = len(over)
    else:
        swept.moved = sum(move_aside(each, timezone.localdate(now)) for each in over)
    swept.aside = sum(1 for _ in current_storage().walk_aside())
    swept.note(now)
    if swept.nameless:
        raise Stopped("many_nameless", swept.nameless)
    return swept.moved


def move_aside(each: StoredBytes, today: date) -> bool:
    """Move a file aside, unless its row came this very moment; say whether it lies there."""
    storage = current_storage()
    lies = storage.move_aside(each, today)
    if lies is None:
        return False
    if SealedFile.objects.filter(name=each.name).exists():
        storage.put_back(lies)
        return False
    log.warning("moved aside: no row of the database names %s; it lies in %s", each.label, lies.where)
    return True


def put_back_named() -> int:
    """Put files back that lie aside and that a row names: those of an older database come back with the newer one."""
    files = [each for each in current_storage().walk_aside() if not each.part]
    nameless = set(nameless_of(files))
    return sum(vault.fetch_back(each.name) for each in files if each not in nameless)


def remove_old(now: datetime) -> int:
    """Remove what has lain aside long enough and what no row names; return how many files."""
    first = timezone.localdate(now) - timedelta(days=settings.CONFIG.aside_days)
    old = [each for each in nameless_of(list(current_storage().walk_aside())) if is_before(each, first)]
    for each in old:
        current_storage().remove_aside(each)
        log.warning("removed: %s lay aside since %s and no row named it", each.label, each.day)
    return len(old)


def is_before(each: AsideBytes, day: date) -> bool:
    """Say whether a file was moved aside before a day; one in a folder that somebody else made was not."""
    return each.day is not None and each.day < day
