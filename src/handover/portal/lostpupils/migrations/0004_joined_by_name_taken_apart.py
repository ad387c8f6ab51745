"""Files that were taken for one pupil by name and birth date alone are two again, each pair a case for a person.

Who is still in the store is listed again. Where both files left the store in the same moment, the one may have been
closed because the other was found: the pair is named to the authorities, too, although nothing is left to compare. Which
these are, the tombstones tell: they name the file that took their place.
"""

from collections import defaultdict
from itertools import combinations

from django.db import migrations
from django.utils import timezone

JOINED, CLOSED = "joined", "closed"
TOGETHER = ("confirmed", "found", "moved_abroad", "mistake", "died")
BATCH = 500


def cause_of_pair(one, other):
    """Return why two files that were taken for one pupil are a case; None where they are none."""
    if one.in_store and other.in_store:
        return JOINED
    left_together = not one.in_store and not other.in_store and one.left_at == other.left_at
    return CLOSED if left_together and one.left_because in TOGETHER else None


def take_apart(apps, schema_editor):
    """Make a case of each pair that was joined, and list again who is in the store."""
    LostPupil = apps.get_model("lostpupils", "LostPupil")
    SamePupilCase = apps.get_model("lostpupils", "SamePupilCase")
    now = timezone.now()
    columns = ("in_store", "left_at", "left_because")
    replaced = (
        LostPupil.objects.filter(superseded_by__isnull=False)
        .select_related("superseded_by")
        .only("superseded_by", *columns, *(f"superseded_by__{column}" for column in columns))
        .order_by("pk")
    )
    joined = defaultdict(dict)  # a file that was listed for several: each of them may be of another child
    for each in replaced:
        joined[each.superseded_by_id].update({each.pk: each, each.superseded_by_id: each.superseded_by})
    cases = {}
    for group in joined.values():
        for earlier, later in combinations(sorted(group), 2):
            cause = cause_of_pair(group[earlier], group[later])
            if cause is not None:
                cases[earlier, later] = cause
    cases = [
        SamePupilCase(earlier_id=earlier, later_id=later, because=cause, found_at=now)
        for (earlier, later), cause in sorted(cases.items())
    ]
    SamePupilCase.objects.bulk_create(cases, batch_size=BATCH)
    LostPupil.objects.filter(superseded_by__isnull=False, in_store=True).update(superseded_by=None)


class Migration(migrations.Migration):
    dependencies = [("lostpupils", "0003_same_pupils")]

    operations = [migrations.RunPython(take_apart, migrations.RunPython.noop)]
