"""The hub in zones, the schools whose software it serves, and the way of each child's record."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Q

import handover.portal.hub.newcomers.arrival_models
import handover.portal.hub.outcomes.counted_models
import handover.portal.hub.zones.speaking_models  # noqa: F401  # Django looks for an app's tables from here
from handover.common.text import Text
from handover.portal.establishments.models import Establishment
from handover.portal.hub.life import MOVE_STEPS, MoveState, MoveStepKind, MoveTrigger, Outcome, find_outcome
from handover.portal.masterkeys.codes import CodeField
from handover.portal.sealed import Opened, SealedRecord, SealedTextField
from handover.portal.transfers.models import Transfer


class HubZone(models.Model):
    """A zone in which the site is an agent. `zone` is the zone's id, `address` the whole address of that agent, with its key.

    For a zone of the site's own server the address begins with its path: the site may move. It is empty until all is set up.
    `one_school`: an administrator says that no other school's software is in the zone. Only there are records published, which
    all who subscribe hear.

    One process at a time has the hub's agent in hand: `holder`, until `until` unless it says so again. `on` is off while an
    administrator has the hub stand still there. `fault` is why the agent could not work when it was last tried, or ''.
    """

    zone = models.CharField(max_length=64, unique=True)
    agent = models.CharField(max_length=64)
    address = SealedTextField()
    version = models.CharField(max_length=8, default="2.3")
    on = models.BooleanField(default=True)
    one_school = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    holder = models.CharField(max_length=40, blank=True)
    until = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["zone"]

    def __str__(self) -> str:
        return self.zone

    def publishes(self) -> bool:
        """Say whether records are published in the zone: it is one school's, and the hub serves that school."""
        return self.one_school and self.schools.count() == 1


class Readiness(models.TextChoices):
    """How far a school lets the hub go on its own."""

    BY_ITSELF = "by_itself"
    AFTER_YES = "after_yes"
    OFF = "off"


READINESS: dict[Readiness, Text] = {
    Readiness.BY_ITSELF: Text("By itself", "Ohono'i hun"),
    Readiness.AFTER_YES: Text("After a person's yes", "Ar ôl i berson gytuno"),
    Readiness.OFF: Text("Off", "I ffwrdd"),
}


class Unplaced(models.TextChoices):
    """What becomes of the record of a leaver whose next school is not known."""

    ASK = "ask"
    STORE = "store"


class HubSchool(models.Model):
    """A school whose software is an agent of a zone, and what it lets the hub do. `agent` is the id of that software's agent.

    What that agent says about pupils is taken as said by this school, and by no other. `introduced_at` is when it last said
    which SchoolInfo it has (`speaking.py`), None when it is to be asked. `before_exit`: the record of a leaver goes as soon as
    the leaving is heard of, and not only on the last day.
    """

    zone = models.ForeignKey(HubZone, on_delete=models.CASCADE, related_name="schools")
    establishment = models.OneToOneField(Establishment, on_delete=models.PROTECT, related_name="hub")
    agent = models.CharField(max_length=64)
    product = models.CharField(max_length=80, blank=True)
    leaving = models.CharField(max_length=10, choices=Readiness, default=Readiness.AFTER_YES)
    arriving = models.CharField(max_length=10, choices=Readiness, default=Readiness.AFTER_YES)
    unplaced = models.CharField(max_length=6, choices=Unplaced, default=Unplaced.ASK)
    before_exit = models.BooleanField(default=False)
    hold_flagged = models.BooleanField(default=True)
    added_at = models.DateTimeField()
    introduced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["establishment__number"]
        constraints = [models.UniqueConstraint(fields=["zone", "agent"], name="hub_agent_once")]

    def __str__(self) -> str:
        return f"{self.agent} in {self.zone_id}"


@dataclass(frozen=True, slots=True)
class MovingChild:
    """Whose record it is, and by which ids the two schools' software know the child. Stands in the database only sealed.

    What the old school's software said last of the leaving stands here too: `said` is the number of the next school, if any;
    `why` and `where` are its codes (UKLeavingReasonType, UKLeavingDestinationType).
    """

    surname: str = ""
    forename: str = ""
    birth_date: date | None = None
    upn: str = ""
    learner: str = ""
    enrolment: str = ""
    left_on: date | None = None
    said: str = ""
    why: str = ""
    where: str = ""

    @property
    def full_name(self) -> str:
        """Forename and surname."""
        return " ".join(part for part in (self.forename, self.surname) if part)

    def stored(self) -> list[str]:
        """Return it as plain values, to be sealed."""
        days = (day.isoformat() if day else "" for day in (self.birth_date, self.left_on))
        names = (self.surname, self.forename, self.upn, self.learner, self.enrolment)
        return [*names, *days, self.said, self.why, self.where]

    @classmethod
    def restored(cls, kept: Sequence[str]) -> "MovingChild":
        """Return what was kept."""
        surname, forename, upn, learner, enrolment, *days = kept[:7]
        born, left = (date.fromisoformat(day) if day else None for day in days)
        return cls(surname, forename, born, upn, learner, enrolment, left, *kept[7:])


NO_CHILD = MovingChild()
"""A child of whom nothing is known any more."""


class Move(SealedRecord):
    """One child's record on its way from one school to the next. The whole way is one row, whoever's software speaks SIF.

    `leaving_key` is a keyed code of the zone and the enrolment that ended, so that a leaving that is told twice is one
    move; `child_key` one of the UPN, `learner_key` one of the next school's zone and the learner there. `source` and
    `destination` are mailbox numbers, as transfers have them; the products are those of the schools' software, for the
    counts. `place` is that of the pupil in the transfer's file, from 0.

    `settled_at` is when somebody at the old school said that they had seen to what could not be done.
    `losses` is what did not come over from the old school's software into the file, as `losses.py` writes it.

    `zone_in_charge` is the zone whose hub has the next act, from `due_at` on; neither is set while somebody else has it.
    `handed` are the ids of the messages by which the next school's software was given it. `held` is what that software had
    of the child already: as a CTF while its school is asked for a yes, as RefIds while the record is handed over; nothing
    before and after. `given_at` is when the software fetched the record, where it has to.
    `reason` is a key of `reasons.MOVE_REASON`, `words` what a school's software, or a person, said. `by_hand` notes that a
    person had to take a step. `took` is how long it took from the first that was heard to the end, as `times` rounds it.
    """

    purpose = "moves"

    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    trigger = models.CharField(max_length=8, choices=[(each.value, each.value) for each in MoveTrigger])
    state = models.CharField(max_length=16)
    reason = models.CharField(max_length=40, blank=True)
    words = SealedTextField()
    leaving_key = CodeField(max_length=32, blank=True)
    child_key = CodeField(max_length=32, blank=True)
    learner_key = CodeField(max_length=32, blank=True)
    source = models.CharField(max_length=7, blank=True)
    destination = models.CharField(max_length=7, blank=True)
    source_school = models.ForeignKey(HubSchool, null=True, on_delete=models.SET_NULL, related_name="leavers")
    destination_school = models.ForeignKey(HubSchool, null=True, on_delete=models.SET_NULL, related_name="arrivals")
    source_product = models.CharField(max_length=80, blank=True)
    destination_product = models.CharField(max_length=80, blank=True)
    transfer = models.ForeignKey(Transfer, null=True, on_delete=models.PROTECT, related_name="moves")
    place = models.PositiveIntegerField(default=0)
    losses = SealedTextField()
    zone_in_charge = models.CharField(max_length=64, blank=True)
    due_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    handed = models.JSONField(default=list)
    held = SealedTextField()
    given_at = models.DateTimeField(null=True)
    by_hand = models.BooleanField(default=False)
    noticed_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    took = models.PositiveIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)

    full_name = Opened[str]("child")
    upn = Opened[str]("child")
    birth_date = Opened[date | None]("child")

    class Meta:
        ordering = ["-noticed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in MoveState if state]), name="move_state_known"
            ),
            # One way at a time for one end of an enrolment: a leaving that is told twice is one.
            models.UniqueConstraint(
                fields=["leaving_key"],
                condition=~Q(leaving_key="") & ~Q(state=MoveState.CANCELLED.value),
                name="move_once_a_leaving",
            ),
            # A pupil of a file goes one way.
            models.UniqueConstraint(
                fields=["transfer", "place"], condition=Q(transfer__isnull=False), name="move_once_a_pupil"
            ),
        ]
        indexes = [
            models.Index(fields=["zone_in_charge", "due_at"], name="moves_due", condition=Q(due_at__isnull=False)),
            models.Index(fields=["child_key"], name="moves_of_child"),
            models.Index(fields=["learner_key"], name="moves_of_learner"),
            models.Index(fields=["source", "state", "noticed_at"], name="moves_out"),
            models.Index(fields=["destination", "state", "noticed_at"], name="moves_in"),
            models.Index(fields=["noticed_at"], name="moves_by_month"),
            models.Index(fields=["state", "moved_at"], name="moves_waiting", condition=Q(ended_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.state}"

    @property
    def stage(self) -> MoveState:
        """The state as a row of the life-cycle table."""
        return MoveState(self.state)

    @property
    def child(self) -> MovingChild:
        """Whose record it is; raises `sealing.CannotUnseal` if the content is another row's."""
        return self.unseal(MovingChild.restored, NO_CHILD)

    @property
    def outcome(self) -> Outcome:
        """What became of it, as it is counted."""
        return find_outcome(self.stage, by_hand=self.by_hand)


class MoveStep(models.Model):
    """A step that was taken, for the times by step and the history that both schools see.

    `took` is how long after the step before it, as `times` rounds it; none for the first.
    """

    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="steps")
    event = models.CharField(max_length=20)
    reason = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    took = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["at"], name="steps_by_time")]

    def __str__(self) -> str:
        return self.event

    @property
    def kind(self) -> MoveStepKind:
        """The row of the table that the step is."""
        return MOVE_STEPS[self.event]
