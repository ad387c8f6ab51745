"""A file sent by hand is in the next school's software and confirmed, and nobody touched it; and all that can go otherwise."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from handover.agent import Agent, Later, Refuse
from handover.demo import RollStanding, SchoolSoftware, SoftwareSettings
from handover.portal.audit.models import Entry
from handover.portal.hub.arriving import taking_over
from handover.portal.hub.arriving.acts import consider_record
from handover.portal.hub.arriving.comparing import compare_record
from handover.portal.hub.arriving.doubts import goes_elsewhere_too
from handover.portal.hub.choices import choose_for_school, read_choices
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import HubSchool, Move, Readiness
from handover.portal.hub.moving import MoveNotThere
from handover.portal.notices.models import Notice
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import take_step
from handover.sif.objects import Demographics, LearnerPersonal, LearnerSchoolEnrolment, Name, PersonalInformation
from tests.files import SIAN, TOMOS, Child, send
from tests.hub import KINDS, QUICK, HubTown, Software, ref_id, school_info
from tests.hub_software import make_roll
from tests.moments import NOW

BORN = date(2015, 2, 11)


@pytest.fixture
def join(hub_zone: HubTown):
    """Let the software of Glan Wennol join, of an invented make with a roll of its own."""
    running = []

    def joined(place: str = "glan_high", town: HubTown = hub_zone, **settings):
        school = getattr(town.cast, place)
        agent = f"{place} MIS"
        roll = make_roll(school.number, school.name, learners=3)
        software = SchoolSoftware(
            roll, agent, town.key_for(agent), SoftwareSettings(poll_seconds=0.05, patience_seconds=5.0, **settings)
        )
        software.start()
        town.running[agent] = software.agent
        running.append(software)
        return software

    return joined


def send_now(town: HubTown, *children: Child, sender: str = "alis", **more):
    return send(getattr(town.cast, sender), "6814990", children=children or (SIAN,), now=town.now, **more).transfer


def work(town: HubTown, seconds: int = 20) -> None:
    """Let the hub work for so long, by its own clock."""
    for _ in range(seconds):
        town.run_until_idle()
        town.later(seconds=1)


def outcome_of(transfer: Transfer) -> tuple[State, list[str]]:
    transfer.refresh_from_db()
    return transfer.stage, [move.outcome.key for move in Move.objects.filter(transfer=transfer).order_by("place")]


def test_file_sent_by_hand_is_in_the_software_and_confirmed_with_nobody_touching_it(hub_zone, join):
    software = join()
    hub_zone.bind(hub_zone.cast.glan_high, "glan_high MIS")
    transfer = send_now(hub_zone, SIAN, TOMOS)
    work(hub_zone)
    assert outcome_of(transfer) == (State.CONFIRMED, ["arrived_after_yes", "arrived_after_yes"])
    learner = software.roll.find_by_upn("B681299003017").learner
    assert learner.personal_information.name.given_name == "Siân"
    assert [entry.shown_name for entry in software.roll.entries(RollStanding.ON_ROLL)]
    assert list(Move.objects.first().steps.values_list("event", flat=True)) == [
        "receive",
        "hand_over",
        "take_in",
        "arrive",
    ]


def bind(town: HubTown, **more):
    return town.bind(town.cast.glan_high, "glan_high MIS", **more)


def test_whole_way_takes_no_more_than_a_few_seconds(hub_zone, join):
    join()
    bind(hub_zone)
    transfer = send_now(hub_zone)
    work(hub_zone, seconds=4)
    assert outcome_of(transfer)[0] is State.CONFIRMED


def test_receiving_software_stands_in_the_audit_log_as_who_collected_and_confirmed(hub_zone, join):
    join()
    bind(hub_zone)
    transfer = send_now(hub_zone)
    work(hub_zone)
    said = Entry.objects.filter(subject=str(transfer.reference)).order_by("sequence")
    assert list(said.values_list("action", "username", "establishment"))[-2:] == [
        ("file.collected", "software glan_high MIS", "6814990"),
        ("file.confirmed", "software glan_high MIS", "6814990"),
    ]


def test_sender_is_told_that_the_file_arrived_as_when_a_person_says_so(hub_zone, join):
    join()
    bind(hub_zone)
    send_now(hub_zone)
    work(hub_zone)
    assert "alis@example.org" in Notice.objects.filter(kind="confirmed").values_list("recipient", flat=True)


def test_nothing_goes_in_before_a_person_said_yes(hub_zone, join):
    software = join()
    bind(hub_zone, arriving=Readiness.AFTER_YES)
    transfer = send_now(hub_zone)
    work(hub_zone)
    assert outcome_of(transfer) == (State.SENT, ["waits_for_next_school"])
    assert software.roll.find_by_upn(SIAN.upn) is None
    taking_over.accept_records(Move.objects.all(), hub_zone.cast.bryn, hub_zone.now)
    work(hub_zone)
    assert outcome_of(transfer) == (State.CONFIRMED, ["arrived_after_yes"])


def test_record_is_offered_with_what_the_software_held_of_the_child(hub_zone, join):
    software = join()
    known = software.roll.entries(RollStanding.ON_ROLL)[0].learner
    bind(hub_zone, arriving=Readiness.AFTER_YES)
    born = known.personal_information.demographics.birth_date
    transfer = send_now(hub_zone, Child(known.upn, "Prydderch", "Siân", born.isoformat()))
    work(hub_zone)
    (held,) = compare_record(Move.objects.get(transfer=transfer), "en").held
    name = known.personal_information.name
    assert {(each.old, each.new) for each in held.changed} >= {
        (name.family_name, "Prydderch"),
        (name.given_name, "Siân"),
    }


def test_refusal_by_the_software_comes_back_to_the_sender_in_its_words(hub_zone, join):
    join(takes_nobody=True)
    bind(hub_zone)
    transfer = send_now(hub_zone)
    work(hub_zone)
    assert outcome_of(transfer) == (State.REJECTED, ["refused"])
    assert "This school takes no records from elsewhere." in transfer.reason
    assert Move.objects.get().reason == "next_refused"
    assert "alis@example.org" in Notice.objects.filter(kind="rejected").values_list("recipient", flat=True)


def test_words_of_the_software_stand_nowhere_in_the_open(hub_zone, join):
    join(takes_nobody=True)
    bind(hub_zone)
    transfer = send_now(hub_zone)
    work(hub_zone)
    outcome_of(transfer)
    told = [*Entry.objects.values_list("details", flat=True), *Notice.objects.values_list("body", flat=True)]
    assert not any("from elsewhere" in each or "Prydderch" in each for each in map(str, told))


def test_one_pupil_whom_the_software_refuses_holds_up_no_other(hub_zone):
    """The software takes Tomos and refuses Siân; her sender is told of her, and the file goes on for him."""
    software = hub_zone.software("glan_high MIS", [school_info(hub_zone.cast.glan_high)], hears=False)
    software.agent.on_event(*KINDS)(refusing(software, SIAN.upn))
    bind(hub_zone)
    transfer = send_now(hub_zone, SIAN, TOMOS)
    work(hub_zone)
    assert outcome_of(transfer) == (State.CONFIRMED, ["refused", "arrived_after_yes"])
    refused = Move.objects.get(place=0)
    assert refused.words == "LearnerPersonal: We have nobody of that name. (9/1)"
    told = Notice.objects.filter(kind="record_refused")
    assert {each.recipient for each in told} == {"alis@example.org", "nant-primary@example.org"}
    assert all(f"/moves/{refused.reference}/" in each.body for each in told)
    assert not any("Prydderch" in each.body for each in told)


def refusing(software, upn: str):
    """Return what software does that takes everybody onto its roll at once but one."""

    def hear(event):
        thing = event.object
        if isinstance(thing, LearnerPersonal):
            if thing.upn == upn:
                raise Refuse(9, 1, "We have nobody of that name.")
            software.held += [thing, enrolment(thing.ref_id, software.held[0].ref_id)]

    return hear


def enrolment(learner: str, school: str) -> LearnerSchoolEnrolment:
    return LearnerSchoolEnrolment(
        ref_id=ref_id("enrolment", learner),
        learner_personal_ref_id=learner,
        school_info_ref_id=school,
        membership_type="C",
        entry_date=date(2026, 9, 1),
    )


def test_same_pupil_sent_again_is_an_update_and_not_a_second_child(hub_zone, join):
    software = join()
    bind(hub_zone)
    send_now(hub_zone)
    work(hub_zone)
    before = len(software.roll.entries(RollStanding.ON_ROLL))
    again = send_now(hub_zone, replace(SIAN, forename="Siân Haf"), number=2)
    work(hub_zone)
    assert outcome_of(again) == (State.CONFIRMED, ["arrived_after_yes"])
    assert len(software.roll.entries(RollStanding.ON_ROLL)) == before
    assert software.roll.find_by_upn(SIAN.upn).learner.personal_information.name.given_name == "Siân Haf"


def test_child_whom_the_software_has_already_keeps_its_ref_id(hub_zone, join):
    software = join()
    known = software.roll.entries(RollStanding.ON_ROLL)[0]
    bind(hub_zone)
    born = known.learner.personal_information.demographics.birth_date
    transfer = send_now(hub_zone, Child(known.learner.upn, "Prydderch", "Siân", born.isoformat()))
    work(hub_zone)
    assert outcome_of(transfer)[0] is State.CONFIRMED
    found = software.roll.find_by_upn(known.learner.upn)
    assert (found.ref_id, found.learner.personal_information.name.family_name) == (known.ref_id, "Prydderch")


def test_child_is_taken_in_first_and_arrives_when_the_school_puts_it_on_the_roll(hub_zone, join):
    software = join(takes_by_itself=False)
    bind(hub_zone)
    transfer = send_now(hub_zone)
    work(hub_zone)
    assert outcome_of(transfer) == (State.COLLECTED, ["waits_for_roll"])
    hub_zone.later(hours=3)
    work(hub_zone, seconds=1)
    assert Move.objects.get().reason == ""
    hub_zone.later(days=1)
    work(hub_zone, seconds=1)
    assert Move.objects.get().reason == "next_not_on_roll"
    software.take_onto_roll(software.roll.find_by_upn(SIAN.upn).ref_id)
    work(hub_zone, seconds=2)
    assert outcome_of(transfer) == (State.CONFIRMED, ["arrived_after_yes"])


def test_software_that_is_away_is_waited_for_with_a_reason_and_the_record_arrives_when_it_is_there(hub_zone, join):
    bind(hub_zone)
    transfer = send_now(hub_zone)
    work(hub_zone, seconds=2)
    move = Move.objects.get()
    assert (move.stage, move.reason) == (MoveState.ON_ITS_WAY, "next_software_away")
    join()
    hub_zone.later(minutes=10)
    work(hub_zone)
    assert outcome_of(transfer) == (State.CONFIRMED, ["arrived_after_yes"])


def test_software_that_says_nothing_of_its_pupils_has_a_person_look_first(hub_zone):
    """Such software hears events and answers nothing: the record goes in after a yes, and a person says that it arrived."""
    software = hub_zone.software("glan_high MIS", kinds=(), hears=False)
    software.agent.on_event(*KINDS)(software.came.append)
    bind(hub_zone)
    transfer = send_now(hub_zone)
    work(hub_zone, seconds=2)
    move = Move.objects.get()
    assert (move.stage, move.reason) == (MoveState.OFFERED, "next_software_mute")
    taking_over.accept_records([move], hub_zone.cast.bryn, hub_zone.now)
    work(hub_zone)
    assert software.came
    assert outcome_of(transfer) == (State.COLLECTED, ["waits_for_roll"])
    taking_over.say_on_roll([Move.objects.get()], hub_zone.cast.bryn, hub_zone.now)
    assert outcome_of(transfer) == (State.CONFIRMED, ["arrived_after_yes"])


def test_two_learners_of_one_upn_are_put_to_a_person_and_no_yes_gets_over_it(hub_zone):
    twice = [learner("Siân", "one"), learner("Sian", "two")]
    hub_zone.software("glan_high MIS", [school_info(hub_zone.cast.glan_high), *twice])
    bind(hub_zone)
    send_now(hub_zone)
    work(hub_zone, seconds=2)
    for _ in range(2):
        move = Move.objects.get()
        assert (move.stage, move.reason) == (MoveState.OFFERED, "next_upn_twice")
        taking_over.accept_records([move], hub_zone.cast.bryn, hub_zone.now)
        work(hub_zone, seconds=2)


def learner(forename: str, which: str, born: date = BORN) -> LearnerPersonal:
    return LearnerPersonal(
        ref_id=ref_id("learner", which),
        upn=SIAN.upn,
        personal_information=PersonalInformation(
            name=Name(type="C", family_name="Prydderch", given_name=forename),
            demographics=Demographics(birth_date=born),
        ),
    )


def test_child_of_that_upn_who_was_born_on_another_day_is_looked_at_by_a_person(hub_zone):
    other = learner("Siân", "one", date(2014, 12, 24))
    software = hub_zone.software("glan_high MIS", [school_info(hub_zone.cast.glan_high), other])
    bind(hub_zone)
    send_now(hub_zone)
    work(hub_zone, seconds=2)
    assert (Move.objects.get().stage, Move.objects.get().reason) == (MoveState.OFFERED, "next_upn_other")
    assert software.came == []


def test_record_of_a_child_who_goes_to_two_schools_is_looked_at_by_a_person(hub_site):
    """The second school that gets a record of a child is told that another has one."""
    town, city = hub_site.zone("town"), hub_site.zone("city")
    town.software("glan MIS", [school_info(town.cast.glan_high)])
    city.software("grug MIS", [school_info(town.cast.grug_primary)])
    town.bind(town.cast.glan_high, "glan MIS")
    city.bind(town.cast.grug_primary, "grug MIS")
    send_now(town)
    work(town, seconds=3)
    send(town.cast.alis, "6602991", now=town.now, number=2)
    work(town, seconds=3)
    assert Move.objects.get(destination="6602991").reason == "next_elsewhere"


def test_child_who_moves_on_soon_from_the_school_that_has_just_got_the_record_goes_one_way(hub_site):
    town, city = hub_site.zone("town"), hub_site.zone("city")
    town.software("glan MIS", [school_info(town.cast.glan_high)])
    city.software("grug MIS", [school_info(town.cast.grug_primary)])
    town.bind(town.cast.glan_high, "glan MIS")
    city.bind(town.cast.grug_primary, "grug MIS")
    send_now(town)
    work(town, seconds=3)
    send(town.cast.bryn, "6602991", now=town.now, number=2)
    work(town, seconds=3)
    assert Move.objects.get(destination="6602991").reason == ""


@pytest.mark.django_db
def test_child_who_came_lately_and_goes_on_to_the_next_school_is_in_no_doubt(cast):
    """How the child came to the school that is left now says nothing of another school."""
    came, goes, elsewhere = (
        Move(
            trigger="file",
            source=source,
            destination=destination,
            child_key="51a4",
            state=state,
            noticed_at=at,
            moved_at=at,
            ended_at=at if state == "arrived" else None,
        )
        for source, destination, state, at in (
            ("681LLLL", "6812990", "arrived", NOW),
            ("6812990", "6814990", "on_its_way", NOW + timedelta(days=7)),
            ("6812990", "6602991", "arrived", NOW + timedelta(days=8)),
        )
    )
    came.save()
    goes.save()
    assert not goes_elsewhere_too(goes)
    elsewhere.save()
    assert goes_elsewhere_too(goes)


def test_pupil_without_a_upn_is_looked_at_by_a_person(hub_zone, join):
    join()
    bind(hub_zone)
    send_now(hub_zone, replace(SIAN, upn=""))
    work(hub_zone, seconds=2)
    assert Move.objects.get().reason == "next_no_upn"


def test_software_that_does_not_listen_to_learners_is_said_to(hub_zone):
    software = hub_zone.software("glan_high MIS", [school_info(hub_zone.cast.glan_high)], hears=False)
    bind(hub_zone)
    transfer = send_now(hub_zone)
    work(hub_zone, seconds=3)
    assert (Move.objects.get().stage, Move.objects.get().reason) == (MoveState.HANDED_OVER, "next_unheard")
    assert outcome_of(transfer)[0] is State.SENT
    assert software.came == []


def test_hub_that_is_killed_after_it_published_publishes_nothing_twice(hub_zone):
    software = hub_zone.software("glan_high MIS", [school_info(hub_zone.cast.glan_high)])
    bind(hub_zone)
    send_now(hub_zone)
    as_before = Move.objects.get()
    work(hub_zone, seconds=2)
    came = len(software.came)
    hub_zone.restart()
    with pytest.raises(MoveNotThere):
        consider_record(as_before, hub_zone.member.agent, lambda: hub_zone.now)
    hub_zone.run_until_idle()
    assert came
    assert len(software.came) == came


def test_person_who_collects_meanwhile_is_not_followed_by_the_hub(hub_zone, join):
    software = join()
    bind(hub_zone)
    transfer = send_now(hub_zone)
    take_step("collect", transfer, by=hub_zone.cast.bryn, now=hub_zone.now)
    work(hub_zone, seconds=3)
    assert software.roll.find_by_upn(SIAN.upn) is None
    assert outcome_of(transfer) == (State.COLLECTED, ["waits_to_be_taken"])


def test_school_that_turns_arriving_off_meanwhile_gets_the_file_by_hand(hub_zone, join):
    software = join()
    school = bind(hub_zone)
    transfer = send_now(hub_zone)
    HubSchool.objects.filter(pk=school.pk).update(arriving=Readiness.OFF)
    work(hub_zone, seconds=3)
    assert software.roll.find_by_upn(SIAN.upn) is None
    assert outcome_of(transfer) == (State.SENT, ["waits_to_be_taken"])


def test_file_that_waited_arrives_when_the_school_gets_the_hub(hub_zone, join):
    join()
    transfer = send_now(hub_zone)
    bind(hub_zone)
    work(hub_zone)
    assert outcome_of(transfer) == (State.CONFIRMED, ["arrived_after_yes"])


def test_file_that_waited_arrives_when_the_school_switches_arriving_on(hub_zone, join):
    join()
    school = bind(hub_zone, arriving=Readiness.OFF)
    transfer = send_now(hub_zone)
    work(hub_zone, seconds=2)
    assert outcome_of(transfer) == (State.SENT, ["waits_to_be_taken"])
    chosen = replace(read_choices(school), arriving=Readiness.BY_ITSELF)
    choose_for_school(school, chosen, hub_zone.cast.bryn, hub_zone.now)
    work(hub_zone)
    assert outcome_of(transfer) == (State.CONFIRMED, ["arrived_after_yes"])


def test_record_that_speaks_of_protection_is_looked_at_by_a_person(hub_zone, join):
    software = join()
    bind(hub_zone)
    send_now(hub_zone, replace(SIAN, more="<ChildProtectionPlan>true</ChildProtectionPlan>"))
    work(hub_zone, seconds=2)
    assert (Move.objects.get().stage, Move.objects.get().reason) == (MoveState.OFFERED, "next_flagged")
    assert software.roll.find_by_upn(SIAN.upn) is None


def test_software_that_left_the_zone_before_it_took_the_record_gets_it_when_it_is_back(hub_zone):
    """A zone empties the queue of an agent that leaves it: that nothing waits there does not say that it was taken."""

    def later(event):
        raise Later("Not now.")

    info = school_info(hub_zone.cast.glan_high)
    address = hub_zone.key_for("glan_high MIS")
    software = Software(Agent("glan_high MIS", address, **QUICK), [info])
    software.agent.on_event(*KINDS)(later)
    hub_zone.running["glan_high MIS"] = software.join(KINDS, provider=True, hears=False).agent
    bind(hub_zone)
    transfer = send_now(hub_zone)
    hub_zone.member.work()
    assert Move.objects.get().stage is MoveState.HANDED_OVER
    software.agent.unregister()
    software.agent.close(silently=True)
    hub_zone.running.pop("glan_high MIS")
    hub_zone.later(seconds=5)
    work(hub_zone, seconds=5)
    assert (Move.objects.get().stage, Move.objects.get().reason) == (MoveState.HANDED_OVER, "next_software_away")
    assert outcome_of(transfer)[0] is State.SENT
    back = Software(Agent("glan_high MIS", address, **QUICK), [info]).join(KINDS, provider=True, hears=True)
    hub_zone.running["glan_high MIS"] = back.agent
    hub_zone.later(minutes=15)
    work(hub_zone, seconds=5)
    assert [type(event.object).__name__ for event in back.came].count("LearnerPersonal") == 1
    assert outcome_of(transfer)[0] is State.COLLECTED
