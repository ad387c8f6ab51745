"""Correcting a person's name or e-mail address: both addresses are told, and no link that was sent before works any more."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet

from handover.common.problems import Problem
from handover.portal import transaction
from handover.portal.accounts.changes import check_may_change
from handover.portal.accounts.faults import FAULTS
from handover.portal.accounts.links import send_link
from handover.portal.accounts.models import LinkPurpose, Office, User
from handover.portal.accounts.offices import list_holders
from handover.portal.accounts.particulars import check_email, check_name
from handover.portal.accounts.people import PersonRefused
from handover.portal.accounts.people_models import CorrectionRequest, InvitationRecord
from handover.portal.accounts.permissions import CHANGE_PEOPLE, EVERY_AUTHORITY
from handover.portal.accounts.reach import offices_of, people_of, roles_to_give
from handover.portal.accounts.roles import ROLES
from handover.portal.audit.log import Actor, record
from handover.portal.locking import lock_rows
from handover.portal.notices.outbox import readdress_held, send_email

OF_AN_AUTHORITY = [
    role.key for role in ROLES.values() if CHANGE_PEOPLE in role.permissions and EVERY_AUTHORITY not in role.permissions
]
OF_ALL = [role.key for role in ROLES.values() if EVERY_AUTHORITY in role.permissions]
ASK_AGAIN = timedelta(hours=12)
"""Who asks once more within this time changes what is asked for, and nobody gets another e-mail."""


def correct_person(user: User, full_name: str, email: str, by: Actor, now: datetime) -> None:
    """Give a person the right name and e-mail address; raise PersonRefused with what is wrong.

    Where the address changes, all links that were sent die, and who has not come yet is invited anew at the new address.
    """
    full_name, email = " ".join(full_name.split()), email.strip()
    with transaction.atomic():
        list(lock_rows(User.objects.filter(pk=user.pk)))
        check_may_change(user, by)
        check_correction(user, full_name, email)
        before = {"former_name": user.full_name, "former_email": user.email}
        moved = user.email != email
        user.full_name, user.email = full_name, email
        user.save(update_fields=["full_name", "email"])
        CorrectionRequest.objects.filter(user=user).delete()
        if moved:
            move_links(user, by, now)
        readdress_held(before["former_email"], email)
        tell_correction(user, {before["former_email"], email}, now)
        details = before | {"name": full_name, "email": email}
        record("person.corrected", actor=by, subject=user.username, details=details, now=now)


def check_correction(user: User, full_name: str, email: str) -> None:
    """Refuse a name or an address that cannot be, and a correction that changes nothing."""
    # An address that is kept may be of a mail service that was not prohibited when it was entered.
    found: dict[str, Problem | None] = {
        "full_name": check_name(full_name),
        "email": check_email(email) if email != user.email else None,
    }
    if problems := {field: problem for field, problem in found.items() if problem}:
        raise PersonRefused(problems)
    if (user.full_name, user.email) == (full_name, email):
        raise PersonRefused({"": FAULTS["person.nothing_new"].at()})


def move_links(user: User, by: Actor, now: datetime) -> None:
    """Let the links die that went to an old address; invite anew, by the new one, who was invited and has not come."""
    user.links.filter(used_at=None).delete()
    invitation = InvitationRecord.objects.filter(user=user).exclude(sent_at=None).first()
    if invitation and user.is_active and not user.has_usable_password():
        until = invitation.links_until if invitation.links_until and invitation.links_until > now else None
        send_link(user, LinkPurpose.INVITATION, now, until=until, by=by)


def tell_correction(user: User, addresses: set[str], now: datetime) -> None:
    """Write to the old and the new address that the account was corrected."""
    values = {"url": settings.CONFIG.url}
    send_email("person_corrected", to=sorted(addresses), values=values, now=now, welsh_first=user.language == "cy")


def find_keepers(user: User) -> list[User]:
    """Return who can correct a person: the administrator of their authority; nationally where there is none, where it is
    they, and where the person works for several authorities.
    """
    offices = user.offices.filter(is_open=True)
    authorities = set(offices.values_list("establishment__la_number", flat=True))
    if len(authorities) == 1 and None not in authorities and not offices.filter(role__in=OF_AN_AUTHORITY).exists():
        own = list_holders(role__in=OF_AN_AUTHORITY, establishment__la_number=authorities.pop())
    else:
        own = []
    keepers = own or list_holders(role__in=OF_ALL)
    return [keeper for keeper in keepers if keeper.pk != user.pk]


def wishes_for(by: Actor) -> QuerySet[CorrectionRequest]:
    """Return what people wish to be put right about themselves whose account somebody may correct, the oldest first."""
    own = offices_of(by).filter(role__in=roles_to_give(by))
    beyond = Office.objects.exclude(pk__in=own.values("pk"))
    wishes = CorrectionRequest.objects.filter(user__in=people_of(by)).exclude(user__in=beyond.values("user"))
    return wishes.exclude(user__username=by.username).select_related("user").order_by("asked_at")


def ask_correction(user: User, full_name: str, email: str, now: datetime) -> list[User]:
    """Note what a person asks to be put right, and write to who looks after them; raise PersonRefused."""
    full_name, email = " ".join(full_name.split()), email.strip()
    check_correction(user, full_name, email)
    keepers = find_keepers(user)
    with transaction.atomic():
        told = CorrectionRequest.objects.filter(user=user, asked_at__gt=now - ASK_AGAIN).exists()
        wish = {"full_name": full_name, "email": email, "asked_at": now}
        CorrectionRequest.objects.update_or_create(user=user, defaults=wish)
        record("person.correction_asked", actor=user.actor, subject=user.username, now=now)
        url = f"{settings.CONFIG.url}/people/{user.username}/correct/"
        for keeper in () if told else keepers:
            values = {"username": user.username, "url": url}
            welsh = keeper.language == "cy"
            send_email("correction_asked", to=[keeper.email], values=values, now=now, welsh_first=welsh)
    return keepers
