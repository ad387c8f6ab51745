"""Looking through every stored file: rows without bytes, bytes without rows, bytes that do not open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from handover.portal.stores.inventory import take_inventory
from handover.portal.transfers import damages, vault
from handover.portal.transfers.models import DamagedFile, SealedFile, Transfer

Wrong = Literal["missing", "unreadable", "nameless", "stray"]
WORDS: Final[dict[Wrong, str]] = {
    "missing": "named in the database, and its bytes are not in the folder",
    "unreadable": "its bytes do not open: they are cut short or changed",
    "nameless": "in the folder, and no row of the database names it",
    "stray": "in the folder, and none of the site's files",
}


@dataclass(frozen=True, slots=True)
class Discovery:
    """One thing that is wrong with a stored file: which, what, and the transfers that carry it by their references."""

    wrong: Wrong
    name: str
    transfers: tuple[Transfer, ...] = ()


def look_through(now: datetime) -> Iterator[Discovery]:
    """Yield everything that is wrong in the stores. Damage is noted and told as when somebody meets it; what opens again is
    no longer noted. Raises `vault.NoStore` where the place of files is away.
    """
    try:
        found = take_inventory()
    except OSError as fault:
        raise vault.NoStore from fault
    for sealed in SealedFile.objects.order_by("name").iterator():
        try:
            vault.check_stored(sealed)
        except vault.Damaged as damaged:
            damages.note_damage(damaged, now)
            yield Discovery(damaged.fault.value, str(sealed.name), tuple(damages.carrying(sealed)))
        else:
            DamagedFile.objects.filter(sealed=sealed).delete()
    for nameless in found.nameless:
        # Looked up again: a file that was being sent when the walk passed by has its row by now.
        if not SealedFile.objects.filter(name=nameless.name).exists():
            yield Discovery("nameless", nameless.label)
    for label in found.stray:
        yield Discovery("stray", label)
