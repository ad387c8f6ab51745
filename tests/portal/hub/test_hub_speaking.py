"""Who speaks for a school: its own software, and nobody else."""

import json
from datetime import date

import pytest

from handover.agent import Agent, Event, Q, RequestRefused
from handover.portal.audit.models import Entry
from handover.portal.hub.models import HubSchool
from handover.portal.hub.zones import hearing
from handover.portal.hub.zones.hearing import HubAnswer, HubEar
from handover.portal.hub.zones.speaking_models import HubStranger, SchoolProof
from handover.portal.zones.models import DeadLetterRow
from handover.sif.objects import LearnerPersonal, LearnerSchoolEnrolment, SchoolInfo
from tests.agent.county import until
from tests.hub import QUICK, HubTown, Software, ref_id, school_info


@pytest.fixture
def heard(monkeypatch) -> list[tuple[str, str]]:
    """What the hub took in: the school that it is of, and the enrolment."""
    came: list[tuple[str, str]] = []

    def hear(school: HubSchool, event: Event, now) -> None:
        came.append((school.establishment.number, event.object.ref_id))

    monkeypatch.setattr(hearing, "HEARD", (HubEar("LearnerSchoolEnrolment", hear),))
    return came


def enrolment(name: str, school: str) -> LearnerSchoolEnrolment:
    return LearnerSchoolEnrolment(
        ref_id=ref_id("enrolment", name),
        learner_personal_ref_id=ref_id("learner", name),
        school_info_ref_id=school,
        membership_type="C",
        entry_date=date(2025, 9, 1),
        nc_year_group_actual="3",
    )


def refusals() -> list[dict[str, str]]:
    return [
        json.loads(entry.details) for entry in Entry.objects.filter(action="hub.spoke_for_another").order_by("sequence")
    ]


def letters() -> list[tuple[int, int, str]]:
    return list(DeadLetterRow.objects.filter(agent="Handover").values_list("category", "code", "words"))


def test_what_a_schools_software_says_is_taken_as_said_by_the_school(hub_zone: HubTown, heard) -> None:
    info = school_info(hub_zone.cast.nant_primary)
    hub_zone.bind(hub_zone.cast.nant_primary, "NantMIS")
    software = hub_zone.software("NantMIS", [info])
    hub_zone.run_until_idle()
    software.say(enrolment("Non", info.ref_id))
    hub_zone.run_until_idle()
    assert heard == [("6812990", ref_id("enrolment", "Non"))]
    assert SchoolProof.objects.get().own


def test_software_is_asked_once_what_its_school_is(hub_zone: HubTown, heard) -> None:
    info = school_info(hub_zone.cast.nant_primary)
    hub_zone.bind(hub_zone.cast.nant_primary, "NantMIS")
    software = hub_zone.software("NantMIS", [info])
    hub_zone.run_until_idle()
    software.say(enrolment("Non", info.ref_id))
    hub_zone.run_until_idle()
    software.held.clear()
    software.say(enrolment("Mari", info.ref_id))
    hub_zone.run_until_idle()
    assert len(heard) == 2


def test_software_that_was_entered_before_it_ran_is_called_by_its_own_name_once_it_does(hub_zone: HubTown) -> None:
    school = hub_zone.bind(hub_zone.cast.nant_primary, "NantMIS")
    assert school.product == "NantMIS"
    named = {"vendor": "Vendor", "application": "Office 9", "application_version": "9.1"}
    agent = hub_zone.running["NantMIS"] = Agent("NantMIS", hub_zone.key_for("NantMIS"), **named, **QUICK)
    Software(agent, [school_info(hub_zone.cast.nant_primary)]).join((SchoolInfo,), provider=True, hears=False)
    hub_zone.run_until_idle()
    school.refresh_from_db()
    assert school.product == "Office 9"


def test_agent_that_is_no_schools_software_is_heard_and_counted_and_nothing_is_done(hub_zone: HubTown, heard) -> None:
    info = school_info(hub_zone.cast.nant_primary)
    hub_zone.bind(hub_zone.cast.nant_primary, "NantMIS")
    library = hub_zone.software("Library", [info])
    hub_zone.run_until_idle()
    for name in ("Non", "Mari"):
        library.say(enrolment(name, info.ref_id))
    hub_zone.run_until_idle()
    assert heard == []
    assert [(each.agent, each.count) for each in HubStranger.objects.all()] == [("Library", 2)]
    assert letters() == []


def test_software_that_speaks_for_another_school_is_refused_in_words_and_written_down(hub_zone: HubTown, heard) -> None:
    glan = school_info(hub_zone.cast.glan_high)
    hub_zone.bind(hub_zone.cast.nant_primary, "NantMIS")
    software = hub_zone.software("NantMIS", [glan])
    hub_zone.run_until_idle()
    software.say(enrolment("Non", glan.ref_id))
    hub_zone.run_until_idle()
    assert heard == []
    assert letters() == [(9, 1, "The enrolment is at a school that is not the one whose software this agent is.")]
    assert refusals() == [{"agent": "NantMIS", "school": "6812990", "reason": "another school's SchoolInfo"}]


def test_software_that_hides_another_schools_enrolment_behind_its_own_is_refused(hub_zone: HubTown, heard) -> None:
    cast = hub_zone.cast
    own, other = school_info(cast.nant_primary), school_info(cast.glan_high)
    hub_zone.bind(cast.nant_primary, "NantMIS")
    software = hub_zone.software("NantMIS", [own, other])
    hub_zone.run_until_idle()
    software.say(enrolment("Non", own.ref_id), enrolment("Mari", other.ref_id))
    hub_zone.run_until_idle()
    assert heard == []


def test_software_that_speaks_of_a_school_that_it_does_not_know_is_told_what_to_provide(
    hub_zone: HubTown, heard
) -> None:
    hub_zone.bind(hub_zone.cast.nant_primary, "NantMIS")
    software = hub_zone.software("NantMIS", [school_info(hub_zone.cast.nant_primary)])
    hub_zone.run_until_idle()
    software.say(enrolment("Non", ref_id("school", "another")))
    hub_zone.run_until_idle()
    assert heard == []
    assert "provide SchoolInfo" in letters()[0][2]


@pytest.mark.parametrize("school_info", ["no RefId", "A" * 33])
def test_what_is_no_ref_id_of_a_school_is_none_of_the_schools(hub_zone: HubTown, heard, school_info: str) -> None:
    hub_zone.bind(hub_zone.cast.nant_primary, "NantMIS")
    software = hub_zone.software("NantMIS")
    hub_zone.member.check()
    software.say(enrolment("Non", school_info))
    hub_zone.run_until_idle()
    assert heard == []


def test_software_that_provides_no_school_info_is_not_believed_whatever_it_says(hub_zone: HubTown, heard) -> None:
    hub_zone.bind(hub_zone.cast.nant_primary, "NantMIS")
    software = hub_zone.software("NantMIS", kinds=(LearnerSchoolEnrolment,))
    hub_zone.run_until_idle()
    software.say(enrolment("Non", ref_id("school", "6812990")))
    hub_zone.run_until_idle()
    assert heard == []
    assert refusals() == [{"agent": "NantMIS", "school": "6812990", "reason": "SchoolInfo not given"}]


def test_what_was_another_schools_is_asked_about_again_an_hour_later(hub_zone: HubTown, heard) -> None:
    nant, glan = (school_info(place) for place in (hub_zone.cast.nant_primary, hub_zone.cast.glan_high))
    hub_zone.bind(hub_zone.cast.nant_primary, "NantMIS")
    software = hub_zone.software("NantMIS", [glan.replace(ref_id=nant.ref_id)])
    hub_zone.run_until_idle()
    software.held[:] = [nant]
    for minutes in (59, 2, 0):
        assert heard == []
        hub_zone.later(minutes=minutes)
        software.say(enrolment("Non", nant.ref_id))
        hub_zone.run_until_idle()
    assert len(letters()) == 2
    assert heard == [("6812990", ref_id("enrolment", "Non"))]


def test_software_that_speaks_before_it_was_asked_is_asked_meanwhile(hub_zone: HubTown, heard) -> None:
    info, glan = school_info(hub_zone.cast.nant_primary), school_info(hub_zone.cast.glan_high)
    software = hub_zone.software("NantMIS", [info, glan])
    assert hub_zone.member.check()
    hub_zone.bind(hub_zone.cast.nant_primary, "NantMIS")
    software.say(enrolment("Non", info.ref_id))
    software.say(enrolment("Mari", glan.ref_id))
    until(lambda: not hub_zone.busy())
    assert heard == [("6812990", ref_id("enrolment", "Non"))]
    assert len(refusals()) == 1


def test_hub_answers_a_schools_software_and_no_stranger(hub_zone: HubTown, monkeypatch) -> None:
    info = school_info(hub_zone.cast.glan_high)
    monkeypatch.setattr(hearing, "ANSWERED", (HubAnswer("SchoolInfo", lambda hub, query: query.select([info])),))
    hub_zone.bind(hub_zone.cast.nant_primary, "NantMIS")
    software, library = (
        hub_zone.software("NantMIS"),
        hub_zone.software("Library", kinds=(LearnerPersonal,), provider=False),
    )
    hub_zone.run_until_idle()
    wanted = Q("@RefId") == info.ref_id
    assert [each.ref_id for each in software.agent.request(SchoolInfo, wanted, destination="Handover")] == [info.ref_id]
    with pytest.raises(RequestRefused, match="this agent is none"):
        list(library.agent.request(SchoolInfo, wanted, destination="Handover"))
    assert HubStranger.objects.get().agent == "Library"
