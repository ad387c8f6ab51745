"""Schools' software that means ill, or is badly made: what it can do to the children of other schools, and to its own."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from handover.portal.hub.life import MoveState
from handover.portal.hub.models import Move, Readiness
from handover.portal.hub.software_values import goes_on
from handover.sif.model import SifObject
from handover.sif.objects import LearnerSchoolEnrolment, SchoolInfo
from handover.sif.reader import read_one
from tests.files import SIAN, send
from tests.hub import HubTown, ref_id, school_info
from tests.leavers import learner, leaves_for

S = MoveState
NON = ref_id("learner", "Non")
ENDED = ref_id("enrolment", "Non")


def read(kind: str, inside: str = "", **attributes: str) -> SifObject:
    """Return an object as no software should write it."""
    names = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return read_one(f'<{kind} xmlns="http://www.sifinfo.org/uk/infrastructure/2.x"{names}>{inside}</{kind}>'.encode())


def leaving(school: SchoolInfo, destination: str = "", left_on: date | None = None) -> LearnerSchoolEnrolment:
    """Return what the software of a school says of Non, who leaves it."""
    return LearnerSchoolEnrolment(
        ref_id=ENDED,
        learner_personal_ref_id=NON,
        school_info_ref_id=school.ref_id,
        membership_type="P",
        entry_date=date(2020, 9, 1),
        nc_year_group_actual="6",
        exit_date=left_on or timezone.localdate(),
        exit_type=leaves_for(destination),
    )


class TwoSchools:
    """Nant y Wennol, which Non leaves, and Grug, whose software hears the same zone."""

    def __init__(self, zone: HubTown) -> None:
        cast = zone.cast
        self.zone = zone
        self.nant, self.grug = school_info(cast.nant_primary), school_info(cast.grug_primary)
        zone.bind(cast.nant_primary, "NantMIS")
        zone.bind(cast.grug_primary, "GrugMIS", leaving=Readiness.BY_ITSELF)
        self.theirs = zone.software("NantMIS", [self.nant, learner(NON)], provider=False)
        self.ours = zone.software("GrugMIS", [self.grug], provider=False)
        zone.run_until_idle()

    def non_leaves(self, destination: str = "", left_on: date | None = None) -> None:
        said = leaving(self.nant, destination, left_on)
        self.theirs.held.append(said)
        self.theirs.say(said)
        self.zone.run_until_idle()


@pytest.fixture
def two(hub_zone: HubTown) -> TwoSchools:
    return TwoSchools(hub_zone)


def ways() -> list[tuple[str, str, str]]:
    return list(Move.objects.order_by("pk").values_list("source", "state", "destination"))


def test_software_cannot_say_where_the_leaver_of_another_school_goes(two: TwoSchools) -> None:
    two.non_leaves()
    assert ways() == [("6812990", S.NO_DESTINATION, "")]
    two.ours.say(leaving(two.grug, "6814990"))
    two.zone.run_until_idle()
    assert ("6812990", S.NO_DESTINATION, "") in ways()


def test_software_cannot_take_back_the_leaving_of_another_school(two: TwoSchools) -> None:
    two.non_leaves("6814990", timezone.localdate() + timedelta(days=3))
    two.ours.say(leaving(two.grug), action="Delete")
    two.zone.run_until_idle()
    assert ways() == [("6812990", S.NOTICED, "6814990")]


def test_software_cannot_hold_up_the_leaver_of_another_school_by_a_later_last_day(two: TwoSchools) -> None:
    last = timezone.localdate() + timedelta(days=3)
    two.non_leaves("6814990", last)
    due = Move.objects.get().due_at
    two.ours.say(leaving(two.grug, left_on=date(2099, 1, 1)))
    two.zone.run_until_idle()
    assert Move.objects.get(source="6812990").due_at == due


@pytest.mark.parametrize("number", [("681", "49901"), ("6814", "990"), ("68", "14990"), ("681", "499")])
def test_number_that_only_looks_like_a_schools_sends_no_record_there(two: TwoSchools, number: tuple[str, str]) -> None:
    there = LearnerSchoolEnrolment.Destination(code="MS", la_id=number[0], establishment_id=number[1])
    said = leaving(two.nant).replace(exit_type=LearnerSchoolEnrolment.ExitType(code="ST", destination=there))
    two.theirs.held.append(said)
    two.theirs.say(said)
    two.zone.run_until_idle()
    assert list(Move.objects.values_list("state", "reason")) == [(S.NO_DESTINATION, "unknown_school")]


@pytest.mark.parametrize(
    "bad",
    [
        read(
            "LearnerSchoolEnrolment",
            "<EntryDate>the first of May</EntryDate>",
            RefId="9" * 32,
            LearnerPersonalRefId="8" * 32,
        ),
        read("LearnerSchoolEnrolment", f"<EntryDate>{timezone.localdate()}</EntryDate>", RefId="9" * 32),
        read("LearnerSchoolEnrolment", f"<ExitDate>{timezone.localdate()}</ExitDate>"),
        read("SchoolInfo", "<LAId>681</LAId><EstablishmentId>3990</EstablishmentId>"),
    ],
)
def test_answers_of_badly_made_software_stop_no_other_school_of_its_zone(hub_zone: HubTown, bad: SifObject) -> None:
    cast = hub_zone.cast
    nant = school_info(cast.nant_primary)
    hub_zone.bind(cast.nant_primary, "NantMIS")
    hub_zone.bind(cast.grug_primary, "GrugMIS")
    hub_zone.software("GrugMIS", [school_info(cast.grug_primary), bad], provider=False)
    hub_zone.software("NantMIS", [nant, learner(NON), leaving(nant, "6814990")], provider=False)
    hub_zone.run_until_idle()
    assert ways() == [("6812990", S.ON_ITS_WAY, "6814990")]


def test_marker_of_the_store_named_by_software_does_not_pass_by_what_the_school_has_chosen(two: TwoSchools) -> None:
    two.non_leaves("XXXXXXX")
    assert list(Move.objects.values_list("state", "reason")) == [(S.NO_DESTINATION, "no_destination_said")]


def test_child_whom_the_next_software_holds_in_a_form_that_cannot_be_read_is_looked_at_by_a_person(
    hub_zone: HubTown,
) -> None:
    there = read(
        "LearnerPersonal",
        f"<UPN>{SIAN.upn}</UPN><PersonalInformation><Name Type='C'><FamilyName>Prydderch</FamilyName></Name>"
        "<Demographics><BirthDate>the third of May</BirthDate></Demographics></PersonalInformation>",
        RefId="9" * 32,
    )
    hub_zone.software("GlanMIS", [school_info(hub_zone.cast.glan_high), there])
    hub_zone.bind(hub_zone.cast.glan_high, "GlanMIS")
    send(hub_zone.cast.alis, "6814990", children=(SIAN,), now=hub_zone.now)
    hub_zone.run_until_idle()
    assert list(Move.objects.values_list("state", "reason")) == [(S.OFFERED, "next_software_mute")]


@pytest.mark.parametrize(
    ("membership", "inside", "there"),
    [
        ("C", "", True),
        ("P", "", False),
        ("C", "<ExitDate>2026-07-01</ExitDate>", False),
        ("C", "<ExitDate>in July</ExitDate>", False),
    ],
)
def test_enrolment_that_is_over_or_cannot_be_read_puts_no_child_on_the_roll(
    membership: str, inside: str, there: bool
) -> None:
    assert goes_on(read("LearnerSchoolEnrolment", inside, RefId="9" * 32, MembershipType=membership)) is there
