"""What is counted of a search for a child, so that searches can be braked: who, when and how vague. Never for whom."""

from django.conf import settings
from django.db import models

from handover.portal.establishments.models import Establishment
from handover.portal.masterkeys.codes import CodeField


class SearchCount(models.Model):
    """One search that counts, or, with `braked`, that somebody was stopped. `code` is a keyed code of what was asked.

    `by` is the person, `software` the name of the workplace's software where no person searched.
    """

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="searches_counted"
    )
    software = models.CharField(max_length=60, blank=True)
    workplace = models.ForeignKey(Establishment, null=True, on_delete=models.PROTECT, related_name="searches_counted")
    at = models.DateTimeField()
    weight = models.PositiveSmallIntegerField()
    code = CodeField(max_length=32, blank=True)
    braked = models.BooleanField(default=False)

    class Meta:
        app_label = "lostpupils"
        indexes = [
            models.Index(fields=["by", "at"], name="search_count_by_person"),
            models.Index(fields=["workplace", "at"], name="search_count_by_workplace"),
        ]

    def __str__(self) -> str:
        return f"{self.by_id} at {self.at:%H:%M}: {self.weight}"
