"""The endpoints that offices named, and the webhooks that go to them."""

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from handover.portal.accounts.models import RoleField
from handover.portal.establishments.models import Establishment
from handover.portal.sealed import SealedTextField
from handover.portal.transfers.senders import SendingOffice
from handover.portal.webhooks.limits import LONGEST_DESCRIPTION

PERSON = settings.AUTH_USER_MODEL


class WebhookEndpoint(models.Model):
    """An address at which an office's software hears that there is news, from its making until somebody deletes it.

    Its address is sealed as the secret is: software may have put a password of its own into it. `events` are keys of the
    table of events. `former_secret` signs beside the other until `former_until`. Nothing is sent while it is paused, or
    after the site has switched it off (`stopped_at`, and why: `gone` or `failing`). `failing_since` is the first of the
    attempts that failed since the last that did not; `rests_until` is what the receiver asked for. `program` is which program
    made it with its key (`ApiKey.program`), and `software` what that was called; None and empty where a person did.
    """

    reference = models.UUIDField(unique=True, default=uuid4, editable=False)
    establishment = models.ForeignKey(Establishment, on_delete=models.PROTECT, related_name="webhook_endpoints")
    role = RoleField()
    description = models.CharField(max_length=LONGEST_DESCRIPTION)
    address = SealedTextField()
    events = models.JSONField(default=list)
    secret = SealedTextField()
    former_secret = SealedTextField()
    former_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="webhook_endpoints_made")
    program = models.UUIDField(null=True, editable=False)
    software = models.CharField(max_length=60, blank=True, db_default="")
    paused_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    stop_reason = models.CharField(max_length=10, blank=True)
    failing_since = models.DateTimeField(null=True)
    rests_until = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        ordering = ["description", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stopped_at=None, stop_reason="") | Q(stopped_at__isnull=False) & ~Q(stop_reason=""),
                name="stopped_endpoint_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} of {self.establishment_id}"

    @property
    def hears(self) -> bool:
        """Whether anything is sent to it."""
        return self.paused_at is None and self.stopped_at is None and self.deleted_at is None

    @property
    def office(self) -> SendingOffice:
        """The office in the role of the endpoint, to ask what it may hear of."""
        return SendingOffice(self.establishment, "", self.role)

    def list_secrets(self, now: datetime) -> list[str]:
        """Return the secrets that sign now, the newest first."""
        both = self.former_until is not None and now < self.former_until
        return [self.secret, self.former_secret] if both and self.former_secret else [self.secret]


LIVE_ENDPOINTS = Q(paused_at=None, stopped_at=None, deleted_at=None)
"""Endpoints to which something is sent."""
FAILING_ENDPOINTS = LIVE_ENDPOINTS & Q(failing_since__isnull=False)
"""Endpoints that are tried again and at which nothing arrives."""


class WebhookDelivery(models.Model):
    """One webhook to one endpoint: written in the transaction of the act that it tells of, tried until it is taken.

    `reference` is its `webhook-id`, the same in every attempt, by which a receiver knows it again. `subject` is the
    reference of what the event is about. What is kept of the last attempt is its moment, how long it took, the status of the
    answer (0: none), and the key of what was wrong with it, a row of `delivery_faults`.
    """

    reference = models.UUIDField(unique=True, default=uuid4, editable=False)
    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.CASCADE, related_name="deliveries", db_index=False)
    event = models.CharField(max_length=40)
    subject = models.UUIDField()
    raised_at = models.DateTimeField(db_index=True)
    next_attempt_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    delivered_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    milliseconds = models.PositiveIntegerField(default=0)
    status = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["-raised_at", "-pk"]
        indexes = [
            models.Index(fields=["endpoint", "raised_at"], name="webhooks_of_endpoint"),
            models.Index(fields=["next_attempt_at"], name="webhook_due", condition=Q(next_attempt_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.reference}"


WAITING_DELIVERIES = Q(next_attempt_at__isnull=False)
"""Webhooks that are still tried."""
FAILED_DELIVERIES = Q(next_attempt_at=None, delivered_at=None)
"""Webhooks that are tried no more and did not arrive."""
