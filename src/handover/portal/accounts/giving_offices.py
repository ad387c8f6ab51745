"""Giving a person one more office, or making one of theirs another. The database has the last word on what there is one of."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError
from django.utils import timezone

from handover.common.problems import Problem
from handover.portal import transaction
from handover.portal.accounts.check_members import put_on_checklist
from handover.portal.accounts.faults import FAULTS
from handover.portal.accounts.models import Office, User
from handover.portal.accounts.particulars import check_post, check_vacancy
from handover.portal.accounts.people import PersonRefused, describe_office
from handover.portal.accounts.reach import offices_of
from handover.portal.audit.log import Actor, record
from handover.portal.establishments.directory import find_establishment
from handover.portal.establishments.models import Establishment
from handover.portal.locking import lock_rows
from handover.portal.notices.outbox import send_email


def give_office(user: User, role: str, number: str, by: Actor, now: datetime) -> Office:
    """Give a person whom somebody may look after one more office, and tell them; raise PersonRefused if it cannot be.

    They choose it when they next sign in. The offices that they have stay as they are.
    """
    with transaction.atomic():
        lock_rows(User.objects.filter(pk=user.pk)).get()
        check_may_give(user, by)
        return add_office(user, role, number, by, now)


def give_office_back(user: User, role: str, number: str, by: Actor, now: datetime) -> Office:
    """Give a person an office back that was just taken away from them, perhaps the last that somebody reached."""
    with transaction.atomic():
        lock_rows(User.objects.filter(pk=user.pk)).get()
        check_open(user, by)
        return add_office(user, role, number, by, now)


def add_office(user: User, role: str, number: str, by: Actor, now: datetime) -> Office:
    """Store one more office of a person who is locked, tell them and write it down."""
    number = number.strip().upper()
    if problems := check_post(role, number, by, timezone.localdate(now)) or check_twice(user, role, number):
        raise PersonRefused(problems)
    office = Office(user=user, role=role, establishment=find_establishment(number) if number else None)
    store_office(office)
    put_on_checklist([user], one_more=office)
    tell_of_office(office, now)
    record("person.office_given", actor=by, subject=user.username, details=describe_office(office), now=now)
    return office


def check_may_give(user: User, by: Actor) -> None:
    """Refuse to give oneself an office, or one to somebody beyond reach, or whose account is closed."""
    check_open(user, by)
    if not offices_of(by).filter(user=user.pk).exists():
        raise PersonRefused({"": FAULTS["person.other_authority"].at(number="–", la=by.establishment[:3])})


def check_open(user: User, by: Actor) -> None:
    """Refuse to give oneself an office, or one to somebody whose account is closed."""
    if user.username == by.username:
        raise PersonRefused({"": FAULTS["person.yourself"].at()})
    if not User.objects.filter(pk=user.pk, is_active=True).exists():
        raise PersonRefused({"": FAULTS["person.closed"].at(username=user.username)})


def check_twice(user: User, role: str, number: str, *, but: Office | None = None) -> dict[str, Problem]:
    """Say, as problems by field, that a person has an office already, other than the one that is to be changed (`but`)."""
    own = Office.objects.filter(user=user.pk, role=role, establishment__number=number or None)
    there = own.exclude(pk=but.pk) if but else own
    return {"role": FAULTS["person.has_office"].at(name=user.full_name)} if there.exists() else {}


def store_office(office: Office) -> None:
    """Store an office; raise PersonRefused if somebody was quicker to one of which there can be one."""
    try:
        with transaction.atomic():
            office.save()
    except IntegrityError as fault:
        taken = check_vacancy(office.role, office.number, office.user)
        problem = taken or FAULTS["person.has_office"].at(name=office.user.full_name)
        raise PersonRefused({"role": problem}) from fault


def find_office(user: User) -> Office:
    """Return the office in which a person is: the chosen one, else the first."""
    if user.office is not None:
        return user.office
    own = Office.objects.select_related("establishment")
    return own.get(user=user.pk, role=user.role, establishment=user.establishment_id)


def move_office(office: Office, role: str, place: Establishment | None) -> None:
    """Make an office another role, or one at another place; the first office stands in the person's row as well."""
    first = User.objects.filter(pk=office.user_id, role=office.role, establishment=office.establishment_id)
    with transaction.atomic():
        was_first = first.exists()
        office.role, office.establishment = role, place
        store_office(office)
        if was_first:
            User.objects.filter(pk=office.user_id).update(role=role, establishment=place)


def tell_of_office(office: Office, now: datetime) -> None:
    """Write to a person that they have one more office."""
    user = office.user
    values = {"office": office.named("en"), "office_cy": office.named("cy"), "url": settings.CONFIG.url}
    send_email("office_given", to=[user.email], values=values, now=now, welsh_first=user.language == "cy")
