"""A person who signs in: one role, at one establishment."""

import re
from copy import copy
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

import handover.portal.accounts.email_models  # Django looks for an app's tables from here
import handover.portal.accounts.people_models  # Django looks for an app's tables from here
import handover.portal.accounts.sign_in_models  # noqa: F401  # Django looks for an app's tables from here
from handover.portal.accounts.roles import ROLES, Role
from handover.portal.audit.log import Actor
from handover.portal.establishments.models import Establishment
from handover.portal.web.access import Permission

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


class User(AbstractBaseUser):
    """A person of a school or an LA. Usernames are case sensitive; e-mail addresses may be shared by colleagues."""

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
            *(
                models.UniqueConstraint(
                    fields=["establishment"],
                    condition=Q(role=role.key, is_active=True),
                    name=f"one_{role.key.replace('-', '_')}_each",
                )
                for role in ROLES.values()
                if role.one_each
            ),
        ]

    def __str__(self) -> str:
        return self.username

    @property
    def duties(self) -> Role:
        """The row of the roles table that says what this person may do."""
        return ROLES[self.desk or self.role]

    def works_at(self, mailbox: str) -> bool:
        """Say whether a mailbox is one with which this person works now."""
        return self.is_active and self.mailbox == mailbox

    def at_desk(self, role: str) -> "User":
        """Return this person at the desk of another role of the same office: with its mailbox, and what it may do.

        For work that one desk does with the files of another, such as Admissions sharing out a year's records that came
        to the authority. Who allows that asks `may` before. The audit log names the person in their own role.
        """
        there = copy(self)
        there.desk = role  # type: ignore[misc]  # of this copy alone
        return there

    def may(self, *permissions: Permission) -> bool:
        """Say whether this person's role allows one of these."""
        return self.is_active and not self.duties.permissions.isdisjoint(permissions)

    @property
    def actor(self) -> Actor:
        """This person as the audit log names them."""
        return Actor(self.username, self.role, self.establishment.number if self.establishment else "")

    @property
    def mailbox(self) -> str:
        """The number under which files are sent to and by this person; empty for the national administrator."""
        return self.duties.mailbox(self.establishment.number) if self.establishment else ""


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


class ChecklistLine(models.Model):
    """A person on a list, with the role and place they had when the check was opened, and who said what of them."""

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="lines")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="checklist_lines")
    role = models.CharField(max_length=30)
    place = models.CharField(max_length=7)
    verdict = models.CharField(max_length=6, choices=CheckVerdict, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["place", "person__username"]
        constraints = [models.UniqueConstraint(fields=["checklist", "person"], name="a_person_once_on_a_checklist")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.verdict or 'open'}"
