"""A stored file that was found damaged: noted once, told to sender and receiver, logged and counted; and mended.

The way to mend it is the sender's own file, sent once more: the same bytes take the place of those that are gone.
"""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from handover.portal import transaction
from handover.portal.audit.log import SITE, record
from handover.portal.transfers import vault
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import DamagedFile, SealedFile, Transfer
from handover.portal.transfers.moving import notify
from handover.portal.transfers.vault import Damaged

log = logging.getLogger("handover.stores")

NEEDED = (State.ASKING, State.HELD, State.SENT, State.SEEN, State.COLLECTED, State.LODGED, State.TAKEN)
"""In these states somebody still needs the bytes: when they are gone the sender is told, and who has heard of the file."""


def note_damage(damaged: Damaged, now: datetime) -> bool:
    """Note that a stored file is damaged, and tell those whose file it is; say whether nobody had noted it before."""
    sealed = damaged.sealed
    with transaction.atomic():
        defaults = {"fault": damaged.fault.value, "found_at": now}
        _, new = DamagedFile.objects.get_or_create(sealed=sealed, defaults=defaults)
        if not new:
            return False
        carried = list(carrying(sealed))
        for transfer in carried:
            if transfer.stage in NEEDED:
                notify("damaged_sender", transfer, now)
                if transfer.stage is not State.ASKING:  # until the sender says yes the receiver knows nothing of it
                    notify("damaged", transfer, now)
        for transfer in carried:
            details = {"file": transfer.file_name, "fault": damaged.fault.value}
            record("file.damaged", actor=SITE, subject=str(transfer.reference), details=details, now=now)
    for transfer in carried:
        log.error(
            "a stored file is %s: transfer %s from %s to %s, in %s",
            damaged.fault,
            transfer.reference,
            transfer.source,
            transfer.destination,
            vault.locate_sealed(sealed.name),
        )
    if not carried:
        log.error("a stored file is %s: %s", damaged.fault, vault.locate_sealed(sealed.name))
    return True


def carrying(sealed: SealedFile) -> QuerySet[Transfer]:
    """Return the transfers that carry a stored file."""
    sides = ("source_establishment", "destination_establishment", "held_for", "sent_by")
    return Transfer.objects.filter(sealed=sealed).select_related(*sides)


def sound(transfers: Iterable[Transfer], now: datetime) -> list[Transfer]:
    """Return those whose bytes are there and open; the others are noted, or were destroyed when their time was over.

    Called outside a transaction, for reading many long files takes a while. Raises `vault.NoStore`.
    """
    found = []
    for transfer in transfers:
        if transfer.sealed is None:
            continue
        try:
            vault.check_stored(transfer.sealed)
        except Damaged as damaged:
            note_damage(damaged, now)
        else:
            found.append(transfer)
    return found


def is_lost(sealed: SealedFile | None) -> bool:
    """Say whether a stored file should be there and cannot be had."""
    if sealed is None:
        return False
    try:
        vault.check_stored(sealed)
    except Damaged:
        return True
    return False


def mend(twin: Transfer, sealed: SealedFile) -> SealedFile | None:
    """Let bytes that were sent again take the place of the same bytes, which are damaged; return the row that is over.

    Called within the intake's transaction. Every transfer that carried the damaged file carries the new one.
    """
    old = twin.sealed
    if old is None or old.digest != sealed.digest or not is_lost(old):
        return None
    sealed.pupils_noted_at, sealed.unscanned = old.pupils_noted_at, old.unscanned
    sealed.save(force_insert=True)
    old.marks.update(sealed=sealed)
    old.pupils.update(sealed=sealed)
    Transfer.objects.filter(sealed=old).update(sealed=sealed)
    old.delete()
    twin.sealed = sealed
    return old
