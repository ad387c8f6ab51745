"""Who speaks for a school in a zone. Three things are proved before anything that was said counts:

1. The zone proves that the message is from the agent that it names (a key or a certificate).
2. An administrator has said which agent is which school's software (`HubSchool`). What others say is counted, and no more.
3. An enrolment names a SchoolInfo; the software itself was asked which it has, and it must be the school's own, by LAId and
   EstablishmentId. Whoever speaks of another school's is refused in words, and that stands in the audit log.

The software is asked when its school is new here, before it speaks. Were it asked only while an event waits, the answer would
lie in the zone behind that event, unless the zone is told to hold it back (status 2), and then it can be refused no more.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final, NoReturn
from weakref import WeakKeyDictionary

from django.db.models import F

from handover.agent import Agent, Condition, Event, Later, Q, Refuse, RefusedByZone
from handover.portal import transaction
from handover.portal.audit.log import SITE
from handover.portal.audit.noise import record_noise
from handover.portal.hub.asking import SoftwareAway, SoftwareRefused, ask_software
from handover.portal.hub.models import HubSchool, HubZone
from handover.portal.hub.software_values import read_ref_id, read_school_number
from handover.portal.hub.zones.hearing import HubEar
from handover.portal.hub.zones.setting_up import find_product, is_own_zone
from handover.portal.hub.zones.speaking_models import HubStranger, SchoolProof
from handover.sif.objects import PartialSchoolInfo, SchoolInfo

REF_ID: Final = re.compile("[0-9A-F]{32}")
ASK_AGAIN: Final = timedelta(hours=1)
"""Software that spoke of another school's SchoolInfo is asked again after this at the earliest: it may have been set right."""
WAIT_FOR_SCHOOL_INFO: Final = timedelta(minutes=2)
"""So long an event waits for its SchoolInfo, and the events of other schools behind it; then it is refused."""
NOT_YOURS: Final = (9, 1, "The enrolment is at a school that is not the one whose software this agent is.")
NO_REF_ID: Final = (1, 3, "The RefId of an object is missing, or is not 32 hexadecimal digits.")
NO_SCHOOL_INFO: Final = (
    9,
    1,
    "The enrolment names a SchoolInfo that this agent does not give when it is asked for it: provide SchoolInfo, then send "
    "the event again.",
)

_waiting: WeakKeyDictionary[Agent, dict[str, datetime]] = WeakKeyDictionary()
"""By the hub's agent in a zone: whose SchoolInfo is waited for, and since when."""


class SchoolUnproven(Exception):
    """A school's software gives no answer about a SchoolInfo that it speaks of; it refuses, or does not know it."""


def introduce_school(school: HubSchool, agent: Agent, now: datetime) -> None:
    """Ask a school's software which SchoolInfo it has, and remember of each whether it is the school's own.

    By now it has registered, so what it calls itself is known, if it was not when the school was entered.
    Raises SchoolUnproven, SoftwareAway or ZoneAway.
    """
    told = [each for each in _ask(school, None, agent, now) if is_ref_id(read_ref_id(each))]
    product = _ask_product(school, agent)
    with transaction.atomic():
        school.proofs.all().delete()
        for each in told:
            _remember(school, each, now)
        HubSchool.objects.filter(pk=school.pk, agent=school.agent).update(introduced_at=now, product=product)


def _ask_product(school: HubSchool, agent: Agent) -> str:
    """Return what a school's software calls itself; another server's zone says it with its state, if it does."""
    if is_own_zone(school.zone):
        return find_product(school.zone, school.agent)
    try:
        status = agent.zone_status()
    except RefusedByZone:
        status = None
    nodes = status.nodes if status is not None else ()
    return next((each.product[:80] for each in nodes if each.agent_id == school.agent), "") or school.agent


def prove_school(school: HubSchool, school_info_ref_id: str, agent: Agent, now: datetime) -> bool:
    """Say whether a SchoolInfo that a school's software speaks of is that school's own, by LAId and EstablishmentId.

    What it has said before is remembered; otherwise it is asked. Raises SchoolUnproven, SoftwareAway or ZoneAway.
    """
    wanted = _read_ref_id(school_info_ref_id)
    known = SchoolProof.objects.filter(school=school, school_info=wanted).first()
    if known is not None:
        return known.own
    told = _ask(school, Q("@RefId") == wanted, agent, now)
    named = next((each for each in told if read_ref_id(each).upper() == wanted), None)
    if named is None:
        raise SchoolUnproven("the SchoolInfo is not known")
    return _remember(school, named, now)


def _ask(school: HubSchool, where: Condition | None, agent: Agent, now: datetime) -> list[PartialSchoolInfo]:
    try:
        return ask_software(agent, school, SchoolInfo, where, now)
    except SoftwareRefused as refused:
        raise SchoolUnproven(str(refused)) from None


def _remember(school: HubSchool, info: PartialSchoolInfo, now: datetime) -> bool:
    own = read_school_number(info) == school.establishment.number
    values = {"own": own, "asked_at": now}
    SchoolProof.objects.update_or_create(school=school, school_info=_read_ref_id(info.ref_id), defaults=values)
    return own


def is_ref_id(text: str | None) -> bool:
    """Say whether a text can be the RefId of an object."""
    return REF_ID.fullmatch((text or "").strip().upper()) is not None


def _read_ref_id(text: str) -> str:
    if not is_ref_id(text):
        raise SchoolUnproven("no RefId")
    return text.strip().upper()


def hear_event(hub: HubZone, ears: Iterable[HubEar], event: Event[Any], agent: Agent, now: datetime) -> None:
    """Have what a school's software said taken in, once it is proved that it may say so. Raises Refuse or Later.

    A Change may leave out which school an enrolment is at: whoever then asks for the whole proves it by `prove_school`.
    """
    school = HubSchool.objects.select_related("zone", "establishment").filter(zone=hub, agent=event.source).first()
    if school is None:
        return count_stranger(hub, event.source, now)
    if not all(is_ref_id(read_ref_id(each)) for each in event.partial_objects):
        raise Refuse(*NO_REF_ID)
    named = {getattr(each, "school_info_ref_id", None) for each in event.partial_objects}
    for ref_id in filter(None, named):
        _demand_own(school, ref_id, agent, now)
    for ear in ears:
        ear.call(school, event, now)
    return None


def demand_asker(hub: HubZone, agent: str, now: datetime) -> None:
    """Raise Refuse for an agent that asks the hub for something and is no school's software there."""
    if not HubSchool.objects.filter(zone=hub, agent=agent).exists():
        count_stranger(hub, agent, now)
        raise Refuse(8, 1, "The hub answers the software of schools that it serves, and this agent is none.")


def count_stranger(hub: HubZone, agent: str, now: datetime) -> None:
    """Count that an agent spoke to the hub which is no school's software."""
    with transaction.atomic():
        if not HubStranger.objects.filter(zone=hub, agent=agent).update(count=F("count") + 1, last_at=now):
            HubStranger.objects.create(zone=hub, agent=agent, last_at=now)


def _demand_own(school: HubSchool, school_info: str, agent: Agent, now: datetime) -> None:
    """Raise Refuse where software speaks for another school, and Later while it does not say for which."""
    known = SchoolProof.objects.filter(school=school, school_info=school_info.strip().upper()).first()
    if known is not None and known.own:
        return
    lately = school.introduced_at is not None and now < school.introduced_at + ASK_AGAIN
    if known is not None:
        if not lately:  # it may have been set right: before it speaks again it is asked again
            HubSchool.objects.filter(pk=school.pk).update(introduced_at=None)
        _refuse(school, NOT_YOURS, "another school's SchoolInfo", now)
    if lately:
        _refuse(school, NO_SCHOOL_INFO, "SchoolInfo not given", now)
    _ask_meanwhile(school, school_info, agent, now)


def _ask_meanwhile(school: HubSchool, school_info: str, agent: Agent, now: datetime) -> None:
    """Ask what a SchoolInfo is while the zone holds the event back: the software spoke before it was asked."""
    waiting = _waiting.setdefault(agent, {})
    try:
        own = prove_school(school, school_info, agent, now)
    except (SchoolUnproven, SoftwareAway) as fault:
        since = waiting.setdefault(school.agent, now)
        if isinstance(fault, SoftwareAway) and now < since + WAIT_FOR_SCHOOL_INFO:
            raise Later("The SchoolInfo of the enrolment was asked for and has not come.") from None
        _refuse(school, NO_SCHOOL_INFO, "SchoolInfo not given", now)
    else:
        waiting.pop(school.agent, None)
        if not own:
            _refuse(school, NOT_YOURS, "another school's SchoolInfo", now)


def _refuse(school: HubSchool, words: tuple[int, int, str], why: str, now: datetime) -> NoReturn:
    _note_refusal(school, why, now)
    raise Refuse(*words)


def _note_refusal(school: HubSchool, why: str, now: datetime) -> None:
    record_noise(
        "hub.spoke_for_another",
        actor=SITE,
        subject=school.zone.zone,
        details={"agent": school.agent, "school": school.establishment.number, "reason": why},
        now=now,
    )
