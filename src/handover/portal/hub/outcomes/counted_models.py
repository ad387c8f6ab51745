"""What became of records, counted: a month of an authority, or of the nation, in one row."""

from django.db import models


class CountedMonth(models.Model):
    """The ways of records that began in a month, counted by `tallying`: of an authority's schools in one direction, or of all.

    `la_number` is empty for the nation. `side` is one of `counting.SIDES`. `figures` are numbers by pathway, outcome, reason
    and rounded time, as `counting.write_month` writes them; no school and no child is in them. `counted_at` is when they were
    counted; `checked_at` when they were last known to be right. The nation's row says both for all of its month, and
    how many records that has.
    """

    month = models.DateField()
    la_number = models.CharField(max_length=3, blank=True)
    side = models.CharField(max_length=9, blank=True)
    figures = models.JSONField(default=dict)
    records = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField()
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ["month", "la_number", "side"]
        constraints = [models.UniqueConstraint(fields=["la_number", "side", "month"], name="month_counted_once")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.la_number} {self.side}"
