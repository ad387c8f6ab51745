"""Making the index of the store anew: after an update that makes other keys, or for files lodged before there was one.

The worker does it by itself (`renew_keys`), some pupils at a time, for every row whose keys another version made; the
command `index_lost_pupils` does it for all of them at once.

Keys are numbers without order, and a million pupils have some 35 million. So they are written past the models, and
sorted by the tens of thousands: then the database goes through its index once for each lot and not once for each key.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import connection

from handover.common.keyring import generation_of_record
from handover.portal import transaction
from handover.portal.audit.log import SITE
from handover.portal.locking import lock_rows
from handover.portal.lostpupils.arrival import take_into_store
from handover.portal.lostpupils.keys import KEYS_VERSION, keys_of
from handover.portal.lostpupils.models import LostPupil, SearchKey, StandingSearch
from handover.portal.lostpupils.searching import traits_of
from handover.portal.lostpupils.standing import keys_to_keep, write_standing_keys
from handover.portal.masterkeys.codes import number_at
from handover.portal.transfers import damages
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import lock_transfers
from handover.portal.transfers.vault import Damaged

BATCH = 10_000
"""Pupils whose keys the command renews in one transaction; whoever wants to move one of their files waits for it."""

RENEWED_AT_ONCE = 200
"""The same for the worker, which does it while people work: a fraction of a second."""

MOST_RENEWED = 100 * RENEWED_AT_ONCE
"""Pupils whose keys the worker renews in one run."""

SQLITE_CACHE = -256 * 1024
"""Kibibytes, as SQLite takes them, that it may use while it makes the index; it has 2,000 otherwise."""


def reindex() -> int:
    """Make every search key anew; return for how many pupils. The worker ends what is broken off."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size={SQLITE_CACHE}")
    LostPupil.objects.filter(in_store=True).update(keys_version=0)
    done = 0
    while renewed := renew_some_keys(BATCH):
        done += renewed
    return done


def renewal_waits(now: datetime) -> bool:
    """Say whether there are keys that another version made."""
    searches = StandingSearch.objects.filter(ended_at=None).exclude(keys_version=KEYS_VERSION)
    return searches.exists() or LostPupil.objects.filter(in_store=True, keys_version__lt=KEYS_VERSION).exists()


def renew_keys(now: datetime) -> int:
    """Renew the keys of pupils and kept searches that another version made; return how many. Searches find less until then."""
    stale = StandingSearch.objects.filter(ended_at=None).exclude(keys_version=KEYS_VERSION)
    done = sum(renew_keys_of_search(pk) for pk in stale.values_list("pk", flat=True)[:RENEWED_AT_ONCE])
    while done < MOST_RENEWED and (renewed := renew_some_keys(RENEWED_AT_ONCE)):
        done += renewed
    return done


def renew_keys_of_search(pk: int) -> bool:
    """Renew the keys of a kept search; False for one that has ended, and so has none any more."""
    with transaction.atomic():
        search = lock_rows(StandingSearch.objects.filter(pk=pk, ended_at=None)).first()
        if search is not None:
            write_standing_keys(search, keys_to_keep(search.question))
    return search is not None


def renew_some_keys(most: int) -> int:
    """Renew the keys of some pupils, at most so many, in one transaction; return of how many.

    Their files are locked meanwhile, as they are while a pupil leaves the store: nobody who has left gets keys again.
    """
    stale = LostPupil.objects.filter(in_store=True, keys_version__lt=KEYS_VERSION).order_by("pk")
    with transaction.atomic():
        lock_transfers(list(stale.values_list("transfer_id", flat=True)[:most]))
        batch = list(stale[:most])
        if batch:
            SearchKey.objects.filter(pupil__in=batch).delete()
            write_keys(batch)
    return len(batch)


def write_keys(pupils: Collection[LostPupil]) -> None:
    """Write the search keys of some pupils: by COPY where the database has it."""
    with transaction.atomic():
        insert_keys(sorted(row for pupil in pupils for row in key_rows(pupil)))
        first, last = min(pupil.pk for pupil in pupils), max(pupil.pk for pupil in pupils)
        LostPupil.objects.filter(in_store=True, pk__gte=first, pk__lte=last).update(keys_version=KEYS_VERSION)


def key_rows(pupil: LostPupil) -> list[tuple[int, int]]:
    """Return the keys of a pupil as they are stored: in the form of the generation under which the row is sealed."""
    generation = generation_of_record(bytes(pupil.content))
    return [(number_at(value, generation), pupil.pk) for value in keys_of(traits_of(pupil))]


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
