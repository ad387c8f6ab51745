"""Adding an invitation to an account that one has: how somebody of one authority comes to work for another as well.

The inviting authority learns nothing of that account before: it invites a stranger. The person opens the link, shows by
signing in that the account is theirs, and by the username that they were told that the invitation is. So no e-mail address
is ever taken for a proof, and the account that the invitation made, which nobody has used, is closed for good.
"""

from datetime import datetime

from django.http import HttpRequest

from handover.portal import transaction
from handover.portal.accounts.check_members import put_on_checklist
from handover.portal.accounts.chosen_office import NOT_CHOSEN, OFFICE
from handover.portal.accounts.ending_offices import lock_person
from handover.portal.accounts.giving_offices import check_twice, store_office
from handover.portal.accounts.models import Link, LinkPurpose, Office, User
from handover.portal.accounts.people import PersonRefused, describe_office
from handover.portal.audit.log import record


def may_join(link: Link, user: User) -> bool:
    """Say whether a link is an unused invitation of somebody else, which a person can add to the account they have."""
    guest = link.user
    return (
        link.purpose == LinkPurpose.INVITATION
        and guest.pk != user.pk
        and guest.is_active
        and not guest.has_usable_password()
        and guest.last_login is None
    )


def join_invitation(request: HttpRequest, link: Link, user: User, now: datetime) -> bool:
    """Give a person who is signed in the offices of an invitation, whose name was checked, and close the account it made.

    False if the link was used in the meantime; raise PersonRefused if the person has one of the offices already. They are
    asked next where to work.
    """
    with transaction.atomic():
        lock_person(user)
        used = Link.objects.filter(pk=link.pk, used_at=None, expires_at__gt=now).update(used_at=now)
        if not used or not may_join(link, user):
            return False
        guest = link.user
        for office in Office.objects.select_related("establishment").filter(user=guest.pk, is_open=True):
            if problems := check_twice(user, office.role, office.number):
                raise PersonRefused(problems)
            Office.objects.filter(pk=office.pk).update(is_open=False)
            joined = Office(user=user, role=office.role, establishment=office.establishment)
            store_office(joined)
            put_on_checklist([user], one_more=joined)
            details = describe_office(office) | {"invited_as": guest.username}
            record("person.office_joined", actor=user.actor, subject=user.username, details=details, now=now)
        close_guest(guest, now)
    request.session[OFFICE] = NOT_CHOSEN
    return True


def close_guest(guest: User, now: datetime) -> None:
    """Close the account that an invitation made, for good; its name stays, for the log has it."""
    guest.is_active, guest.deleted_at, guest.email = False, now, ""
    guest.save(update_fields=["is_active", "deleted_at", "email"])
    guest.links.filter(used_at=None).delete()
