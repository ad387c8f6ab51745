"""A leaving as a school's software tells it: heard once, told twice, corrected, taken back.

The software says it by a LearnerSchoolEnrolment with ExitDate (SIF UK 6.3.23). One end of an enrolment is one move; whatever
is said of it later changes that move, as long as the record has not gone. What has gone and nobody has collected is called
back; what was collected stays where it is, and both schools are told in words.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import IntegrityError
from django.utils import timezone

from handover.agent import Event, Refuse
from handover.portal import transaction
from handover.portal.days import start_of_day
from handover.portal.hub.leaving.taking_back import note_too_late, take_file_back, tell_receiver
from handover.portal.hub.life import AT_RECEIVER, MoveState, MoveTrigger
from handover.portal.hub.models import NO_CHILD, HubSchool, Move, MovingChild, Readiness
from handover.portal.hub.moving import MoveNotThere, begin_move, make_move_key, take_move_step
from handover.portal.hub.software import office_of
from handover.portal.hub.software_values import read_school_number
from handover.portal.transfers.addresses import MARKERS
from handover.sif.objects import LearnerSchoolEnrolment, PartialLearnerSchoolEnrolment

LONGEST_AGO: Final = timedelta(days=90)
"""A leaving longer ago is history that software tells when it joins a zone, and begins nothing."""
TRIES: Final = 5
"""How often what was heard is brought in line with a move that goes on meanwhile."""

S = MoveState


@dataclass(frozen=True, slots=True)
class LeavingSaid:
    """What software says of the end of an enrolment. `destination` is a number of seven digits, or '' for none."""

    enrolment: str
    learner: str = ""
    left_on: date | None = None
    destination: str = ""
    why: str = ""
    where: str = ""


def hear_leavings(school: HubSchool, event: Event[LearnerSchoolEnrolment], now: datetime) -> None:
    """Write down what an event about enrolments says of leavings. Raises `Refuse` for one that cannot be read."""
    try:
        said = [(read_leaving(thing), is_taken_back(thing, event.action)) for thing in event.partial_objects]
    except ValueError:
        raise Refuse(1, 3, "A value of this LearnerSchoolEnrolment is not of its type.") from None
    for leaving, taken_back in said:
        if taken_back:
            take_leaving_back(school, leaving.enrolment, now)
        elif school.leaving != Readiness.OFF:
            note_leaving(school, leaving, now)


def read_leaving(thing: PartialLearnerSchoolEnrolment) -> LeavingSaid:
    """Return what an enrolment says. Raises ValueError for a wrong value."""
    left = thing.exit_type
    there = left.destination if left is not None else None
    return LeavingSaid(
        thing.ref_id,
        thing.learner_personal_ref_id or "",
        thing.exit_date,
        read_destination(there) if there is not None else "",
        (left.code or "") if left is not None else "",
        (there.code or "") if there is not None else "",
    )


def read_destination(there: PartialLearnerSchoolEnrolment.PartialDestination) -> str:
    """Return the number of the school for which a pupil leaves; '' for none.

    What is no number is kept so short that no school has it: somebody is asked, and it goes nowhere by chance. The markers of
    the lost pupil store name no school: what becomes of a leaver without one the school has chosen.
    """
    said = f"{there.la_id or ''}{there.establishment_id or ''}"
    number = read_school_number(there)
    if not said.isalnum() or number in MARKERS:
        return ""
    return number or said[:6]


def is_taken_back(thing: PartialLearnerSchoolEnrolment, action: str) -> bool:
    """Say whether an event means that the enrolment has not ended: it is gone, its ExitDate was emptied, or a whole one
    comes without.
    """
    return action == "Delete" or "exit_date" in thing.nils or (action == "Add" and thing.exit_date is None)


def key_of_leaving(school: HubSchool, enrolment: str) -> str:
    """Return the keyed code of one end of an enrolment of a school: other schools of its zone may know the RefId too."""
    return make_move_key("leaving", school.zone.zone, school.establishment.number, enrolment.upper())


def find_leaving(school: HubSchool, enrolment: str) -> Move | None:
    """Return the move of an enrolment that ended, unless it was taken back."""
    rows = Move.objects.filter(leaving_key=key_of_leaving(school, enrolment)).exclude(state=S.CANCELLED.value)
    return rows.select_related("transfer", "source_school").first()


def note_leaving(school: HubSchool, said: LeavingSaid, now: datetime) -> None:
    """Write down that a pupil leaves, or what is new about it. Told again, it changes nothing."""
    for _ in range(TRIES):
        move = find_leaving(school, said.enrolment)
        try:
            if move is not None:
                transaction.retry(lambda move=move: follow_news(school, move, said, now))  # type: ignore[misc]  # bound now
            else:
                begin_leaving(school, said, now)
        except (MoveNotThere, IntegrityError):
            continue  # it went on, or another process heard it too: look again
        return
    raise MoveNotThere(move or Move())


def begin_leaving(school: HubSchool, said: LeavingSaid, now: datetime) -> Move | None:
    """Begin the move of a leaver; None where nothing is to be done. Raises IntegrityError where another has begun it."""
    today = timezone.localdate(now)
    if said.left_on is None or said.left_on < today - LONGEST_AGO:
        return None
    move = Move(
        trigger=MoveTrigger.LEAVING.value,
        leaving_key=key_of_leaving(school, said.enrolment),
        source=school.establishment.number,
        destination=said.destination,
        source_school=school,
        source_product=school.product,
        zone_in_charge=school.zone.zone,
        due_at=find_due_time(school, said.left_on, now),
    )
    move.seal(add_to_child(said).stored())
    waits = move.due_at is not None and move.due_at > now
    return begin_move("notice", move, now=now, by=office_of(school).actor, reason="waits_for_last_day" if waits else "")


def add_to_child(said: LeavingSaid, known: MovingChild = NO_CHILD) -> MovingChild:
    """Return what is known of a child with what was said last."""
    return replace(
        known,
        learner=said.learner or known.learner,
        enrolment=said.enrolment,
        left_on=said.left_on or known.left_on,
        said=said.destination or known.said,
        why=said.why or known.why,
        where=said.where or known.where,
    )


def find_due_time(school: HubSchool, left_on: date | None, now: datetime) -> datetime:
    """Return when the record of a leaver is to go: on the last day, or at once where the school wants it."""
    if left_on is None or school.before_exit:
        return now
    return max(now, start_of_day(left_on))


def is_news(move: Move, said: LeavingSaid) -> bool:
    """Say whether software names another school than it did before."""
    return bool(said.destination) and said.destination != move.child.said


def follow_news(school: HubSchool, move: Move, said: LeavingSaid, now: datetime) -> None:
    """Change a move by what was said of its leaving. Raises MoveNotThere where it has gone on meanwhile."""
    if move.stage is S.NOTICED:
        change_noticed(school, move, said, now)
    elif move.stage is S.NO_DESTINATION:
        if is_news(move, said):
            give_destination(school, move, said, now)
    elif move.stage is S.FAILED:
        begin_anew(school, move, said, now)
    elif move.stage in (S.REFUSED, S.EXPIRED):
        if is_news(move, said):
            begin_anew(school, move, said, now)
    elif is_news(move, said) or (move.stage is S.QUESTION and is_other_day(move, said)):
        redirect_leaver(school, move, said, now)


def is_other_day(move: Move, said: LeavingSaid) -> bool:
    """Say whether software names another last day than before."""
    return said.left_on is not None and said.left_on != move.child.left_on


def change_noticed(school: HubSchool, move: Move, said: LeavingSaid, now: datetime) -> None:
    """Keep the newer facts with a move whose record has not been made."""
    child = add_to_child(said, move.child)
    destination = said.destination if is_news(move, said) else move.destination
    if child == move.child and destination == move.destination:
        return
    changed: dict[str, Any] = {"destination": destination}
    if child.left_on != move.child.left_on:
        changed["due_at"] = find_due_time(school, child.left_on, now)
        changed["reason"] = "waits_for_last_day" if changed["due_at"] > now else ""
    move.seal(child.stored())
    if not Move.objects.filter(pk=move.pk, state=S.NOTICED.value).update(content=move.content, **changed):
        raise MoveNotThere(move)


def give_destination(school: HubSchool, move: Move, said: LeavingSaid, now: datetime) -> None:
    """Take the school that software names now for one that did not know."""
    child = add_to_child(said, move.child)
    move.seal(child.stored())
    take_move_step(
        "say_destination",
        move,
        now=now,
        by=office_of(school).actor,
        destination=said.destination,
        content=move.content,
        zone_in_charge=school.zone.zone,
        due_at=find_due_time(school, child.left_on, now),
    )


def begin_anew(school: HubSchool, move: Move, said: LeavingSaid, now: datetime) -> None:
    """Begin another move of a leaving whose first one has ended."""
    whole = complete_said(move, said)
    with transaction.atomic():
        release_leaving(move)
        begin_leaving(school, whole, now)


def complete_said(move: Move, said: LeavingSaid) -> LeavingSaid:
    """Return what was said with what had been said before: a Change tells only what is new."""
    child = add_to_child(said, move.child)
    return LeavingSaid(said.enrolment, child.learner, child.left_on, child.said, child.why, child.where)


def redirect_leaver(school: HubSchool, move: Move, said: LeavingSaid, now: datetime) -> None:
    """Call the record back and begin anew for the school named now; where it cannot be had back, say so to the school."""
    with transaction.atomic():
        if take_file_back(move, office_of(school), now, reason="corrected"):
            begin_anew(school, move, said, now)
        else:
            by = office_of(school).actor
            note_too_late(move, "two_destinations", now, by, words=said.destination)
            keep_said(move, said)


def keep_said(move: Move, said: LeavingSaid) -> None:
    """Keep what was said with a move that it does not change any more, so that it is not news a second time."""
    move.seal(add_to_child(said, move.child).stored())
    Move.objects.filter(pk=move.pk).update(content=move.content)


def release_leaving(move: Move) -> None:
    """Let another move begin for the same end of an enrolment."""
    Move.objects.filter(pk=move.pk).update(leaving_key="")
    move.leaving_key = ""


def take_leaving_back(school: HubSchool, enrolment: str, now: datetime) -> None:
    """Write down that a pupil does not leave after all."""
    for _ in range(TRIES):
        move = find_leaving(school, enrolment)
        if move is None:
            return
        try:
            transaction.retry(lambda move=move: end_taken_back(school, move, now))  # type: ignore[misc]  # bound now
        except MoveNotThere:
            continue
        return


def end_taken_back(school: HubSchool, move: Move, now: datetime) -> None:
    """End the move of a pupil who stays, or tell the next school where it has the record. Raises MoveNotThere."""
    office = office_of(school)
    with transaction.atomic():
        had = take_file_back(move, office, now, reason="taken_back")
        release_leaving(move)
        if had:
            return
        if move.stage in (*AT_RECEIVER, S.ARRIVED, S.STORED):
            note_too_late(move, "taken_back_late", now, office.actor)
            if move.transfer is not None:
                tell_receiver(move.transfer, now)
