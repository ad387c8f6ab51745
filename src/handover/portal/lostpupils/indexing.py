"""Making the index of the store anew: after an update that hears names differently, or for files lodged before it."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction

from handover.portal.audit.log import SITE
from handover.portal.lostpupils.arrival import lodged
from handover.portal.lostpupils.keys import keys_of
from handover.portal.lostpupils.models import LostPupil, SearchKey
from handover.portal.lostpupils.searching import traits_of
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer

BATCH = 5000


def reindex() -> int:
    """Make every search key anew; return for how many pupils. A search meanwhile finds less than there is."""
    SearchKey.objects.all().delete()
    pupils = LostPupil.objects.filter(in_store=True).order_by("pk")
    done = last = 0
    # By numbers and not through one open cursor, which would keep SQLite from tidying its log meanwhile.
    while batch := list(pupils.filter(pk__gt=last)[:BATCH]):
        SearchKey.objects.bulk_create(keys(batch), batch_size=BATCH)
        done, last = done + len(batch), batch[-1].pk
    return done


def keys(pupils: Iterable[LostPupil]) -> Iterator[SearchKey]:
    """Yield the search keys of some pupils."""
    for pupil in pupils:
        yield from (SearchKey(value=value, pupil_id=pupil.pk) for value in keys_of(traits_of(pupil)))


def catch_up(now: datetime) -> int:
    """Index files that were lodged before there was an index; return how many."""
    forgotten = Transfer.objects.filter(state=State.LODGED.value, lost_pupil=None)
    done = 0
    for transfer in forgotten.select_related("source_establishment", "sealed", "sent_by"):
        with transaction.atomic():
            lodged(transfer, SITE, now)
        done += 1
    return done
