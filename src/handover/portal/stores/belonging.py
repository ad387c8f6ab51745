"""Do the database and the folder of files belong together? Asked at every start, by `/readyz`, and by every job that removes.

Both bear the identity of the site. A folder without a mark is marked when it is empty, as the database is; or when nearly
every row of the database has its file there. Whatever else is found stands still until an operator says that it is right.
"""

import logging
from datetime import datetime, timedelta
from typing import Final

from handover.portal.audit import proof
from handover.portal.audit.log import SITE, record
from handover.portal.audit.models import Entry
from handover.portal.storage.chosen import current_storage
from handover.portal.stores.inventory import Inventory, take_inventory
from handover.portal.stores.mark import BadMark, Mark, make_files_mark, read_mark, replace_mark
from handover.portal.stores.models import ONLY, SiteIdentity
from handover.portal.stores.stops import Stopped
from handover.portal.stores.unfinished import is_restoring

log = logging.getLogger("handover.stores")

JUMP: Final = timedelta(days=14)
"""If no job that removes was let through for longer than this, the clock may have jumped."""
NOTED_EVERY: Final = timedelta(minutes=1)


def proven_end_of_log() -> proof.LogEnd:
    """Return the end of the audit log, whose head proves the master key. Raises Stopped."""
    try:
        return proof.proven_end()
    except proof.NoHead:
        raise Stopped("emptied") from None
    except proof.WrongKey:
        raise Stopped("wrong_key") from None


def own_identity() -> SiteIdentity:
    """Return the identity of the database. Raises Stopped where it has none, or the site was moved away from here."""
    found = SiteIdentity.objects.filter(pk=ONLY).first()
    if found is None:
        raise Stopped("emptied")
    if found.moved_at is not None:
        raise Stopped("moved")
    return found


def mark_of_current_storage() -> Mark | None:
    """Return the folder's mark, None where it has none. Raises Stopped where it cannot be read."""
    try:
        return read_mark(current_storage())
    except BadMark:
        raise Stopped("bad_mark") from None


def check_belonging(now: datetime) -> Mark:
    """Return the mark of the folder, which is made if the folder fits and has none.

    Raises Stopped if it is another's, while a backup is being put back, and where the site was moved away.
    """
    if is_restoring():
        raise Stopped("restoring")
    own = own_identity().identity
    mark = mark_of_current_storage()
    if mark is None:
        if not take_inventory().fits:
            raise Stopped("another_site")
        end = proven_end_of_log()
        mark = Mark(own, end.sequence, now, end.hash)
        if not make_files_mark(current_storage(), mark):
            mark = mark_of_current_storage() or mark
    if mark.identity != own:
        raise Stopped("another_site")
    return mark


def check_removing(now: datetime) -> None:
    """Raise Stopped unless jobs that remove may run: on the right database, with the right key, not back in time and not
    suddenly far ahead. What was found goes into the mark.
    """
    end = proven_end_of_log()
    mark = check_belonging(now)
    if is_older(mark):
        raise Stopped("older_database")
    if now - mark.at > JUMP:
        raise Stopped("clock_jumped")
    if end.sequence > mark.sequence or now - mark.at > NOTED_EVERY:
        try:
            replace_mark(current_storage(), Mark(mark.identity, end.sequence, max(mark.at, now), end.hash))
        except OSError as fault:  # on a full disk, what makes room must still run
            log.warning("the mark of the folder of files could not be written: %s", fault)


def is_older(mark: Mark) -> bool:
    """Say whether the database is not the one that the mark has seen grow: its log lacks the entry that was the last then."""
    if mark.sequence == 0:
        return False
    return not Entry.objects.filter(sequence=mark.sequence, hash=mark.hash).exists()


def adopt_folder(now: datetime) -> Inventory:
    """Mark the folder as that of this database, as both are now: an operator has looked. Return what is in them."""
    proven_end_of_log()
    found = take_inventory()
    own, _ = SiteIdentity.objects.get_or_create(pk=ONLY)
    details = {"rows": str(found.rows), "missing": str(len(found.missing)), "nameless": str(len(found.nameless))}
    record("files.adopted", actor=SITE, details=details, now=now)
    end = proven_end_of_log()
    replace_mark(current_storage(), Mark(own.identity, end.sequence, now, end.hash))
    return found
