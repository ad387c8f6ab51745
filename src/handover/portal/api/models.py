"""What the API remembers: the sender's own ids of files, answers that may be asked for again, uploads, and late news."""

import uuid
from typing import Final

from django.db import models

from handover.portal.apikeys.models import ApiKey
from handover.portal.masterkeys.codes import CodeField
from handover.portal.sealed import SealedTextField, token
from handover.portal.transfers.models import SealedFile, Transfer

LONGEST_REFERENCE: Final = 100
"""Characters of a sender's own id of a file."""


def sender_reference_token(mailbox: str, words: str) -> str:
    """Return the keyed code by which a mailbox finds a file by its own id of it."""
    return token("sender references", mailbox, words).hex()


class SenderReference(models.Model):
    """The id by which a sender's software knows a file; sending the file again under another id adds one."""

    transfer = models.ForeignKey(Transfer, on_delete=models.CASCADE, related_name="sender_references", db_index=False)
    token = CodeField(max_length=64)
    # Software may take a pupil's number for it.
    words = SealedTextField()
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["transfer", "token"], name="sender_reference_once")]
        indexes = [models.Index(fields=["token"], name="by_sender_reference")]

    def __str__(self) -> str:
        return f"of transfer {self.transfer_id}"


class RememberedAnswer(models.Model):
    """The answer to a request with an Idempotency-Key, stored with what the request did.

    `token` is a keyed code of the Idempotency-Key, `request_digest` the SHA-256 of all that the request says.
    """

    key = models.ForeignKey(ApiKey, on_delete=models.CASCADE, related_name="remembered_answers", db_index=False)
    operation = models.CharField(max_length=40)
    token = CodeField(max_length=64)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    answer = SealedTextField()
    answered_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "operation", "token"], name="answered_once")]

    def __str__(self) -> str:
        return f"{self.operation} with key {self.key_id}"


class PieceUpload(models.Model):
    """A file that comes in pieces, until it is finished or its time is over. `offset` is how many bytes are here."""

    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(ApiKey, on_delete=models.CASCADE, related_name="uploads")
    name = SealedTextField()
    sender_reference = SealedTextField()
    size = models.PositiveBigIntegerField()
    offset = models.PositiveBigIntegerField(default=0)
    begun_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.reference)


class UploadedPiece(models.Model):
    """One piece of an upload, sealed as files are."""

    upload = models.ForeignKey(PieceUpload, on_delete=models.CASCADE, related_name="pieces", db_index=False)
    start = models.PositiveBigIntegerField()
    sealed = models.OneToOneField(SealedFile, on_delete=models.PROTECT, related_name="piece")

    class Meta:
        ordering = ["start"]
        constraints = [models.UniqueConstraint(fields=["upload", "start"], name="piece_once")]

    def __str__(self) -> str:
        return f"{self.upload_id} from {self.start}"


class LateNotice(models.Model):
    """What happened to a file after it was sent, for the software of one side: `event` is a row of `late_events`."""

    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    mailbox = models.CharField(max_length=7)
    transfer = models.ForeignKey(Transfer, on_delete=models.CASCADE, related_name="late_notices")
    event = models.CharField(max_length=20)
    happened_at = models.DateTimeField(db_index=True)
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["mailbox", "happened_at", "id"],
                condition=models.Q(acknowledged_at=None),
                name="late_notices_to_read",
            )
        ]

    def __str__(self) -> str:
        return f"{self.event} for {self.mailbox}"
