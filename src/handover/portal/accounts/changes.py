"""Looking after accounts: new links, another role, closing, deleting. Never one's own, and never beyond one's reach."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from handover.portal import transaction
from handover.portal.accounts.acting import name_actor
from handover.portal.accounts.check_members import put_on_checklist
from handover.portal.accounts.ending_offices import (
    NATIONAL,
    check_vacancies,
    end_offices,
    lock_person,
    not_the_last,
    open_offices_again,
)
from handover.portal.accounts.faults import FAULTS
from handover.portal.accounts.giving_offices import check_twice, find_office, move_office
from handover.portal.accounts.links import send_link
from handover.portal.accounts.models import LinkPurpose, Office, User
from handover.portal.accounts.own_sessions import end_all_sessions
from handover.portal.accounts.particulars import check_post, check_role
from handover.portal.accounts.people import Invitation, PersonRefused, describe_person
from handover.portal.accounts.people_models import CorrectionRequest
from handover.portal.accounts.reach import reaches
from handover.portal.accounts.second_step import forget_second_step, remove_second_step
from handover.portal.accounts.tries import unlock
from handover.portal.audit.log import Actor, record
from handover.portal.establishments.directory import find_establishment
from handover.portal.notices.outbox import send_email


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
        check_may_change(user, by, whole=False)
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
    """Make an office of a person (that in which they are, else their first) another role, or the same at another place.

    They are told, and it holds from their next click.
    """
    number = number.strip().upper()
    with transaction.atomic():
        check_may_change(user, by, whole=False)
        office = find_office(user)
        if problems := check_post(role, number, by, timezone.localdate(now), of=user) or check_twice(
            user, role, number, but=office
        ):
            raise PersonRefused(problems)
        if role not in NATIONAL:
            not_the_last(office)
        before = describe_person(user)
        move_office(office, role, find_establishment(number) if number else None)
        user.refresh_from_db()
        put_on_checklist([user])
        tell_role(user, by, now)
        details = describe_person(user) | {f"former_{name}": value for name, value in before.items()}
        record("person.role_changed", actor=by, subject=user.username, details=details, now=now)


def deactivate(user: User, by: Actor, now: datetime) -> None:
    """End every office of a person that somebody reaches, and close the account with the last one.

    The person is signed out at once. Of an account that is closed no link works.
    """
    with transaction.atomic():
        check_may_change(user, by, whole=False)
        own = Office.objects.select_related("establishment", "user").filter(user=user.pk, is_open=True)
        end_offices(user, [office for office in own if reaches(by, office.number)], by, now)
    user.refresh_from_db()


def take_away_office(office: Office, by: Actor, now: datetime) -> None:
    """Take one office away from a person, and tell them; with the last one the account is closed."""
    with transaction.atomic():
        check_may_change(office.user, by, whole=False)
        if not reaches(by, office.number):
            raise PersonRefused({"": FAULTS["person.other_authority"].at(number="–", la=by.establishment[:3])})
        end_offices(office.user, [office], by, now)
        tell_of_ended_office(office, now)


def reactivate(user: User, by: Actor, now: datetime) -> None:
    """Open an account again, unless it was deleted or another has taken its place."""
    with transaction.atomic():
        check_may_change(user, by)
        check_vacancies(user)
        if User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
            open_offices_again(user)
            put_on_checklist([user])
            record("person.reactivated", actor=by, subject=user.username, now=now)
        user.is_active = True
    unlock(user.username)


def delete_person(user: User, by: Actor, now: datetime) -> None:
    """Delete an account for good: password, e-mail address and second step go; name and history stay (seed, 3.5).

    The username is never given again, so that what it did is never taken for somebody else's doing.
    """
    with transaction.atomic():
        check_may_change(user, by)
        for office in user.offices.filter(is_open=True):
            not_the_last(office)
        lock_person(user)
        user.offices.filter(is_open=True).update(is_open=False)
        user.is_active, user.deleted_at, user.email = False, now, ""
        user.set_unusable_password()
        user.save(update_fields=["is_active", "deleted_at", "email", "password"])
        user.links.all().delete()
        CorrectionRequest.objects.filter(user=user).delete()
        user.outside_accounts.all().delete()
        forget_second_step(user)
        user.sessions.all().delete()
        record("person.deleted", actor=by, subject=user.username, details=describe_person(user), now=now)


def check_may_change(user: User, by: Actor, *, whole: bool = True) -> None:
    """Refuse a change to one's own account, to one beyond reach, to a reserved role's, and to a deleted one.

    The account as a `whole`, its name, e-mail, second step, is theirs to change who reach all of the person's offices.
    """
    user.refresh_from_db()
    if user.username == by.username:
        raise PersonRefused({"": FAULTS["person.yourself"].at()})
    offices = list(user.offices.select_related("establishment"))
    reached = [office for office in offices if reaches(by, office.number)]
    if not reached:
        number = user.establishment.number if user.establishment else "–"
        raise PersonRefused({"": FAULTS["person.other_authority"].at(number=number, la=by.establishment[:3])})
    for office in reached:
        if problem := check_role(office.role, by):
            raise PersonRefused({"": problem})
    if whole and len(reached) < len(offices):
        raise PersonRefused({"": FAULTS["person.works_elsewhere"].at(name=user.full_name)})
    if user.deleted_at is not None:
        raise PersonRefused({"": FAULTS["person.deleted"].at(username=user.username)})


def tell_of_ended_office(office: Office, now: datetime) -> None:
    """Write to a person that an office was taken away; one whose account was closed with it has nothing to sign in to."""
    user = office.user
    if User.objects.filter(pk=user.pk, is_active=True).exists():
        values = {"office": office.named("en"), "office_cy": office.named("cy"), "url": settings.CONFIG.url}
        send_email("office_ended", to=[user.email], values=values, now=now, welsh_first=user.language == "cy")


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
