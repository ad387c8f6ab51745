"""The schools' own software in the demo: what a visitor sees of it and does in it, and how it is made."""

import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree

import pytest
from django.test import Client
from django.utils import timezone

from handover.demo import RollStanding, SchoolRoll
from handover.demo.record import describe_record
from handover.demo.running import find_membership, run_software
from handover.invented.sif import invent_roll
from handover.portal.demo.building import make_places
from handover.portal.demo.software import DEMO_SOFTWARE, find_software, make_software, roll_path, software_folder
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import HubSchool, HubZone, Move
from handover.portal.hub.zones.membership import ZoneMembership
from handover.portal.zones import looking
from handover.portal.zones.broker import broker
from handover.sif.objects import Demographics, LearnerPersonal, Name, PersonalInformation
from handover.zone.push.connection import PushTransport
from handover.zone.push.pusher import Pusher, PushSettings
from tests.agent.county import until
from tests.hub import HubSite
from tests.zone.push.listening import HERE

BERLLAN, FERN = "/demo/software/6812993/", "/demo/software/9362990/"
TOMOS = LearnerPersonal(
    ref_id="70305000000000000000000000000001",
    upn="J660299121007",
    personal_information=PersonalInformation(
        name=Name(type="C", family_name="Tudur-Rees", given_name="Tomos"),
        demographics=Demographics(gender="M", birth_date=date(2018, 3, 9)),
    ),
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> Path:
    """A folder with the rolls of both schools as they are when the demo was made."""
    folder = tmp_path_factory.mktemp("software")
    for software in DEMO_SOFTWARE:
        with SchoolRoll(folder / f"{software.number}.roll") as roll:
            roll.fill(invent_roll(1, software.number, software.product, learners=6))
    return folder


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    """Where the software of this test's own demo is kept."""
    files = {"HANDOVER_FILES": tmp_path / "files"}
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, **files})
    return tmp_path / "software"


@pytest.fixture
def made(folder, filled, db) -> None:
    """Both schools' rolls and the schools of the demo."""
    copytree(filled, folder)
    make_places()


@pytest.fixture
def connected(folder, transactional_db) -> None:
    """The software of both schools with its zones, as the demo makes it."""
    make_places()
    make_software(timezone.now())


@pytest.fixture
def berllan(made) -> Iterator[SchoolRoll]:
    with SchoolRoll(roll_path(DEMO_SOFTWARE[0])) as roll:
        yield roll


@pytest.fixture
def fern(made) -> Iterator[SchoolRoll]:
    with SchoolRoll(roll_path(DEMO_SOFTWARE[1])) as roll:
        yield roll


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_each_school_has_a_roll_and_a_zone_of_its_own_with_the_hub_in_it(connected):
    with SchoolRoll(roll_path(DEMO_SOFTWARE[0])) as berllan, SchoolRoll(roll_path(DEMO_SOFTWARE[1])) as fern:
        assert [len(roll.entries(RollStanding.ON_ROLL)) for roll in (berllan, fern)] == [28, 24]
        assert [find_membership(roll).takes_by_itself for roll in (berllan, fern)] == [True, False]
        assert berllan.school.school_name == "Ysgol Gymraeg y Berllan"
    bound = {(each.establishment.number, each.zone.zone, each.agent, each.product) for each in HubSchool.objects.all()}
    assert bound == {
        ("6812993", "berllan", "BerllanMIS", "Cofrestr"),
        ("9362990", "fern-hill", "FernMIS", "Bellringer"),
    }
    assert set(looking.state_of("berllan").agents) == {"BerllanMIS", "Handover"}
    assert {(each.leaving, each.arriving) for each in HubSchool.objects.all()} == {("by_itself", "by_itself")}
    assert all(hub.publishes() for hub in HubZone.objects.all())


def test_making_it_once_more_keeps_what_is_there_and_mends_what_is_not(connected):
    with SchoolRoll(roll_path(DEMO_SOFTWARE[0])) as berllan:
        before = find_membership(berllan)
        leaver = berllan.entries()[0]
        berllan.leave(leaver.ref_id, date(2026, 11, 30))
        make_software(timezone.now())
        assert find_membership(berllan) == before
        assert berllan.standing_of(leaver.ref_id) is RollStanding.LEFT
        berllan.holding.change("DELETE FROM setting WHERE name = 'membership'")  # cut off before it was written down
        make_software(timezone.now())
        after = find_membership(berllan)
        assert after.path.rpartition("/")[0] == before.path.rpartition("/")[0] == "/zone/berllan"
        assert after.path != before.path
    assert HubSchool.objects.count() == 2


def test_the_roll_is_there_for_everybody_in_both_languages(berllan):
    name = berllan.entries()[0].shown_name
    english = words(Client().get(BERLLAN, headers={"accept-language": "en"}))
    welsh = words(Client().get(BERLLAN, headers={"accept-language": "cy"}))
    assert (name in english, name in welsh) == (True, True)
    assert "On roll <span" in english
    assert "Ar y gofrestr <span" in welsh
    assert "This is not Handover." in english


def test_a_school_without_such_software_has_no_page(made):
    assert Client().get("/demo/software/6812991/").status_code == 404
    assert Client().get(f"{BERLLAN}children/{'0' * 32}/").status_code == 404
    assert find_software("6812991") is None


def test_the_list_of_schools_says_who_has_files_only(made):
    told = words(Client().get("/demo/software/"))
    assert "Bellringer</strong> – Fern Hill Primary School" in told
    assert told.index("Schools that have files only") < told.index("Dock Street Primary School")


def test_a_user_says_for_which_school_a_child_leaves_and_takes_it_back(berllan):
    child = berllan.entries()[0]
    page = f"{BERLLAN}children/{child.ref_id}/"
    given = {"act": "leave", "destination": "9362990", "day": "2026-11-30"}
    assert Client().post(page, given).headers["Location"] == page
    [waits] = berllan.messages.waiting()
    goes_to = waits.object.exit_type.destination
    assert (waits.action, waits.object.exit_date) == ("Change", date(2026, 11, 30))
    assert (goes_to.la_id, goes_to.establishment_id) == ("936", "2990")
    told = words(Client().get(page))
    assert "Leaves on 30 November 2026 for: <strong>Fern Hill Primary School</strong>" in told
    assert "Fern Hill Primary School" in words(Client().get(BERLLAN))
    Client().post(page, {"act": "stay"})
    assert berllan.standing_of(child.ref_id) is RollStanding.ON_ROLL
    assert [each.object.nils for each in berllan.messages.waiting()][1] == {"exit_date", "exit_type"}


def test_a_child_may_leave_for_a_school_that_nobody_knows(berllan):
    child = berllan.entries()[0]
    Client().post(f"{BERLLAN}children/{child.ref_id}/", {"act": "leave", "destination": "nowhere", "day": "2026-11-30"})
    assert berllan.messages.waiting()[0].object.exit_type.destination.establishment_id is None


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"destination": "", "day": "2026-11-30"}, "Choose the school that the child leaves for."),
        ({"destination": "6814990", "day": "2026-11-30"}, "Choose the school that the child leaves for."),
        ({"destination": "nowhere", "day": "30.11."}, "Enter the last day, such as 2026-11-30."),
    ],
)
def test_what_is_missing_is_said_and_nothing_happens(berllan, given, fault):
    child = berllan.entries()[0]
    answer = Client().post(f"{BERLLAN}children/{child.ref_id}/", {"act": "leave", **given})
    assert (answer.status_code, fault in words(answer)) == (422, True)
    assert berllan.messages.waiting() == []


def test_who_is_expected_is_taken_onto_the_roll_with_one_button(fern):
    fern.holding.keep_object(TOMOS, "Handover", provided=False)
    fern.stand(TOMOS.ref_id, RollStanding.EXPECTED, "Handover")
    told = words(Client().get(FERN))
    assert 'Take onto the roll<span class="hidden">: Tomos Tudur-Rees</span>' in told
    for _ in range(2):
        Client().post(f"{FERN}children/{TOMOS.ref_id}/", {"act": "take"})
    assert fern.standing_of(TOMOS.ref_id) is RollStanding.ON_ROLL
    assert [each.action for each in fern.messages.waiting()] == ["Add"]
    assert "came by itself" in words(Client().get(FERN))


def test_a_new_child_is_enrolled_by_upn(fern):
    given = {"upn": "j660299121007", "given": "Tomos", "family": "Tudur-Rees", "born": "2018-03-09"}
    answer = Client().post(f"{FERN}new/", given)
    child = fern.find_by_upn("J660299121007")
    assert answer.headers["Location"] == f"{FERN}children/{child.ref_id}/"
    assert [type(each.object).__name__ for each in fern.messages.waiting()] == [
        "LearnerPersonal",
        "LearnerSchoolEnrolment",
    ]


def test_a_new_child_needs_a_right_upn_a_name_and_a_date(fern):
    answer = Client().post(f"{FERN}new/", {"upn": "B660299121007", "given": " ", "family": "", "born": "spring"})
    told = words(answer)
    assert answer.status_code == 422
    for fault in (
        "Enter the child's UPN",
        "Enter the given name.",
        "Enter the family name.",
        "Enter the date of birth",
    ):
        assert fault.replace("'", "&#39;") in told
    assert len(fern.entries()) == 6


def test_the_messages_say_what_was_said_heard_and_refused(fern):
    fern.messages.note_heard(TOMOS, "Add", "Handover", "There is no year group 99.")
    for _ in range(3):
        fern.messages.note_answer("LearnerPersonal", "Handover", 1)
        fern.messages.note_answer("LearnerSchoolEnrolment", "Handover", 0)
    fern.leave(fern.entries()[0].ref_id, date(2026, 11, 30))
    told = words(Client().get(f"{FERN}messages/"))
    assert "Refused: There is no year group 99." in told
    assert told.count("Asked by Handover") == 2
    assert "1 object (asked 3 times)" in told
    assert "Waits" in told


@pytest.fixture
def site(connected, settings) -> Iterator[HubSite]:
    """The demo's zones on loopback, with the schools' software running beside them as it does in the demo."""
    served = HubSite(None, settings)
    pusher = Pusher(broker(), PushSettings(ways=PushTransport(HERE)))
    pusher.start()
    stopping = threading.Event()
    running = threading.Thread(target=run_software, args=(software_folder(), served.url, stopping))
    running.start()
    yield served
    stopping.set()
    running.join()
    pusher.stop(2.0)
    served.close()


@pytest.fixture
def members(site) -> Iterator[list[ZoneMembership]]:
    """The hub in both zones, once the schools' software is there."""
    until(lambda: all(looking.state_of(each.zone).registration(each.agent) for each in DEMO_SOFTWARE))
    joined = [ZoneMembership(hub, clock=lambda: site.now, poll_seconds=0.05) for hub in HubZone.objects.all()]
    for member in joined:
        member.join()
    yield joined
    for member in joined:
        member.leave(silently=True)


def test_a_child_leaves_in_one_school_s_software_and_stands_in_the_next_one_s(site, members):
    def has_gone_on(state: MoveState) -> bool:
        site.now += timedelta(seconds=1)
        for member in members:
            member.work()
        return Move.objects.filter(state=state.value).exists()

    with SchoolRoll(roll_path(DEMO_SOFTWARE[0])) as berllan, SchoolRoll(roll_path(DEMO_SOFTWARE[1])) as fern:
        child = next(each for each in berllan.entries() if each.year_group == "4")
        given = {"act": "leave", "destination": "9362990", "day": timezone.localdate().isoformat()}
        Client().post(f"{BERLLAN}children/{child.ref_id}/", given)
        until(lambda: has_gone_on(MoveState.TAKEN_IN))
        [comes] = fern.entries(RollStanding.EXPECTED)
        assert comes.learner.upn == child.learner.upn
        assert describe_record(fern, comes.ref_id).contacts == describe_record(berllan, child.ref_id).contacts
        assert len(describe_record(fern, comes.ref_id).results) == 3
        Client().post(f"{FERN}children/{comes.ref_id}/", {"act": "take"})
        until(lambda: has_gone_on(MoveState.ARRIVED))
        assert [move.outcome.key for move in Move.objects.all()] == ["arrived_by_itself"]
        assert [line.name for line in describe_record(fern, comes.ref_id).schools] == [
            "Ysgol Gymraeg y Berllan",
            "Fern Hill Primary School",
        ]
