"""The hub asks a school's software, and it does not answer as it should."""

from typing import TypeVar

import pytest

from handover.agent import Q, Refuse
from handover.portal.hub import asking
from handover.portal.hub.arriving.software_holdings import describe_holdings
from handover.portal.hub.arriving.software_questions import find_known_objects, find_learners, find_schools_held
from handover.portal.hub.asking import SoftwareAway, SoftwareRefused, ask_software
from handover.portal.hub.newcomers.arrival_looking import learn_of_child
from handover.portal.hub.newcomers.arrived_child import ArrivedChild
from handover.portal.hub.zones.speaking_models import SchoolProof
from handover.portal.zones.models import MessageRow, OpenRequestRow
from handover.sif.model import SifObject
from handover.sif.objects import LearnerPersonal, SchoolInfo
from tests.hub import HubTown, ref_id, school_info
from tests.leavers import CONTACT, LEARNER, UPN, contact, learner, mother
from tests.loose_objects import as_it_came

T = TypeVar("T", bound=SifObject)


def requests(town: HubTown) -> int:
    return MessageRow.objects.filter(zone=town.zone, source="Handover", kind="request").count()


def test_software_is_asked_itself_and_not_whoever_provides_the_object(hub_zone: HubTown) -> None:
    cast = hub_zone.cast
    school = hub_zone.bind(cast.nant_primary, "NantMIS")
    hub_zone.software("Other", [school_info(cast.glan_high)])
    hub_zone.software("NantMIS", [school_info(cast.nant_primary)], provider=False)
    told = ask_software(hub_zone.member.agent, school, SchoolInfo, None, hub_zone.now)
    assert [each.establishment_id for each in told] == ["2990"]


def test_silent_software_is_not_asked_again_for_five_minutes(hub_zone: HubTown, monkeypatch) -> None:
    monkeypatch.setattr(asking, "PACKET_SECONDS", 0.1)
    school = hub_zone.bind(hub_zone.cast.nant_primary, "NantMIS")
    hub_zone.software("NantMIS").agent.close(silently=True)
    agent = hub_zone.member.agent
    for minutes, asked in ((0, 1), (4, 1), (2, 2)):
        hub_zone.later(minutes=minutes)
        with pytest.raises(SoftwareAway):
            ask_software(agent, school, SchoolInfo, None, hub_zone.now)
        assert requests(hub_zone) == asked
    assert not OpenRequestRow.objects.exists()


def test_software_that_is_back_is_asked_at_once_after_five_minutes(hub_zone: HubTown, monkeypatch) -> None:
    school = hub_zone.bind(hub_zone.cast.nant_primary, "NantMIS")
    agent = hub_zone.member.agent
    with monkeypatch.context() as patch:
        patch.setattr(asking, "PACKET_SECONDS", 0.1)
        software = hub_zone.software("NantMIS")
        software.agent.sleep()
        with pytest.raises(SoftwareAway):
            ask_software(agent, school, SchoolInfo, None, hub_zone.now)
    software.held.append(school_info(hub_zone.cast.nant_primary))
    software.agent.wake()
    hub_zone.later(minutes=5)
    assert len(ask_software(agent, school, SchoolInfo, None, hub_zone.now)) == 1
    assert len(ask_software(agent, school, SchoolInfo, None, hub_zone.now)) == 1


def test_refusal_of_the_software_comes_with_its_words(hub_zone: HubTown) -> None:
    def refuse(query) -> list[SchoolInfo]:
        raise Refuse(8, 1, "The roll is closed for the holidays.")

    school = hub_zone.bind(hub_zone.cast.nant_primary, "NantMIS")
    hub_zone.software("NantMIS").agent.provide(SchoolInfo, refuse)
    with pytest.raises(SoftwareRefused) as refused:
        ask_software(hub_zone.member.agent, school, SchoolInfo, None, hub_zone.now)
    assert refused.value.words == "The roll is closed for the holidays."
    assert "holidays" not in str(refused.value)


@pytest.mark.parametrize("registered", [True, False])
def test_object_that_nobody_answers_for_is_lacking(hub_zone: HubTown, registered: bool) -> None:
    school = hub_zone.bind(hub_zone.cast.nant_primary, "NantMIS")
    if registered:
        hub_zone.software("NantMIS", kinds=(SchoolInfo,))
    with pytest.raises(SoftwareRefused) as refused:
        ask_software(
            hub_zone.member.agent, school, LearnerPersonal, Q("@RefId") == ref_id("learner", "Non"), hub_zone.now
        )
    assert refused.value.error == (8, 4)


@pytest.mark.parametrize(("name", "limit"), [("MOST_OBJECTS", 3), ("WHOLE_SECONDS", -1.0)])
def test_answer_without_end_is_ended(hub_zone: HubTown, monkeypatch, name: str, limit: float) -> None:
    monkeypatch.setattr(asking, name, limit)
    school = hub_zone.bind(hub_zone.cast.nant_primary, "NantMIS")
    hub_zone.software("NantMIS", [school_info(hub_zone.cast.nant_primary)] * 4)
    with pytest.raises(SoftwareAway):
        ask_software(hub_zone.member.agent, school, SchoolInfo, None, hub_zone.now)


def lacking(thing: T, *names: str) -> T:
    """The object as software gives it that leaves out what tells it from others."""
    return thing.with_values(dict.fromkeys(names))


def test_school_that_comes_without_its_ref_id_hides_none_that_has_one(hub_zone: HubTown) -> None:
    info = school_info(hub_zone.cast.nant_primary)
    school = hub_zone.bind(hub_zone.cast.nant_primary, "NantMIS")
    hub_zone.software("NantMIS", [lacking(school_info(hub_zone.cast.glan_high), "ref_id"), info])
    hub_zone.run_until_idle()
    assert [(each.school_info, each.own) for each in SchoolProof.objects.all()] == [(info.ref_id, True)]
    assert find_schools_held(hub_zone.member.agent, school, hub_zone.now) == {"6812990": info.ref_id}


def test_learner_without_a_ref_id_is_there_all_the_same_and_not_taken_for_nobody(hub_zone: HubTown) -> None:
    school = hub_zone.bind(hub_zone.cast.nant_primary, "NantMIS")
    hub_zone.software("NantMIS", [lacking(learner(), "ref_id")])
    with pytest.raises(SoftwareRefused):
        find_learners(hub_zone.member.agent, school, UPN, hub_zone.now)


def test_learner_without_a_ref_id_is_not_the_newcomer_who_was_asked_about(hub_zone: HubTown) -> None:
    school = hub_zone.bind(hub_zone.cast.nant_primary, "NantMIS")
    software = hub_zone.software("NantMIS")
    software.agent.provide(LearnerPersonal, lambda _: [as_it_came(lacking(learner(), "ref_id")), learner()])
    child = learn_of_child(ArrivedChild(learner=LEARNER), school, hub_zone.member.agent, hub_zone.now)
    assert child.forename == "Siân"


def test_contact_that_names_no_person_is_left_out_and_the_rest_is_shown(hub_zone: HubTown) -> None:
    school = hub_zone.bind(hub_zone.cast.nant_primary, "NantMIS")
    hub_zone.software("NantMIS", [learner(), lacking(contact(), "contact_personal_ref_id"), contact(), mother()])
    agent = hub_zone.member.agent
    held = describe_holdings(agent, school, [learner().as_partial()], hub_zone.now)
    assert held.count("<Contact>") == 1
    known = find_known_objects(agent, school, LEARNER, [contact()], hub_zone.now)
    assert ("LearnerContact", (LEARNER, CONTACT)) in known
