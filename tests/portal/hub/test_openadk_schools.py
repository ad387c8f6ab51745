"""The old school's and the new school's software stand on OpenADK: a record goes from the one to the other over HTTP."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from handover.invented.sif import invent_roll
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import Move
from handover.portal.transfers.flow import State
from handover.sif.objects import LearnerPersonal, SchoolInfo
from tests.hub import HubSite, HubTown
from tests.openadk import OpenAdkSchool

ASKED_OF_OLD = [
    "said SIF_Event Change LearnerSchoolEnrolment",
    "heard SIF_Request LearnerSchoolEnrolment",
    "said SIF_Response LearnerSchoolEnrolment 1",
    "heard SIF_Request LearnerPersonal",
    "said SIF_Response LearnerPersonal 1",
    "heard SIF_Request LearnerContact",
    "said SIF_Response LearnerContact 2",
    "heard SIF_Request LearnerSpecialNeeds",
    "said SIF_Response LearnerSpecialNeeds 1",
    "heard SIF_Request LearnerEntitlement",
    "said SIF_Response LearnerEntitlement 1",
    "heard SIF_Request LearnerAttendanceSummary",
    "said SIF_Response LearnerAttendanceSummary 1",
    "heard SIF_Request LearnerAssessmentResult",
    "said SIF_Response LearnerAssessmentResult 3",
    "heard SIF_Request ContactPersonal",
    "said SIF_Response ContactPersonal 2",
    "heard SIF_Request AssessmentResultComponent",
    "said SIF_Response AssessmentResultComponent 3",
    "heard SIF_Request SchoolInfo",
    "said SIF_Response SchoolInfo 1",
]
"""What the old school's software is asked, each line where it is first said."""
TOLD_TO_NEW = [
    "heard SIF_Event SchoolInfo",
    *["heard SIF_Event AssessmentResultComponent"] * 3,
    *["heard SIF_Event ContactPersonal"] * 2,
    "heard SIF_Event LearnerPersonal",
    *["heard SIF_Event LearnerContact"] * 2,
    "heard SIF_Event LearnerSchoolEnrolment",
    "heard SIF_Event LearnerSpecialNeeds",
    "heard SIF_Event LearnerEntitlement",
    "heard SIF_Event LearnerAttendanceSummary",
    *["heard SIF_Event LearnerAssessmentResult"] * 3,
]
"""What the new school's software is told, each object after those that it names."""

Join = Callable[..., OpenAdkSchool]


@pytest.fixture
def join() -> Iterator[Join]:
    """Let the software of a school join a zone, with a roll of so many learners, and bind it to its school."""
    running: list[OpenAdkSchool] = []

    def joined(town: HubTown, place: str, agent: str, learners: int, version: str) -> OpenAdkSchool:
        school = getattr(town.cast, place)
        roll = list(invent_roll(int(school.number), school.number, school.name, learners=learners))
        software = OpenAdkSchool(agent, town.key_for(agent), version, roll)
        running.append(software.start())
        town.running[agent] = software
        town.bind(school, agent)
        return software

    yield joined
    for software in running:
        software.close(silently=True)


def work(site: HubSite, seconds: int = 8) -> None:
    for _ in range(seconds):
        site.run_until_idle()
        site.now += timedelta(seconds=1)


def moving(hub_site: HubSite, join: Join) -> tuple[OpenAdkSchool, OpenAdkSchool, LearnerPersonal]:
    """Two schools in zones of their own, and a child of the one who has an entitlement, a need and results."""
    old = join(hub_site.zone("old"), "nant_primary", "ADKOLD", 60, "2.0r1")
    new = join(hub_site.zone("new"), "grug_primary", "ADKNEW", 1, "2.6")
    hub_site.run_until_idle()
    leaver = next(thing for thing in old.holds if isinstance(thing, LearnerPersonal) and thing.local_id == "000060")
    old.conversation.clear()
    new.conversation.clear()
    return old, new, leaver


def test_a_record_goes_from_one_openadk_school_to_the_next(hub_site: HubSite, join: Join):
    old, new, leaver = moving(hub_site, join)
    old.leaves(leaver.ref_id, hub_site.now.date(), "6602991")
    work(hub_site)
    assert Move.objects.get().stage is MoveState.TAKEN_IN
    assert said_once(old.conversation) == ASKED_OF_OLD
    assert [line for line in new.conversation if "Event" in line] == TOLD_TO_NEW
    [child] = [thing for thing in new.holds if isinstance(thing, LearnerPersonal) and thing.upn == leaver.upn]
    assert child.personal_information.name == leaver.personal_information.name
    [school] = [t for t in new.holds if isinstance(t, SchoolInfo) and t.establishment_id == "2991"]
    new.enrols(child.ref_id, school.ref_id, hub_site.now.date())
    work(hub_site)
    move = Move.objects.get()
    assert (move.stage, move.outcome.key, move.transfer.stage) == (
        MoveState.ARRIVED,
        "arrived_by_itself",
        State.CONFIRMED,
    )


def test_what_the_new_school_s_openadk_refuses_comes_back_to_the_old_one_in_its_words(hub_site: HubSite, join: Join):
    old, new, leaver = moving(hub_site, join)
    new.refuses = lambda event: "9/1" if b"<LearnerPersonal " in event.body else ""
    old.leaves(leaver.ref_id, hub_site.now.date(), "6602991")
    work(hub_site)
    move = Move.objects.get()
    assert (move.stage, move.transfer.stage) == (MoveState.REFUSED, State.REJECTED)
    assert move.words == "LearnerPersonal: The agent says no. (9/1)"


def said_once(conversation: list[str]) -> list[str]:
    """The lines of a conversation, each where it was first said."""
    return list(dict.fromkeys(conversation))
