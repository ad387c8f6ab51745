"""The changes of the master key: one row each, and how far its work has come. No key stands here unsealed."""

from django.db import models


class KeyChange(models.Model):
    """One change of the master key: `generation` seals from `begun_at` on; the one before opens until `finished_at`.

    `content` is sealed under the new key and so proves it: what stays of earlier keys (`ring.py`).
    """

    generation = models.PositiveSmallIntegerField(primary_key=True)
    key_id = models.CharField(max_length=16)
    content = models.BinaryField()
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.generation} {self.key_id}"


class ChangeProgress(models.Model):
    """How far one column of one table has come: `reached` is the last row that was looked at, `passed` whether all were.

    `resealed` counts the rows that were sealed anew, `left` those that were not when all had last been looked at.
    """

    place = models.CharField(max_length=80, primary_key=True)
    reached = models.CharField(max_length=200, blank=True)
    passed = models.BooleanField(default=False)
    resealed = models.PositiveBigIntegerField(default=0)
    left = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "change progress"

    def __str__(self) -> str:
        return f"{self.place}: {self.resealed}"
