"""A child is new at a school: who has the record is found, and the right one is asked by itself, once."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from handover.demo import NewChild
from handover.portal.audit.models import Entry
from handover.portal.days import start_of_day
from handover.portal.expected.listing import add_pupils
from handover.portal.expected.row import Expected
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import Move, MovingChild, Readiness
from handover.portal.hub.moving import begin_move, make_child_key, take_move_step
from handover.portal.hub.newcomers.arrival_models import ArrivalCase
from handover.portal.notices.models import Notice
from handover.portal.transfers.flow import State
from handover.portal.transfers.moving import take_step
from handover.sif.objects import Demographics, LearnerPersonal, LearnerSchoolEnrolment, Name, PersonalInformation
from tests.files import SIAN, TOMOS, send
from tests.hub import HubTown, ref_id, school_info
from tests.portal.hub.test_arriving import bind, join, send_now, work

__all__ = ["join"]

BORN = date(2015, 2, 11)


@pytest.fixture
def software(hub_zone: HubTown, join):
    """The software of Glan Wennol, which is a member of a zone of the hub that goes by itself."""
    found = join()
    bind(hub_zone)
    return found


def enrol(software, town: HubTown, upn: str = SIAN.upn, born: date = BORN, surname: str = "Prydderch") -> None:
    town.run_until_idle()
    software.enrol(NewChild(upn, "Siân", surname, born, "F"), timezone.localdate(town.now))
    work(town, seconds=2)


def learner_at(town: HubTown, before: LearnerPersonal.PreviousEstablishment) -> LearnerPersonal:
    """Siân, as software knows her that was told which school she was at before."""
    return LearnerPersonal(
        ref_id=ref_id("learner", "Siân"),
        upn=SIAN.upn,
        personal_information=PersonalInformation(
            name=Name(type="C", family_name="Prydderch", given_name="Siân"), demographics=Demographics(birth_date=BORN)
        ),
        previous_establishment_list=(before,),
    )


def enrolment_of(learner: str, school: str, town: HubTown) -> LearnerSchoolEnrolment:
    return LearnerSchoolEnrolment(
        ref_id=ref_id("enrolment", learner),
        learner_personal_ref_id=learner,
        school_info_ref_id=school,
        membership_type="C",
        entry_date=timezone.localdate(town.now),
    )


def only_case() -> ArrivalCase:
    return ArrivalCase.objects.get()


def leaver(town: HubTown, source: str = "nant_primary", **child) -> Move:
    """A pupil who left another school of the hub, whose software did not say where to."""
    place = getattr(town.cast, source)
    other = town.site.zone(source.replace("_", "-"))
    school = other.bind(place, f"{source} MIS", leaving=Readiness.OFF)
    move = Move(
        trigger="leaving",
        source=place.number,
        source_school=school,
        child_key=make_child_key(child.get("upn", SIAN.upn)),
    )
    known = {"surname": "Prydderch", "forename": "Siân", "birth_date": BORN, "upn": SIAN.upn, **child}
    move.seal(MovingChild(**known).stored())
    begin_move("notice", move, now=town.now)
    return take_move_step("ask_destination", move, now=town.now)


def new_here(software, town: HubTown, count: int) -> None:
    """So many children come to Glan Wennol in one day, as its software says."""
    for number in range(count):
        upn = f"B68129900{number:04d}"
        software.enrol(NewChild(upn, "Siân", "Prydderch", BORN, "F"), timezone.localdate(town.now))
    work(town, seconds=2)


def begun(town: HubTown) -> int:
    return ArrivalCase.objects.filter(begun_at__isnull=False).count()


def test_software_that_says_of_very_many_children_that_they_are_new_is_braked(hub_zone, software, settings, signed_in):
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_ARRIVALS_A_DAY": 3})
    hub_zone.run_until_idle()
    new_here(software, hub_zone, 8)
    assert (ArrivalCase.objects.count(), begun(hub_zone)) == (8, 3)
    assert Entry.objects.filter(action="arrival.held_back").count() == 1
    assert Notice.objects.filter(kind="arrivals_held_back").count() == 1
    assert set(ArrivalCase.objects.filter(begun_at=None).values_list("asked", "finding")) == {("", "looking")}
    midnight = start_of_day(timezone.localdate(hub_zone.now) + timedelta(days=1))
    hub_zone.later(seconds=min(3600.0, (midnight - hub_zone.now).total_seconds() / 2))
    work(hub_zone, seconds=2)
    assert (begun(hub_zone), Notice.objects.filter(kind="arrivals_held_back").count()) == (3, 1)
    page = signed_in(hub_zone.cast.bryn).get(reverse("arrivals")).content.decode()
    assert page.count("Waits until tomorrow") == 5
    assert (
        "More pupils are new, by your software or your list, than are looked for in one day (3 for a school)." in page
    )
    hub_zone.later(days=1)
    work(hub_zone, seconds=2)
    assert begun(hub_zone) == 6
    hub_zone.later(days=1)
    work(hub_zone, seconds=2)
    assert (begun(hub_zone), Notice.objects.filter(kind="arrivals_held_back").count()) == (8, 2)


def test_leaver_without_a_destination_goes_where_the_child_is(hub_zone, software):
    move = leaver(hub_zone)
    enrol(software, hub_zone)
    move.refresh_from_db()
    assert list(move.steps.values_list("event", flat=True))[:3] == ["notice", "ask_destination", "find_destination"]
    assert move.destination == "6814990"
    assert (only_case().finding, only_case().asked) == ("leaver_told", "6812990")


def test_old_school_decides_and_no_record_goes_only_because_somebody_typed_a_upn(hub_zone, software):
    move = leaver(hub_zone)
    enrol(software, hub_zone, born=date(2014, 7, 8))
    move.refresh_from_db()
    assert (move.stage, move.destination) == (MoveState.NO_DESTINATION, "")
    assert only_case().finding == "asked"


def test_two_leavers_of_one_upn_are_left_to_people(hub_zone, software):
    moves = [leaver(hub_zone), leaver(hub_zone, "grug_primary")]
    enrol(software, hub_zone)
    for move in moves:
        move.refresh_from_db()
        assert move.stage is MoveState.NO_DESTINATION


def test_nobody_is_asked_where_a_file_waits_for_the_school(hub_zone, software):
    send_now(hub_zone)
    Move.objects.all().update(zone_in_charge="", due_at=None)
    enrol(software, hub_zone)
    assert (only_case().finding, only_case().due_at) == ("here", None)
    assert not Notice.objects.filter(kind="arrival_asked").exists()


def test_record_that_the_hub_brought_opens_no_case(hub_zone, software):
    transfer = send_now(hub_zone)
    work(hub_zone)
    transfer.refresh_from_db()
    assert transfer.stage is State.CONFIRMED
    assert not ArrivalCase.objects.exclude(finding="here").exists()


def test_own_authority_is_told_of_a_pupil_in_the_lost_pupil_store(hub_zone, software):
    send(hub_zone.cast.carys, "XXXXXXX", now=hub_zone.now)
    enrol(software, hub_zone)
    assert (only_case().finding, only_case().asked) == ("in_store", "681LLLL")
    assert Notice.objects.get(kind="arrival_in_store").recipient == "caerwennol@example.org"
    assert not Move.objects.exists()


def test_sender_of_an_uncollected_file_to_another_school_is_asked(hub_zone, software):
    send(hub_zone.cast.alis, "9364990", now=hub_zone.now)
    enrol(software, hub_zone)
    assert (only_case().finding, only_case().asked) == ("asked", "6812990")
    assert Notice.objects.get(kind="arrival_asked").recipient == "nant-primary@example.org"


def test_school_that_has_the_record_is_asked_and_not_the_one_before(hub_zone, software):
    transfer = send(hub_zone.cast.alis, "9364990", now=hub_zone.now).transfer
    take_step("collect", transfer, by=hub_zone.cast.dev, now=hub_zone.now)
    enrol(software, hub_zone)
    assert only_case().asked == "9364990"


def test_school_that_the_child_was_at_before_is_asked(hub_zone):
    town = hub_zone
    before = LearnerPersonal.PreviousEstablishment(la_id="660", establishment_id="2991", last_school="Yes")
    known = learner_at(town, before)
    software = town.software("glan_high MIS", [school_info(town.cast.glan_high), known])
    bind(town)
    town.run_until_idle()
    software.say(enrolment_of(known.ref_id, software.held[0].ref_id, town), action="Add")
    work(town, seconds=2)
    assert (only_case().finding, only_case().asked) == ("asked", "6602991")


def test_authority_that_gave_the_upn_is_asked_last(hub_zone, software):
    enrol(software, hub_zone)
    assert (only_case().finding, only_case().asked) == ("asked", "681LLLL")


def test_nobody_is_asked_for_a_child_without_a_upn(hub_zone, software):
    enrol(software, hub_zone, upn="")
    assert (only_case().finding, only_case().asked) == ("nobody", "")


def test_each_child_is_asked_for_once_however_often_the_software_says_it(hub_zone, software):
    enrol(software, hub_zone)
    found = software.roll.find_by_upn(SIAN.upn)
    for _ in range(2):
        software.agent.publish(found.enrolment, action="Add")
        hub_zone.later(hours=2)
        work(hub_zone, seconds=2)
    assert ArrivalCase.objects.count() == 1
    assert Notice.objects.filter(kind="arrival_asked").count() == 1


def test_enrolments_of_long_ago_open_no_case(hub_zone, software):
    hub_zone.run_until_idle()
    software.agent.publish(software.roll.entries()[0].enrolment, action="Change")
    work(hub_zone, seconds=2)
    assert not ArrivalCase.objects.exists()


def test_school_that_wants_to_be_asked_first_says_yes_on_a_page(hub_zone, join, signed_in):
    software = join()
    bind(hub_zone, arriving=Readiness.AFTER_YES)
    enrol(software, hub_zone)
    assert only_case().finding == "to_ask"
    assert not Notice.objects.filter(kind="arrival_asked").exists()
    browser = signed_in(hub_zone.cast.bryn)
    assert "Siân Prydderch" in browser.get(reverse("arrivals")).content.decode()
    browser.post(reverse("arrivals-ask"), {"child": str(only_case().reference)})
    assert only_case().finding == "asked"
    assert Entry.objects.get(action="arrival.asked").username == "bryn"


def test_school_that_has_turned_arriving_off_has_no_case(hub_zone, join):
    software = join()
    bind(hub_zone, arriving=Readiness.OFF)
    enrol(software, hub_zone)
    assert not ArrivalCase.objects.exists()


def test_who_is_asked_sees_whom_it_is_about_and_nobody_else_does(hub_zone, software, signed_in):
    send(hub_zone.cast.alis, "9364990", now=hub_zone.now)
    enrol(software, hub_zone)
    asked = signed_in(hub_zone.cast.alis).get(reverse("arrivals")).content.decode()
    assert "Siân Prydderch" in asked
    assert "Ysgol Uwchradd Glan Wennol" in asked
    other = signed_in(hub_zone.cast.carys)
    assert "Prydderch" not in other.get(reverse("arrivals")).content.decode()
    assert other.post(reverse("arrival-not-theirs", args=[only_case().reference])).status_code == 404


def test_not_with_us_comes_back_to_the_school_that_asked(hub_zone, software, signed_in):
    send(hub_zone.cast.alis, "9364990", now=hub_zone.now)
    enrol(software, hub_zone)
    signed_in(hub_zone.cast.alis).post(reverse("arrival-not-theirs", args=[only_case().reference]))
    assert only_case().finding == "not_theirs"
    page = signed_in(hub_zone.cast.bryn).get(reverse("arrivals")).content.decode()
    assert "Not with those who were asked" in page


def test_file_that_is_sent_answers_the_question(hub_zone, software):
    send(hub_zone.cast.alis, "9364990", now=hub_zone.now)
    enrol(software, hub_zone)
    send_now(hub_zone, number=2)
    assert (only_case().finding, only_case().due_at) == ("here", None)


def test_leaving_that_is_said_later_finds_the_case(hub_zone, software):
    enrol(software, hub_zone)
    assert only_case().finding == "asked"
    move = leaver(hub_zone)
    hub_zone.later(hours=2)
    work(hub_zone, seconds=2)
    move.refresh_from_db()
    assert (move.destination, only_case().finding) == ("6814990", "leaver_told")


def test_new_name_on_the_list_of_expected_pupils_is_looked_for_as_well(hub_zone, software):
    work(hub_zone, seconds=1)
    expected = Expected(0, TOMOS.upn, "Prydderch", "Tomos", date(2017, 6, 30), "6602991")
    add_pupils([expected], hub_zone.cast.bryn, hub_zone.now)
    hub_zone.later(minutes=2)
    work(hub_zone, seconds=2)
    assert (only_case().full_name, only_case().finding, only_case().asked) == ("Tomos Prydderch", "asked", "6602991")


def test_nothing_of_the_child_is_in_an_email_or_the_audit_log(hub_zone, software):
    send(hub_zone.cast.alis, "9364990", now=hub_zone.now)
    enrol(software, hub_zone)
    told = [each.subject + each.body for each in Notice.objects.all()]
    said = [f"{each.subject} {each.details}" for each in Entry.objects.filter(action__startswith="arrival.")]
    assert told
    assert said
    assert not any(word in each for each in [*told, *said] for word in ("Prydderch", "Siân", SIAN.upn))
