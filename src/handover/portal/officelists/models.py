"""A list that waits for an answer, and what an office said of its columns before."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models

from handover.portal.masterkeys.codes import CodeField
from handover.portal.transfers.models import SealedFile


class BroughtList(models.Model):
    """A list that somebody brought and whose columns, or schools, are in doubt; it lies sealed until they are said.

    `kind` is the prefix of the kind of list. `choices` is what was said so far (`ColumnChoices.stored`).
    """

    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    brought_at = models.DateTimeField()
    sealed = models.ForeignKey(SealedFile, on_delete=models.PROTECT, related_name="brought_lists")
    choices: "models.JSONField[dict[str, Any] | None, dict[str, Any] | None]" = models.JSONField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"


class ColumnMemory(models.Model):
    """What an office said that a column means, by the keyed code of its heading; empty for one that is not used.

    `office` is the number of the establishment, or empty for the national administrator.
    """

    office = models.CharField(max_length=7, blank=True)
    kind = models.CharField(max_length=20)
    heading = CodeField(max_length=64)
    meaning = models.CharField(max_length=30, blank=True)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "kind", "heading"], name="column_said_once")]

    def __str__(self) -> str:
        return f"{self.office} {self.kind}: {self.meaning}"
