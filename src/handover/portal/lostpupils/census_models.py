"""What a matching with the census leaves: how it went, and the pairs for people to decide about."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models

from handover.portal.lostpupils.roll_row import RollRow
from handover.portal.masterkeys.codes import CodeField
from handover.portal.sealed import SealedRecord
from handover.portal.transfers.models import SealedFile


class Matching(models.Model):
    """One yearly matching of the store with a census extract, which lies sealed until the matching has ended.

    `stage` is a key of `census.STAGES`. `problems` are those of the extract, by code, line and what their words need;
    what stood in a cell is not kept.
    """

    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="matchings")
    begun_at = models.DateTimeField()
    sealed = models.ForeignKey(SealedFile, null=True, on_delete=models.PROTECT, related_name="matchings")
    stage = models.CharField(max_length=12, default="waiting")
    touched_at = models.DateTimeField()
    rows = models.PositiveIntegerField(default=0)
    lost = models.PositiveIntegerField(default=0)
    # What was said of the columns of the extract (`ColumnChoices.stored`).
    choices: "models.JSONField[dict[str, Any] | None, dict[str, Any] | None]" = models.JSONField(null=True)
    problems: "models.JSONField[list[dict[str, Any]], list[dict[str, Any]]]" = models.JSONField(default=list)

    class Meta:
        ordering = ["-begun_at"]
        indexes = [models.Index(fields=["stage", "touched_at"], name="matching_by_stage")]

    def __str__(self) -> str:
        return f"{self.reference} ({self.stage})"


class Finding(SealedRecord):
    """A lost pupil and a row of the census that may be one child, with the reasons; a person decides.

    The row stands in `content`, sealed (see `roll_row`), until `pairs.forget_roll_row` wipes it. `roll_code` is the keyed
    code of the child on roll, by which the pair is known again in the next matching. `certainty` is a value of
    `links.Certainty`; `score` the match weight in powers of two; `probability` what share of such pairs are one child, None
    for pairs older than that figure. `evidence` holds field and finding of each comparison.
    """

    purpose = "census pairs"

    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    matching = models.ForeignKey(Matching, on_delete=models.CASCADE, related_name="findings")
    pupil = models.ForeignKey("lostpupils.LostPupil", on_delete=models.PROTECT, related_name="findings")
    establishment = models.CharField(max_length=7)
    line = models.PositiveIntegerField()
    score = models.FloatField()
    probability = models.FloatField(null=True)
    certainty = models.CharField(max_length=10, default="look")
    evidence: "models.JSONField[list[list[str]], list[list[str]]]" = models.JSONField(default=list)
    conflicts: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)
    roll_code = CodeField(max_length=64, blank=True)
    same_child = models.BooleanField(null=True)
    decided_by = models.CharField(max_length=60, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = [models.F("probability").desc(nulls_last=True), "-score", "pk"]
        indexes = [
            models.Index(fields=["establishment", "same_child"], name="finding_by_school"),
            models.Index(fields=["decided_at"], name="finding_by_decision"),
        ]

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def roll_row(self) -> RollRow | None:
        """The row of the census; None once it is forgotten."""
        return self.unseal(RollRow.restored, None)

    @roll_row.setter
    def roll_row(self, row: RollRow) -> None:
        self.seal(row.stored())


class Reestimation(models.Model):
    """What officers' decisions have changed in the weights of the matching, in the order in which it was made.

    `changes` holds, for each row of the table of evidence, the field, the finding and its share among pairs of one child
    (`m`) from then on. One that was taken back counts as if it had not been.
    """

    number = models.PositiveIntegerField(unique=True)
    made_at = models.DateTimeField()
    pairs = models.PositiveIntegerField()
    changes: "models.JSONField[list[list[Any]], list[list[Any]]]" = models.JSONField(default=list)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return str(self.number)
