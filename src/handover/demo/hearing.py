"""What a school's software does with an event: take it into its own store, once, or refuse it with words."""

from typing import Final

from handover.agent import Event, Refuse
from handover.demo.changing import apply_change
from handover.demo.objects import identify_object, name_learner
from handover.demo.roll import RollEntry, RollStanding, SchoolRoll
from handover.sif.model import AnyWhole, SifObject
from handover.sif.objects import LearnerContact, LearnerPersonal, LearnerSchoolEnrolment
from handover.sif.reader import read_one
from handover.sif.specification import uk_model
from handover.sif.writer import write_object

FAILED: Final = (9, 1)
"""The error of an event that was understood and not taken (section 2.3)."""
YEARS: Final = "UKNCYearGroupType"
"""The code set of year groups."""

TAKES_NOBODY: Final = "This school takes no records from elsewhere."
NO_BIRTH_DATE: Final = "The learner has no date of birth, and cannot be entered without one."
NO_SUCH_YEAR: Final = "There is no year group {year}."
NO_LEARNER: Final = "The learner {learner} is not known here: LearnerPersonal is to come first."
OTHER_WITH_UPN: Final = "Another learner here, {learner}, has this UPN."
ON_ROLL: Final = "The learner is on the roll, and is not removed because another agent says so."
NOTHING_TO_CHANGE: Final = "There is no such {name} here to change."


class EventIntake:
    """Takes events into a roll. `by_itself` enrols whoever comes; `takes_nobody` refuses all."""

    def __init__(self, roll: SchoolRoll, *, by_itself: bool, takes_nobody: bool) -> None:
        self._roll = roll
        self._by_itself = by_itself
        self._takes_nobody = takes_nobody

    def hear(self, event: Event[AnyWhole]) -> None:
        """Take an event, all of its objects or none. Raises `Refuse`."""
        try:
            with self._roll.holding.transaction():
                for thing in event.partial_objects:
                    self.take(thing, event.action, event.source)
        except Refuse as refuse:
            for thing in event.partial_objects:
                self._roll.messages.note_heard(thing, event.action, event.source, refuse.words)
            raise

    def take(self, thing: SifObject, action: str, source: str) -> None:
        """Take one object that was added, changed or deleted elsewhere. Raises `Refuse`."""
        if self._takes_nobody:
            raise Refuse(*FAILED, TAKES_NOBODY)
        if action == "Delete":
            self._forget(thing)
        else:
            self._keep(self._whole(thing, action), source)
        self._roll.messages.note_heard(thing, action, source)

    def _whole(self, thing: SifObject, action: str) -> AnyWhole:
        held = self._roll.holding.find_object(thing.xml_name, identify_object(thing))
        if held is not None:
            thing = apply_change(held.as_partial(), thing)
        elif action == "Change" and _is_partial(thing):
            raise Refuse(*FAILED, NOTHING_TO_CHANGE.format(name=thing.xml_name))
        return read_one(write_object(thing), partial=False)

    def _keep(self, thing: AnyWhole, source: str) -> None:
        learner = name_learner(thing)
        self._check(thing, learner)
        known = self._roll.standing_of(learner) if learner is not None else None
        shared = learner is None and thing.xml_name != "ContactPersonal"
        provided = shared or known in (RollStanding.ON_ROLL, RollStanding.LEFT)
        self._roll.holding.keep_object(thing, source, provided=provided)
        if isinstance(thing, LearnerContact) and provided:
            self._roll.release_contact(thing.contact_personal_ref_id)
        if isinstance(thing, LearnerPersonal):
            self._expect(self._roll.entry(thing.ref_id), thing.ref_id, source)

    def _expect(self, entry: RollEntry | None, learner: str, source: str) -> None:
        """Put a learner who is not on the roll among the expected, or, by itself, onto the roll."""
        if entry is not None and entry.standing is RollStanding.ON_ROLL:
            return
        if entry is None or entry.standing is RollStanding.LEFT:
            self._roll.stand(learner, RollStanding.EXPECTED, source)
        if self._by_itself:
            self._roll.take_onto_roll(learner)

    def _check(self, thing: AnyWhole, learner: str | None) -> None:
        if isinstance(thing, LearnerPersonal):
            demographics = thing.personal_information.demographics
            if demographics is None or demographics.birth_date is None:
                raise Refuse(*FAILED, NO_BIRTH_DATE)
            same = self._roll.find_by_upn(thing.upn) if thing.upn else None
            if same is not None and same.ref_id != thing.ref_id:
                raise Refuse(*FAILED, OTHER_WITH_UPN.format(learner=same.ref_id))
            current = thing.current_school_enrolment
            _check_year(current.nc_year_group if current is not None else None)
        elif learner is not None and self._roll.standing_of(learner) is None:
            raise Refuse(*FAILED, NO_LEARNER.format(learner=learner))
        if isinstance(thing, LearnerSchoolEnrolment):
            _check_year(thing.nc_year_group_actual)

    def _forget(self, thing: SifObject) -> None:
        name, key = thing.xml_name, identify_object(thing)
        held = self._roll.holding.find_object(name, key)
        if held is None:
            return
        learner = name_learner(held)
        if learner is not None and self._roll.standing_of(learner) is not RollStanding.EXPECTED:
            raise Refuse(*FAILED, ON_ROLL)
        self._roll.holding.drop_object(name, key)
        if isinstance(held, LearnerPersonal):
            self._roll.forget_learner(held.ref_id)


def _is_partial(thing: SifObject) -> bool:
    """Say whether an object lacks what a whole one must have."""
    return any(field.node.row.mandatory and getattr(thing, field.name) is None for field in thing.fields)


def _check_year(year: str | None) -> None:
    if year is not None and year not in uk_model().codeset(YEARS).labels:
        raise Refuse(*FAILED, NO_SUCH_YEAR.format(year=year))
