"""Agents of a zone that try to speak, ask or answer for a school that is not theirs; and keys that must not be told."""

import json
import logging
from collections import Counter

import pytest

from handover.agent import Agent, Event, RegistrationRefused
from handover.portal.audit.models import Entry
from handover.portal.hub.models import HubSchool
from handover.portal.hub.zones import hearing
from handover.portal.hub.zones.hearing import HubEar
from handover.portal.hub.zones.speaking import SchoolUnproven, prove_school
from handover.portal.hub.zones.speaking_models import HubStranger, SchoolProof
from handover.sif.objects import SchoolInfo
from tests.agent.county import until
from tests.hub import QUICK, HubTown, school_info
from tests.portal.hub.test_hub_running import fault, looks, runners, withdraw_key
from tests.portal.hub.test_hub_speaking import enrolment, heard

__all__ = ["heard", "runners"]


def test_key_of_one_agent_does_not_let_it_speak_as_a_schools_software(hub_zone: HubTown, heard) -> None:
    cast = hub_zone.cast
    hub_zone.bind(cast.nant_primary, "NantMIS")
    hub_zone.software("NantMIS", [school_info(cast.nant_primary)])
    address = hub_zone.key_for("Library")
    hub_zone.run_until_idle()
    forger = Agent("NantMIS", address, **QUICK)
    with pytest.raises(RegistrationRefused):
        forger.connect()
    assert heard == []


def test_provider_of_the_zone_cannot_prove_another_softwares_school(hub_zone: HubTown) -> None:
    cast = hub_zone.cast
    school = hub_zone.bind(cast.nant_primary, "NantMIS")
    glan = school_info(cast.glan_high)
    lie = glan.replace(la_id="681", establishment_id="2990")
    hub_zone.software("Liar", [lie])
    hub_zone.software("NantMIS", [glan], provider=False)
    assert prove_school(school, glan.ref_id, hub_zone.member.agent, hub_zone.now) is False


def test_answer_about_another_school_info_than_was_asked_for_proves_nothing(hub_zone: HubTown) -> None:
    cast = hub_zone.cast
    school = hub_zone.bind(cast.nant_primary, "NantMIS")
    own = school_info(cast.nant_primary)
    software = hub_zone.software("NantMIS")
    software.agent.provide(SchoolInfo, lambda query: [own])  # whatever is asked
    with pytest.raises(SchoolUnproven):
        prove_school(school, school_info(cast.glan_high).ref_id, hub_zone.member.agent, hub_zone.now)
    assert not SchoolProof.objects.exists()


@pytest.mark.parametrize("number", [("6812", "990"), ("68", "12990"), ("681", "299"), ("6", "812990")])
def test_number_that_only_looks_like_the_schools_is_not_its(hub_zone: HubTown, number: tuple[str, str]) -> None:
    school = hub_zone.bind(hub_zone.cast.nant_primary, "NantMIS")
    other = school_info(hub_zone.cast.nant_primary).replace(la_id=number[0], establishment_id=number[1])
    hub_zone.software("NantMIS", [other])
    assert not prove_school(school, other.ref_id, hub_zone.member.agent, hub_zone.now)


def test_software_that_was_replaced_speaks_for_the_school_no_more(hub_zone: HubTown, heard) -> None:
    nant = hub_zone.cast.nant_primary
    hub_zone.bind(nant, "OldMIS")
    old = hub_zone.software("OldMIS", [school_info(nant)])
    hub_zone.run_until_idle()
    hub_zone.bind(nant, "NewMIS")
    assert not SchoolProof.objects.exists()
    old.say(enrolment("Non", school_info(nant).ref_id))
    hub_zone.run_until_idle()
    assert heard == []
    assert HubStranger.objects.get().agent == "OldMIS"


def test_refused_speech_repeated_again_and_again_does_not_fill_the_audit_log(hub_zone: HubTown, heard) -> None:
    cast = hub_zone.cast
    hub_zone.bind(cast.nant_primary, "NantMIS")
    glan = school_info(cast.glan_high)
    software = hub_zone.software("NantMIS", [glan])
    hub_zone.run_until_idle()
    for number in range(20):
        software.say(enrolment(f"Non {number}", glan.ref_id))
    hub_zone.run_until_idle()
    refused = Entry.objects.filter(action="hub.spoke_for_another")
    assert refused.count() <= 2
    assert heard == []
    assert "Non" not in "".join(refused.values_list("details", flat=True))


def test_what_strangers_say_is_one_row_for_each(hub_zone: HubTown, heard) -> None:
    library = hub_zone.software("Library")
    hub_zone.run_until_idle()
    for number in range(20):
        library.say(enrolment(f"Non {number}", "A" * 32))
    hub_zone.run_until_idle()
    assert Counter({each.agent: each.count for each in HubStranger.objects.all()}) == {"Library": 20}
    assert not Entry.objects.filter(action="hub.spoke_for_another").exists()


def test_key_of_the_hub_stands_in_no_log_whatever_goes_wrong(hub_zone: HubTown, runners, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    key = hub_zone.hub.address.rpartition("/")[2]
    withdraw_key(hub_zone)
    looks(runners(), lambda: fault(hub_zone))
    assert caplog.text
    assert key not in caplog.text
    assert key not in json.dumps(list(Entry.objects.values_list("details", flat=True)))


def test_handler_that_fails_tells_neither_the_zone_nor_the_log_what_it_was_about(
    hub_zone: HubTown, monkeypatch, caplog
) -> None:
    def hear(school: HubSchool, event: Event, now) -> None:
        raise RuntimeError("it failed")

    monkeypatch.setattr(hearing, "HEARD", (HubEar("LearnerSchoolEnrolment", hear),))
    info = school_info(hub_zone.cast.nant_primary)
    hub_zone.bind(hub_zone.cast.nant_primary, "NantMIS")
    software = hub_zone.software("NantMIS", [info])
    hub_zone.run_until_idle()
    told = enrolment("Non", info.ref_id)
    software.say(told)
    until(lambda: not hub_zone.busy())
    assert "it failed" in caplog.text
    assert told.learner_personal_ref_id not in caplog.text
