"""Looking for the record of a child who is new at a school: who has it, and who is to be asked for it.

The nearest is looked at first, and the first that fits ends the looking: a record on its way to the school, a leaver of
another school whose destination nobody knew, the lost pupil store, a file to somebody else, the school that the child was
at before, the authority that gave the UPN. Different children are never made one: without a UPN nobody is asked by itself.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from weakref import WeakKeyDictionary

from django.db.models import Q
from django.utils import timezone

from handover.agent import Agent, NotConnected, ZoneAway
from handover.agent import Q as Path
from handover.common.identifiers import LA_SUFFIX
from handover.portal import transaction
from handover.portal.audit.log import SITE, record
from handover.portal.establishments.directory import RouteState, find_establishment, route
from handover.portal.hub.asking import SILENT_FOR, SoftwareAway, SoftwareRefused, ask_software
from handover.portal.hub.learner_identity import read_learner_identity
from handover.portal.hub.life import AT_RECEIVER, MoveState
from handover.portal.hub.models import HubSchool, HubZone, Move, Readiness
from handover.portal.hub.moving import MoveNotThere, make_child_key, take_move_step
from handover.portal.hub.newcomers.arrival_asking import ask_for_arrival
from handover.portal.hub.newcomers.arrival_findings import FindingKey
from handover.portal.hub.newcomers.arrival_hearing import note_expected_pupils
from handover.portal.hub.newcomers.arrival_limit import may_begin_case
from handover.portal.hub.newcomers.arrival_models import ArrivalCase
from handover.portal.hub.newcomers.arrived_child import ArrivedChild
from handover.portal.hub.software_values import is_readable, read_ref_id, read_school_number
from handover.portal.lostpupils.models import LostPupil
from handover.portal.transfers.flow import FOR_COLLECTION, HAVE_BEEN_COLLECTED
from handover.portal.transfers.kinds import CTF_KINDS
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.pupils import carrying_upn
from handover.sif.objects import LearnerPersonal

log = logging.getLogger("handover.hub")

AT_ONCE: Final = 50
LOOK_AGAIN: Final = timedelta(hours=1)
"""An open case is looked at again after so long: the old school may only now have said that the child left."""
LOOKED_FOR: Final = timedelta(days=30)
"""So long after the child came."""
IS_COMING: Final = tuple(state.value for state in (*AT_RECEIVER, MoveState.ARRIVED))
OLD_SCHOOL_KNOWS: Final = (MoveState.NOTICED.value, MoveState.QUESTION.value)
THERE: Final = tuple(state.value for state in (*FOR_COLLECTION, *HAVE_BEEN_COLLECTED))


READ_LISTS: Final = timedelta(minutes=1)
"""So often the lists of expected pupils are looked at for new names."""
_read_lists_at: WeakKeyDictionary[Agent, datetime] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class RecordHolder:
    """What was found, and the number of who is to be asked, if anybody."""

    finding: FindingKey
    asked: str = ""


def look_for_due_arrivals(zone: HubZone, agent: Agent, now: datetime) -> int:
    """Look for the records of the children who are new at the schools of a zone; return how many were looked for."""
    schools = {each.establishment_id: each for each in zone.schools.select_related("zone", "establishment")}
    if now >= _read_lists_at.get(agent, now):
        _read_lists_at[agent] = now + READ_LISTS
        note_expected_pupils(schools.values(), now)
    due = ArrivalCase.objects.filter(establishment__in=list(schools), due_at__lte=now).order_by("due_at")
    cases = list(due.select_related("establishment")[:AT_ONCE])
    held_back: set[int] = set()
    for case in cases:
        school = schools[case.establishment_id]
        try:
            if school.pk in held_back and case.begun_at is None:
                continue
            if not may_begin_case(case, school, now):
                held_back.add(school.pk)
                continue
            look_for_record(case, school, agent, now)
        except (ZoneAway, NotConnected):
            raise
        except Exception:
            log.exception("a new child's record could not be looked for: %s", case.reference)
            ArrivalCase.objects.filter(pk=case.pk).update(due_at=now + LOOK_AGAIN)
    return len(cases)


def look_for_record(case: ArrivalCase, school: HubSchool, agent: Agent, now: datetime) -> None:
    """Look for the record of one child, and have it asked for where the school lets the hub go by itself."""
    if case.finding == FindingKey.LOOKING:
        try:
            child = learn_of_child(case.child, school, agent, now)
        except SoftwareAway:
            ArrivalCase.objects.filter(pk=case.pk).update(due_at=now + SILENT_FOR)
            return
        if not keep_child(case, child):
            return
    settle_case(case, school, find_holder_of_record(case, now), now)


def learn_of_child(child: ArrivedChild, school: HubSchool, agent: Agent, now: datetime) -> ArrivedChild:
    """Return who a learner is, as the school's software says; what is known already stays. Raises SoftwareAway."""
    if not child.learner:
        return child
    try:
        told = ask_software(agent, school, LearnerPersonal, Path("@RefId") == child.learner, now)
    except SoftwareRefused:
        return child
    learner = next((each for each in told if read_ref_id(each) == child.learner), None)
    if learner is None or not is_readable(learner) or learner.personal_information is None:
        return child
    who = read_learner_identity(learner)
    schools = sorted(learner.previous_establishment_list or (), key=lambda each: each.last_school != "Yes")
    numbers = map(read_school_number, schools)
    return replace(
        child,
        surname=who.surname,
        forename=who.forename,
        birth_date=who.birth_date,
        upn=who.upn,
        schools=tuple(number for number in numbers if number),
    )


def keep_child(case: ArrivalCase, child: ArrivedChild) -> bool:
    """Keep who a case is about; a second case of the same child at the same school is dropped. Say whether it stays."""
    key = make_child_key(child.upn)
    with transaction.atomic():
        others = ArrivalCase.objects.filter(establishment=case.establishment, child_key=key).exclude(pk=case.pk)
        if key and others.exists():
            others.update(due_at=case.due_at)
            case.delete()
            return False
        case.seal(child.stored())
        case.child_key = key
        case.save(update_fields=["content", "child_key"])
    return True


def find_holder_of_record(case: ArrivalCase, now: datetime) -> RecordHolder:
    """Return who has the record of a child, as far as the site can tell."""
    if not case.child_key:
        return RecordHolder(FindingKey.NOBODY)
    for look in LOOKS:
        found = look(case, now)
        if found is not None:
            return found
    return RecordHolder(FindingKey.NOBODY)


def _coming(case: ArrivalCase, now: datetime) -> RecordHolder | None:
    number = case.establishment.number
    moves = Move.objects.filter(child_key=case.child_key, destination=number, state__in=IS_COMING)
    files = Transfer.objects.filter(carrying_upn(case.upn), destination=number, kind__in=CTF_KINDS, state__in=THERE)
    return RecordHolder(FindingKey.HERE) if moves.exists() or files.exists() else None


def _leaver(case: ArrivalCase, now: datetime) -> RecordHolder | None:
    """A leaver whose destination nobody knew goes where the child is: the old school's own way of sending does the rest."""
    ready = Move.objects.filter(
        child_key=case.child_key, destination=case.establishment.number, state__in=OLD_SCHOOL_KNOWS
    )
    if (move := ready.first()) is not None:
        return RecordHolder(FindingKey.LEAVER_TOLD, move.source)
    waiting = Move.objects.filter(child_key=case.child_key, state=MoveState.NO_DESTINATION.value)
    leavers = list(waiting.exclude(source=case.establishment.number).select_related("source_school__zone"))
    alike = [
        each for each in leavers if case.child.is_like(each.child.surname, each.child.forename, each.child.birth_date)
    ]
    if len(alike) != 1 or alike[0].source_school is None:
        return None
    (move,) = alike
    try:
        take_move_step(
            "find_destination",
            move,
            now=now,
            destination=case.establishment.number,
            zone_in_charge=alike[0].source_school.zone.zone,
            due_at=now,
        )
    except MoveNotThere:
        return None
    return RecordHolder(FindingKey.LEAVER_TOLD, move.source)


def _in_store(case: ArrivalCase, now: datetime) -> RecordHolder | None:
    files = Transfer.objects.filter(carrying_upn(case.upn), kind__in=CTF_KINDS)
    lost = LostPupil.objects.filter(transfer__in=files, in_store=True)
    own = f"{case.establishment.la_number}{LA_SUFFIX}"
    return RecordHolder(FindingKey.IN_STORE, own) if lost.exists() else None


def _file_elsewhere(case: ArrivalCase, now: datetime) -> RecordHolder | None:
    """A file to somebody else: whoever sent it if nobody has collected it, else the school that has it."""
    files = Transfer.objects.filter(carrying_upn(case.upn), kind__in=CTF_KINDS, state__in=THERE)
    last = files.exclude(source=case.establishment.number).order_by("-sent_at", "-pk").first()
    if last is None:
        return None
    waits = last.stage in FOR_COLLECTION
    return _to_ask(case, (last.source, last.destination) if waits else (last.destination, last.source), now)


def _school_before(case: ArrivalCase, now: datetime) -> RecordHolder | None:
    return _to_ask(case, case.child.schools, now)


def _authority_of_upn(case: ArrivalCase, now: datetime) -> RecordHolder | None:
    return _to_ask(case, (f"{case.upn[1:4]}{LA_SUFFIX}",), now)


def _to_ask(case: ArrivalCase, numbers: tuple[str, ...], now: datetime) -> RecordHolder | None:
    """Return the first of these numbers that can be asked: open, and not the school itself; its authority for a closed one."""
    for number in numbers:
        if number == case.establishment.number:
            continue
        for each in (number, f"{number[:3]}{LA_SUFFIX}"):
            if each.endswith(LA_SUFFIX):
                there = find_establishment(each) is not None
            else:
                there = route(each, timezone.localdate(now)).state is RouteState.OPEN
            if there:
                return RecordHolder(FindingKey.TO_ASK, each)
    return None


LOOKS: Final[tuple[Callable[[ArrivalCase, datetime], RecordHolder | None], ...]] = (
    _coming,
    _leaver,
    _in_store,
    _file_elsewhere,
    _school_before,
    _authority_of_upn,
)
"""Where a record is looked for, the nearest first."""
ENDS_LOOKING: Final = frozenset({FindingKey.HERE})
ONLY_NEWS: Final = frozenset({FindingKey.HERE, FindingKey.LEAVER_TOLD, FindingKey.IN_STORE})
"""What replaces the finding of a case that was asked about already; nobody is asked twice."""


def settle_case(case: ArrivalCase, school: HubSchool, found: RecordHolder, now: datetime) -> None:
    """Write down what was found, and ask where somebody is to be asked and the school lets the hub."""
    again = case.finding not in (FindingKey.LOOKING, FindingKey.NOBODY)
    over = now - case.heard_at > LOOKED_FOR
    due = None if over or found.finding in ENDS_LOOKING else now + LOOK_AGAIN
    if again and (found.finding not in ONLY_NEWS or found.finding == case.finding):
        ArrivalCase.objects.filter(pk=case.pk, finding=case.finding).update(due_at=due)
        return
    ended = now if found.finding in ENDS_LOOKING else None
    with transaction.atomic():
        mine = ArrivalCase.objects.filter(Q(pk=case.pk) & Q(finding=case.finding))
        if not mine.update(finding=found.finding.value, asked=found.asked, due_at=due, ended_at=ended):
            return
        case.refresh_from_db()
        told = {"finding": found.finding.value, "asked": found.asked}
        record("arrival.found", actor=SITE, subject=str(case.reference), details=told, now=now)
        if found.finding is FindingKey.IN_STORE or school.arriving == Readiness.BY_ITSELF:
            ask_for_arrival(case, SITE, now)
