"""A record on its way into the software of the next school: what is done about it in each state, until it is in the roll."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from handover.agent import Agent, RefusedByZone
from handover.common.custody.entries import digest_of_parts
from handover.portal import transaction
from handover.portal.hub.arriving.doubts import find_doubt
from handover.portal.hub.arriving.handing_out import HandedState, is_given_whole
from handover.portal.hub.arriving.handing_over import has_zone_alone, look_at_events, make_learner_key, publish_record
from handover.portal.hub.arriving.records_in_sif import NoRecord, convert_record
from handover.portal.hub.arriving.settling import settle_file
from handover.portal.hub.arriving.software_holdings import describe_holdings
from handover.portal.hub.arriving.software_questions import (
    find_enrolments,
    find_learners,
    find_schools_held,
)
from handover.portal.hub.arriving.telling_receivers import tell_left_to_person, tell_record_to_take
from handover.portal.hub.asking import SILENT_FOR, SoftwareAway, SoftwareRefused
from handover.portal.hub.models import HubSchool, Move, Readiness
from handover.portal.hub.moving import put_off, take_move_step
from handover.portal.hub.software import office_of
from handover.portal.hub.times import Clock
from handover.portal.hub.zones.setting_up import is_own_zone
from handover.portal.transfers import vault
from handover.portal.transfers.flow import TO_COLLECT
from handover.portal.zones.looking import state_of
from handover.sif.objects import PartialLearnerPersonal
from handover.sif.writer import write_object

POLLS: Final = tuple(timedelta(seconds=each) for each in (0.5, 0.5, 1, 2, 4, 8, 15, 30, 60, 120, 300, 900))
"""How long is waited before the software is looked at again; the last for ever. Its events make it prompt."""
SILENT_AFTER: Final = timedelta(days=1)
"""From then on the record waits with a reason, and the file can be collected by hand all the time."""
NO_NAMES: Final[Mapping[str, str]] = {}


def consider_record(move: Move, agent: Agent, clock: Clock) -> None:
    """ON_ITS_WAY: look at what the next school's software has of the child, then hand the record over, or ask a person."""
    school = find_school_to_serve(move)
    if school is None:
        return
    try:
        decide_on_record(move, agent, school, clock)
    except SoftwareAway:
        wait_for_software(move, clock())
    except RefusedByZone:
        now = clock()
        wait_for(move, "next_zone_refuses", now + POLLS[-1], now)
    except vault.NoStore:
        put_off(move, clock() + POLLS[-1], reason=move.reason)
    except NoRecord:
        with transaction.atomic():
            tell_left_to_person(move, "next_no_record", clock())
            stand_aside(move, "next_no_record")


def decide_on_record(move: Move, agent: Agent, school: HubSchool, clock: Clock) -> None:
    """Hand a record over, if nothing speaks against it or a person said yes; else have a person look at it."""
    try:
        learners, mute = find_learners(agent, school, move.upn, clock()), False
    except SoftwareRefused:
        demand_registered(school)
        learners, mute = (), True
    doubt = "next_software_mute" if mute else find_doubt(move, school, learners)
    by_itself = school.arriving == Readiness.BY_ITSELF and not doubt
    if doubt not in INSURMOUNTABLE and (by_itself or is_accepted(move)):
        hand_over_record(move, agent, school, learners, clock)
    else:
        offer_record(move, agent, school, learners, doubt, clock)


INSURMOUNTABLE: Final = frozenset({"next_upn_twice"})
"""What no yes of a person gets over: it is put right in the software first."""


def demand_registered(school: HubSchool) -> None:
    """Raise SoftwareAway where a school's software is not in the zone now: it does not refuse, it is not there."""
    state = state_of(school.zone.zone) if is_own_zone(school.zone) else None
    if state is not None and state.registration(school.agent) is None:
        raise SoftwareAway(school.agent)


def find_school_to_serve(move: Move) -> HubSchool | None:
    """Return the school into whose software a record is to come; None, and nobody in charge, where that is over."""
    school = find_school_of(move)
    open_file = move.transfer is not None and move.transfer.stage in TO_COLLECT
    if school is None or school.arriving == Readiness.OFF or not open_file:
        stand_aside(move, move.reason)
        return None
    return school


def find_school_of(move: Move) -> HubSchool | None:
    """Return the school to whose software a record goes, with its zone; None where it has the hub no more."""
    return HubSchool.objects.select_related("zone", "establishment").filter(arrivals=move.pk).first()


def stand_aside(move: Move, reason: str) -> None:
    """Leave a record to a person, who can collect its file: nothing is due any more."""
    Move.objects.filter(pk=move.pk, state=move.state).update(zone_in_charge="", due_at=None, reason=reason)


def is_accepted(move: Move) -> bool:
    """Say whether a person of the next school said yes since it was last asked."""
    last = move.steps.filter(event__in=("offer", "accept")).order_by("pk").last()
    return last is not None and last.event == "accept"


def wait_for_software(move: Move, now: datetime) -> None:
    """Try again later; the software is asked for no other record meanwhile (`asking.SILENT_FOR`)."""
    wait_for(move, "next_software_away", now + SILENT_FOR, now)


def wait_for(move: Move, reason: str, until: datetime, now: datetime) -> None:
    """Try again later and say why; where a person has to see to the file from now on, the school is written to."""
    with transaction.atomic():
        if put_off(move, until, reason=reason):
            tell_left_to_person(move, reason, now)


def offer_record(
    move: Move, agent: Agent, school: HubSchool, learners: tuple[PartialLearnerPersonal, ...], doubt: str, clock: Clock
) -> None:
    """Ask the next school whether to take the record in; what its software holds of the child is kept for the page."""
    convert_record(move, NO_NAMES, NO_NAMES)
    held = describe_holdings(agent, school, learners, clock())
    with transaction.atomic():
        now = clock()
        take_move_step("offer", move, now=now, reason=doubt, held=held)
        tell_record_to_take(move, now)


def hand_over_record(
    move: Move,
    agent: Agent,
    school: HubSchool,
    learners: tuple[PartialLearnerPersonal, ...],
    clock: Clock,
) -> None:
    """Give the record to the software: by events where nobody else hears them, else by letting it ask."""
    schools = find_schools_held(agent, school, clock())
    record = convert_record(move, {move.upn: learners[0].ref_id} if learners else NO_NAMES, schools)
    kinds = tuple(dict.fromkeys(each.xml_name for each in record.objects))
    state = HandedState(record.learner, bool(learners), schools, kinds)
    handed: list[str] = []
    if has_zone_alone(school):
        handed = publish_record(agent, move, school, record, known=state.known, now=clock())
    now = clock()
    take_move_step(
        "hand_over",
        move,
        now=now,
        zone_in_charge=school.zone.zone,
        due_at=now + POLLS[0],
        handed=handed,
        held=state.stored(),
        digest=digest_of_parts([write_object(each) for each in record.objects]),
        learner_key=make_learner_key(school, record.learner),
    )


def watch_hand_over(move: Move, agent: Agent, clock: Clock) -> None:
    """HANDED_OVER: see whether the software took the record, or refused it, or keeps silent."""
    school = find_school_of(move)
    if school is None:
        stand_aside(move, move.reason)
        return
    if has_zone_alone(school) and is_own_zone(school.zone):
        taken, reason = look_at_zone(move, agent, school, clock())
    else:
        taken, reason = ask_about_learner(move, agent, school, clock())
    now = clock()
    if taken:
        take_in(move, school, now)
    elif reason is not None:
        silent = now - move.moved_at > SILENT_AFTER
        wait_for(move, reason or ("next_software_silent" if silent else ""), next_poll(move, now), now)


def look_at_zone(move: Move, agent: Agent, school: HubSchool, now: datetime) -> tuple[bool, str | None]:
    """Say by the zone's own tables whether the software took a record; else why not: '' for not yet, None for never."""
    found = look_at_events(move, school)
    if found.refused and not found.waiting:
        refuse_record(move, school, found.refused, now)
        return False, None
    if found.waiting:
        return False, ""
    if found.lost:
        return False, publish_anew(move, agent, school, found.registered_at, now)
    return not found.unheard, "next_unheard" if found.unheard else ""


def publish_anew(move: Move, agent: Agent, school: HubSchool, registered_at: datetime | None, now: datetime) -> str:
    """Publish a record to software that left its zone before it was seen to have it; return why that has to wait, or ''.

    What it had taken all the same it is told again, by the same RefIds.
    """
    if registered_at is None:
        return "next_software_away"
    state = HandedState.restored(move.held)
    try:
        record = convert_record(move, state.learners_of(move.upn), state.schools)
        handed = publish_record(agent, move, school, record, known=True, now=now, anew=registered_at)
    except SoftwareAway:
        return "next_software_away"
    except RefusedByZone:
        return "next_zone_refuses"
    except (NoRecord, vault.NoStore):
        return "next_no_record"
    Move.objects.filter(pk=move.pk, state=move.state).update(handed=handed)
    move.attempts = 0  # it is looked at as soon as after the first time
    return ""


def ask_about_learner(move: Move, agent: Agent, school: HubSchool, now: datetime) -> tuple[bool, str]:
    """Say whether the software, asked for the learner, has the child: nothing else tells of it in such a zone."""
    if not has_zone_alone(school) and not is_given_whole(move, now):
        return False, ""
    try:
        return bool(find_learners(agent, school, move.upn, now)), ""
    except SoftwareRefused:
        return not has_zone_alone(school), ""
    except SoftwareAway:
        return False, "next_software_away"


def take_in(move: Move, school: HubSchool, now: datetime) -> None:
    """The software has the record: the file counts as collected when it has all of them."""
    with transaction.atomic():
        by = office_of(school).actor
        take_move_step(
            "take_in",
            move,
            now=now,
            by=by,
            zone_in_charge=school.zone.zone,
            due_at=now,
            handed=[],
            given_at=None,
            held=move.held,
        )
        settle_file(move, school, now)


def refuse_record(move: Move, school: HubSchool, words: str, now: datetime) -> None:
    """The software refused the record: its words go back to the sender, and the file with them if that was all of it."""
    with transaction.atomic():
        by = office_of(school).actor
        take_move_step("refuse", move, now=now, by=by, reason="next_refused", words=words, handed=[])
        settle_file(move, school, now)


def look_in_roll(move: Move, agent: Agent, clock: Clock) -> None:
    """TAKEN_IN: ask the software whether the child is on its school's roll."""
    school = find_school_of(move)
    if school is None:
        stand_aside(move, move.reason)
        return
    try:
        there = is_on_roll(move, agent, school, clock())
    except SoftwareRefused:
        put_off(move, next_poll(move, clock()), reason="next_software_mute")
        return
    except SoftwareAway:
        wait_for_software(move, clock())
        return
    now = clock()
    if there:
        arrive_in_roll(move, school, now)
    else:
        late = now - move.moved_at > SILENT_AFTER
        put_off(move, next_poll(move, now), reason="next_not_on_roll" if late else "")


def is_on_roll(move: Move, agent: Agent, school: HubSchool, now: datetime) -> bool:
    """Say whether the software has an enrolment that goes on: of the learner it was given, or of one whom it made of that."""
    given = HandedState.restored(move.held).learner
    if given and find_enrolments(agent, school, given, now):
        return True
    others = {each.ref_id for each in find_learners(agent, school, move.upn, now)} - {given}
    return any(find_enrolments(agent, school, each, now) for each in sorted(others))


def arrive_in_roll(move: Move, school: HubSchool, now: datetime) -> None:
    """The child is on the roll: the file is confirmed when all of its pupils are."""
    with transaction.atomic():
        take_move_step("arrive", move, now=now, by=office_of(school).actor)
        settle_file(move, school, now)


def next_poll(move: Move, now: datetime) -> datetime:
    """Return when the software is looked at again."""
    return now + POLLS[min(move.attempts, len(POLLS) - 1)]
