"""Sending a lost pupil's file on to the school where the pupil is now: one step, the bytes unchanged (seed, section 4.2)."""

from datetime import datetime

from django.utils import timezone

from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.accounts.offices import list_holders
from handover.portal.audit.log import record
from handover.portal.establishments.directory import RouteState, route
from handover.portal.establishments.models import Establishment, EstablishmentKind
from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.notifying import tell_authority
from handover.portal.lostpupils.permissions import RELEASE_LOST
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import AlreadyMoved, begin_transfer, take_step
from handover.portal.transfers.onward import onward
from handover.portal.transfers.senders import Sender, find_person

MAY_RECEIVE = (RouteState.OPEN, RouteState.NOT_YET_OPEN)


class NotThere(Exception):
    """The school cannot be chosen: it is not one of the authority's own, or takes no files today."""


def may_move(pupil: LostPupil, authority: Establishment | None) -> bool:
    """Say whether an authority may take a pupil's file out of the store: nobody has it, or this authority has."""
    if not pupil.listed or authority is None:
        return False
    return pupil.stage is State.LODGED or (pupil.stage is State.TAKEN and pupil.finder_id == authority.pk)


def school_of(number: str, by: Sender, now: datetime) -> Establishment:
    """Return a school of the person's own authority that takes files; raise NotThere for any other."""
    there = route(number, timezone.localdate(now))
    school = there.establishment
    own = by.establishment.la_number if by.establishment else ""
    if (
        school is None
        or school.kind != EstablishmentKind.SCHOOL
        or school.la_number != own
        or there.state not in MAY_RECEIVE
    ):
        raise NotThere(number)
    return school


class NobodyDecided(Exception):
    """Software asked for a release, and no person of the authority who may release files is named as having decided it."""


def find_decider(username: str, by: Sender) -> User:
    """Return the person of the same authority who decided what software asks for; raise NobodyDecided without one.

    It must be somebody who could do it on the page: software carries out what such a person decided, and decides nothing
    about a child by itself.
    """
    place = by.establishment
    found = list_holders(user__username=username, establishment=place) if place and username else []
    decider = next((person for person in found if person.may(RELEASE_LOST)), None)
    if decider is None:
        raise NobodyDecided
    return decider


def release_file(
    pupil: LostPupil, school: Establishment, by: Sender, now: datetime, *, decided_by: User | None = None
) -> Transfer:
    """Send a pupil's file to a school; raise AlreadyMoved if somebody else was quicker. The new transfer is returned.

    Called once a person has said that reasonable steps were taken to make sure that the pupil is at that school: whoever
    asks for it, or, where software does, the person who `decided_by` names. Raises NobodyDecided for software without one.
    """
    person = find_person(by) or decided_by
    if person is None:
        raise NobodyDecided
    authority = by.establishment
    if authority is None or not may_move(pupil, authority):
        raise AlreadyMoved(pupil.transfer)
    with transaction.atomic():
        take_step("release", pupil.transfer, by=by, now=now)
        check_still_ours(pupil, authority)
        child = onward(pupil.transfer, school, source=by.mailbox, by=authority, sent_by=find_person(by), now=now)
        pupil.onward, pupil.finder = begin_transfer("send", child, by=by, now=now), authority
        pupil.save(update_fields=["onward", "finder"])
        tell_authority("lost_released", pupil.la_number, pupil, now)
        decided = {} if decided_by is None else {"decided_by": person.username}
        record("lost.steps_confirmed", actor=by.actor, subject=str(pupil.transfer.reference), details=decided, now=now)
    return child


def check_still_ours(pupil: LostPupil, authority: Establishment) -> None:
    """Raise AlreadyMoved if another authority took the file in the meantime. The file's row is locked by now."""
    pupil.refresh_from_db(fields=["finder", "superseded_by", "in_store"])
    if pupil.finder_id not in (None, authority.pk) or pupil.superseded_by_id is not None:
        pupil.transfer.refresh_from_db()
        raise AlreadyMoved(pupil.transfer)
