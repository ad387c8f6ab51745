"""A person who signs in: one role, at one establishment."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models

from handover.portal.accounts.roles import ROLES, Permission, Role
from handover.portal.establishments.models import Establishment


class Users(BaseUserManager["User"]):
    """Finds users. The username is matched to the letter, as the seed says (section 2.1)."""


class User(AbstractBaseUser):
    """A person of a school or an LA. Usernames are case sensitive; e-mail addresses may be shared by colleagues."""

    username = models.CharField(
        max_length=60, unique=True, validators=[RegexValidator(r"^[A-Za-z0-9][A-Za-z0-9._@-]*\Z")]
    )
    full_name = models.CharField(max_length=120)
    email = models.EmailField()
    role = models.CharField(max_length=30, choices=[(role.key, role.name.en) for role in ROLES.values()])
    establishment = models.ForeignKey(
        Establishment, null=True, blank=True, on_delete=models.PROTECT, related_name="users"
    )
    language = models.CharField(max_length=2, choices=[("en", "English"), ("cy", "Cymraeg")], default="en")
    is_active = models.BooleanField(default=True)
    must_choose_password = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Users] = Users()  # type: ignore[assignment]

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name", "email", "role"]

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.username

    @property
    def duties(self) -> Role:
        """The row of the roles table that says what this person may do."""
        return ROLES[self.role]

    def may(self, permission: Permission) -> bool:
        """Say whether this person's role allows it."""
        return self.is_active and permission in self.duties.permissions

    @property
    def mailbox(self) -> str:
        """The number under which files are sent to and by this person; empty for the national administrator."""
        return self.duties.mailbox(self.establishment.number) if self.establishment else ""
