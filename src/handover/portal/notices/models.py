"""The outbox: e-mails to send, sent, or given up."""

from django.db import models
from django.db.models import Q

from handover.portal.sealed import SealedTextField


class Notice(models.Model):
    """One e-mail to one address. It is written in the transaction of the change that it tells of.

    Its words are sealed: an unsent one may hold a link that lets somebody choose a password.
    """

    kind = models.CharField(max_length=30)
    recipient = models.EmailField()
    subject = SealedTextField()
    body = SealedTextField()
    created_at = models.DateTimeField(db_index=True)
    next_attempt_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    last_fault = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["next_attempt_at"], name="notice_due", condition=Q(next_attempt_at__isnull=False))
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.recipient}"

    @property
    def state(self) -> str:
        """`sent`, `waiting` (for its next attempt) or `given-up`."""
        if self.sent_at:
            return "sent"
        return "waiting" if self.next_attempt_at else "given-up"
