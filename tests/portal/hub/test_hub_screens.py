"""Having records follow children, on the zone's page: three steps, and what an administrator sees afterwards."""

from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from handover.portal.hub.models import HubSchool, HubZone
from handover.portal.hub.views.hub_schools import name_field
from handover.portal.hub.zones import setting_up
from handover.portal.hub.zones.speaking import count_stranger
from handover.portal.hub.zones.speaking_models import SchoolProof
from handover.portal.hub.zones.zone_faults import ZONE_FAULTS
from handover.portal.zones import administering
from handover.portal.zones.broker import broker
from handover.zone.core.effects import SetZone
from handover.zone.rights import Right
from tests.cast import Cast, make_cast
from tests.zones import Town

HUB = "/zones/town/hub/"
EVERYTHING = [
    (right, name)
    for right in (Right.PROVIDE, Right.SUBSCRIBE, Right.PUBLISH_CHANGE)
    for name in (
        "SchoolInfo",
        "LearnerPersonal",
        "ContactPersonal",
        "LearnerContact",
        "LearnerSchoolEnrolment",
        "LearnerSpecialNeeds",
        "LearnerEntitlement",
        "LearnerAttendance",
        "LearnerAttendanceSummary",
        "AssessmentResultComponent",
        "LearnerAssessmentResult",
    )
]


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def office(people: Cast, signed_in) -> Client:
    return signed_in(people.gwilym)


@pytest.fixture
def town(people: Cast) -> Town:
    town = Town().make()
    town.register("NantMIS", EVERYTHING)
    town.register("Library")
    return town


def set_up(people: Cast) -> HubZone:
    return setting_up.set_up_hub(people.gwilym.actor, "town", timezone.now())


def bind(people: Cast, agent: str = "NantMIS") -> HubSchool:
    now = timezone.now()
    return setting_up.bind_school(people.gwilym.actor, set_up(people), people.nant_primary, agent, now)


def prove(school: HubSchool, *, own: bool = True) -> None:
    HubSchool.objects.filter(pk=school.pk).update(introduced_at=timezone.now())
    SchoolProof.objects.create(school=school, school_info="A" * 32, own=own, asked_at=timezone.now())


def test_administrator_has_records_follow_children_in_three_steps(office: Client, people: Cast, town: Town) -> None:
    assert "Begin" in office.get(HUB).text
    first = office.get(HUB + "set-up/").text
    assert "Step 1 of 3" in first
    assert "Subscribe" in first
    assert "LearnerSchoolEnrolment" in first
    assert not HubZone.objects.exists()
    second = office.post(HUB + "set-up/", {"agent": "Handover", "whose": "several"}, follow=True)
    assert "Step 2 of 3" in second.text
    third = office.post(HUB + "schools/", {name_field("NantMIS") + "-establishment": "6812990"}, follow=True)
    assert third.redirect_chain == [(HUB, 302)]
    assert "1 school was added" in third.text
    assert "Nant y Wennol Primary School" in third.text
    assert HubSchool.objects.get().agent == "NantMIS"


def test_nobody_sets_the_hub_up_without_saying_whose_zone_it_is(office: Client, people: Cast, town: Town) -> None:
    page = office.post(HUB + "set-up/", {"agent": "Handover"})
    assert page.status_code == 422
    assert "Say whether the software of more than one school" in page.text
    office.post(HUB + "set-up/", {"agent": "Handover", "whose": "one"})
    assert HubZone.objects.get().one_school
    office.post(HUB + "whose/", {"whose": "several"})
    assert not HubZone.objects.get().one_school


def test_key_of_the_hub_is_on_no_screen(office: Client, people: Cast, town: Town) -> None:
    key = set_up(people).address.rpartition("/")[2]
    assert all(key not in office.get(page).text for page in (HUB, HUB + "schools/", "/hub/zones/"))


def test_sixty_agents_get_their_schools_a_page_at_a_time_and_none_is_mixed_up(
    office: Client, people: Cast, town
) -> None:
    for number in range(60):
        administering.add_agent(people.gwilym.actor, town.state, f"A{number:02}", "", frozenset(), timezone.now())
    hub = set_up(people)
    page = office.get(HUB + "schools/").text
    assert "A00" in page
    assert "A40" not in page
    # Meanwhile somebody else enters a school, and every line moves up by one.
    setting_up.bind_school(people.gwilym.actor, hub, people.grug_primary, "A00", timezone.now())
    sent = {name_field("A05") + "-establishment": "6812990", name_field("A06") + "-establishment": "6814990"}
    office.post(HUB + "schools/", sent)
    bound = dict(HubSchool.objects.values_list("agent", "establishment__number"))
    assert bound == {"A00": "6602991", "A05": "6812990", "A06": "6814990"}


@pytest.mark.parametrize(
    ("entered", "words"),
    [("nowhere at all", "We have no"), ("681LLLL", "is an authority"), ("6602991", "is in the zone “city”")],
)
def test_what_is_wrong_with_a_school_is_said_beside_its_agent(
    office: Client, people: Cast, town: Town, entered: str, words: str
) -> None:
    set_up(people)
    city = setting_up.set_up_hub(people.gwilym.actor, "city", timezone.now(), address="https://zis.example/city")
    setting_up.bind_school(people.gwilym.actor, city, people.grug_primary, "GrugMIS", timezone.now())
    page = office.post(HUB + "schools/", {name_field("NantMIS") + "-establishment": entered})
    assert page.status_code == 422
    assert words in page.text


def test_id_that_another_agent_has_is_said(office: Client, people: Cast, town: Town) -> None:
    page = office.post(HUB + "set-up/", {"agent": "Library", "whose": "one"})
    assert page.status_code == 422
    assert "knows an agent “Library” already" in page.text


def test_page_says_that_nothing_is_missing(office: Client, people: Cast, town: Town) -> None:
    prove(bind(people))
    assert "Nothing is missing" in office.get(HUB).text


@pytest.mark.parametrize(
    ("does", "words"),
    [
        ([(Right.PROVIDE, "SchoolInfo")], "does not answer for LearnerPersonal"),
        ([(Right.PROVIDE, "LearnerPersonal")], "does not answer for SchoolInfo"),
        ([each for each in EVERYTHING if each[1] != "LearnerContact"], "does not answer for LearnerContact: "),
        (EVERYTHING, "has not yet said which school it is"),
    ],
)
def test_page_says_what_the_software_lacks(office: Client, people: Cast, town: Town, does, words: str) -> None:
    town.register("NantMIS", does)
    bind(people)
    assert words in office.get(HUB).text


def test_page_asks_for_subscriptions_only_where_records_are_published(office: Client, people: Cast, town: Town) -> None:
    town.register("NantMIS", [(Right.PROVIDE, "SchoolInfo"), (Right.PROVIDE, "LearnerPersonal")])
    bind(people)
    assert "does not subscribe" not in office.get(HUB).text
    office.post(HUB + "whose/", {"whose": "one"})
    assert "does not subscribe to LearnerPersonal, LearnerSchoolEnrolment," in office.get(HUB).text


def test_page_says_what_the_zone_lacks(office: Client, people: Cast, town: Town) -> None:
    bind(people, "Unknown")
    assert "does not know the agent Unknown" in office.get(HUB).text
    administering.add_agent(people.gwilym.actor, town.state, "Unknown", "", frozenset(), timezone.now())
    assert "Unknown has not registered" in office.get(HUB).text


def test_page_says_that_the_software_is_another_schools_or_may_not_publish(office: Client, people, town) -> None:
    prove(bind(people), own=False)
    assert "is that of another school" in office.get(HUB).text
    broker().administer("town", SetZone("town", replace(town.state.rules, policy="closed")))
    assert "may not publish changes of LearnerSchoolEnrolment" in office.get(HUB).text


@pytest.mark.parametrize("fault", ZONE_FAULTS, ids=lambda fault: fault.key)
def test_page_says_why_the_hub_cannot_work_and_what_to_do(office: Client, people: Cast, town: Town, fault) -> None:
    set_up(people)
    HubZone.objects.update(fault=fault.key)
    page = office.get(HUB).text
    assert fault.words.en in page.replace("&#39;", "'")
    assert fault.remedy.en in page.replace("&#39;", "'")
    assert ("Give its rights and another key" in page) == fault.mendable
    assert fault.words.en in office.get("/hub/zones/").text.replace("&#39;", "'")


def test_hub_is_given_another_key_on_the_page(office: Client, people: Cast, town: Town) -> None:
    before = set_up(people).address
    office.post(HUB + "mend/")
    assert HubZone.objects.get().address != before


def test_hub_is_turned_off_and_on_on_the_page(office: Client, people: Cast, town: Town) -> None:
    set_up(people)
    assert "Turn on" in office.post(HUB + "turn-off/", follow=True).text
    assert "Turn off" in office.post(HUB + "turn-on/", follow=True).text


def test_page_tells_of_agents_that_speak_and_are_no_schools_software(office: Client, people: Cast, town: Town) -> None:
    hub = set_up(people)
    for _ in range(3):
        count_stranger(hub, "Library", timezone.now())
    page = office.get(HUB).text
    assert "no school’s software" in page.replace("&#39;", "’").replace("'", "’")
    assert "Library</span>: 3" in page


def test_school_is_removed_after_a_question(office: Client, people: Cast, town: Town) -> None:
    school = bind(people)
    page = f"{HUB}schools/{school.pk}/remove/"
    assert "Remove Nant y Wennol Primary School?" in office.get(page).text
    assert HubSchool.objects.exists()
    office.post(page)
    office.post(page)
    assert not HubSchool.objects.exists()


def test_zone_of_another_server_is_joined_and_its_schools_entered_by_hand(office: Client, people: Cast) -> None:
    asked = {"zone": "ZoneA", "address": "https://zis.example/ZoneA", "agent": "Handover", "whose": "several"}
    assert "in pull mode" in office.get("/hub/zones/new/").text
    assert office.post("/hub/zones/new/", asked | {"address": "ZoneA"}).status_code == 422
    office.post("/hub/zones/new/", asked)
    school = {"agent": "NantMIS", "establishment": "6812990", "more": "yes"}
    assert "Entered so far" in office.post("/zones/ZoneA/hub/schools/", school, follow=True).text
    office.post("/zones/ZoneA/hub/schools/", {"agent": "GlanMIS", "establishment": "6814990"})
    assert HubSchool.objects.count() == 2
    page = office.get("/zones/ZoneA/hub/").text
    assert "Another one; its agents are not listed here" in page
    assert "has not yet said which school it is" in page


def test_only_those_who_run_zones_change_anything(people: Cast, town: Town, signed_in) -> None:
    school = bind(people)
    pages = [
        HUB,
        f"{HUB}set-up/",
        f"{HUB}schools/",
        f"{HUB}schools/{school.pk}/remove/",
        "/hub/zones/",
        "/hub/zones/new/",
    ]
    for name in ("efa", "alis", "lowri"):
        client = signed_in(getattr(people, name))
        assert {client.get(page).status_code for page in pages} == {403}
        assert {client.post(f"{HUB}{act}/").status_code for act in ("turn-off", "turn-on", "mend", "whose")} == {403}


def test_hub_of_no_zone_is_not_there(office: Client, people: Cast, town: Town) -> None:
    for page in ("/zones/nowhere/hub/", "/zones/nowhere/hub/set-up/", f"{HUB}schools/", f"{HUB}schools/7/remove/"):
        assert office.get(page).status_code == 404
