"""Who the database is, and what the last sweep of the folder of files found. Neither holds personal data."""

import uuid

from django.db import models

ONLY = 1
"""The key of the one row of each table here."""


class SiteIdentity(models.Model):
    """The identity of the site, made once with its tables. The folder of files bears the same (see `mark`).

    `moved_at` is when the site was moved from here to another database; this one is then left as it was.
    """

    identity = models.UUIDField(default=uuid.uuid4, editable=False)
    moved_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "site identities"

    def __str__(self) -> str:
        return str(self.identity)


class LastSweep(models.Model):
    """What the last sweep of the folder of files did, in numbers of files.

    `nameless` are those that no row names and that stay where they are because they were too many; `aside` is how many lie
    aside, `stray` how many there are that are none of ours.
    """

    swept_at = models.DateTimeField()
    moved = models.PositiveIntegerField(default=0)
    put_back = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)
    nameless = models.PositiveIntegerField(default=0)
    aside = models.PositiveIntegerField(default=0)
    stray = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.swept_at:%Y-%m-%d %H:%M}: {self.moved} aside"
