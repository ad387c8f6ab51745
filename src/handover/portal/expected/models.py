"""The pupils on the lists: sealed names, and the marks by which their files are found."""

import uuid

from django.conf import settings
from django.db import models

from handover.portal.establishments.models import Establishment
from handover.portal.masterkeys.codes import CodeField


class ExpectedPupil(models.Model):
    """A pupil whom an establishment expects. Who it is stands in `content`, sealed under a key of its own.

    `identity` is a keyed code that is the same when the same pupil is listed again. `source` is the number of the school
    or authority that the pupil comes from, or empty. `asked_of` is the key of the box that was asked for the record.
    `added_by` is empty where software put the pupil on the list.
    """

    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    establishment = models.ForeignKey(Establishment, on_delete=models.PROTECT, related_name="pupils_expected")
    wrapped_key = models.BinaryField()
    content = models.BinaryField()
    identity = CodeField(max_length=32)
    source = models.CharField(max_length=7, blank=True)
    added_at = models.DateTimeField(db_index=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    arrived_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    asked_of = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["establishment", "identity"], name="expected_once")]

    def __str__(self) -> str:
        return str(self.reference)


class ExpectedMark(models.Model):
    """A mark of an expected pupil: the same codes as those of the pupils in files (`transfers.marks`).

    A file holds the pupil if it bears every mark of one `way`: the UPN, or all of the name and the birth date.
    """

    expected = models.ForeignKey(ExpectedPupil, on_delete=models.CASCADE, related_name="marks")
    way = models.CharField(max_length=4)
    mark = CodeField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["mark", "expected"], name="expected_by_mark")]

    def __str__(self) -> str:
        return self.mark
