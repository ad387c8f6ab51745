"""A person who signs in, and their offices: a role at an establishment each. The office in which they work is chosen."""

import re
from collections.abc import Iterable
from copy import copy
from typing import Any, ClassVar, Final, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

import handover.portal.accounts.email_models  # Django looks for an app's tables from here
import handover.portal.accounts.people_models  # Django looks for an app's tables from here
import handover.portal.accounts.sign_in_models  # noqa: F401  # Django looks for an app's tables from here
from handover.common.text import Language, Text
from handover.portal import transaction
from handover.portal.accounts.roles import ROLES, Role
from handover.portal.audit.log import Actor
from handover.portal.establishments.models import Establishment
from handover.portal.web.access import Permission
from handover.portal.web.roles import SCHOOL

USERNAME_SHAPE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,59}")


def role_choices() -> list[tuple[str, str]]:
    """Return the roles as choices; a function, so that a new row of the table needs no migration."""
    return [(role.key, role.name.en) for role in ROLES.values()]


class RoleField(models.CharField):  # type: ignore[type-arg]  # generic in the stubs only
    """The key of a role."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max_length": 30, "choices": role_choices, **options})

    def deconstruct(self) -> Any:
        """Say what a migration makes: a column of words, whichever roles there come to be."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, {key: kwargs[key] for key in kwargs.keys() - {"choices"}}


class Users(BaseUserManager["User"]):
    """Finds users. The username is matched to the letter, as the seed says (section 2.1)."""

    def bulk_create(self, objs: Iterable["User"], *args: Any, **options: Any) -> list["User"]:
        """Store people, each with the office that they come with."""
        with transaction.atomic():
            people = super().bulk_create(objs, *args, **options)
            Office.objects.bulk_create(first_office(person) for person in people)
        return people


OFFICE_COLUMNS: Final = frozenset({"role", "establishment", "establishment_id"})


class User(AbstractBaseUser):
    """A person of a school or an LA. Usernames are case sensitive; e-mail addresses may be shared by colleagues.

    `role` and `establishment` are stored of the first office. Of somebody who was put into an office (`take_office`) they
    are that one's, in memory: they are never saved from there. Who lists people by them asks `offices.list_holders`.
    """

    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=120)
    email = models.EmailField()
    role = RoleField()
    establishment = models.ForeignKey(
        Establishment, null=True, blank=True, on_delete=models.PROTECT, related_name="users"
    )
    language = models.CharField(max_length=2, choices=[("en", "English"), ("cy", "Cymraeg")], default="en")
    is_active = models.BooleanField(default=True)
    must_choose_password = models.BooleanField(default=True)
    # The half minute whose code was used last: each code of the second factor works once, on every web server.
    last_code_step = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    # A deleted person never signs in again; the row stays, because what they sent and did must have a name.
    deleted_at = models.DateTimeField(null=True, blank=True)

    # In which office the person works now; None for the first. And whether they have yet to say in which.
    office: "Office | None" = None
    must_choose_office = False
    # Whether the second step was taken elsewhere, at a provider of which that counts, in this session.
    step_elsewhere = False

    objects: ClassVar[Users] = Users()

    # The role at whose desk this person works for the moment (see `at_desk`); never stored.
    desk: ClassVar[str] = ""

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name", "email", "role"]

    class Meta:
        ordering = ["username"]
        indexes = [models.Index(Lower("email"), name="person_by_email")]
        constraints = [
            models.CheckConstraint(condition=Q(deleted_at=None) | Q(is_active=False), name="deleted_person_is_closed"),
        ]

    def __str__(self) -> str:
        return self.username

    def save(self, *args: Any, **options: Any) -> None:
        """Save the person, a new one with their first office; the office in which they work now is not theirs to save."""
        new = self._state.adding
        if self.office is not None and not new:
            named = options.get("update_fields")
            own = [field.name for field in self._meta.concrete_fields if not field.primary_key]
            options["update_fields"] = [
                name for name in (own if named is None else named) if name not in OFFICE_COLUMNS
            ]
        with transaction.atomic():
            super().save(*args, **options)
            if new:
                first_office(self).save()

    def refresh_from_db(self, *args: Any, **options: Any) -> None:
        """Read the person anew, in the office in which they were; in their first one if that is gone."""
        super().refresh_from_db(*args, **options)
        if self.office is not None:
            office = Office.objects.select_related("establishment").filter(pk=self.office.pk, user=self.pk).first()
            self.office = None
            if office is not None:
                self.take_office(office)

    def take_office(self, office: "Office") -> Self:
        """Put the person into one of their offices: role, place, mailbox and rights are of it from here on."""
        if office.user_id != self.pk:
            raise ValueError(f"office {office.pk} is not of {self.username}")
        self.role, self.establishment, self.office = office.role, office.establishment, office
        return self

    @property
    def duties(self) -> Role:
        """The row of the roles table that says what this person may do."""
        return ROLES[self.desk or self.role]

    def works_at(self, mailbox: str) -> bool:
        """Say whether a mailbox is one with which this person works, in whichever of their offices."""
        offices = self.offices.filter(is_open=True).select_related("establishment") if self.is_active else ()
        return any(office.duties.mailbox(office.number) == mailbox for office in offices)

    def at_desk(self, role: str) -> "User":
        """Return this person at the desk of another role of the same office: with its mailbox, and what it may do.

        For work that one desk does with the files of another, such as Admissions sharing out a year's records that came
        to the authority. Who allows that asks `may` before. The audit log names the person in their own role.
        """
        there = copy(self)
        there.desk = role  # type: ignore[misc]  # of this copy alone
        return there

    def may(self, *permissions: Permission) -> bool:
        """Say whether this person's role allows one of these; nothing before they have said in which office they work."""
        return self.is_active and not self.must_choose_office and not self.duties.permissions.isdisjoint(permissions)

    @property
    def actor(self) -> Actor:
        """This person as the audit log names them."""
        return Actor(self.username, self.role, self.establishment.number if self.establishment else "")

    @property
    def page(self) -> str:
        """The path of the page on which an administrator sees to this person."""
        return f"/people/{self.username}/"

    @property
    def mailbox(self) -> str:
        """The number under which files are sent to and by this person; empty for the national administrator."""
        return self.duties.mailbox(self.establishment.number) if self.establishment else ""


class Office(models.Model):
    """A role that a person has at an establishment, or nationally. A closed account keeps those it had, not open."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="offices")
    role = RoleField()
    establishment = models.ForeignKey(
        Establishment, null=True, blank=True, on_delete=models.PROTECT, related_name="offices"
    )
    is_open = models.BooleanField(default=True)
    given_at = models.DateTimeField(default=timezone.now)
    # When the person last began to work in it.
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "establishment"], name="an_office_once"),
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(establishment=None), name="a_national_office_once"
            ),
            *(
                models.UniqueConstraint(
                    fields=["establishment"],
                    condition=Q(role=role.key, is_open=True),
                    name=f"one_{role.key.replace('-', '_')}_each",
                )
                for role in ROLES.values()
                if role.one_each
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.establishment_id or ''}"

    @property
    def duties(self) -> Role:
        """The row of the roles table that says what this office allows."""
        return ROLES[self.role]

    @property
    def number(self) -> str:
        """The number of the establishment; empty for a national one."""
        return self.establishment.number if self.establishment else ""

    def named(self, language: Language) -> str:
        """Return how the office is called: the school; or the authority and the role; or the role alone."""
        role = self.duties.name.say(language)
        if self.establishment is None:
            return role
        place = self.establishment.named(language)
        return place if self.role == SCHOOL else f"{place} – {role}"

    @property
    def holder(self) -> User:
        """The person, in this office."""
        return self.user.take_office(self)


def first_office(user: User) -> Office:
    """Return the office that a new person comes with, not stored yet."""
    return Office(user=user, role=user.role, establishment=user.establishment, is_open=user.is_active)


class LinkPurpose(models.TextChoices):
    """Why a link was sent."""

    INVITATION = "invitation"
    NEW_PASSWORD = "new_password"  # noqa: S105  # a purpose, not a password


class Link(models.Model):
    """A link that lets one person choose a password, once, for a limited time; only its hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="links")
    purpose = models.CharField(max_length=12, choices=LinkPurpose)
    hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.purpose} for {self.user_id}"


class YearlyCheck(models.Model):
    """A year's audit of users: each authority confirms who may sign in for it and its schools (seed, section 1.6)."""

    year = models.PositiveSmallIntegerField(unique=True)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=60)
    due_on = models.DateField()

    class Meta:
        ordering = ["-year"]

    def __str__(self) -> str:
        return str(self.year)


class Checklist(models.Model):
    """One authority's list in a yearly check: when it was reminded last, who confirmed it and when."""

    check_of = models.ForeignKey(YearlyCheck, on_delete=models.CASCADE, related_name="checklists")
    authority = models.ForeignKey(Establishment, on_delete=models.PROTECT, related_name="checklists")
    reminded_on = models.DateField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["authority__number"]
        constraints = [models.UniqueConstraint(fields=["check_of", "authority"], name="one_checklist_an_authority")]

    def __str__(self) -> str:
        return f"{self.check_of_id} {self.authority_id}"


class CheckVerdict(models.TextChoices):
    """What an authority says of a person on its list."""

    KEEP = "keep"
    CHANGE = "change"
    REMOVE = "remove"


VERDICTS: Final = {
    CheckVerdict.KEEP: Text("Stays", "Yn aros"),
    CheckVerdict.CHANGE: Text("Role changes", "Rôl yn newid"),
    CheckVerdict.REMOVE: Text("Goes", "Yn mynd"),
}
"""How they are called on a screen."""


class ChecklistLine(models.Model):
    """An office on a list: a person, with the role and place they had when the check was opened, and who said what of them."""

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="lines")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="checklist_lines")
    role = models.CharField(max_length=30)
    place = models.CharField(max_length=7)
    verdict = models.CharField(max_length=6, choices=CheckVerdict, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["place", "person__username"]
        constraints = [
            models.UniqueConstraint(
                fields=["checklist", "person", "role", "place"], name="an_office_once_on_a_checklist"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.verdict or 'open'}"
