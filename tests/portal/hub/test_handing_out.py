"""In a zone of several schools nothing is published: each school's own software asks, and gets what is for its school alone."""

from dataclasses import replace

import pytest

from handover.agent import Q
from handover.demo import RollStanding, SchoolSoftware, SoftwareSettings
from handover.portal.audit.models import Entry
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import Move
from handover.portal.transfers.flow import State
from handover.portal.zones.models import MessageRow
from handover.sif.objects import LearnerPersonal, LearnerSchoolEnrolment
from tests.files import SIAN, TOMOS, send
from tests.hub import HubTown
from tests.hub_software import make_roll
from tests.portal.hub.test_arriving import outcome_of, send_now, work

SHARED = SoftwareSettings(poll_seconds=0.05, patience_seconds=5.0, alone_in_zone=False)


@pytest.fixture
def schools(hub_zone: HubTown) -> dict[str, SchoolSoftware]:
    """Two schools' software in one zone of the hub."""
    found = {}
    for place in ("glan_high", "grug_primary"):
        school = getattr(hub_zone.cast, place)
        agent = f"{place} MIS"
        software = SchoolSoftware(
            make_roll(school.number, school.name, learners=2), agent, hub_zone.key_for(agent), SHARED
        )
        software.start()
        hub_zone.running[agent] = software.agent
        hub_zone.bind(school, agent)
        found[place] = software
    return found


def test_schools_own_software_fetches_the_record_and_it_arrives(hub_zone, schools):
    transfer = send_now(hub_zone)
    work(hub_zone, seconds=2)
    assert outcome_of(transfer) == (State.SENT, ["waits_for_next_software"])
    assert schools["glan_high"].fetch("Handover") > 0
    work(hub_zone, seconds=3)
    assert outcome_of(transfer) == (State.CONFIRMED, ["arrived_after_yes"])
    names = [each.learner.personal_information.name for each in schools["glan_high"].roll.entries(RollStanding.ON_ROLL)]
    assert ("Prydderch", "Siân") in [(name.family_name, name.given_name) for name in names]


AT_NANT = (
    "<BasicDetails><NCyearActual>6</NCyearActual></BasicDetails><SchoolHistory><School><LEA>681</LEA><Estab>2990</Estab>"
    "<EntryDate>2022-09-01</EntryDate><LeavingDate>2026-07-17</LeavingDate></School></SchoolHistory>"
)


def test_enrolments_of_a_record_are_given_by_their_first_and_last_day(hub_zone, schools):
    send_now(hub_zone, replace(SIAN, more=AT_NANT))
    work(hub_zone, seconds=2)
    ours = schools["glan_high"].agent
    asked = {
        "begun by then": Q("EntryDate") >= "2022-09-01",
        "begun before": Q("EntryDate") >= "2022-09-02",
        "ended by then": Q("ExitDate") <= "2026-07-17",
        "ended later": Q("ExitDate") <= "2026-07-16",
    }
    given = {
        when: len(list(ours.request(LearnerSchoolEnrolment, where, destination="Handover")))
        for when, where in asked.items()
    }
    assert given == {"begun by then": 1, "begun before": 0, "ended by then": 1, "ended later": 0}


def test_software_of_another_school_asks_and_gets_nothing(hub_zone, schools):
    send_now(hub_zone)
    work(hub_zone, seconds=2)
    other = schools["grug_primary"]
    assert other.fetch("Handover") == 0
    assert list(other.agent.request(LearnerPersonal, Q("UPN") == SIAN.upn, destination="Handover")) == []
    assert not Entry.objects.filter(action="move.given").exists()


def test_nothing_of_the_record_is_an_event_that_others_hear(hub_zone, schools):
    send_now(hub_zone)
    work(hub_zone, seconds=2)
    schools["glan_high"].fetch("Handover")
    work(hub_zone, seconds=3)
    assert not MessageRow.objects.filter(source="Handover", kind="event").exists()


def test_record_is_given_only_while_it_is_handed_over(hub_zone, schools):
    ours = schools["glan_high"]
    assert hub_zone.member.agent
    send_now(hub_zone)
    assert ours.fetch("Handover") == 0
    work(hub_zone, seconds=2)
    assert ours.fetch("Handover") > 0
    work(hub_zone, seconds=3)
    assert Move.objects.get().stage is MoveState.ARRIVED
    assert ours.fetch("Handover") == 0


def test_who_was_given_what_stands_in_the_audit_log_without_a_name(hub_zone, schools):
    send_now(hub_zone)
    work(hub_zone, seconds=2)
    schools["glan_high"].fetch("Handover")
    given = Entry.objects.filter(action="move.given")
    assert {each.username for each in given} == {"software glan_high MIS"}
    assert any('"object": "LearnerPersonal"' in each.details for each in given)
    assert not any("Prydderch" in each.details or SIAN.upn in each.details for each in given)


def test_record_that_the_software_never_fetches_waits_with_a_reason(hub_zone, schools):
    transfer = send_now(hub_zone)
    work(hub_zone, seconds=2)
    hub_zone.later(days=2)
    work(hub_zone, seconds=1)
    assert Move.objects.get().reason == "next_software_silent"
    assert outcome_of(transfer) == (State.SENT, ["waits_for_next_software"])


def test_second_school_of_the_zone_gets_its_own(hub_zone, schools):
    first = send_now(hub_zone)
    second = send(hub_zone.cast.dev, "6602991", children=[TOMOS], now=hub_zone.now).transfer
    work(hub_zone, seconds=2)
    for software in schools.values():
        software.fetch("Handover")
    work(hub_zone, seconds=3)
    assert outcome_of(first)[0] is State.CONFIRMED
    assert outcome_of(second)[0] is State.CONFIRMED
    assert schools["glan_high"].roll.find_by_upn(TOMOS.upn) is None
    assert schools["grug_primary"].roll.find_by_upn(SIAN.upn) is None
