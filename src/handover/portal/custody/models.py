"""The entries of all chains of custody, and the public halves of the keys that signed them."""

from django.db import models

FILE, PUPIL = "file", "pupil"


class CustodyKey(models.Model):
    """The public half of a key that the site has signed with; it is published for as long as an entry names it."""

    key_id = models.CharField(max_length=16, primary_key=True)
    public = models.CharField(max_length=64)
    used_from = models.DateTimeField()

    class Meta:
        ordering = ["used_from", "key_id"]

    def __str__(self) -> str:
        return self.key_id


class CustodyEntry(models.Model):
    """One entry of the chain of a record: what `common.custody.entries.EntryFacts` says, with its hash and signature.

    Written by `writing.append_custody_entry` alone; never changed, never removed.
    """

    record = models.UUIDField()
    kind = models.CharField(max_length=5)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    event = models.CharField(max_length=20)
    by = models.CharField(max_length=7, blank=True)
    source = models.CharField(max_length=7)
    destination = models.CharField(max_length=7)
    holder = models.CharField(max_length=7)
    digest = models.CharField(max_length=64)
    pupil = models.PositiveIntegerField(default=0)
    parent = models.UUIDField(null=True)
    parent_hash = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64)
    key = models.CharField(max_length=16)
    hash = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    class Meta:
        ordering = ["record", "number"]
        constraints = [
            # Two steps of one record at the same time: one of them is stored, the other's transaction fails.
            models.UniqueConstraint(fields=["record", "number"], name="custody_number_once"),
        ]
        indexes = [
            models.Index(fields=["parent"], name="custody_of_parent", condition=models.Q(parent__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.record} {self.number} {self.event}"
