"""The outbox: e-mails to send, sent, or given up."""

from django.db import models
from django.db.models import Q

from handover.portal.sealed import SealedTextField


class Notice(models.Model):
    """One e-mail to one address. It is written in the transaction of the change that it tells of.

    Its words are sealed: an unsent one may hold a link that lets somebody choose a password. One with a `held_until` waits
    for others of its `sort` in the same `languages`: until `quiet_until` of the last of them, and no longer than the first
    `held_until`. Then either it goes out as it is, or one that is made of all of them does, in which it is `gathered`;
    `told` is what that one says of it.
    """

    kind = models.CharField(max_length=30)
    recipient = models.EmailField()
    languages = models.CharField(max_length=5, default="cy en")
    subject = SealedTextField()
    body = SealedTextField()
    told = SealedTextField()
    sort = models.CharField(max_length=20, blank=True)
    quiet_until = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    gathered = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="parts")
    created_at = models.DateTimeField(db_index=True)
    next_attempt_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    last_fault = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["next_attempt_at"], name="notice_due", condition=Q(next_attempt_at__isnull=False)),
            models.Index(fields=["held_until"], name="notice_held", condition=Q(held_until__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.recipient}"

    @property
    def state(self) -> str:
        """`sent`, `waiting` (for others, or for its next attempt), `gathered` (into another) or `given-up`."""
        if self.sent_at:
            return "sent"
        if self.gathered_id:
            return "gathered"
        return "waiting" if self.next_attempt_at or self.held_until else "given-up"


UNSENT = Q(next_attempt_at__isnull=False) | Q(held_until__isnull=False)
"""E-mails that are still to go out, by themselves or gathered."""
FAILING = Q(sent_at=None) & ~Q(last_fault="")
"""E-mails that the mail server did not take: tried again, or given up."""
