"""The audit log as stored: a chain of entries, and its head. The database itself refuses to change an entry."""

import json

from django.db import models

HEAD = 1
"""The key of the one head."""


class Entry(models.Model):
    """One act: who did what to what, when. Written by `log.record` alone; never changed, never removed.

    `hash` seals the entry together with `previous`, the hash of the entry before it.
    """

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    action = models.CharField(max_length=40)
    username = models.CharField(max_length=60)
    role = models.CharField(max_length=30)
    establishment = models.CharField(max_length=7)
    subject = models.CharField(max_length=200)
    details = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-sequence"]
        indexes = [
            models.Index(fields=["username", "-sequence"], name="audit_by_person"),
            models.Index(fields=["establishment", "-sequence"], name="audit_by_establishment"),
            models.Index(fields=["action", "-sequence"], name="audit_by_action"),
            models.Index(fields=["subject", "-sequence"], name="audit_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} by {self.username}"

    @property
    def facts(self) -> dict[str, str]:
        """The details by name."""
        facts = json.loads(self.details)
        assert isinstance(facts, dict)
        return facts


class Head(models.Model):
    """How long the chain is and how it ends, under a code of its own: without it, the last entries could vanish."""

    sequence = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    mac = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.sequence} {self.hash}"


class Noise(models.Model):
    """Failures of one kind since its first, which has an entry, until their number is written into the log.

    `key` is a keyed hash of the kind. `named` says whether they concern somebody's name, `shared` that they are of many kinds
    that have no entry of their own.
    """

    key = models.CharField(max_length=64, primary_key=True)
    action = models.CharField(max_length=40)
    username = models.CharField(max_length=60, blank=True)
    role = models.CharField(max_length=30, blank=True)
    establishment = models.CharField(max_length=7, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    details = models.JSONField(default=dict)
    since = models.DateTimeField(db_index=True)
    last_at = models.DateTimeField()
    more = models.PositiveBigIntegerField(default=0)
    named = models.BooleanField()
    shared = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.action}: {self.more} more"
