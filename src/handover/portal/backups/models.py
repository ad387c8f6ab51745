"""When the site was last backed up, and what the backup holds. Neither says anything of people."""

from django.db import models


class LastBackup(models.Model):
    """The one row: the newest backup, how many rows and sealed files are in it, how many bytes these are together, and of how
    many files that the database named the bytes were lost already.
    """

    made_at = models.DateTimeField()
    rows = models.PositiveBigIntegerField()
    files = models.PositiveBigIntegerField()
    file_bytes = models.PositiveBigIntegerField()
    missing = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}: {self.files} files"
