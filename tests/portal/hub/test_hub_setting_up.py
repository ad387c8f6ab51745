"""An administrator has the hub set up in a zone and says which agent is which school's software."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from handover.common.problems import Problem
from handover.portal.audit.models import Entry
from handover.portal.hub.models import HubSchool, HubZone, Move
from handover.portal.hub.moving import begin_move
from handover.portal.hub.zones import setting_up
from handover.portal.hub.zones.setting_up import HubActRefused
from handover.portal.zones import administering
from handover.portal.zones.broker import broker
from handover.zone.core.effects import SetZone
from handover.zone.core.parsing import Channel
from handover.zone.core.proof import proved
from handover.zone.keys import digest_of
from handover.zone.rights import Right
from tests.cast import Cast, make_cast
from tests.files import send
from tests.zones import Town

NOW = timezone.now()


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def town(people: Cast) -> Town:
    return Town().make("closed")


def set_up(people: Cast, *, one_school: bool = False) -> HubZone:
    return setting_up.set_up_hub(people.gwilym.actor, "town", NOW, one_school=one_school)


def bind(people: Cast, hub: HubZone, school: str = "nant_primary", agent: str = "NantMIS") -> HubSchool:
    return setting_up.bind_school(people.gwilym.actor, hub, getattr(people, school), agent, NOW)


def may(town: Town, right: Right, name: str) -> bool:
    return town.state.may("Handover", right, name, "SIF_Default")


def actions() -> list[str]:
    return list(Entry.objects.filter(username="gwilym").order_by("sequence").values_list("action", flat=True))


def problems(act) -> dict[str, Problem]:
    with pytest.raises(HubActRefused) as refused:
        act()
    return refused.value.problems


def test_hub_is_an_agent_with_a_key_of_its_own_that_opens_the_zone_to_it(people: Cast, town: Town, settings) -> None:
    hub = set_up(people)
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_ZONE_URL": "https://zones.example"})
    address = setting_up.find_hub_address(HubZone.objects.get())
    assert address.startswith("https://zones.example/zone/town/")
    assert proved(town.state, "Handover", Channel(key_digest=digest_of(address.rpartition("/")[2])))
    assert setting_up.is_own_zone(hub)
    assert actions() == ["hub.set_up", "zone.agent_added"]


def test_key_of_the_hub_is_not_to_be_read_in_the_database(people: Cast, town: Town) -> None:
    key = set_up(people).address.rpartition("/")[2]
    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM hub_hubzone")
        assert key.encode() not in bytes(cursor.fetchone()[0])


def test_hub_may_hear_and_ask_and_answer_and_no_more(people: Cast, town: Town) -> None:
    bind(people, set_up(people))
    assert may(town, Right.SUBSCRIBE, "LearnerSchoolEnrolment")
    assert may(town, Right.REQUEST, "ContactPersonal")
    assert may(town, Right.RESPOND, "ContactPersonal")
    assert not may(town, Right.SUBSCRIBE, "ContactPersonal")
    assert not may(town, Right.PROVIDE, "LearnerPersonal")
    assert not may(town, Right.REQUEST, "WorkforcePersonal")
    assert not may(town, Right.PUBLISH_ADD, "LearnerPersonal")


def test_hub_publishes_only_in_a_zone_that_somebody_has_said_is_one_schools(people: Cast, town: Town) -> None:
    hub = set_up(people, one_school=True)
    assert not may(town, Right.PUBLISH_ADD, "LearnerPersonal")
    bind(people, hub)
    assert may(town, Right.PUBLISH_ADD, "LearnerPersonal")
    other = bind(people, hub, "glan_high", "GlanMIS")
    assert not may(town, Right.PUBLISH_ADD, "LearnerPersonal")
    assert problems(lambda: setting_up.say_whose_zone(people.gwilym.actor, hub, NOW, one_school=True))
    setting_up.remove_school(people.gwilym.actor, other, NOW)
    assert not may(town, Right.PUBLISH_ADD, "LearnerPersonal")
    setting_up.say_whose_zone(people.gwilym.actor, hub, NOW, one_school=True)
    assert may(town, Right.PUBLISH_CHANGE, "LearnerPersonal")
    setting_up.say_whose_zone(people.gwilym.actor, hub, NOW, one_school=False)
    assert not may(town, Right.PUBLISH_CHANGE, "LearnerPersonal")
    assert actions().count("hub.zone_whose") == 3


def test_setting_up_twice_is_setting_up_once(people: Cast, town: Town) -> None:
    first, second = set_up(people), set_up(people)
    assert first.address == second.address == HubZone.objects.get().address
    assert actions() == ["hub.set_up", "zone.agent_added"]


@pytest.mark.parametrize("agent_was_made", [False, True])
def test_what_was_cut_off_is_set_up_by_the_next_click(people: Cast, town: Town, agent_was_made: bool) -> None:
    HubZone.objects.create(zone="town", agent="Handover", made_at=NOW)
    if agent_was_made:
        administering.add_agent(people.gwilym.actor, town.state, "Handover", "", frozenset(), NOW)
    key = set_up(people).address.rpartition("/")[2]
    assert town.state.agents["Handover"].key_digest == digest_of(key)
    assert may(town, Right.REQUEST, "LearnerPersonal")


def test_second_click_does_not_make_the_key_that_the_first_was_given_worthless(people: Cast, town: Town) -> None:
    minute = timedelta(minutes=1)
    HubZone.objects.create(zone="town", agent="Handover", made_at=NOW, holder="the first", until=NOW + minute)
    assert problems(lambda: set_up(people))[""].kind.code == "hub.being_set_up"
    hub = setting_up.set_up_hub(people.gwilym.actor, "town", NOW + 2 * minute)
    assert hub.address


def test_agent_that_is_somebody_elses_keeps_its_key_and_its_rights(people: Cast, town: Town) -> None:
    key = administering.add_agent(people.gwilym.actor, town.state, "Handover", "", frozenset(), NOW)
    assert problems(lambda: set_up(people))["agent"].kind.code == "hub.agent_taken"
    assert town.state.agents["Handover"].key_digest == digest_of(key)
    assert not HubZone.objects.exists()


def test_zone_that_wants_certificates_or_is_none_of_this_site_is_said(people: Cast, town: Town) -> None:
    actor = people.gwilym.actor
    assert problems(lambda: setting_up.set_up_hub(actor, "city", NOW))[""].kind.code == "hub.zone_unknown"
    broker().administer("town", SetZone("town", replace(town.state.rules, certificates=True)))
    assert problems(lambda: set_up(people))[""].kind.code == "hub.certificates_only"


def test_zone_of_another_server_is_joined_at_the_whole_address_that_was_made_there(people: Cast) -> None:
    actor, address = people.gwilym.actor, "https://zis.example/ZoneA"
    hub = setting_up.set_up_hub(actor, "ZoneA", NOW, address=address)
    assert setting_up.find_hub_address(HubZone.objects.get()) == address
    assert not setting_up.is_own_zone(hub)
    assert bind(people, hub).product == "NantMIS"
    wrong = problems(lambda: setting_up.set_up_hub(actor, "ZoneB", NOW, address="zis.example/ZoneB"))
    assert wrong["address"].kind.code == "hub.address_shape"


def test_school_is_bound_to_one_agent_of_one_zone(people: Cast, town: Town) -> None:
    hub = set_up(people)
    school = bind(people, hub)
    assert bind(people, hub).pk == school.pk
    assert problems(lambda: bind(people, hub, "glan_high"))["agent"].kind.code == "hub.agent_has_school"
    city = setting_up.set_up_hub(people.gwilym.actor, "city", NOW, address="https://zis.example/city")
    assert problems(lambda: bind(people, city))["establishment"].kind.code == "hub.school_elsewhere"
    changed = bind(people, hub, agent="NewMIS")
    assert (changed.pk, changed.agent) == (school.pk, "NewMIS")
    told = Entry.objects.filter(action__startswith="hub.school").order_by("sequence")
    assert [entry.action for entry in told] == ["hub.school_added", "hub.school_changed"]


@pytest.mark.parametrize("agent", ["", " MIS", "Handover", "town", "M" * 65])
def test_what_cannot_be_a_schools_software_is_refused(people: Cast, town: Town, agent: str) -> None:
    assert problems(lambda: bind(people, set_up(people), agent=agent))["agent"].kind.code == "hub.agent_shape"


def test_authority_and_closed_school_have_no_software_here(people: Cast, town: Town) -> None:
    hub = set_up(people)
    people.glan_high.closed_on = timezone.localdate(NOW)
    for school in ("caerwennol", "glan_high"):
        assert problems(lambda at=school: bind(people, hub, at))["establishment"].kind.code == "hub.not_a_school"


def test_hub_is_turned_off_and_on_once_each(people: Cast, town: Town) -> None:
    hub, actor = set_up(people), people.gwilym.actor
    for turn in (setting_up.turn_hub_off, setting_up.turn_hub_off):
        turn(actor, hub, NOW)
    assert not HubZone.objects.get().on
    setting_up.turn_hub_on(actor, hub, NOW)
    assert HubZone.objects.get().on
    assert actions()[-2:] == ["hub.turned_off", "hub.turned_on"]


def test_product_of_the_software_is_known_from_its_registration(people: Cast, town: Town) -> None:
    broker().administer("town", SetZone("town", replace(town.state.rules, policy="open")))
    town.say(
        "NantMIS",
        "SIF_Register",
        "<SIF_Name>NantMIS</SIF_Name><SIF_Version>2.*</SIF_Version><SIF_MaxBufferSize>100000</SIF_MaxBufferSize>"
        "<SIF_Mode>Pull</SIF_Mode><SIF_Application><SIF_Vendor>V</SIF_Vendor><SIF_Product>Office 9</SIF_Product>"
        "<SIF_Version>1</SIF_Version></SIF_Application>",
    )
    assert bind(people, set_up(people)).product == "Office 9"


def test_hub_that_is_removed_leaves_no_agent_and_no_record_that_waits_for_it(people: Cast, town: Town) -> None:
    hub = set_up(people)
    leaver = begin_move(
        "notice",
        Move(trigger="leaving", source="6812990", source_school=bind(people, hub), zone_in_charge="town", due_at=NOW),
        now=NOW,
    )
    bind(people, hub, "glan_high", "GlanMIS")
    coming = send(people.alis, "6814990").transfer.moves.get()
    assert coming.zone_in_charge == "town"
    for _ in range(2):
        setting_up.remove_hub(people.gwilym.actor, hub, NOW)
    assert not HubZone.objects.exists()
    assert not HubSchool.objects.exists()
    assert "Handover" not in town.state.agents
    leaver.refresh_from_db()
    coming.refresh_from_db()
    assert (leaver.state, leaver.reason) == ("failed", "school_gone")
    assert (coming.state, coming.zone_in_charge, coming.due_at) == ("on_its_way", "", None)
    assert actions().count("hub.removed") == 1
    assert set_up(people).address


def test_hub_is_removed_on_its_page_after_asking(people: Cast, town: Town, signed_in) -> None:
    bind(people, set_up(people))
    office = signed_in(people.gwilym)
    page = office.get("/zones/town/hub/remove/").content.decode()
    assert "Remove the hub from this zone?" in page
    assert HubZone.objects.exists()
    assert office.post("/zones/town/hub/remove/").status_code == 302
    assert not HubZone.objects.exists()
