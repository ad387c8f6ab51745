"""Messages and the copies that their recipients have, drafts, templates and address groups."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, Q

from handover.portal.establishments.models import Establishment
from handover.portal.messaging.words import Sealed, Words, read_words, seal_words
from handover.portal.sealed import SealedTextField

HERE = Q(gone_at__isnull=True)
UNREAD = HERE & Q(read_at__isnull=True)
# Databases do not agree where a row without a date stands, and only some let an index say so.
NOT_READ = ExpressionWrapper(Q(read_at__isnull=True), output_field=BooleanField())


class SealedWords(models.Model):
    """Something that holds sealed words; both columns are empty once they are destroyed."""

    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    wrapped_key = models.BinaryField()
    content = models.BinaryField()

    class Meta:
        abstract = True

    @property
    def destroyed(self) -> bool:
        """Whether the words are gone for good."""
        return not self.wrapped_key

    @property
    def words(self) -> Words:
        """The words, opened; empty ones where they are destroyed."""
        if self.destroyed:
            return Words()
        return read_words(Sealed(bytes(self.wrapped_key), bytes(self.content)), self.reference)

    def put(self, words: Words) -> None:
        """Seal words into the columns, under a new key."""
        sealed = seal_words(words, self.reference)
        self.wrapped_key, self.content = sealed.wrapped_key, sealed.content


class SecureMessage(SealedWords):
    """A message that was sent. `number` and `role` name the box it came from; `answers` what it is the reply to.

    `software` is the name of the office's software where no person sent it.
    """

    source_establishment = models.ForeignKey(Establishment, on_delete=models.PROTECT, related_name="messages_sent")
    role = models.CharField(max_length=30)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="messages_sent"
    )
    software = models.CharField(max_length=60, blank=True)
    sent_at = models.DateTimeField()
    answers = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="replies")

    class Meta:
        ordering = ["-sent_at", "-pk"]
        indexes = [
            models.Index(fields=["source_establishment", "role", "sent_at", "id"], name="sent_messages_by_date"),
            models.Index(fields=["sent_at"], name="messages_by_age"),
        ]

    def __str__(self) -> str:
        return str(self.reference)


class Delivery(models.Model):
    """One recipient's copy of a message. When it is deleted, or its time is over, the row stays and says so."""

    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    message = models.ForeignKey(SecureMessage, on_delete=models.CASCADE, related_name="deliveries")
    establishment = models.ForeignKey(Establishment, on_delete=models.PROTECT, related_name="messages_received")
    role = models.CharField(max_length=30)
    # Of the message, repeated here because the list is sorted by them.
    source = models.CharField(max_length=7)
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["message", "establishment", "role"], name="delivery_once")]
        indexes = [
            models.Index(fields=["establishment", "role", "sent_at", "id"], name="inbox_by_date", condition=HERE),
            models.Index(fields=["establishment", "role", "source", "id"], name="inbox_by_source", condition=HERE),
            models.Index(
                "establishment", "role", NOT_READ.desc(), "read_at", "id", name="inbox_by_state", condition=HERE
            ),
            models.Index(fields=["sent_at"], name="unread_by_age", condition=UNREAD),
            models.Index(fields=["read_at"], name="read_by_age", condition=HERE),
        ]

    def __str__(self) -> str:
        return str(self.reference)


class Draft(SealedWords):
    """A message that somebody is writing. `recipients` are keys of boxes."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    # The box from which it is written: a person may read several, and goes on with a message where they began it.
    establishment = models.ForeignKey(Establishment, null=True, on_delete=models.CASCADE, related_name="drafts")
    role = models.CharField(max_length=30, blank=True)
    recipients = models.JSONField(default=list)
    answers = models.ForeignKey(Delivery, null=True, on_delete=models.SET_NULL, related_name="drafts")
    touched_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-touched_at"]

    def __str__(self) -> str:
        return str(self.reference)


class Template(models.Model):
    """A text to begin a message with. It belongs to one person, to one workplace, or (both empty) to everybody."""

    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="message_templates"
    )
    establishment = models.ForeignKey(
        Establishment, null=True, on_delete=models.CASCADE, related_name="message_templates"
    )
    name = models.CharField(max_length=60)
    name_cy = models.CharField(max_length=60, blank=True)
    # Sealed, because a person's own texts may name a child; the name is plain, for the list is sorted by it.
    description = SealedTextField()
    description_cy = SealedTextField()
    text = SealedTextField()
    text_cy = SealedTextField()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def said(self, field: str, language: str) -> str:
        """Return the name, the description or the text in that language; the English where there is no Welsh."""
        welsh = str(getattr(self, f"{field}_cy")) if language == "cy" else ""
        return welsh or str(getattr(self, field))


class AddressGroup(models.Model):
    """Recipients under one name. `members` are keys of boxes; a shared group is its maker's whole workplace's."""

    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="address_groups")
    establishment = models.ForeignKey(Establishment, on_delete=models.PROTECT, related_name="address_groups")
    shared = models.BooleanField(default=False)
    name = models.CharField(max_length=60)
    members = models.JSONField(default=list)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
