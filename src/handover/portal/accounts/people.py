"""Inviting people, and changing what they may do. Every verb is written down in the audit log."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from handover.common.problems import Problem
from handover.portal.accounts.faults import FAULTS
from handover.portal.accounts.links import NewLink, make_link, send_link
from handover.portal.accounts.lockout import unlock
from handover.portal.accounts.models import LinkPurpose, User
from handover.portal.accounts.particulars import Particulars, check, check_place, check_role, tidied
from handover.portal.audit.log import Actor, record
from handover.portal.establishments.directory import find


class Refused(Exception):
    """The particulars are not in order; `problems` says what is wrong, by field."""

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        super().__init__("; ".join(problem.message() for problem in problems.values()))
        self.problems = dict(problems)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A person who was invited, and until when the link works. The link itself goes to the person alone."""

    user: User
    expires_at: datetime


def invite(by: Actor, given: Particulars, now: datetime) -> Invitation:
    """Make a person and e-mail them the link; raise Refused with all that is wrong.

    The inviter tells the username by another way: link and username never travel together (seed, section 3.7).
    """
    with transaction.atomic():
        user = add(given, now)
        link = send_link(user, LinkPurpose.INVITATION, now)
        record("person.invited", actor=by, subject=user.username, details=described(user), now=now)
    return Invitation(user, link.expires_at)


def create(by: Actor, given: Particulars, now: datetime) -> tuple[User, NewLink]:
    """Make a person and return the link in place of an e-mail: for the operator, and a site's first administrator."""
    with transaction.atomic():
        user = add(given, now)
        link = make_link(user, LinkPurpose.INVITATION, now)
        record("person.created", actor=by, subject=user.username, details=described(user), now=now)
    return user, link


def add(given: Particulars, now: datetime) -> User:
    """Store a person who cannot sign in until they have chosen a password."""
    given = tidied(given)
    if problems := check(given, timezone.localdate(now)):
        raise Refused(problems)
    user = User(
        username=given.username,
        full_name=given.full_name,
        email=given.email,
        role=given.role,
        establishment=find(given.establishment) if given.establishment else None,
    )
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as fault:
        raise Refused({"username": FAULTS["person.username_taken"].at(username=given.username)}) from fault
    return user


def described(user: User) -> dict[str, str]:
    """Return what the audit log says of a person: role and place, no names."""
    return {"role": user.role, "establishment": user.establishment.number if user.establishment else ""}


def invite_again(user: User, by: Actor, now: datetime) -> Invitation:
    """Send a new link; the earlier one stops working."""
    with transaction.atomic():
        link = send_link(user, LinkPurpose.INVITATION, now)
        record("person.invited_again", actor=by, subject=user.username, now=now)
    return Invitation(user, link.expires_at)


def change_role(user: User, role: str, number: str, by: Actor, now: datetime) -> None:
    """Give a person another role, or the same at another place. It holds from their next click."""
    number = number.strip().upper()
    found = {"role": check_role(role), "establishment": check_place(role, number, timezone.localdate(now))}
    not_oneself(user, by)
    if problems := {field: problem for field, problem in found.items() if problem}:
        raise Refused(problems)
    before = described(user)
    user.role = role
    user.establishment = find(number) if number else None
    with transaction.atomic():
        user.save(update_fields=["role", "establishment"])
        details = described(user) | {f"former_{name}": value for name, value in before.items()}
        record("person.role_changed", actor=by, subject=user.username, details=details, now=now)


def deactivate(user: User, by: Actor, now: datetime) -> None:
    """Close an account: the person is signed out at once, and no link of theirs works."""
    not_oneself(user, by)
    with transaction.atomic():
        if User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
            user.links.filter(used_at=None).delete()
            record("person.deactivated", actor=by, subject=user.username, now=now)
    user.is_active = False


def reactivate(user: User, by: Actor, now: datetime) -> None:
    """Open an account again."""
    with transaction.atomic():
        if User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
            record("person.reactivated", actor=by, subject=user.username, now=now)
    user.is_active = True
    unlock(user.username)


def not_oneself(user: User, by: Actor) -> None:
    """Refuse a change to one's own account that could lock everybody out."""
    if user.username == by.username:
        raise Refused({"": FAULTS["person.yourself"].at()})
