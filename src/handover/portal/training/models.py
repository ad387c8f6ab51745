"""The training counties in the site's own database. What is in a county is in the county's own database and folder."""

import uuid

from django.db import models

from handover.portal.masterkeys.codes import CodeField


class TrainingCounty(models.Model):
    """One county. `place_hash` is a keyed code of the address that asked for it; `reference` names its folder."""

    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    place_hash = CodeField(max_length=64)
    made_at = models.DateTimeField(db_index=True)
    last_used_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.reference)


class TrainingKey(models.Model):
    """A key of a county, for one of its offices. Only the digest is here; the key was shown once."""

    county = models.ForeignKey(TrainingCounty, on_delete=models.CASCADE, related_name="keys")
    office = models.CharField(max_length=7)
    prefix = models.CharField(max_length=8, unique=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "office"], name="a_training_key_of_an_office_once")]

    def __str__(self) -> str:
        return f"{self.prefix} of {self.office}"
