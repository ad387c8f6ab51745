"""Vendors in the database: never a secret or a token itself, only the digest by which it is known again."""

from datetime import datetime
from typing import Final
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from handover.portal.apikeys.models import LONGEST_KEY_NAME, ApiKey

PERSON = settings.AUTH_USER_MODEL
LONGEST_VENDOR_NAME: Final = LONGEST_KEY_NAME
"""An approval is named after its vendor, and so is whoever acts in the audit log."""


class Vendor(models.Model):
    """A firm whose software works for many schools; `client_id` is its name in OAuth 2 (RFC 6749, section 2.2).

    Where `certificate_issuer` and `certificate_subject` say whose client certificates it shows, it gets tokens with one of
    those alone, and its tokens open nothing without (RFC 8705, section 2.1).
    """

    reference = models.UUIDField(unique=True, default=uuid4, editable=False)
    client_id = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=LONGEST_VENDOR_NAME)
    contact_email = models.EmailField()
    web_address = models.URLField()
    certificate_issuer = models.TextField(blank=True, db_default="")
    certificate_subject = models.TextField(blank=True, db_default="")
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="vendors_registered")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="vendors_withdrawn")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("name"), condition=Q(withdrawn_at=None), name="a_vendor_of_a_name_once"),
        ]

    def __str__(self) -> str:
        return self.client_id


class VendorSecret(models.Model):
    """A secret by which a vendor gets its tokens, or the public key of one that it keeps to itself (`public_key`, a JWK; then
    `digest` is empty). `prefix` names it; `last_used_at` is when a token was last given for it.
    """

    vendor = models.ForeignKey(Vendor, on_delete=models.CASCADE, related_name="secrets")
    prefix = models.CharField(max_length=8, unique=True)
    digest = models.CharField(max_length=64)
    public_key = models.TextField(blank=True, db_default="")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="vendor_secrets_made")
    last_used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"secret {self.prefix} of {self.vendor_id}"


class UsedAssertion(models.Model):
    """An assertion with which a vendor asked for a token: the SHA-256 of client id and `jti`. It is taken once."""

    digest = models.CharField(max_length=64, unique=True)
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"assertion used until {self.ends_at:%H:%M}"


class VendorApproval(models.Model):
    """That an office approves a vendor. What the vendor may do for it, until when, and whether it still may is its `key`."""

    key = models.OneToOneField(ApiKey, on_delete=models.CASCADE, related_name="approval")
    vendor = models.ForeignKey(Vendor, on_delete=models.CASCADE, related_name="approvals")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"approval {self.key_id} of {self.vendor_id}"


class VendorToken(models.Model):
    """A token that a vendor was given: for one office by its approval, or for none, with which it learns of its approvals.

    `ends_at` is the first moment at which it opens nothing any more. `certificate` is the SHA-256 of the client certificate
    with which it was asked for, and with which alone it works (RFC 8705); empty where it was asked for without one.
    """

    digest = models.CharField(max_length=64, unique=True)
    secret = models.ForeignKey(VendorSecret, on_delete=models.CASCADE, related_name="tokens")
    approval = models.ForeignKey(VendorApproval, null=True, on_delete=models.CASCADE, related_name="tokens")
    ends_at = models.DateTimeField(db_index=True)
    certificate = models.CharField(max_length=64, blank=True, default="")

    def __str__(self) -> str:
        return f"token of secret {self.secret_id}"

    def ended_at(self, moment: datetime) -> bool:
        """Say whether it opens nothing any more."""
        return self.ends_at <= moment
