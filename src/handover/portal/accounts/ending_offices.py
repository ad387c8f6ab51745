"""Ending an office of a person; the last one closes the account, and is there when it is opened again."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError

from handover.portal import transaction
from handover.portal.accounts.faults import FAULTS
from handover.portal.accounts.models import Office, User
from handover.portal.accounts.particulars import check_vacancy
from handover.portal.accounts.people import PersonRefused, describe_office
from handover.portal.accounts.permissions import EVERY_AUTHORITY
from handover.portal.accounts.roles import ROLES
from handover.portal.audit.log import Actor, record
from handover.portal.locking import lock_rows

NATIONAL = [role.key for role in ROLES.values() if EVERY_AUTHORITY in role.permissions]


def lock_person(user: User) -> None:
    """Lock a person, so that of two who end their offices the second sees what the first has left."""
    lock_rows(User.objects.filter(pk=user.pk)).get()


def not_the_last(office: Office) -> None:
    """Refuse to take away the last open office that acts for every authority; two at once wait for each other."""
    if office.role not in NATIONAL or not office.is_open:
        return
    national = Office.objects.filter(role__in=NATIONAL, is_open=True)
    others = lock_rows(User.objects.filter(pk__in=national.values("user"), is_active=True))
    if [other.pk for other in others] == [office.user_id]:
        raise PersonRefused({"": FAULTS["person.last_administrator"].at(username=office.user.username)})


def end_offices(user: User, offices: Sequence[Office], by: Actor, now: datetime) -> None:
    """End some open offices of a person, and close the account with the last one.

    They are signed out at once, so that nobody goes on in another office unawares. Of a closed account no link works.
    """
    for office in offices:
        not_the_last(office)
    lock_person(user)
    keys = [office.pk for office in offices]
    for office in Office.objects.select_related("establishment", "user").filter(pk__in=keys, is_open=True):
        end_office(office, by, now)
    user.sessions.all().delete()  # or they would come back when the account is opened again


def end_office(office: Office, by: Actor, now: datetime) -> None:
    """End an open office of a person who is locked; the row of the person goes on with one that is left."""
    person = office.user
    if left := Office.objects.filter(user=person.pk, is_open=True).exclude(pk=office.pk).first():
        Office.objects.filter(pk=office.pk).delete()
        first = User.objects.filter(pk=person.pk, role=office.role, establishment=office.establishment)
        first.update(role=left.role, establishment=left.establishment)
        details = describe_office(office)
        record("person.office_taken_away", actor=by, subject=person.username, details=details, now=now)
    elif User.objects.filter(pk=person.pk, is_active=True).update(is_active=False):
        Office.objects.filter(pk=office.pk).update(is_open=False)
        person.links.filter(used_at=None).delete()
        record("person.deactivated", actor=by, subject=person.username, now=now)


def open_last_office(user: User) -> None:
    """Open the office of an account that is opened again; the database has the last word on a role of one account."""
    try:
        with transaction.atomic():
            user.offices.update(is_open=True)
    except IntegrityError as fault:
        number = user.establishment.number if user.establishment else ""
        if problem := check_vacancy(user.role, number, user):
            raise PersonRefused({"role": problem}) from fault
        raise
