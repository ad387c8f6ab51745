"""Telling authorities, once a day at most, of new pairs in the store that are perhaps the same pupil."""

from collections import Counter
from datetime import datetime, time

from django.utils import timezone

from handover.portal import transaction
from handover.portal.audit.log import SITE, record
from handover.portal.lostpupils.models import SamePupilCase
from handover.portal.lostpupils.notifying import tell_of_pairs
from handover.portal.lostpupils.same_pupil_case import JOINED, OPEN


def tell_of_new_pairs(now: datetime) -> int:
    """Write to each authority of how many pairs it was not yet told; return how many authorities. Safe to run twice.

    Of a day it tells once, whatever comes later that day. A pair of which an update of the site has made two pupils again
    goes into the audit log here, because an update cannot write there.
    """
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(now), time.min))
    with transaction.atomic():
        if SamePupilCase.objects.filter(told_at__gte=midnight).exists():
            return 0
        if not SamePupilCase.objects.filter(told_at=None).update(told_at=now):
            return 0
        told = SamePupilCase.objects.filter(told_at=now).select_related("earlier__transfer", "later__transfer")
        counts: Counter[str] = Counter()
        for case in told:
            if case.because == JOINED:
                record("lost.unlinked", actor=SITE, subject=str(case.earlier.transfer.reference), now=now)
            if case.answer == OPEN:
                counts.update({case.earlier.la_number, case.later.la_number})
        for la_number, count in sorted(counts.items()):
            tell_of_pairs(la_number, count, now)
    return len(counts)
