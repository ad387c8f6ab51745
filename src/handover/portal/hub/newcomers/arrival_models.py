"""A child who has come to a school of the hub, and whose record is looked for."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q

from handover.portal.establishments.models import Establishment
from handover.portal.hub.newcomers.arrival_findings import ARRIVAL_FINDING, ArrivalFinding, FindingKey
from handover.portal.hub.newcomers.arrived_child import NO_ARRIVED_CHILD, ArrivedChild
from handover.portal.masterkeys.codes import CodeField
from handover.portal.sealed import Opened, SealedRecord


class ArrivalCase(SealedRecord):
    """A child who is new at a school, by its software or its list of expected pupils. Who it is stands sealed in `content`.

    `arrival_key` is a keyed code of the enrolment's learner or the row of the list, `child_key` one of the UPN, so that a
    school asks once for a child. `asked` is the number of the school or authority that is asked, which sees the case;
    `due_at` is when the hub looks again, unless it has ended; `begun_at` when it looked first, which only so many of a school
    do in a day.
    """

    purpose = "arrivals"

    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    establishment = models.ForeignKey(Establishment, on_delete=models.PROTECT, related_name="hub_arrivals")
    arrival_key = CodeField(max_length=32)
    child_key = CodeField(max_length=32, blank=True)
    finding = models.CharField(max_length=12, default=FindingKey.LOOKING.value)
    asked = models.CharField(max_length=7, blank=True)
    due_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    full_name = Opened[str]("child")
    upn = Opened[str]("child")

    class Meta:
        ordering = ["-heard_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["establishment", "arrival_key"], name="arrival_once"),
            models.UniqueConstraint(
                fields=["establishment", "child_key"], condition=~Q(child_key=""), name="arrival_once_a_child"
            ),
        ]
        indexes = [
            models.Index(fields=["establishment", "due_at"], name="arrivals_due", condition=Q(due_at__isnull=False)),
            models.Index(fields=["asked"], name="arrivals_by_asked"),
            models.Index(fields=["heard_at"], name="arrivals_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.finding}"

    @property
    def child(self) -> ArrivedChild:
        """Who it is; raises `sealing.CannotUnseal` if the content is another row's."""
        return self.unseal(ArrivedChild.restored, NO_ARRIVED_CHILD)

    def is_held_back(self, now: datetime) -> bool:
        """Say whether it waits for tomorrow, because enough of the school's children were looked for today."""
        begun = self.finding != FindingKey.LOOKING or self.begun_at is not None
        return not begun and self.due_at is not None and self.due_at > now

    @property
    def found(self) -> ArrivalFinding:
        """What became of it, as a row of the table."""
        return ARRIVAL_FINDING[FindingKey(self.finding)]
