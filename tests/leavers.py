"""A school's software with one child on its roll, in a zone over HTTP, for tests of leavings: it answers what it is told to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from handover.agent import Agent, Query
from handover.agent.received import EVENTS
from handover.portal.establishments.models import Establishment
from handover.portal.hub.models import HubSchool, HubZone, Move
from handover.portal.hub.zones.hearing import HEARD
from handover.portal.hub.zones.working import do_due_acts
from handover.sif.model import SifObject
from handover.sif.objects import (
    AssessmentResultComponent,
    ContactPersonal,
    Demographics,
    LearnerAssessmentResult,
    LearnerAttendance,
    LearnerAttendanceSummary,
    LearnerContact,
    LearnerEntitlement,
    LearnerPersonal,
    LearnerSchoolEnrolment,
    LearnerSpecialNeeds,
    Name,
    PersonalInformation,
    SchoolInfo,
)
from tests.agent.county import ZONE, County
from tests.loose_objects import as_it_came
from tests.moments import NOW

TODAY = date(2026, 9, 3)
LEARNER, ENROLMENT, SCHOOL, CONTACT = "A" * 32, "E" * 32, "5" * 32, "C" * 32
OTHER_LEARNER = "B" * 32
UPN = "B681299003017"
SPOKEN = (
    LearnerPersonal,
    LearnerSchoolEnrolment,
    LearnerContact,
    ContactPersonal,
    LearnerSpecialNeeds,
    LearnerEntitlement,
    LearnerAttendance,
    LearnerAttendanceSummary,
    LearnerAssessmentResult,
    AssessmentResultComponent,
    SchoolInfo,
)


def school_info(number: str = "6812990") -> SchoolInfo:
    return SchoolInfo(
        ref_id=SCHOOL,
        la_id=number[:3],
        establishment_id=number[3:],
        school_name="Nant y Wennol Primary School",
        sessions_per_day=2,
    )


def learner(ref_id: str = LEARNER, upn: str = UPN, **more: Any) -> LearnerPersonal:
    return LearnerPersonal(
        ref_id=ref_id,
        upn=upn,
        personal_information=PersonalInformation(
            name=Name(type="C", family_name="Prydderch", given_name="Siân"),
            demographics=Demographics(gender="F", birth_date=date(2015, 2, 11)),
        ),
        **more,
    )


def leaves_for(destination: str = "6814990", why: str = "ST", where: str = "MS") -> LearnerSchoolEnrolment.ExitType:
    """What software says of why a pupil leaves, and where they go."""
    there = {"la_id": destination[:3], "establishment_id": destination[3:]} if destination else {}
    return LearnerSchoolEnrolment.ExitType(
        code=why, destination=LearnerSchoolEnrolment.Destination(code=where, **there)
    )


def enrolment(
    destination: str | None = "6814990", left_on: date | None = TODAY, *, ref_id: str = ENROLMENT, **more: Any
) -> LearnerSchoolEnrolment:
    return LearnerSchoolEnrolment(
        **{
            "ref_id": ref_id,
            "learner_personal_ref_id": LEARNER,
            "school_info_ref_id": SCHOOL,
            "membership_type": "P",
            "entry_date": date(2020, 9, 1),
            "nc_year_group_actual": "6",
            "exit_date": left_on,
            "exit_type": leaves_for(destination) if destination is not None else None,
            **more,
        }
    )


def contact(**flags: str) -> LearnerContact:
    return LearnerContact(
        learner_personal_ref_id=LEARNER,
        contact_personal_ref_id=CONTACT,
        relationship="PAM",
        contact_flags=LearnerContact.ContactFlags(**{"parent_legal_guardian": "Yes", **flags}),
    )


def mother() -> ContactPersonal:
    return ContactPersonal(
        ref_id=CONTACT,
        personal_information=PersonalInformation(name=Name(type="C", family_name="Prydderch", given_name="Mair")),
    )


def record(destination: str | None = "6814990", left_on: date | None = TODAY) -> list[SifObject]:
    """A child with a mother, who leaves."""
    return [school_info(), learner(), enrolment(destination, left_on), contact(), mother()]


@dataclass
class OldSchool:
    """Nant y Wennol, whose software is NANT in a zone in which the hub listens. `holds` is what the software has."""

    county: County
    school: HubSchool
    hub: Agent
    holds: list[SifObject] = field(default_factory=record)
    answers: dict[str, Callable[[Query, list[SifObject]], Iterable[SifObject]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    software: Agent | None = None

    def start(self, lacks: Iterable[type[SifObject]] = ()) -> "OldSchool":
        """Let the software join the zone; it has never heard of what it `lacks`."""
        self.software = Agent("NANT", self.county.url, poll_seconds=0.02, patience_seconds=5.0)
        for kind in SPOKEN:
            if kind not in tuple(lacks):
                self.software.respond(kind, self.answer)
        self.software.connect()
        return self

    def answer(self, query: Query) -> Iterable[SifObject]:
        """Answer what is asked, or what a test wants instead."""
        self.asked.append(query.object_name)
        same = [thing for thing in self.holds if type(thing).__name__ == query.object_name]
        instead = self.answers.get(query.object_name)
        return [as_it_came(thing) for thing in (instead(query, same) if instead else query.select(same))]

    def take_packets_of(self, size: int) -> None:
        """Have the hub join anew, as one that takes no larger packets."""
        self.hub.close()
        self.hub = join_hub(self.county, max_buffer=size)

    def says(self, *things: LearnerSchoolEnrolment, action: str = "Change", now: datetime = NOW) -> None:
        """Let the hub hear from the software of enrolments."""
        event: Any = EVENTS[action](things, "NANT", "0" * 32, ("SIF_Default",), "2.3")
        for ear in HEARD:
            if ear.object_name == "LearnerSchoolEnrolment":
                ear.call(self.school, event, now)

    def work(self, now: datetime = NOW) -> int:
        """Do what is due in the zone."""
        return do_due_acts(self.school.zone, self.hub, lambda: now)

    def leaves(self, now: datetime = NOW) -> Move:
        """Let the hub hear of the leaving that the software holds, do what is due, and return the only move."""
        self.says(*(thing for thing in self.holds if isinstance(thing, LearnerSchoolEnrolment)), now=now)
        self.work(now)
        return only_move()

    def choose(self, **choices: Any) -> None:
        """Choose what the hub may do."""
        for name, value in choices.items():
            setattr(self.school, name, value)
        self.school.save()

    def close(self) -> None:
        """End both agents."""
        if self.software is not None:
            self.software.close()
        self.hub.close()


def only_move() -> Move:
    """The only move there is."""
    return Move.objects.select_related("transfer").get()


def bind_school(place: Establishment, zone: str = ZONE, agent: str = "NANT", **choices: Any) -> HubSchool:
    """Bind a school's software in a zone with the hub."""
    row, _ = HubZone.objects.get_or_create(zone=zone, defaults={"agent": "HUB", "address": "", "made_at": NOW})
    more = {"leaving": "by_itself", "product": "Cofrestr", "added_at": NOW, **choices}
    return HubSchool.objects.create(zone=row, establishment=place, agent=agent, **more)


def open_old_school(place: Establishment) -> OldSchool:
    """Open a zone with the hub in it, and bind a school's software there, which has yet to join."""
    county = County()
    return OldSchool(county, bind_school(place), join_hub(county))


def join_hub(county: County, **more: Any) -> Agent:
    """Let the hub's agent join a zone."""
    hub = Agent("HUB", county.url, poll_seconds=0.02, patience_seconds=5.0, **more)
    hub.connect()
    return hub
