"""The hub in the worker: who is the hub in a zone, what it does there at once, and what it says when it cannot."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import OperationalError

from handover.agent import Agent, Event, ZoneAway
from handover.cli.worker import work
from handover.portal.audit.log import SITE
from handover.portal.hub.life import MoveState, MoveTrigger
from handover.portal.hub.models import HubSchool, HubZone, Move
from handover.portal.hub.moving import begin_move, take_move_step
from handover.portal.hub.zones import hearing, membership, running, setting_up, working
from handover.portal.hub.zones.hearing import HubEar
from handover.portal.hub.zones.running import HeldZone, HubRunner
from handover.portal.hub.zones.working import HubAct
from handover.portal.zones import administering
from handover.portal.zones.broker import broker
from handover.zone.core.effects import SetZone
from handover.zone.rights import ANY
from tests.agent.county import until
from tests.hub import HubSite, HubTown, school_info
from tests.portal.hub.test_hub_speaking import enrolment
from tests.stores import store

__all__ = ["store"]

Runners = Callable[[], HubRunner]


@pytest.fixture
def runners(hub_site: HubSite, monkeypatch) -> Iterator[Runners]:
    """Make a process that is the hub; it looks when the test says so, on the test's clock."""
    monkeypatch.setattr(membership, "PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(running, "LONGEST_WAIT", 0.2)
    made: list[HubRunner] = []

    def runner(most: int = 100) -> HubRunner:
        made.append(HubRunner(most=most, clock=lambda: hub_site.now))
        return made[-1]

    yield runner
    for each in made:
        each.stop()


@pytest.fixture
def taken(monkeypatch) -> list[str]:
    """Have a noticed record cancelled as the only act, and return the zones in which that was done, as it is done."""
    done: list[str] = []

    def act(move: Move, agent: Agent, clock) -> None:
        zone = move.zone_in_charge
        take_move_step("cancel", move, now=clock())
        done.append(zone)

    monkeypatch.setattr(working, "ACTS", (HubAct(MoveState.NOTICED, act),))
    return done


def make_due(town: HubTown, zone: str = "") -> Move:
    """Notice a leaving that is the zone's to see to, at once."""
    move = Move(trigger=MoveTrigger.LEAVING.value, zone_in_charge=zone or town.zone, due_at=town.now)
    return begin_move("notice", move, now=town.now)


def looks(runner: HubRunner, condition: Callable[[], object]) -> None:
    """Have a process look until something is so."""

    def so() -> bool:
        runner.look()
        return bool(condition())

    until(so)


def fault(town: HubTown) -> str:
    return HubZone.objects.get(zone=town.zone).fault


def asleep(town: HubTown) -> bool:
    return bool(broker().store.head(town.zone, "Handover").presence.asleep)


def test_one_process_at_a_time_is_the_hub_in_a_zone(hub_site: HubSite, runners: Runners) -> None:
    for zone in ("town", "city"):
        hub_site.zone(zone)
    first, second = runners(), runners()
    first.look()
    second.look()
    assert first.zones == ["city", "town"]
    assert second.zones == []


def test_zones_are_shared_by_processes_that_take_no_more_than_they_can(hub_site: HubSite, runners) -> None:
    for zone in ("town", "city"):
        hub_site.zone(zone)
    first, second = runners(most=1), runners(most=1)
    first.look()
    second.look()
    assert first.zones == ["town"]
    assert second.zones == ["city"]


def test_process_that_is_killed_is_followed_by_another_in_half_a_minute(
    hub_zone: HubTown, runners: Runners, taken
) -> None:
    killed, other = runners(), runners()
    looks(killed, lambda: killed.held("town").heard)
    make_due(hub_zone)
    hub_zone.later(seconds=29)
    other.look()
    assert other.zones == []
    hub_zone.later(seconds=2)
    looks(other, lambda: taken)
    assert other.zones == ["town"]
    killed.look()  # it was not dead, only slow
    assert killed.zones == []
    assert not asleep(hub_zone)


def test_process_keeps_its_zones_while_it_looks(hub_zone: HubTown, runners: Runners) -> None:
    first, second = runners(), runners()
    for _ in range(10):
        first.look()
        second.look()
        hub_zone.later(seconds=20)
    assert (first.zones, second.zones) == (["town"], [])


def test_record_that_becomes_due_is_taken_up_at_the_next_look(hub_zone: HubTown, runners: Runners, taken) -> None:
    runner = runners()
    looks(runner, lambda: runner.held("town").heard)
    move = make_due(hub_zone)
    looks(runner, lambda: taken)
    move.refresh_from_db()
    assert move.stage is MoveState.CANCELLED


def test_record_that_goes_on_in_another_zone_is_taken_up_there_without_waiting_for_the_next_look(
    hub_site: HubSite, runners: Runners, monkeypatch
) -> None:
    monkeypatch.setattr(running, "LOOK_SECONDS", 600)
    monkeypatch.setattr(running, "CHECK_SECONDS", 600)
    done: list[str] = []

    def act(move: Move, agent: Agent, clock) -> None:
        done.append(move.zone_in_charge)
        if move.zone_in_charge == "nant":
            Move.objects.filter(pk=move.pk).update(zone_in_charge="glan", due_at=hub_site.now, attempts=1)
        else:
            take_move_step("cancel", move, now=clock())

    monkeypatch.setattr(working, "ACTS", (HubAct(MoveState.NOTICED, act),))
    nant = hub_site.zone("nant")
    hub_site.zone("glan")
    runner = runners()
    looks(runner, lambda: all(runner.held(zone).heard for zone in ("nant", "glan")))
    runner.start()
    make_due(nant)
    runner.held("nant").wake()
    until(lambda: done == ["nant", "glan"])


def test_record_that_is_not_due_or_is_another_zones_is_left(hub_zone: HubTown, runners: Runners, taken) -> None:
    make_due(hub_zone, "city")
    hub_zone.later(seconds=-60)
    runner = runners()
    looks(runner, lambda: runner.held("town").heard)
    runner.stop()
    assert taken == []


def test_what_follows_from_an_event_is_done_without_another_look(
    hub_zone: HubTown, runners, taken, monkeypatch
) -> None:
    def hear(school: HubSchool, event: Event, now) -> None:
        make_due(hub_zone)

    monkeypatch.setattr(hearing, "HEARD", (HubEar("LearnerSchoolEnrolment", hear),))
    monkeypatch.setattr(membership, "POLL_SECONDS", 0.05)
    info = school_info(hub_zone.cast.nant_primary)
    hub_zone.bind(hub_zone.cast.nant_primary, "NantMIS")
    software = hub_zone.software("NantMIS", [info])
    runner = runners()
    looks(runner, lambda: HubSchool.objects.get().introduced_at)
    software.say(enrolment("Non", info.ref_id))
    until(lambda: taken)


def test_hub_fetches_what_waits_for_it_when_it_has_come_and_not_half_a_minute_later(
    hub_zone: HubTown, runners, taken, monkeypatch
) -> None:
    monkeypatch.setattr(
        hearing, "HEARD", (HubEar("LearnerSchoolEnrolment", lambda school, event, now: taken.append(event.source)),)
    )
    hub_zone.bind(hub_zone.cast.nant_primary, "NantMIS")
    info = school_info(hub_zone.cast.nant_primary)
    software = hub_zone.software("NantMIS", [info])
    runner = runners()
    looks(runner, lambda: HubSchool.objects.get().introduced_at)
    software.say(enrolment("Non", info.ref_id))
    looks(runner, lambda: taken == ["NantMIS"])


def test_what_comes_while_the_database_is_away_is_heard_when_it_is_back(
    hub_zone: HubTown, runners, monkeypatch
) -> None:
    came: list[str] = []

    def hear(school: HubSchool, event: Event, now) -> None:
        came.append(event.message_id)
        if len(came) == 1:
            raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(hearing, "HEARD", (HubEar("LearnerSchoolEnrolment", hear),))
    monkeypatch.setattr(membership, "POLL_SECONDS", 0.05)
    hub_zone.bind(hub_zone.cast.nant_primary, "NantMIS")
    info = school_info(hub_zone.cast.nant_primary)
    software = hub_zone.software("NantMIS", [info])
    looks(runners(), lambda: HubSchool.objects.get().introduced_at)
    said = software.say(enrolment("Non", info.ref_id))
    until(lambda: len(came) == 2)
    assert came == [said, said]


def test_record_is_taken_up_again_soon_when_the_database_went_away_from_it(hub_zone: HubTown, monkeypatch) -> None:
    def act(move: Move, agent: Agent, clock) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(working, "ACTS", (HubAct(MoveState.NOTICED, act),))
    move = make_due(hub_zone)
    assert hub_zone.run_until_idle() == 1
    move.refresh_from_db()
    assert move.due_at == hub_zone.now + timedelta(seconds=10)


def test_hub_that_is_turned_off_sleeps_in_its_zone_and_goes_on_where_it_was(hub_zone: HubTown, runners, taken) -> None:
    runner = runners()
    looks(runner, lambda: runner.held("town").heard)
    setting_up.turn_hub_off(SITE, hub_zone.hub, hub_zone.now)
    runner.look()
    assert runner.zones == []
    assert asleep(hub_zone)
    move = make_due(hub_zone)
    runner.look()
    assert Move.objects.get(pk=move.pk).stage is MoveState.NOTICED
    setting_up.turn_hub_on(SITE, hub_zone.hub, hub_zone.now)
    looks(runner, lambda: taken)
    assert not asleep(hub_zone)


def test_hub_is_turned_off_in_the_middle_of_its_work(hub_zone: HubTown, runners: Runners, monkeypatch) -> None:
    done: list[Move] = []
    held: list[HeldZone] = []

    def act(move: Move, agent: Agent, clock) -> None:
        until(lambda: held)
        held[0].end()
        take_move_step("cancel", move, now=clock())
        done.append(move)

    monkeypatch.setattr(working, "ACTS", (HubAct(MoveState.NOTICED, act),))
    for _ in range(3):
        make_due(hub_zone)
    runner = runners()
    runner.look()
    held.append(runner.held("town"))
    until(lambda: done)
    runner.stop()
    assert len(done) == 1
    assert Move.objects.filter(due_at__isnull=False).count() == 2


def test_process_that_ends_lets_go_of_its_zones_at_once(hub_zone: HubTown, runners: Runners, taken) -> None:
    first, second = runners(), runners()
    looks(first, lambda: first.held("town").heard)
    first.stop()
    assert asleep(hub_zone)
    looks(second, lambda: second.held("town").heard)
    assert not asleep(hub_zone)


def pause(town: HubTown) -> None:
    state = broker().store.state(town.zone)
    broker().administer(town.zone, SetZone(state.name, replace(state.rules, paused=True)))


def test_pause_is_written_down_at_the_next_look_though_software_is_still_waited_for(
    hub_site: HubSite, runners: Runners, monkeypatch
) -> None:
    waits, answers = threading.Event(), threading.Event()

    def wait_for_answer(move: Move, agent: Agent, clock) -> None:
        waits.set()
        answers.wait(30)

    monkeypatch.setattr(working, "ACTS", (HubAct(MoveState.NOTICED, wait_for_answer),))
    town = hub_site.zone("town")
    make_due(town)
    runner = runners()
    try:
        looks(runner, waits.is_set)
        pause(town)
        runner.look()
        assert fault(town) == "paused"
    finally:
        answers.set()


def withdraw_key(town: HubTown) -> None:
    administering.withdraw_agent_key(SITE, broker().store.state(town.zone), "Handover", town.now)


def shut_out(town: HubTown) -> None:
    administering.shut_out(SITE, broker().store.state(town.zone), "Handover", town.now)


def take_rights(town: HubTown) -> None:
    administering.set_rights(SITE, broker().store.state(town.zone), "Handover", ANY, frozenset(), town.now)


def lead_nowhere(town: HubTown) -> None:
    HubZone.objects.filter(zone=town.zone).update(address="http://127.0.0.1:9/zone/town/key")


def lead_to_no_zone(town: HubTown) -> None:
    HubZone.objects.filter(zone=town.zone).update(address="/nothing/here")


@pytest.mark.parametrize(
    ("happens", "key"),
    [
        (pause, "paused"),
        (withdraw_key, "not_admitted"),
        (shut_out, "refused"),
        (take_rights, "rights_missing"),
        (lead_nowhere, "away"),
        (lead_to_no_zone, "wrong_address"),
    ],
)
def test_why_the_hub_cannot_work_in_a_zone_is_written_down_and_its_other_zones_go_on(
    hub_site: HubSite, runners: Runners, taken, monkeypatch, happens, key: str
) -> None:
    monkeypatch.setattr(hearing, "HEARD", (HubEar("LearnerSchoolEnrolment", lambda school, event, now: None),))
    town, city = hub_site.zone("town"), hub_site.zone("city")
    happens(town)
    for each in (town, city):
        make_due(each)
    runner = runners()
    looks(runner, lambda: fault(town))
    looks(runner, lambda: taken)
    assert fault(town) == key
    assert taken == ["city"]
    assert fault(city) == ""
    assert Move.objects.get(zone_in_charge="town").attempts == 0


def test_hub_goes_on_when_what_was_wrong_is_mended(hub_zone: HubTown, runners: Runners, taken, monkeypatch) -> None:
    monkeypatch.setattr(hearing, "HEARD", (HubEar("LearnerSchoolEnrolment", lambda school, event, now: None),))
    withdraw_key(hub_zone)
    take_rights(hub_zone)
    make_due(hub_zone)
    runner = runners()
    looks(runner, lambda: fault(hub_zone))
    setting_up.mend_hub(SITE, hub_zone.hub, hub_zone.now)
    looks(runner, lambda: taken and not fault(hub_zone))


def test_absence_of_the_zone_during_an_act_is_no_fault_of_the_record(hub_zone: HubTown, monkeypatch) -> None:
    def act(move: Move, agent: Agent, clock) -> None:
        raise ZoneAway("it is away")

    monkeypatch.setattr(working, "ACTS", (HubAct(MoveState.NOTICED, act),))
    move = make_due(hub_zone)
    with pytest.raises(ZoneAway):
        hub_zone.member.work()
    move.refresh_from_db()
    assert (move.due_at, move.attempts) == (hub_zone.now, 0)


@pytest.mark.parametrize("act", [lambda move, agent, clock: None, lambda move, agent, clock: 1 / 0])
def test_act_that_fails_or_does_nothing_is_not_repeated_without_end(hub_zone: HubTown, monkeypatch, act) -> None:
    monkeypatch.setattr(working, "ACTS", (HubAct(MoveState.NOTICED, act),))
    move = make_due(hub_zone)
    assert hub_zone.run_until_idle() == 1
    move.refresh_from_db()
    assert move.due_at == hub_zone.now + timedelta(minutes=5)


@pytest.mark.usefixtures("store")
def test_worker_that_runs_once_is_no_hub(hub_zone: HubTown) -> None:
    with pytest.raises(SystemExit):
        work(threading.Event(), once=True)
    assert HubZone.objects.get().holder == ""
