"""The hub asks a school's software, and it does not answer as it should."""

import pytest

from handover.agent import Q, Refuse
from handover.portal.hub import asking
from handover.portal.hub.asking import SoftwareAway, SoftwareRefused, ask_software
from handover.portal.zones.models import MessageRow, OpenRequestRow
from handover.sif.objects import LearnerPersonal, SchoolInfo
from tests.hub import HubTown, ref_id, school_info


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
