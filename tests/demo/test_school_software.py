"""A school's software in a zone: its roll is asked for, a leaving is told, who arrives is taken in once."""

from datetime import date
from shutil import copyfile

import pytest

from handover.agent import Agent, Q
from handover.common.problems import Severity
from handover.demo import NewChild, NotPossible, RollEntry, RollStanding, SchoolRoll, SchoolSoftware, SoftwareSettings
from handover.demo.objects import SPOKEN_OBJECTS
from handover.sif.checks.document import Options, check_together
from handover.sif.objects import (
    ContactPersonal,
    Demographics,
    LearnerContact,
    LearnerPersonal,
    LearnerSchoolEnrolment,
    Name,
    PartialLearnerPersonal,
    PersonalInformation,
    SchoolInfo,
)
from handover.sif.writer import write_object
from tests.agent.conftest import collect
from tests.agent.county import ZONE, County, until
from tests.demo.conftest import TODAY
from tests.hub_software import make_roll
from tests.loose_objects import as_it_came

TOMOS = LearnerPersonal(
    ref_id="70305000000000000000000000000001",
    upn="J660299121007",
    personal_information=PersonalInformation(
        name=Name(type="C", family_name="Tudur-Rees", given_name="Tomos"),
        demographics=Demographics(gender="M", birth_date=date(2018, 3, 9)),
    ),
)
FATHER = ContactPersonal(
    ref_id="FA000000000000000000000000000001",
    personal_information=PersonalInformation(name=Name(type="C", family_name="Tudur-Rees", given_name="Gwilym")),
)
HIS_FATHER = LearnerContact(
    learner_personal_ref_id=TOMOS.ref_id,
    contact_personal_ref_id=FATHER.ref_id,
    relationship="FAFN",
    contact_flags=LearnerContact.ContactFlags(parent_legal_guardian="Yes"),
)


PROVIDED = (
    "SchoolInfo",
    "AssessmentResultComponent",
    "ContactPersonal",
    "LearnerPersonal",
    "LearnerContact",
    "LearnerSchoolEnrolment",
    "LearnerSpecialNeeds",
    "LearnerEntitlement",
    "LearnerAttendanceSummary",
    "LearnerAssessmentResult",
)


@pytest.fixture
def hub(county):
    """Another agent of the zone, that hears of enrolments and publishes records."""
    with Agent("Handover", county.url, poll_seconds=0.05, patience_seconds=5.0) as agent:
        yield agent


def refusals(county: County) -> list[str]:
    return [letter.words for letter in county.store.letters(ZONE)]


def arrive(county: County, hub: Agent, *things, action: str = "Add") -> None:
    """Publish a record and wait until the school's software has had all of it."""
    for thing in things:
        hub.publish(as_it_came(thing), action=action)
    until(lambda: not county.waiting("NantMIS"))


def test_the_whole_roll_is_valid_sif_and_refers_to_nothing_that_is_not_there(nant):
    things = [thing for name in PROVIDED for thing in nant.holding.provided_objects(name)]
    assert {type(thing).__name__ for thing in things} == set(PROVIDED)
    report = check_together((write_object(thing) for thing in things), Options(complete=True))
    assert [problem.code for problem in report.problems if problem.severity is Severity.ERROR] == []


def test_what_is_asked_of_the_software_is_what_its_roll_has(nant, begin, hub):
    begin(nant)
    first, second = nant.entries()[:2]
    assert [thing.ref_id for thing in hub.request(LearnerPersonal, Q("UPN") == first.learner.upn)] == [first.ref_id]
    assert len(list(hub.request(LearnerPersonal))) == 6
    mine = list(hub.request(LearnerContact, Q("@LearnerPersonalRefId") == first.ref_id))
    assert {thing.learner_personal_ref_id for thing in mine} == {first.ref_id}
    either = (Q("@RefId") == mine[0].contact_personal_ref_id) | (Q("@RefId") == mine[1].contact_personal_ref_id)
    assert {thing.ref_id for thing in hub.request(ContactPersonal, either)} == {
        each.contact_personal_ref_id for each in mine
    }
    mixed = (Q("@RefId") == first.ref_id) | (Q("UPN") == second.learner.upn)
    assert {thing.ref_id for thing in hub.request(LearnerPersonal, mixed)} == {first.ref_id, second.ref_id}
    both = (Q("UPN") == second.learner.upn) & (Q("@RefId") == first.ref_id)
    assert list(hub.request(LearnerPersonal, both)) == []
    family = Q("PersonalInformation/Name/FamilyName") == first.name.family_name
    assert first.ref_id in {thing.ref_id for thing in hub.request(LearnerPersonal, family)}
    assert [thing.school_name for thing in hub.request(SchoolInfo)] == ["Nant y Wennol Primary School"]


def test_a_leaving_is_told_with_the_day_the_reason_and_the_school(nant, begin, hub):
    came = collect(hub, LearnerSchoolEnrolment)
    software, leaver = begin(nant), nant.entries()[0]
    software.leave(leaver.ref_id, date(2026, 11, 30), "6602991")
    until(lambda: came)
    [event] = came
    told = event.object
    assert (event.action, event.source) == ("Change", "NantMIS")
    assert (told.ref_id, told.learner_personal_ref_id) == (leaver.enrolment.ref_id, leaver.ref_id)
    assert (told.exit_date, told.exit_type.code, told.membership_type) == (date(2026, 11, 30), "ST", "P")
    goes_to = told.exit_type.destination
    assert (goes_to.code, goes_to.la_id, goes_to.establishment_id) == ("MP", "660", "2991")
    assert (told.entry_date, told.nc_year_group_actual) == (None, None)
    assert nant.standing_of(leaver.ref_id) is RollStanding.LEFT
    [held] = hub.request(LearnerSchoolEnrolment, Q("@LearnerPersonalRefId") == leaver.ref_id)
    assert held.exit_date == date(2026, 11, 30)


def test_a_leaver_of_a_day_to_come_is_still_enrolled_and_may_have_no_known_school(nant, begin, hub):
    came = collect(hub, LearnerSchoolEnrolment)
    begin(nant).leave(nant.entries()[0].ref_id, date(2026, 12, 18))
    until(lambda: came)
    told = came[0].object
    assert told.membership_type == "C"
    assert (told.exit_type.destination.code, told.exit_type.destination.establishment_id) == ("NK", None)


def test_a_leaving_that_is_taken_back_is_told_as_emptied(nant, begin, hub):
    came = collect(hub, LearnerSchoolEnrolment)
    software, leaver = begin(nant), nant.entries()[0]
    software.leave(leaver.ref_id, date(2026, 11, 30), "6602991")
    software.take_back_leaving(leaver.ref_id)
    until(lambda: len(came) == 2)
    assert came[1].object.nils == {"exit_date", "exit_type"}
    assert nant.entry(leaver.ref_id) == RollEntry(
        leaver.ref_id, RollStanding.ON_ROLL, "", TODAY, leaver.learner, leaver.enrolment
    )
    with pytest.raises(NotPossible, match="has not left"):
        software.take_back_leaving(leaver.ref_id)


def test_nobody_leaves_who_is_not_on_the_roll(nant, begin, hub, county):
    software = begin(nant, takes_by_itself=False)
    arrive(county, hub, TOMOS)
    with pytest.raises(NotPossible, match="not on the roll"):
        software.leave(TOMOS.ref_id, date(2026, 11, 30))


def test_who_arrives_is_enrolled_from_today_and_the_zone_is_told(nant, begin, hub, county):
    came = collect(hub, LearnerSchoolEnrolment)
    begin(nant)
    arrive(county, hub, FATHER, TOMOS, HIS_FATHER)
    until(lambda: came)
    [told] = [event.object for event in came]
    assert came[0].action == "Add"
    assert (told.learner_personal_ref_id, told.entry_date) == (TOMOS.ref_id, date(2026, 11, 30))
    assert (told.school_info_ref_id, told.membership_type, told.nc_year_group_actual) == (nant.school.ref_id, "C", "4")
    [answer] = hub.request(LearnerPersonal, Q("UPN") == TOMOS.upn)
    assert answer.current_school_enrolment.learner_school_enrolment_ref_id == told.ref_id
    assert [thing.ref_id for thing in hub.request(ContactPersonal, Q("@RefId") == FATHER.ref_id)] == [FATHER.ref_id]
    assert refusals(county) == []


def test_who_arrives_is_only_expected_until_somebody_takes_them_onto_the_roll(nant, begin, hub, county):
    came = collect(hub, LearnerSchoolEnrolment)
    software = begin(nant, takes_by_itself=False)
    arrive(county, hub, FATHER, TOMOS, HIS_FATHER)
    assert [entry.shown_name for entry in nant.entries(RollStanding.EXPECTED)] == ["Tomos Tudur-Rees"]
    assert list(hub.request(LearnerPersonal, Q("UPN") == TOMOS.upn)) == []
    assert list(hub.request(ContactPersonal, Q("@RefId") == FATHER.ref_id)) == []
    assert came == []
    software.take_onto_roll(TOMOS.ref_id)
    software.take_onto_roll(TOMOS.ref_id)
    until(lambda: came)
    assert len(list(hub.request(LearnerPersonal, Q("UPN") == TOMOS.upn))) == 1
    assert len(list(hub.request(ContactPersonal, Q("@RefId") == FATHER.ref_id))) == 1
    assert len(came) == 1
    assert nant.entries(RollStanding.EXPECTED) == []


def test_the_same_record_twice_is_one_child(nant, begin, hub, county):
    came = collect(hub, LearnerSchoolEnrolment)
    begin(nant)
    arrive(county, hub, FATHER, TOMOS, HIS_FATHER)
    arrive(county, hub, FATHER, TOMOS, HIS_FATHER)
    arrive(county, hub, PartialLearnerPersonal(ref_id=TOMOS.ref_id, mode_of_travel="WLK"), action="Change")
    [child] = [entry for entry in nant.entries() if entry.name.given_name == "Tomos"]
    assert child.learner.mode_of_travel == "WLK"
    assert child.birth_date == date(2018, 3, 9)
    assert len(nant.entries(RollStanding.ON_ROLL)) == 7
    assert len(came) == 1
    contacts = [thing for thing in nant.holding.objects_of(TOMOS.ref_id) if isinstance(thing, LearnerContact)]
    assert contacts == [HIS_FATHER]


def test_a_child_enrolled_before_the_record_came_becomes_no_second_child(nant, begin, hub, county):
    came = collect(hub, LearnerPersonal, LearnerSchoolEnrolment)
    software = begin(nant)
    new = software.enrol(NewChild(TOMOS.upn, "Tomos", "Tudur-Rees", date(2018, 3, 9), "M"))
    assert software.enrol(NewChild(TOMOS.upn, "Tom", "Rees", date(2018, 3, 9))) == new
    until(lambda: len(came) == 2)
    assert [(event.action, type(event.object).__name__) for event in came] == [
        ("Add", "LearnerPersonal"),
        ("Add", "LearnerSchoolEnrolment"),
    ]
    arrive(county, hub, TOMOS.replace(ref_id=new, uln="8000000107"), action="Change")
    arrive(county, hub, TOMOS)
    assert refusals(county) == [f"Another learner here, {new}, has this UPN."]
    assert [entry.learner.uln for entry in nant.entries() if entry.name.given_name == "Tomos"] == ["8000000107"]


@pytest.mark.parametrize(
    ("thing", "words"),
    [
        (
            TOMOS.replace(personal_information=TOMOS.personal_information.replace(demographics=None)),
            "The learner has no date of birth, and cannot be entered without one.",
        ),
        (
            TOMOS.replace(
                current_school_enrolment=LearnerPersonal.CurrentSchoolEnrolment(
                    learner_school_enrolment_ref_id="E" * 32, la_id="660", establishment_id="2991", nc_year_group="99"
                )
            ),
            "There is no year group 99.",
        ),
        (HIS_FATHER, f"The learner {TOMOS.ref_id} is not known here: LearnerPersonal is to come first."),
    ],
    ids=["no birth date", "no such year", "no learner"],
)
def test_what_cannot_be_entered_is_refused_with_the_reason(nant, begin, hub, county, thing, words):
    begin(nant)
    arrive(county, hub, thing)
    assert refusals(county) == [words]
    assert nant.standing_of(TOMOS.ref_id) is None
    assert nant.messages.latest()[0].words == words


def test_a_change_of_what_is_not_there_is_refused(nant, begin, hub, county):
    begin(nant)
    arrive(county, hub, PartialLearnerPersonal(ref_id=TOMOS.ref_id, mode_of_travel="WLK"), action="Change")
    assert refusals(county) == ["There is no such LearnerPersonal here to change."]


def test_a_school_that_takes_nobody_refuses_everything(nant, begin, hub, county):
    begin(nant, takes_nobody=True)
    arrive(county, hub, TOMOS)
    assert refusals(county) == ["This school takes no records from elsewhere."]


def test_who_is_expected_can_be_withdrawn_and_who_is_on_the_roll_cannot(nant, begin, hub, county):
    software = begin(nant, takes_by_itself=False)
    arrive(county, hub, FATHER, TOMOS, HIS_FATHER)
    arrive(county, hub, PartialLearnerPersonal(ref_id=TOMOS.ref_id), action="Delete")
    assert nant.standing_of(TOMOS.ref_id) is None
    assert nant.holding.objects_of(TOMOS.ref_id) == []
    arrive(county, hub, TOMOS)
    software.take_onto_roll(TOMOS.ref_id)
    arrive(county, hub, PartialLearnerPersonal(ref_id=TOMOS.ref_id), action="Delete")
    assert refusals(county) == ["The learner is on the roll, and is not removed because another agent says so."]


def test_a_child_who_left_and_comes_back_has_a_second_enrolment(nant, begin, hub, county):
    software, leaver = begin(nant), nant.entries()[0]
    software.leave(leaver.ref_id, date(2026, 10, 2), "6602991")
    arrive(county, hub, leaver.learner)
    assert nant.standing_of(leaver.ref_id) is RollStanding.ON_ROLL
    spells = [t for t in nant.holding.objects_of(leaver.ref_id) if isinstance(t, LearnerSchoolEnrolment)]
    assert sorted((spell.entry_date, spell.exit_date) for spell in spells) == [
        (date(2026, 9, 1), date(2026, 10, 2)),
        (date(2026, 11, 30), None),
    ]


def test_a_restart_keeps_the_roll_and_says_what_was_left_unsaid(county, hub, tmp_path):
    came = collect(hub, LearnerSchoolEnrolment)
    place = tmp_path / "nant.roll"
    before = make_roll("6812990", path=place, clock=lambda: TODAY)
    leaver = before.entries()[0]
    before.leave(leaver.ref_id, date(2026, 11, 30), "6602991")
    before.close()
    after = make_roll("6812990", path=place, clock=lambda: TODAY)
    assert after.standing_of(leaver.ref_id) is RollStanding.LEFT
    assert len(after.entries()) == 6
    for _ in range(2):
        with SchoolSoftware(after, "NantMIS", county.url, SoftwareSettings(poll_seconds=0.05)):
            until(lambda: came)
    assert [event.object.exit_date for event in came] == [date(2026, 11, 30)]
    after.close()


def test_what_is_entered_while_the_software_leaves_its_zone_waits_until_it_is_back(nant, begin, hub):
    came = collect(hub, LearnerSchoolEnrolment)
    begin(nant).stop()
    software = SchoolSoftware(nant, "NantMIS", "http://127.0.0.1:9/zone/none")
    software.leave(nant.entries()[0].ref_id, date(2026, 11, 30), "6602991")
    assert [message.action for message in nant.messages.waiting()] == ["Change"]
    begin(nant)
    until(lambda: came)


def test_a_leaving_that_was_told_when_the_software_was_killed_is_not_told_twice(county, hub, tmp_path):
    came = collect(hub, LearnerSchoolEnrolment)
    place, as_killed = tmp_path / "nant.roll", tmp_path / "killed.roll"
    entered = make_roll("6812990", path=place, clock=lambda: TODAY)
    entered.leave(entered.entries()[0].ref_id, date(2026, 11, 30), "6602991")
    entered.close()
    copyfile(place, as_killed)  # nothing of what came of the telling was stored
    for each in (place, as_killed):
        with (
            SchoolRoll(each, clock=lambda: TODAY) as roll,
            SchoolSoftware(roll, "NantMIS", county.url, SoftwareSettings(poll_seconds=0.05)),
        ):
            assert roll.messages.waiting() == []
    until(lambda: not county.waiting("Handover"))
    assert len(came) == 1


def test_an_act_on_the_page_is_told_by_the_software_that_runs_elsewhere(county, hub, tmp_path):
    came = collect(hub, LearnerSchoolEnrolment)
    place = tmp_path / "nant.roll"
    running = make_roll("6812990", path=place, clock=lambda: TODAY)
    page = SchoolRoll(place, clock=lambda: TODAY)
    settings = SoftwareSettings(poll_seconds=0.05, watches_seconds=0.05)
    with SchoolSoftware(running, "NantMIS", county.url, settings):
        page.leave(page.entries()[0].ref_id, date(2026, 11, 30), "6602991")
        until(lambda: came)
    assert page.messages.waiting() == []
    running.close()
    page.close()


def test_in_a_zone_of_several_schools_it_hears_nothing_and_fetches_what_is_kept_for_it(nant, begin, hub, county):
    software = begin(nant, alone_in_zone=False)
    kept = {kind.__name__: [] for kind in (SchoolInfo, ContactPersonal, LearnerPersonal, LearnerContact)}
    for thing in (FATHER, TOMOS, HIS_FATHER):
        kept[type(thing).__name__].append(thing)
    for spoken in SPOKEN_OBJECTS.values():
        hub.respond(spoken.kind, objects=lambda name=spoken.kind.__name__: kept.get(name, ()))
    assert county.subscribers("LearnerPersonal") == set()
    assert len(list(hub.request(LearnerPersonal, destination="NantMIS"))) == 6
    assert software.fetch("Handover") == 3
    assert software.fetch("Handover") == 3
    assert [entry.ref_id for entry in nant.entries() if entry.source == "Handover"] == [TOMOS.ref_id]
    assert nant.standing_of(TOMOS.ref_id) is RollStanding.ON_ROLL
