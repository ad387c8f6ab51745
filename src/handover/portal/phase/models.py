"""A board of an authority and a year: the whole-year files on it, their pupils, the list of offers, and what was sent.

The list of offers is sealed like every file, and who the pupils are in a column of each; they stand here only as long as
the board does (see retention).
"""

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models

from handover.ctf.whole_year import Leaver
from handover.portal.masterkeys.codes import CodeField
from handover.portal.messaging.models import Delivery
from handover.portal.sealed import Opened, SealedRecord
from handover.portal.transfers.models import SealedFile, Transfer


class Board(models.Model):
    """What one authority shares out in one school year (the year in which it starts).

    `offers_before` is the list before the one that stands, kept to show what has changed. `asked_at` is set while a sending
    is asked for or under way; `done` of `total` new files say how far it is.
    """

    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    la_number = models.CharField(max_length=3)
    year = models.PositiveSmallIntegerField()
    touched_at = models.DateTimeField()
    offers = models.ForeignKey(SealedFile, null=True, on_delete=models.PROTECT, related_name="boards")
    offers_before = models.ForeignKey(SealedFile, null=True, on_delete=models.PROTECT, related_name="+")
    offers_at = models.DateTimeField(null=True)
    # What was said of the columns of each list (`ColumnChoices.stored`).
    offers_choices: "models.JSONField[dict[str, Any] | None, dict[str, Any] | None]" = models.JSONField(null=True)
    choices_before: "models.JSONField[dict[str, Any] | None, dict[str, Any] | None]" = models.JSONField(null=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    # New files that could not be sent in the last sending, by destination: the codes of what was wrong.
    refused = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["la_number", "year"], name="board_once")]

    def __str__(self) -> str:
        return f"{self.la_number} {self.year}"


class Bulk(models.Model):
    """A whole-year file on the board. The original stays as it was sent; what is made of it names it as its parent."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="bulks")
    transfer = models.OneToOneField(Transfer, on_delete=models.CASCADE, related_name="bulk")
    put_at = models.DateTimeField()

    class Meta:
        ordering = ["put_at", "pk"]

    def __str__(self) -> str:
        return str(self.transfer)


class BoardPupil(SealedRecord):
    """A pupil of a whole-year file, by what the list of offers finds them: sealed in `content` (see `leaver`)."""

    purpose = "board pupils"

    bulk = models.ForeignKey(Bulk, on_delete=models.CASCADE, related_name="pupils")
    position = models.PositiveIntegerField()

    upn = Opened[str]("leaver")
    former_upns = Opened[tuple[str, ...]]("leaver")
    surname = Opened[str]("leaver")
    forename = Opened[str]("leaver")
    birth_date = Opened[date | None]("leaver")

    class Meta:
        ordering = ["bulk", "position"]
        constraints = [models.UniqueConstraint(fields=["bulk", "position"], name="board_pupil_once")]

    def __str__(self) -> str:
        return f"{self.bulk_id}/{self.position}"

    @property
    def identity(self) -> str:
        """The file and the place in it."""
        return f"{self.bulk_id}/{self.position}"

    @property
    def leaver(self) -> Leaver:
        """The pupil as the matching takes one; raises `sealing.CannotUnseal` if the content is another row's."""
        return self.unseal(self._restored, Leaver(str(self.bulk_id), self.position, "", (), "", "", None))

    @leaver.setter
    def leaver(self, leaver: Leaver) -> None:
        born = leaver.birth_date.isoformat() if leaver.birth_date else ""
        others = [leaver.middle_names, leaver.preferred_surname, leaver.preferred_forename, leaver.former_surname]
        self.seal([leaver.upn, leaver.former_upns, leaver.surname, leaver.forename, born, *others])

    def _restored(self, kept: list[Any]) -> Leaver:
        upn, former, surname, forename, born, *others = kept  # rows that were sealed before have no other names
        day = date.fromisoformat(born) if born else None
        return Leaver(str(self.bulk_id), self.position, upn, tuple(former), surname, forename, day, *others)


class Decision(models.Model):
    """What somebody decided of an offer in doubt: for which pupil it is, or (none) that it is for none of those it fits.

    `doubt` is a mark of what the offer says and of the records that it fits, so that a decision counts for no other doubt.
    """

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="decisions")
    doubt = CodeField(max_length=64)
    pupil = models.ForeignKey(BoardPupil, null=True, on_delete=models.CASCADE, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "doubt"], name="doubt_decided_once")]

    def __str__(self) -> str:
        return self.doubt


class Placement(models.Model):
    """A school that somebody gave one pupil by hand; it goes before every list of offers until it is taken back."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="placements")
    pupil = models.OneToOneField(BoardPupil, on_delete=models.CASCADE, related_name="placement")
    destination = models.CharField(max_length=7)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()

    class Meta:
        ordering = ["-placed_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.pupil} → {self.destination}"


class Part(models.Model):
    """A new file that was sent: out of which whole-year file, to whom, and which pupils by their positions in it.

    A pupil of whom the school was told to delete the record is no longer among the positions. `again` says that a file
    which the school turned away may be sent anew.
    """

    bulk = models.ForeignKey(Bulk, on_delete=models.CASCADE, related_name="parts")
    destination = models.CharField(max_length=7)
    transfer = models.OneToOneField(Transfer, on_delete=models.CASCADE, related_name="part")
    positions = models.JSONField()
    again = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["bulk", "destination"], name="part_by_school")]

    def __str__(self) -> str:
        return str(self.transfer)


class Deletion(models.Model):
    """A school that was asked to delete pupils of a file which it had collected, by their positions in the whole-year file.

    `told` says whether the message could be sent; `delivery` is the school's copy of it, while there is one.
    """

    bulk = models.ForeignKey(Bulk, on_delete=models.CASCADE, related_name="deletions")
    destination = models.CharField(max_length=7)
    positions = models.JSONField()
    asked_at = models.DateTimeField()
    told = models.BooleanField()
    delivery = models.ForeignKey(Delivery, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.bulk_id} {self.destination}"
