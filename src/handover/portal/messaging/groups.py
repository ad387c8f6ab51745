"""Address groups: recipients under one name, for oneself or shared with one's workplace (seed, section 6)."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.audit.log import record
from handover.portal.messaging.faults import MessagingRefused
from handover.portal.messaging.models import AddressGroup
from handover.portal.messaging.words import check_length, printable

LONGEST_NAME = 60


def list_groups(user: User) -> QuerySet[AddressGroup]:
    """Return the groups that a person may use: their own, and those shared at their workplace."""
    shared = Q(shared=True, establishment=user.establishment_id)
    return AddressGroup.objects.filter(Q(person=user) | shared).select_related("person")


def find_group(reference: UUID, user: User) -> AddressGroup | None:
    """Return a group that a person may use."""
    return list_groups(user).filter(reference=reference).first()


def save_group(group: AddressGroup, name: str, by: User, now: datetime, *, shared: bool) -> AddressGroup:
    """Save a new group, or another name of one; raise MessagingRefused with what is wrong."""
    name = " ".join(printable(name).split())
    if problem := check_length(name, LONGEST_NAME, "message.no_name"):
        raise MessagingRefused({"name": problem})
    group.name, group.shared = name, shared
    with transaction.atomic():
        group.save()
        record("group.saved", actor=by.actor, subject=str(group.reference), now=now)
    return group


def delete_group(group: AddressGroup, by: User, now: datetime) -> None:
    """Delete a group; messages sent to it stay as they are."""
    with transaction.atomic():
        if AddressGroup.objects.filter(pk=group.pk).delete()[0]:
            record("group.deleted", actor=by.actor, subject=str(group.reference), now=now)
