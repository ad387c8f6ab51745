"""The roll of a school, as its own software keeps it: who is here, who has left, who is expected; and what a user does.

Each act is one transaction: it changes the roll and puts what the zone is to be told among the messages that wait. So
an act of the page in one process is told by the software in another, and a killed process loses and doubles nothing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final, Literal, Self, cast
from uuid import NAMESPACE_OID, uuid4, uuid5

from handover.common.calendar import year_group
from handover.demo.holding import Holding
from handover.demo.messages import MessageLog
from handover.demo.objects import identify_object
from handover.sif.model import SifObject
from handover.sif.objects import (
    Demographics,
    LearnerContact,
    LearnerPersonal,
    LearnerSchoolEnrolment,
    Name,
    PartialLearnerSchoolEnrolment,
    PersonalInformation,
    SchoolInfo,
)

OWN: Final = ""
"""The source of what the software itself made; all else came from an agent."""

Gender = Literal["M", "F", "U", "W"]


class RollStanding(StrEnum):
    """Where a learner stands with the school."""

    ON_ROLL = "on roll"
    LEFT = "left"
    """Gone, or the day of leaving is known. The record stays and is given out on request."""
    EXPECTED = "expected"
    """The record has come from elsewhere; nobody has taken the learner onto the roll yet."""


class NotPossible(ValueError):
    """An act does not fit where the learner stands; the message says why, in the user's words."""


@dataclass(frozen=True, slots=True)
class RollEntry:
    """A line of the roll: a learner and the enrolment at this school, the latest if there were several."""

    ref_id: str
    standing: RollStanding
    source: str
    since: datetime
    learner: LearnerPersonal
    enrolment: LearnerSchoolEnrolment | None

    @property
    def name(self) -> Name:
        """The learner's name."""
        return self.learner.personal_information.name

    @property
    def shown_name(self) -> str:
        """Given and family name."""
        return f"{self.name.given_name or ''} {self.name.family_name or ''}".strip()

    @property
    def birth_date(self) -> date | None:
        """The learner's date of birth."""
        demographics = self.learner.personal_information.demographics
        return demographics.birth_date if demographics is not None else None

    @property
    def year_group(self) -> str | None:
        """The year group the learner is, was or would be taught in."""
        if self.enrolment is not None:
            return self.enrolment.nc_year_group_actual
        current = self.learner.current_school_enrolment
        return current.nc_year_group if current is not None else None

    @property
    def destination(self) -> LearnerSchoolEnrolment.Destination | None:
        """Where the learner goes, where the school has said so."""
        left = self.enrolment.exit_type if self.enrolment is not None else None
        return left.destination if left is not None else None


@dataclass(frozen=True, slots=True)
class NewChild:
    """What an office knows of a child whose record is still elsewhere."""

    upn: str
    given_name: str
    family_name: str
    birth_date: date
    gender: Gender = "U"


def now_utc() -> datetime:
    """Return the time of day."""
    return datetime.now(UTC)


class SchoolRoll:
    """One school's roll, in a file or in memory."""

    def __init__(self, path: Path | None = None, *, clock: Callable[[], datetime] = now_utc) -> None:
        self.holding = Holding(path)
        self.messages = MessageLog(self.holding, clock)
        self.clock = clock

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.holding.close()

    def fill(self, objects: Iterable[SifObject]) -> None:
        """Begin with these objects of one school: its SchoolInfo first; every learner among them is on the roll."""
        with self.holding.transaction():
            for thing in objects:
                self.holding.keep_object(thing, OWN, provided=True)
                if isinstance(thing, SchoolInfo) and self.holding.setting("school") is None:
                    self.holding.keep_setting("school", thing.ref_id)
                if isinstance(thing, LearnerPersonal):
                    self.stand(thing.ref_id, RollStanding.ON_ROLL, OWN)

    @property
    def filled(self) -> bool:
        """Say whether the roll has a school yet."""
        return self.holding.setting("school") is not None

    @property
    def school(self) -> SchoolInfo:
        """The school whose roll this is."""
        found = self.holding.find_object("SchoolInfo", self.holding.setting("school") or "")
        if found is None:
            raise NotPossible("This roll has no school yet.")
        return cast("SchoolInfo", found)

    @property
    def number(self) -> str:
        """The school's number: three digits of its authority, four of its own."""
        return self.school.la_id + self.school.establishment_id

    def stand(self, learner: str, standing: RollStanding, source: str) -> None:
        """Write down where a learner stands from now on."""
        self.holding.change(
            "INSERT INTO learner VALUES (?, ?, ?, ?) ON CONFLICT (ref_id) DO UPDATE SET standing = excluded.standing,"
            " since = excluded.since",
            (learner, standing.value, source, self.clock().isoformat()),
        )

    def standing_of(self, learner: str) -> RollStanding | None:
        """Return where a learner stands; None for one who is not known here."""
        found = self.holding.rows("SELECT standing FROM learner WHERE ref_id = ?", (learner,))
        return RollStanding(found[0][0]) if found else None

    def entries(self, *standings: RollStanding) -> list[RollEntry]:
        """Return the learners who stand so, or all, by family name and given name."""
        wanted = standings or tuple(RollStanding)
        marks = ", ".join("?" * len(wanted))
        found = self.holding.rows(
            f"SELECT ref_id FROM learner WHERE standing IN ({marks})",  # noqa: S608 - marks only
            wanted,
        )
        entries = [entry for (learner,) in found if (entry := self.entry(learner)) is not None]
        return sorted(entries, key=lambda entry: (entry.name.family_name or "", entry.name.given_name or ""))

    def entry(self, learner: str) -> RollEntry | None:
        """Return a learner's line; None for one who is not known here."""
        found = self.holding.rows("SELECT standing, source, since FROM learner WHERE ref_id = ?", (learner,))
        person = self.holding.find_object("LearnerPersonal", learner)
        if not found or person is None:
            return None
        standing, source, since = found[0]
        return RollEntry(
            learner,
            RollStanding(standing),
            source,
            datetime.fromisoformat(since),
            cast("LearnerPersonal", person),
            self.own_enrolment(learner),
        )

    def find_by_upn(self, upn: str) -> RollEntry | None:
        """Return the line of the learner with this UPN."""
        for learner in self.holding.keys_with("LearnerPersonal", "UPN", (upn,)):
            if (entry := self.entry(learner)) is not None:
                return entry
        return None

    def own_enrolment(self, learner: str) -> LearnerSchoolEnrolment | None:
        """Return a learner's enrolment at this school, the latest if there were several."""
        school = self.school.ref_id
        here = [
            thing
            for thing in self.holding.objects_of(learner)
            if isinstance(thing, LearnerSchoolEnrolment) and thing.school_info_ref_id == school
        ]
        return max(here, key=lambda thing: thing.entry_date, default=None)

    def leave(
        self, learner: str, exit_date: date, destination: str | None = None, reason: str = "ST", name: str | None = None
    ) -> None:
        """Write down that a learner leaves, for the school with this number of seven digits or for one not known.

        `reason` is a code of UKLeavingReasonType. Said again with something else, the latest counts. Raises
        `NotPossible` for a learner who is not on the roll and has not left it.
        """
        with self.holding.transaction():
            enrolment = self.own_enrolment(learner)
            if enrolment is None or self.standing_of(learner) not in (RollStanding.ON_ROLL, RollStanding.LEFT):
                raise NotPossible("This child is not on the roll.")
            leaving = LearnerSchoolEnrolment.ExitType(code=reason, destination=_destination(destination, name))
            membership = "P" if exit_date <= self.clock().date() else enrolment.membership_type
            left = enrolment.replace(exit_date=exit_date, exit_type=leaving, membership_type=membership)
            self.holding.keep_object(left, OWN, provided=True)
            self.stand(learner, RollStanding.LEFT, OWN)
            told = _key(enrolment).replace(exit_date=exit_date, exit_type=leaving, membership_type=membership)
            self.messages.put(told, "Change")

    def take_back_leaving(self, learner: str) -> None:
        """Write down that a learner does not leave after all. Raises `NotPossible` for one who has not left."""
        with self.holding.transaction():
            enrolment = self.own_enrolment(learner)
            if enrolment is None or self.standing_of(learner) is not RollStanding.LEFT:
                raise NotPossible("This child has not left.")
            stays = enrolment.replace(exit_date=None, exit_type=None, membership_type="C")
            self.holding.keep_object(stays, OWN, provided=True)
            self.stand(learner, RollStanding.ON_ROLL, OWN)
            told = _key(enrolment).replace(membership_type="C", nils=frozenset({"exit_date", "exit_type"}))
            self.messages.put(told, "Change")

    def take_onto_roll(self, learner: str, entry_date: date | None = None) -> None:
        """Enrol a learner who is expected, or who left and comes back; from today unless another day is given.

        Twice is once. Raises `NotPossible` for a learner who is not known here.
        """
        with self.holding.transaction():
            entry = self.entry(learner)
            if entry is None:
                raise NotPossible("No record of this child has come yet.")
            if entry.standing is RollStanding.ON_ROLL:
                return
            enrolment = self._new_enrolment(entry.learner, entry_date or self.clock().date())
            self._keep_enrolment(entry.learner, enrolment)
            self.release(learner)
            self.messages.put(enrolment, "Add")

    def enrol(self, child: NewChild, entry_date: date | None = None) -> str:
        """Enrol a child whose record is elsewhere and return the RefId; one who is known already is taken onto the roll."""
        with self.holding.transaction():
            known = self.find_by_upn(child.upn)
            if known is not None:
                self.take_onto_roll(known.ref_id, entry_date)
                return known.ref_id
            learner = LearnerPersonal(
                ref_id=uuid4().hex.upper(),
                upn=child.upn,
                personal_information=PersonalInformation(
                    name=Name(type="C", family_name=child.family_name, given_name=child.given_name),
                    demographics=Demographics(gender=child.gender, birth_date=child.birth_date),
                ),
            )
            enrolment = self._new_enrolment(learner, entry_date or self.clock().date())
            learner = self._keep_enrolment(learner, enrolment)
            self.messages.put(learner, "Add")
            self.messages.put(enrolment, "Add")
            return learner.ref_id

    def release(self, learner: str) -> None:
        """Let what came about a learner be asked for, now that the learner is on the roll: contacts too."""
        self.holding.change("UPDATE object SET provided = 1 WHERE learner = ?", (learner,))
        for thing in self.holding.objects_of(learner):
            if isinstance(thing, LearnerContact):
                self.release_contact(thing.contact_personal_ref_id)

    def release_contact(self, contact: str) -> None:
        """Let a contact be asked for."""
        self.holding.change("UPDATE object SET provided = 1 WHERE name = 'ContactPersonal' AND key = ?", (contact,))

    def forget_learner(self, learner: str) -> None:
        """Remove a learner who was expected, and what came about the learner; contacts may be another learner's too."""
        with self.holding.transaction():
            for thing in self.holding.objects_of(learner):
                self.holding.drop_object(thing.xml_name, identify_object(thing))
            self.holding.change("DELETE FROM learner WHERE ref_id = ?", (learner,))

    def _new_enrolment(self, learner: LearnerPersonal, entry_date: date) -> LearnerSchoolEnrolment:
        school = self.school.ref_id
        return LearnerSchoolEnrolment(
            ref_id=uuid5(NAMESPACE_OID, f"{school}/{learner.ref_id}/{entry_date}").hex.upper(),
            learner_personal_ref_id=learner.ref_id,
            school_info_ref_id=school,
            membership_type="C",
            entry_date=entry_date,
            nc_year_group_actual=self._year_group(learner, entry_date),
        )

    def _year_group(self, learner: LearnerPersonal, day: date) -> str:
        """Return the year group that goes with the child's age, so that a year that has begun meanwhile counts."""
        demographics = learner.personal_information.demographics
        born = demographics.birth_date if demographics is not None else None
        found = year_group(born, day) if born is not None else None
        current = learner.current_school_enrolment
        if found is None and current is not None:
            return current.nc_year_group
        return found or "X"

    def _keep_enrolment(self, learner: LearnerPersonal, enrolment: LearnerSchoolEnrolment) -> LearnerPersonal:
        school = self.school
        here = LearnerPersonal.CurrentSchoolEnrolment(
            learner_school_enrolment_ref_id=enrolment.ref_id,
            la_id=school.la_id,
            establishment_id=school.establishment_id,
            nc_year_group=enrolment.nc_year_group_actual,
        )
        learner = learner.replace(current_school_enrolment=here)
        self.holding.keep_object(learner, OWN, provided=True)
        self.holding.keep_object(enrolment, OWN, provided=True)
        self.stand(learner.ref_id, RollStanding.ON_ROLL, OWN)
        return learner


def _destination(number: str | None, name: str | None) -> LearnerSchoolEnrolment.Destination:
    if number is None:
        return LearnerSchoolEnrolment.Destination(code="NK")
    kind = {"4": "MS", "6": "IS"}.get(number[3], "MP")
    return LearnerSchoolEnrolment.Destination(code=kind, la_id=number[:3], establishment_id=number[3:], name=name)


def _key(enrolment: LearnerSchoolEnrolment) -> PartialLearnerSchoolEnrolment:
    """Return what a Change event says of an enrolment before it says what changed: whose it is, and where."""
    return PartialLearnerSchoolEnrolment(
        ref_id=enrolment.ref_id,
        learner_personal_ref_id=enrolment.learner_personal_ref_id,
        school_info_ref_id=enrolment.school_info_ref_id,
    )
