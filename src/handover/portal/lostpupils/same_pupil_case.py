"""Two files in the store that are perhaps of the same pupil: a case that a person decides, and may decide anew."""

import uuid
from typing import Final

from django.db import models
from django.db.models import F, Q

from handover.common.text import Text

SAME, TWO, UNSURE, OPEN = "same", "two", "unsure", ""
ANSWERS: Final[dict[str, Text]] = {
    SAME: Text("The same pupil", "Yr un disgybl"),
    TWO: Text("Two children", "Dau blentyn"),
    UNSURE: Text("Not sure, keep both", "Ddim yn siŵr, cadw'r ddau"),
}
"""What a person may say of a case, by the word that is stored; OPEN while nobody has, or where the answer was taken back."""

ALIKE, JOINED, CLOSED = "alike", "joined", "closed"
CAUSES: Final[dict[str, Text]] = {
    ALIKE: Text("The two files say much the same.", "Mae'r ddwy ffeil yn dweud bron yr un peth."),
    JOINED: Text(
        "The site once took these files for one pupil by name and date of birth alone. Both are listed again.",
        "Ar un adeg cymerodd y wefan mai am un disgybl yr oedd y ffeiliau hyn, yn ôl enw a dyddiad geni yn unig. Mae'r "
        "ddwy wedi'u rhestru eto.",
    ),
    CLOSED: Text(
        "The site took these files for one pupil by name and date of birth alone, and closed both when one of them was "
        "found. Ask the school: if they are two children, have the other's file sent to the store again.",
        "Cymerodd y wefan mai am un disgybl yr oedd y ffeiliau hyn, yn ôl enw a dyddiad geni yn unig, a chaewyd y ddwy "
        "pan ddaethpwyd o hyd i un. Holwch yr ysgol: os dau blentyn ydynt, gofynnwch iddi anfon ffeil y llall i'r storfa eto.",
    ),
}
"""Why there is a case, by the word that is stored."""


class SamePupilCase(models.Model):
    """Two files that may be of one pupil, and what was said of them last: `earlier` came into the index before `later`.

    Why they may be one pupil is not stored: it is compared anew whenever it is shown, from what both files say.
    `answered_for` is the number of the authority for which the answer was given. `answers` counts how often the case was
    answered; who answers says which of these he has seen, so that nobody overrules what he does not know of.
    """

    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    earlier = models.ForeignKey("lostpupils.LostPupil", on_delete=models.PROTECT, related_name="cases_as_earlier")
    later = models.ForeignKey("lostpupils.LostPupil", on_delete=models.PROTECT, related_name="cases_as_later")
    because = models.CharField(max_length=8)
    found_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=8, blank=True)
    answered_by = models.CharField(max_length=60, blank=True)
    answered_for = models.CharField(max_length=3, blank=True)
    answered_at = models.DateTimeField(null=True)
    answers = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["found_at", "pk"]
        indexes = [models.Index(fields=["answer", "found_at"], name="same_pupil_by_answer")]
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="same_pupil_asked_once"),
            models.CheckConstraint(condition=Q(earlier__lt=F("later")), name="same_pupil_in_order"),
            models.CheckConstraint(condition=Q(answer__in=[OPEN, *ANSWERS]), name="same_pupil_answer_known"),
            models.CheckConstraint(condition=Q(because__in=list(CAUSES)), name="same_pupil_cause_known"),
        ]

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def gone(self) -> bool:
        """Whether one of the two is no longer in the store, so that nothing is left to compare."""
        return not (self.earlier.in_store and self.later.in_store)
