"""Who has been told that something will soon be gone."""

from django.db import models


class Told(models.Model):
    """The people concerned were told of the end of one row, by one rule.

    `clock` is when that row's time began: if it begins anew, they are told anew.
    """

    rule = models.CharField(max_length=30)
    row = models.BigIntegerField()
    clock = models.DateTimeField()
    told_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "told"
        constraints = [models.UniqueConstraint(fields=["rule", "row"], name="told_once")]

    def __str__(self) -> str:
        return f"{self.rule} {self.row}"
