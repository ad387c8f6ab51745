"""A file comes into the store: indexed in the transaction in which it is lodged. Who may be there already is asked about."""

from datetime import datetime

from django.utils import timezone

from handover.common.keyring import generation_of_record
from handover.portal.audit.log import Actor
from handover.portal.lostpupils import standing
from handover.portal.lostpupils.keys import KEYS_VERSION, keys_of
from handover.portal.lostpupils.models import LostPupil, SearchKey
from handover.portal.lostpupils.reading import counted_columns, read_facts, read_pupils
from handover.portal.lostpupils.repeats import note_same_pupil_cases
from handover.portal.lostpupils.searching import traits_of
from handover.portal.lostpupils.wording import KIND_OF_DESTINATION
from handover.portal.masterkeys.codes import number_at
from handover.portal.transfers.models import Transfer


def take_into_store(transfer: Transfer, actor: Actor, now: datetime) -> None:
    """Index the pupil of a file that was lodged."""
    (child,) = read_pupils(transfer)
    pupil = LostPupil(
        transfer=transfer,
        kind=KIND_OF_DESTINATION[transfer.destination],
        la_number=transfer.source_establishment.la_number,
        school=transfer.source_establishment,
        lodged_at=now,
        keys_version=KEYS_VERSION,
        **counted_columns(child, timezone.localdate(now)),
    )
    pupil.facts = read_facts(child)
    pupil.save(force_insert=True)
    store_keys(pupil)
    note_same_pupil_cases(pupil, actor, now)
    standing.meet_searches(pupil, now)


def store_keys(pupil: LostPupil) -> None:
    """Store the keys of a pupil."""
    generation = generation_of_record(bytes(pupil.content))
    values = sorted(number_at(value, generation) for value in keys_of(traits_of(pupil)))
    SearchKey.objects.bulk_create(SearchKey(value=value, pupil=pupil) for value in values)
