"""Looking after accounts: new links, another role, closing, deleting. Never one's own, and never beyond one's reach."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError
from django.utils import timezone

from handover.portal import transaction
from handover.portal.accounts.acting import name_actor
from handover.portal.accounts.check_members import put_on_checklist
from handover.portal.accounts.faults import FAULTS
from handover.portal.accounts.links import send_link
from handover.portal.accounts.models import LinkPurpose, User
from handover.portal.accounts.own_sessions import end_all_sessions
from handover.portal.accounts.particulars import check_post, check_role, check_vacancy
from handover.portal.accounts.people import Invitation, PersonRefused, describe_person
from handover.portal.accounts.people_models import CorrectionRequest
from handover.portal.accounts.permissions import EVERY_AUTHORITY
from handover.portal.accounts.reach import reaches
from handover.portal.accounts.roles import ROLES
from handover.portal.accounts.second_step import forget_second_step, remove_second_step
from handover.portal.accounts.tries import unlock
from handover.portal.audit.log import Actor, record
from handover.portal.establishments.directory import find_establishment
from handover.portal.locking import lock_rows
from handover.portal.notices.outbox import send_email

NATIONAL = [role.key for role in ROLES.values() if EVERY_AUTHORITY in role.permissions]


def invite_again(user: User, by: Actor, now: datetime) -> Invitation:
    """Send a new invitation; the earlier link stops working."""
    return send_again(user, LinkPurpose.INVITATION, by, now)


def send_new_password(user: User, by: Actor, now: datetime) -> Invitation:
    """Send a link to choose a new password; the present one works until then (seed, section 3.6)."""
    return send_again(user, LinkPurpose.NEW_PASSWORD, by, now)


LINK_ACTIONS = {LinkPurpose.INVITATION: "person.invited_again", LinkPurpose.NEW_PASSWORD: "person.new_password_sent"}


def send_again(user: User, purpose: LinkPurpose, by: Actor, now: datetime) -> Invitation:
    """Send a link of one kind to a person whose account is open."""
    with transaction.atomic():
        check_may_change(user, by)
        if not user.is_active:
            raise PersonRefused({"": FAULTS["person.closed"].at(username=user.username)})
        link = send_link(user, purpose, now, by=by)
        record(LINK_ACTIONS[purpose], actor=by, subject=user.username, now=now)
    return Invitation(user, link.expires_at)


def reset_second_step(user: User, by: Actor, now: datetime) -> None:
    """Take away the second step of somebody who has lost telephone and recovery codes, and sign them out everywhere."""
    with transaction.atomic():
        check_may_change(user, by)
        remove_second_step(user, by, now)
        end_all_sessions(user, by, now)


def change_role(user: User, role: str, number: str, by: Actor, now: datetime) -> None:
    """Give a person another role, or the same at another place, and tell them. It holds from their next click."""
    number = number.strip().upper()
    with transaction.atomic():
        check_may_change(user, by)
        if problems := check_post(role, number, by, timezone.localdate(now), of=user):
            raise PersonRefused(problems)
        if role not in NATIONAL:
            not_the_last(user)
        before = describe_person(user)
        user.role = role
        user.establishment = find_establishment(number) if number else None
        save_fields(user, "role", "establishment")
        put_on_checklist([user])
        tell_role(user, by, now)
        details = describe_person(user) | {f"former_{name}": value for name, value in before.items()}
        record("person.role_changed", actor=by, subject=user.username, details=details, now=now)


def deactivate(user: User, by: Actor, now: datetime) -> None:
    """Close an account: the person is signed out at once, and no link of theirs works."""
    with transaction.atomic():
        check_may_change(user, by)
        not_the_last(user)
        if User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
            user.links.filter(used_at=None).delete()
            user.sessions.all().delete()  # or they would come back when the account is opened again
            record("person.deactivated", actor=by, subject=user.username, now=now)
    user.is_active = False


def reactivate(user: User, by: Actor, now: datetime) -> None:
    """Open an account again, unless it was deleted or another has taken its place."""
    with transaction.atomic():
        check_may_change(user, by)
        if problem := check_vacancy(user.role, user.establishment.number if user.establishment else "", user):
            raise PersonRefused({"": problem})
        user.is_active = True
        if User.objects.filter(pk=user.pk, is_active=False).exists():
            save_fields(user, "is_active")
            put_on_checklist([user])
            record("person.reactivated", actor=by, subject=user.username, now=now)
    unlock(user.username)


def delete_person(user: User, by: Actor, now: datetime) -> None:
    """Delete an account for good: password, e-mail address and second step go; name and history stay (seed, 3.5).

    The username is never given again, so that what it did is never taken for somebody else's doing.
    """
    with transaction.atomic():
        check_may_change(user, by)
        not_the_last(user)
        user.is_active, user.deleted_at, user.email = False, now, ""
        user.set_unusable_password()
        user.save(update_fields=["is_active", "deleted_at", "email", "password"])
        user.links.all().delete()
        CorrectionRequest.objects.filter(user=user).delete()
        forget_second_step(user)
        user.sessions.all().delete()
        record("person.deleted", actor=by, subject=user.username, details=describe_person(user), now=now)


def check_may_change(user: User, by: Actor) -> None:
    """Refuse a change to one's own account, to one beyond reach, to a reserved role's, and to a deleted one."""
    user.refresh_from_db()
    number = user.establishment.number if user.establishment else ""
    if user.username == by.username:
        raise PersonRefused({"": FAULTS["person.yourself"].at()})
    if not reaches(by, number):
        raise PersonRefused({"": FAULTS["person.other_authority"].at(number=number or "–", la=by.establishment[:3])})
    if problem := check_role(user.role, by):
        raise PersonRefused({"": problem})
    if user.deleted_at is not None:
        raise PersonRefused({"": FAULTS["person.deleted"].at(username=user.username)})


def not_the_last(user: User) -> None:
    """Refuse to take away the last open account that acts for every authority; two at once wait for each other."""
    if user.role not in NATIONAL or not user.is_active:
        return
    others = lock_rows(User.objects.filter(role__in=NATIONAL, is_active=True))
    if [other.pk for other in others] == [user.pk]:
        raise PersonRefused({"": FAULTS["person.last_administrator"].at(username=user.username)})


def save_fields(user: User, *fields: str) -> None:
    """Save some fields; the database has the last word on a role of one account."""
    try:
        with transaction.atomic():
            user.save(update_fields=list(fields))
    except IntegrityError as fault:
        number = user.establishment.number if user.establishment else ""
        if problem := check_vacancy(user.role, number, user):
            raise PersonRefused({"role": problem}) from fault
        raise


def tell_role(user: User, by: Actor, now: datetime) -> None:
    """Write to a person who has changed their role (seed, section 3.4)."""
    name, changer = user.duties.name, name_actor(by)
    values = {
        "role": name.en,
        "role_cy": name.cy,
        "actor": changer.en,
        "actor_cy": changer.cy,
        "url": settings.CONFIG.url,
    }
    send_email("role_changed", to=[user.email], values=values, now=now, welsh_first=user.language == "cy")
