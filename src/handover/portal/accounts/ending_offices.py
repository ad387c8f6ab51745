"""Ending offices of a person; with the last of them the account is closed, and has them when it is opened again."""

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
    """End some open offices of a person; if these are all that they have, close the account, which keeps them.

    They are signed out at once, so that nobody goes on in another office unawares. Of a closed account no link works.
    """
    for office in offices:
        not_the_last(office)
    lock_person(user)
    keys = [office.pk for office in offices]
    own = Office.objects.select_related("establishment", "user").filter(user=user.pk, is_open=True)
    if own.exclude(pk__in=keys).exists():
        for office in own.filter(pk__in=keys):
            end_office(office, by, now)
    else:
        close_with_offices(user, by, now)
    user.sessions.all().delete()  # or they would come back when the account is opened again


def end_office(office: Office, by: Actor, now: datetime) -> None:
    """End one of several open offices of a person who is locked; the row of the person goes on with one that is left."""
    person = office.user
    left = Office.objects.filter(user=person.pk, is_open=True).exclude(pk=office.pk)[0]
    Office.objects.filter(pk=office.pk).delete()
    first = User.objects.filter(pk=person.pk, role=office.role, establishment=office.establishment)
    first.update(role=left.role, establishment=left.establishment)
    details = describe_office(office)
    record("person.office_taken_away", actor=by, subject=person.username, details=details, now=now)


def close_with_offices(user: User, by: Actor, now: datetime) -> None:
    """Close the account of a person who is locked; its offices are there, not open, when it is opened again."""
    if User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        Office.objects.filter(user=user.pk).update(is_open=False)
        user.links.filter(used_at=None).delete()
        record("person.deactivated", actor=by, subject=user.username, now=now)


def check_vacancies(user: User) -> None:
    """Refuse to open an account again while somebody else has a role of one account that it had."""
    for office in user.offices.select_related("establishment"):
        if problem := check_vacancy(office.role, office.number, user):
            raise PersonRefused({"": problem})


def open_offices_again(user: User) -> None:
    """Open the offices of an account that is opened again; the database has the last word on a role of one account."""
    try:
        with transaction.atomic():
            user.offices.update(is_open=True)
    except IntegrityError:
        check_vacancies(user)
        raise
