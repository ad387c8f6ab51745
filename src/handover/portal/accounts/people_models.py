"""What getting people in keeps in the database: lists that were brought, invitations and waves, wishes to be corrected."""

from uuid import uuid4

from django.conf import settings
from django.db import models

from handover.portal.notices.models import Notice
from handover.portal.sealed import SealedTextField

PERSON = settings.AUTH_USER_MODEL


class BroughtPeople(models.Model):
    """A list of people that somebody brought: its rows, how far they were added, and what was told of them.

    `rows` and `told` are JSON, sealed. `total` rows were read; `done` of them were looked after, `added` people made.
    """

    reference = models.UUIDField(unique=True, default=uuid4, editable=False)
    rows = SealedTextField()
    told = SealedTextField()
    brought_at = models.DateTimeField(db_index=True)
    brought_by = models.CharField(max_length=60)
    role = models.CharField(max_length=30)
    place = models.CharField(max_length=7, blank=True)
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-brought_at"]

    def __str__(self) -> str:
        return f"list of {self.total} by {self.brought_by}"


class InvitationWave(models.Model):
    """Invitations that go out together, so many an hour: who started it, and until when the links work."""

    reference = models.UUIDField(unique=True, default=uuid4, editable=False)
    started_at = models.DateTimeField(db_index=True)
    started_by = models.CharField(max_length=60)
    role = models.CharField(max_length=30)
    place = models.CharField(max_length=7, blank=True)
    links_until = models.DateTimeField()
    an_hour = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.people} invitations by {self.started_by}"


class InvitationRecord(models.Model):
    """How the invitation of one person stands: when it is due, sent and opened, until when its link works, its e-mail."""

    user = models.OneToOneField(PERSON, on_delete=models.CASCADE, primary_key=True, related_name="invitation")
    wave = models.ForeignKey(InvitationWave, null=True, on_delete=models.SET_NULL, related_name="invitations")
    due_at = models.DateTimeField(null=True, db_index=True)
    sent_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    links_until = models.DateTimeField(null=True)
    notice = models.ForeignKey(Notice, null=True, on_delete=models.SET_NULL, related_name="+")
    times = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"invitation of {self.user_id}"


class CorrectionRequest(models.Model):
    """What a person asks to be put right about themselves, until somebody has looked at it."""

    user = models.OneToOneField(PERSON, on_delete=models.CASCADE, primary_key=True, related_name="correction")
    full_name = models.CharField(max_length=120)
    email = models.EmailField()
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"correction asked by {self.user_id}"
