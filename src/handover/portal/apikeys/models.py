"""The keys in the database: never the key itself, only the digest by which it is known again."""

from datetime import date
from typing import Final
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q

from handover.portal.accounts.models import RoleField
from handover.portal.establishments.directory import RouteState, state_on
from handover.portal.establishments.models import Establishment
from handover.portal.masterkeys.codes import CodeField
from handover.portal.sealed import SealedTextField

PERSON = settings.AUTH_USER_MODEL
LONGEST_KEY_NAME: Final = 45
"""With the prefix it fits into the audit log's column of names (`holders.KeyHolder.actor`)."""

LONGEST_COURIER_WORD: Final = 60


class ApiKey(models.Model):
    """A key of an establishment for one purpose, from its making to its end.

    `digest` is the SHA-256 of the whole key in hexadecimal digits. `rights` are keys of the table of rights, `networks` the
    address ranges from which it works (none: everywhere), `certificate` the SHA-256 of the client certificate with which alone
    it works (empty: with any, or none), `certificate_issuer` and `certificate_subject` the names of the holder with whose
    certificates alone it works, as `distinguished_name` writes them (both, or none). `ends_on` is the last day on which it
    works. `follows` is the key beside which it was made to take its place, `first_key` the reference of the first of all that
    followed each other (None: it is the first itself). `told_days` is how many days before the end the office was last told
    of it.
    A key without a digest opens nothing by itself: it is the office's approval of a vendor, whose tokens stand for it.
    """

    reference = models.UUIDField(unique=True, default=uuid4, editable=False)
    establishment = models.ForeignKey(Establishment, on_delete=models.PROTECT, related_name="api_keys")
    role = RoleField()
    name = models.CharField(max_length=LONGEST_KEY_NAME)
    prefix = models.CharField(max_length=8, unique=True)
    digest = models.CharField(max_length=64)
    rights = models.JSONField(default=list)
    networks = models.JSONField(default=list, blank=True)
    certificate = models.CharField(max_length=64, blank=True, default="")
    certificate_issuer = models.TextField(blank=True, db_default="")
    certificate_subject = models.TextField(blank=True, db_default="")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="keys_made")
    ends_on = models.DateField(db_index=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="keys_withdrawn")
    follows = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="followers")
    first_key = models.UUIDField(null=True, editable=False, db_index=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    told_days = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None) | Q(withdrawn_at__isnull=False),
                name="withdrawn_key_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prefix} of {self.establishment_id}"

    @property
    def approves_vendor(self) -> bool:
        """Whether it is the approval of a vendor; its name is the vendor's."""
        return not self.digest

    @property
    def program(self) -> UUID:
        """Which program has it, however often one key took another's place: the reference of its first key."""
        return self.first_key or self.reference

    def ended_by(self, day: date) -> bool:
        """Say whether the last day of the key was before that day."""
        return self.ends_on < day

    def works_on(self, day: date) -> bool:
        """Say whether the key was neither withdrawn nor has ended by that day."""
        return self.withdrawn_at is None and not self.ended_by(day)

    def office_shut_on(self, day: date) -> bool:
        """Say whether its office has closed or takes no part any more, so that the key is refused."""
        return state_on(self.establishment, day) in (RouteState.CLOSED, RouteState.INACTIVE)


def keys_of_program(program: UUID | F | OuterRef) -> Q:
    """Return what picks the keys of a program."""
    return Q(first_key=program) | Q(first_key=None, reference=program)


class KeyOrigin(models.Model):
    """An address from which a key was used: a keyed code to know it again, and the address, sealed, for the office to see."""

    key = models.ForeignKey(ApiKey, on_delete=models.CASCADE, related_name="origins")
    place_hash = CodeField(max_length=64)
    place = SealedTextField()
    first_used_at = models.DateTimeField()
    last_used_at = models.DateTimeField()

    class Meta:
        ordering = ["-last_used_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["key", "place_hash"], name="an_origin_of_a_key_once")]

    def __str__(self) -> str:
        return f"origin of key {self.key_id}"


class HeardCourier(models.Model):
    """When the courier of a key was last heard, and what it says of itself. Its folder has a name that the office chose."""

    key = models.OneToOneField(ApiKey, on_delete=models.CASCADE, related_name="courier")
    heard_at = models.DateTimeField()
    version = models.CharField(max_length=40)
    folder = SealedTextField()

    def __str__(self) -> str:
        return f"courier of key {self.key_id}"
