"""Making the index of the store anew: after an update that hears names differently, or for files lodged before it.

Keys are numbers without order, and a million pupils have some sixteen million. So they are written past the models, and
sorted by the tens of thousands: then the database goes through its index once for each lot and not once for each key.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from handover.portal import transaction
from handover.portal.audit.log import SITE
from handover.portal.lostpupils.arrival import take_into_store
from handover.portal.lostpupils.keys import keys_of
from handover.portal.lostpupils.models import LostPupil, SearchKey
from handover.portal.lostpupils.searching import traits_of
from handover.portal.transfers import damages
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.vault import Damaged

BATCH = 40_000
SQLITE_CACHE = -256 * 1024
"""Kibibytes, as SQLite takes them, that it may use while it makes the index; it has 2,000 otherwise."""


def reindex() -> int:
    """Make every search key anew; return for how many pupils. A search meanwhile finds less than there is."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size={SQLITE_CACHE}")
    SearchKey.objects.all().delete()
    pupils = LostPupil.objects.filter(in_store=True).order_by("pk")
    done = last = 0
    # By numbers and not through one open cursor, which would keep SQLite from tidying its log meanwhile.
    while batch := list(pupils.filter(pk__gt=last)[:BATCH]):
        write_keys(batch)
        done, last = done + len(batch), batch[-1].pk
    return done


def write_keys(pupils: Iterable[LostPupil]) -> None:
    """Write the search keys of some pupils: by COPY where the database has it."""
    insert_keys(sorted((value, pupil.pk) for pupil in pupils for value in keys_of(traits_of(pupil))))


def insert_keys(rows: list[tuple[int, int]]) -> None:
    """Write keys and whose they are."""
    table = f"{SearchKey._meta.db_table} (value, pupil_id)"
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {table} VALUES (%s, %s)", rows)  # noqa: S608 the table is one of ours


def catch_up(now: datetime) -> int:
    """Index files that were lodged before there was an index; return how many. One that is damaged waits."""
    forgotten = Transfer.objects.filter(state=State.LODGED.value, lost_pupil=None)
    done = 0
    for transfer in forgotten.select_related("source_establishment", "sealed", "sent_by"):
        try:
            with transaction.atomic():
                take_into_store(transfer, SITE, now)
        except Damaged as damaged:
            damages.note_damage(damaged, now)
            continue
        done += 1
    return done
