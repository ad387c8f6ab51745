"""What the store does when a transfer takes a step: entered in the table of followers when the site starts."""

from datetime import datetime

from handover.portal.audit.log import Actor
from handover.portal.establishments.models import LA_SUFFIX
from handover.portal.lostpupils import closing
from handover.portal.lostpupils.arrival import lodged
from handover.portal.lostpupils.leaving import forget, found, unlink
from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.notifying import tell_authority, tell_school
from handover.portal.transfers.flow import State
from handover.portal.transfers.followers import Follower, follow
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import take


def sent(transfer: Transfer, actor: Actor, now: datetime) -> None:
    """See whether a file that goes to a real school has to do with a lost pupil."""
    if transfer.destination.endswith(LA_SUFFIX):
        return
    if transfer.parent_id is None and transfer.source.endswith(LA_SUFFIX):
        renamed(transfer, now)
    closing.ask(transfer, actor, now)


def renamed(transfer: Transfer, now: datetime) -> None:
    """Know a lost pupil's file again that an authority downloaded, renamed and sent by hand (seed, section 4.2)."""
    lost = LostPupil.objects.filter(
        in_store=True, transfer__digest=transfer.digest, transfer__state__in=[State.LODGED.value, State.TAKEN.value]
    )
    for pupil in lost.select_related("transfer", "school"):
        take("known_again", pupil.transfer, by=None, now=now)
        pupil.onward, pupil.finder = transfer, transfer.source_establishment
        pupil.save(update_fields=["onward", "finder"])
        tell_authority("lost_released", pupil.la_number, pupil, now)


def confirmed(transfer: Transfer, actor: Actor, now: datetime) -> None:
    """The new school has the file: the pupil is found, and everybody concerned is told."""
    for pupil in on_its_way(transfer):
        found(pupil, "confirmed", now)
        tell_authority("lost_found", pupil.la_number, pupil, now)
        tell_school("lost_found", pupil, now)


def undone(transfer: Transfer, actor: Actor, now: datetime) -> None:
    """The file did not get to the new school: the pupil is back in the store, and both authorities are told."""
    for pupil in on_its_way(transfer):
        take("reopen", pupil.transfer, by=None, now=now)
        for la_number in {pupil.la_number, pupil.finder.la_number if pupil.finder else pupil.la_number}:
            tell_authority("lost_reopened", la_number, pupil, now)
        pupil.onward = pupil.finder = None
        pupil.save(update_fields=["onward", "finder"])


def on_its_way(transfer: Transfer) -> list[LostPupil]:
    """Return the lost pupils whose record a transfer closes."""
    sides = ("transfer", "transfer__sealed", "transfer__sent_by", "school", "onward", "finder")
    return list(LostPupil.objects.filter(onward=transfer, in_store=True).order_by("pk").select_related(*sides))


def recalled(transfer: Transfer, actor: Actor, now: datetime) -> None:
    """The school took the pupil's file back out of the store."""
    pupil = LostPupil.objects.filter(transfer=transfer, in_store=True).first()
    if pupil is not None:
        unlink(pupil)
        forget(pupil, "recalled", now)


FOLLOWED: dict[str, tuple[Follower, ...]] = {
    "lodge": (lodged,),
    "send": (sent,),
    "confirm": (confirmed,),
    "reject": (undone,),
    "expire": (undone,),
    "recall": (undone, recalled),
}
"""Which steps the store follows."""


def enter() -> None:
    """Enter the store's followers."""
    for event, followers in FOLLOWED.items():
        for follower in followers:
            follow(event, follower)
