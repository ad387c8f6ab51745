"""Which lost pupils somebody may look at, and the look itself, which is written into the audit log."""

from datetime import datetime
from uuid import UUID

from handover.portal import transaction
from handover.portal.audit.log import record
from handover.portal.lostpupils.models import LostPupil
from handover.portal.transfers.senders import Sender

SEEN_WITH = (
    *("transfer", "transfer__sealed", "transfer__sent_by", "school", "finder", "onward", "superseded_by"),
    *("onward__destination_establishment", "transfer__source_establishment"),
)


def find_lost_pupil(reference: UUID, by: Sender) -> LostPupil | None:
    """Return a lost pupil whom somebody may look at: while in the store every searcher; then the two authorities."""
    pupil = LostPupil.objects.filter(reference=reference).select_related(*SEEN_WITH).first()
    return pupil if pupil is not None and (pupil.in_store or concerns(pupil, by)) else None


def concerns(pupil: LostPupil, by: Sender) -> bool:
    """Say whether somebody's authority is the one responsible for a pupil, or the one that found the pupil."""
    authority = by.establishment
    return authority is not None and (authority.la_number == pupil.la_number or authority.pk == pupil.finder_id)


def note_look_at_pupil(pupil: LostPupil, by: Sender, now: datetime) -> None:
    """Write down that somebody looked at what is known of a lost pupil."""
    with transaction.atomic():
        record("lost.viewed", actor=by.actor, subject=str(pupil.transfer.reference), now=now)
