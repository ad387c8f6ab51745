"""Setting the hub up in a zone, and saying which schools' software it serves there. Every verb stands in the audit log.

The zone server keeps its tables over connections of its own, so a verb that changes a zone is more than one transaction. Each
may be cut off anywhere and done again: the row of the hub is written first, and what it lacks is made then.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from handover.common.problems import Problem
from handover.portal import transaction
from handover.portal.audit.log import Actor, record
from handover.portal.establishments.models import Establishment, EstablishmentKind
from handover.portal.hub.arriving.taking_up import leave_arrivals_to_person, take_up_waiting_files
from handover.portal.hub.faults import FAULTS
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import HubSchool, HubZone, Move, Readiness
from handover.portal.hub.moving import MoveNotThere, take_move_step
from handover.portal.hub.zones.rights import rights_of_hub
from handover.portal.hub.zones.speaking_models import SchoolProof
from handover.portal.zones import administering, looking
from handover.zone.core.parsing import ID_LENGTH
from handover.zone.keys import address_of, mark_of
from handover.zone.rights import ANY
from handover.zone.state import ZoneState

HUB_AGENT: Final = "Handover"
"""The hub's id in a zone, unless an administrator gives another."""
SETTING_UP: Final = timedelta(minutes=1)
"""For so long whoever sets the hub up keeps others away who press the same button."""


class HubActRefused(Exception):
    """What was entered is not in order; `problems` says what is wrong, by field."""

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        super().__init__("; ".join(problem.message() for problem in problems.values()))
        self.problems = dict(problems)


def set_up_hub(
    by: Actor, zone: str, now: datetime, *, agent: str = HUB_AGENT, address: str = "", one_school: bool = False
) -> HubZone:
    """Make the site an agent of a zone, and return the hub there; where it is set up already, nothing is changed.

    In a zone of this site's own server the agent is made, with its rights and its key. For a zone of another server `address`
    is the whole address that was made for the hub there, with its key. `one_school` says that no other school's software is
    in the zone. Raises HubActRefused.
    """
    hub = HubZone.objects.filter(zone=zone).first()
    if hub is not None and hub.address:
        return hub
    _check_hub(zone, agent, address, known=hub is not None)
    hub = hub or _begin(by, zone, agent, now, one_school=one_school)
    holder = uuid4().hex
    mine = HubZone.objects.filter(Q(until=None) | Q(until__lt=now), pk=hub.pk, address="")
    if not mine.update(holder=holder, until=now + SETTING_UP):
        raise HubActRefused({"": FAULTS["hub.being_set_up"].at()})
    whole = address or address_of("", zone, _make_own_agent(by, hub, now))
    hub.address, hub.holder, hub.until = whole, "", None
    HubZone.objects.filter(pk=hub.pk, holder=holder).update(address=whole, holder="", until=None)
    return hub


def mend_hub(by: Actor, hub: HubZone, now: datetime) -> None:
    """Let the hub into a zone of this site's own server again, with its rights and with another key."""
    state = looking.state_of(hub.zone) if is_own_zone(hub) else None
    if state is None:
        raise HubActRefused({"": FAULTS["hub.zone_unknown"].at(zone=hub.zone)})
    known = state.agents.get(hub.agent)
    if known is not None and not known.allowed:
        administering.admit_agent(by, state, hub.agent, now)
    hub.address = address_of("", hub.zone, _make_own_agent(by, hub, now))
    HubZone.objects.filter(pk=hub.pk).update(address=hub.address)


def find_hub_address(hub: HubZone) -> str:
    """Return the whole address of the hub's agent. At this site's own server only the path is kept: the site may move."""
    base: str = settings.CONFIG.zone_url or settings.CONFIG.url
    kept: str = hub.address
    return base.rstrip("/") + kept if is_own_zone(hub) else kept


def is_own_zone(hub: HubZone) -> bool:
    """Say whether the zone is one of this site's own server."""
    address: str = hub.address
    return address.startswith("/")


def say_whose_zone(by: Actor, hub: HubZone, now: datetime, *, one_school: bool) -> None:
    """Say whether a zone is one school's, so that records may be published there. Raises HubActRefused where it serves more."""
    if one_school and hub.schools.count() > 1:
        raise HubActRefused({"whose": FAULTS["hub.several_schools"].at()})
    if not one_school:
        give_rights(by, hub, now, alone=False)
    with transaction.atomic():
        if HubZone.objects.filter(pk=hub.pk, one_school=not one_school).update(one_school=one_school):
            whose = "one school" if one_school else "several schools"
            record("hub.zone_whose", actor=by, subject=hub.zone, details={"zone": whose}, now=now)
    hub.one_school = one_school
    give_rights(by, hub, now, alone=hub.publishes())


def turn_hub_off(by: Actor, hub: HubZone, now: datetime) -> None:
    """Have the hub stand still in a zone: the zone keeps what comes for it, and no record goes on."""
    _turn("hub.turned_off", by, hub, now, on=False)


def turn_hub_on(by: Actor, hub: HubZone, now: datetime) -> None:
    """Have the hub go on in a zone."""
    _turn("hub.turned_on", by, hub, now, on=True)


def bind_school(
    by: Actor,
    hub: HubZone,
    establishment: Establishment,
    agent: str,
    now: datetime,
    *,
    leaving: Readiness = Readiness.AFTER_YES,
    arriving: Readiness = Readiness.AFTER_YES,
) -> HubSchool:
    """Say that an agent of the hub's zone is a school's software, and return the school as the hub serves it.

    For a school that is bound in this zone already only the agent is changed, not what it has chosen. Raises HubActRefused.
    """
    _check_school(hub, establishment, agent, now)
    found = HubSchool.objects.filter(zone=hub, establishment=establishment).first()
    if found is not None and found.agent == agent:
        give_rights(by, hub, now, alone=hub.publishes())  # where an earlier attempt was cut off before
        return found
    if found is None and hub.schools.exists():
        say_whose_zone(
            by, hub, now, one_school=False
        )  # before: at no moment is a record published where another hears it
    school = found or HubSchool(zone=hub, establishment=establishment, added_at=now, leaving=leaving, arriving=arriving)
    school.agent, school.product, school.introduced_at = agent, find_product(hub, agent), None
    with transaction.atomic():
        _store_school(by, school, now)
    give_rights(by, hub, now, alone=hub.publishes())
    return school


def _store_school(by: Actor, school: HubSchool, now: datetime) -> None:
    """Store a school that is new to the hub, or whose software is another agent now; its files that wait are taken up."""
    action = "hub.school_added"
    if school.pk is None:
        school.save(force_insert=True)
    else:
        action = "hub.school_changed"
        school.save(update_fields=["agent", "product", "introduced_at"])
        SchoolProof.objects.filter(school=school).delete()
    record(action, actor=by, subject=school.zone.zone, details=_told(school), now=now)
    take_up_waiting_files(school, now)


def remove_school(by: Actor, school: HubSchool, now: datetime) -> None:
    """End the hub's service to a school. Its records that are on their way stay, for a person."""
    hub = school.zone
    with transaction.atomic():
        leave_arrivals_to_person(school, now)
        if HubSchool.objects.filter(pk=school.pk).delete()[0]:
            record("hub.school_removed", actor=by, subject=hub.zone, details=_told(school), now=now)
    give_rights(by, hub, now, alone=hub.publishes())


def remove_hub(by: Actor, hub: HubZone, now: datetime) -> None:
    """Take the hub out of a zone, with its schools and, at this site's own server, its agent; no record goes on there.

    Leavers whose records have not gone are put to their schools, records on their way to the people who collect the files.
    """
    for school in hub.schools.select_related("zone", "establishment"):
        remove_school(by, school, now)
    for move in Move.objects.filter(zone_in_charge=hub.zone, state=MoveState.NOTICED.value):
        with suppress(MoveNotThere):
            take_move_step("fail", move, now=now, by=by, reason="school_gone")
    state = looking.state_of(hub.zone) if is_own_zone(hub) else None
    if state is not None and hub.agent in state.agents:
        administering.delete_agent(by, state, hub.agent, now)
    with transaction.atomic():
        if HubZone.objects.filter(pk=hub.pk).delete()[0]:
            record("hub.removed", actor=by, subject=hub.zone, now=now)


def give_rights(by: Actor, hub: HubZone, now: datetime, *, alone: bool) -> None:
    """Let the hub have what it needs, in a zone of one school `alone` or not, if it is one of this site's own server."""
    state = looking.state_of(hub.zone) if is_own_zone(hub) else None
    if state is not None and hub.agent in state.agents:
        administering.set_rights(by, state, hub.agent, ANY, rights_of_hub(alone=alone), now)


def find_product(hub: HubZone, agent: str) -> str:
    """Return what an agent's software calls itself; its id where it has not registered, or in a zone of another server,
    which says it when the software has joined (`speaking.introduce_school`).

    Never nothing: that stands for a school without the hub, which reads and writes files (`counting.FILES`).
    """
    state = looking.state_of(hub.zone) if is_own_zone(hub) else None
    registration = state.registration(agent) if state is not None else None
    return (registration.product if registration else "")[:80] or agent


def _begin(by: Actor, zone: str, agent: str, now: datetime, *, one_school: bool) -> HubZone:
    with transaction.atomic():
        values = {"agent": agent, "made_at": now, "one_school": one_school}
        hub, made = HubZone.objects.get_or_create(zone=zone, defaults=values)
        if made:
            whose = "one school" if one_school else "several schools"
            record("hub.set_up", actor=by, subject=zone, details={"agent": agent, "zone": whose}, now=now)
    return hub


def _make_own_agent(by: Actor, hub: HubZone, now: datetime) -> str:
    """Make the hub's agent in a zone of this site's server, or give the one that an earlier attempt made another key."""
    state = looking.state_of(hub.zone)
    assert state is not None
    known = state.agents.get(hub.agent)
    held = rights_of_hub(alone=hub.publishes())
    if known is None:
        return administering.add_agent(by, state, hub.agent, "", held, now)
    administering.set_rights(by, state, hub.agent, ANY, held, now)
    return administering.make_key(by, state, hub.agent, mark_of(known.key_digest), now)


def _turn(action: str, by: Actor, hub: HubZone, now: datetime, *, on: bool) -> None:
    with transaction.atomic():
        if HubZone.objects.filter(pk=hub.pk, on=not on).update(on=on):
            record(action, actor=by, subject=hub.zone, now=now)
    hub.on = on


def _check_hub(zone: str, agent: str, address: str, *, known: bool) -> None:
    if address:
        return _check_address(zone, address)
    state = looking.state_of(zone)
    if state is None:
        raise HubActRefused({"": FAULTS["hub.zone_unknown"].at(zone=zone)})
    if state.rules.certificates:
        raise HubActRefused({"": FAULTS["hub.certificates_only"].at(zone=zone)})
    # Without a row of the hub's own an agent of this id is somebody else's: it would lose its key and its rights.
    if agent in state.agents and not known:
        raise HubActRefused({"agent": FAULTS["hub.agent_taken"].at(id=agent)})
    return _check_agent(state, agent)


def _check_agent(state: ZoneState, agent: str) -> None:
    if not _can_be_agent(agent) or agent == state.id:
        raise HubActRefused({"agent": FAULTS["hub.agent_shape"].at(id=agent)})


def _check_address(zone: str, address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise HubActRefused({"address": FAULTS["hub.address_shape"].at(zone=zone)})


def _check_school(hub: HubZone, establishment: Establishment, agent: str, now: datetime) -> None:
    said = f"{establishment.name} ({establishment.number})"
    closed = establishment.closed_at(timezone.localdate(now)) or not establishment.active
    if establishment.kind != EstablishmentKind.SCHOOL or closed:
        raise HubActRefused({"establishment": FAULTS["hub.not_a_school"].at(school=said)})
    if not _can_be_agent(agent) or agent in (hub.agent, hub.zone):
        raise HubActRefused({"agent": FAULTS["hub.agent_shape"].at(id=agent)})
    elsewhere = HubSchool.objects.filter(establishment=establishment).exclude(zone=hub).select_related("zone").first()
    if elsewhere is not None:
        raise HubActRefused({"establishment": FAULTS["hub.school_elsewhere"].at(school=said, zone=elsewhere.zone.zone)})
    others = HubSchool.objects.filter(zone=hub, agent=agent).exclude(establishment=establishment)
    other = others.select_related("establishment").first()
    if other is not None:
        place = other.establishment
        raise HubActRefused(
            {"agent": FAULTS["hub.agent_has_school"].at(id=agent, school=f"{place.name} ({place.number})")}
        )


def _can_be_agent(agent: str) -> bool:
    return 0 < len(agent) <= ID_LENGTH and agent == agent.strip() and agent.isprintable()


def _told(school: HubSchool) -> dict[str, str]:
    return {"school": school.establishment.number, "agent": school.agent}
