"""The tally: how many files of which kind went where, and what became of them. No transfer, file or pupil is named."""

from django.db import models
from django.db.models import Q

DAY, MONTH = "D", "M"
KEY = ("side", "span", "la_number", "begins", "place", "kind", "outcome")
"""The columns that say what is counted; the others say how many."""


class Tally(models.Model):
    """So many files more, or fewer: one entry in a ledger whose sums the reports show.

    A step of a transfer only adds entries: one less here, one more there. So steps never wait for each other, and every
    sum is exact at every moment. A job folds the entries of one key into one (`folded`), which changes no sum. Entries
    outlive the transfers: retention takes nothing away here.

    `begins` is the day on which the files were sent (where the site is), or the first of its month, as `span` says.
    `side` is a key of `counting.SIDES` and says what `la_number` and `place` are. `kind` is a key of the table of kinds,
    `outcome` one of OUTCOMES.
    """

    side = models.CharField(max_length=1)
    span = models.CharField(max_length=1)
    la_number = models.CharField(max_length=3)
    begins = models.DateField()
    place = models.CharField(max_length=7)
    kind = models.CharField(max_length=20)
    outcome = models.CharField(max_length=10)
    files = models.IntegerField()
    pupils = models.BigIntegerField()
    folded = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            # What the folding relies on: it adds to the one entry of a key.
            models.UniqueConstraint(fields=KEY, condition=Q(folded=True), name="tally_folded_once"),
        ]
        indexes = [
            models.Index(fields=["side", "span", "la_number", "begins"], name="tally_by_authority"),
            models.Index(fields=["id"], condition=Q(folded=False), name="tally_to_fold"),
        ]

    def __str__(self) -> str:
        return f"{self.files:+} {self.kind} {self.outcome}, {self.begins}"
