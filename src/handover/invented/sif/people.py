"""The people of a sample school: staff, learners, their contacts, and what belongs to each."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from handover.common.identifiers import make_uln, make_upn
from handover.invented.names import BACKGROUNDS, Background
from handover.invented.places import invent_landline, invent_postcode, region_of
from handover.invented.sif.plan import PlannedLearner, SchoolPlan
from handover.sif.model import SifObject
from handover.sif.objects import (
    PAON,
    Address,
    ContactPersonal,
    Demographics,
    Email,
    Ethnicity,
    Identity,
    Language,
    LearnerContact,
    LearnerEntitlement,
    LearnerPersonal,
    LearnerSchoolEnrolment,
    LearnerSpecialNeeds,
    Name,
    PersonalInformation,
    PersonDietaryPreference,
    PersonPicture,
    PhoneNumber,
    WorkforcePersonal,
)


class InventedPerson(NamedTuple):
    """A person's name and gender, and the background that they go with."""

    given: str
    family: str
    gender: Literal["F", "M"]
    background: Background


def invent_person(plan: SchoolPlan) -> InventedPerson:
    """Invent a person, as the backgrounds are common in Wales."""
    background = plan.chance.choices(BACKGROUNDS, [each.in_wales for each in BACKGROUNDS])[0]
    gender: Literal["F", "M"] = "F" if plan.chance.random() < 0.5 else "M"
    given = plan.chance.choice(background.girls if gender == "F" else background.boys)
    return InventedPerson(given, plan.chance.choice(background.surnames), gender, background)


def invent_staff(plan: SchoolPlan) -> Iterator[SifObject]:
    """Yield the members of staff, each with an identity on the school's network."""
    for number, person in enumerate(plan.staff):
        named = invent_person(plan)
        yield WorkforcePersonal(
            ref_id=person,
            local_id=f"W{number:04d}",
            personal_information=_person(plan, named, None),
            teacher_number=f"{plan.chance.randint(1000000, 9999999)}",
            current_assignment_list=(
                WorkforcePersonal.CurrentAssignment(la_id=plan.la, establishment_id=plan.number, posts=("TCHR",)),
            ),
        )
        yield Identity(
            ref_id=plan.new_id(),
            sif_ref_id=Identity.SIFRefId(sif_ref_object="WorkforcePersonal", value=person),
            authentication_source="Other",
            identity_assertions=(Identity.IdentityAssertion(schema_name="sAMAccountName", value=f"staff{number}"),),
        )


def _person(plan: SchoolPlan, named: InventedPerson, born: date | None) -> PersonalInformation:
    chance, region = plan.chance, region_of(plan.la)
    # SIF UK lists the extended codes only, which part White British by nation.
    ethnicities = [code for code in named.background.ethnicities if code != "WBRI"]
    demographics = Demographics(
        ethnicity_list=(Ethnicity(code=chance.choice(ethnicities), source="P"),),
        gender=named.gender,
        birth_date=born,
        language_list=(Language(code=chance.choice(named.background.languages), type_list=("F",)),),
    )
    return PersonalInformation(
        name=Name(type="C", family_name=named.family, given_name=named.given),
        demographics=demographics,
        email=Email(type="School", value=f"person{chance.randint(1, 99999)}@ysgol.example"),
        address=Address(
            type="Current",
            paon=PAON(start_number=str(chance.randint(1, 120))),
            street=chance.choice(region.streets),
            town=chance.choice(region.towns),
            post_code=invent_postcode(region, chance),
            country="GBR",
        ),
        phone_number=PhoneNumber(type="H", number=invent_landline(plan.la, chance).replace(" ", "")),
    )


def invent_learner(plan: SchoolPlan, pupil: PlannedLearner) -> Iterator[SifObject]:
    """Yield a learner with contacts, enrolment, and what some learners have."""
    named = invent_person(plan)
    born = date(plan.year - 1 - pupil.age, 9, 1) + timedelta(days=plan.chance.randrange(365))
    serial = pupil.serial
    yield LearnerPersonal(
        ref_id=pupil.ref_id,
        local_id=f"{serial:06d}",
        personal_information=_person(plan, named, born),
        upn=make_upn(plan.la, plan.number, (born.year + 4) % 100, serial % 1000),
        uln=make_uln(f"{800000000 + serial}"),
        home_la=plan.la,
        learner_identity=named.background.identity,
        mode_of_travel=plan.chance.choice(("WLK", "CYC", "CAR", "DSB")),
        current_school_enrolment=LearnerPersonal.CurrentSchoolEnrolment(
            learner_school_enrolment_ref_id=pupil.enrolment,
            la_id=plan.la,
            establishment_id=plan.number,
            nc_year_group=pupil.nc_year,
        ),
    )
    yield LearnerSchoolEnrolment(
        ref_id=pupil.enrolment,
        learner_personal_ref_id=pupil.ref_id,
        school_info_ref_id=plan.school,
        membership_type="C",
        entry_date=plan.first_day,
        nc_year_group_actual=pupil.nc_year,
        class_type="O",
    )
    yield from _contacts(plan, pupil, named)
    yield from _own_needs(plan, pupil)


def _contacts(plan: SchoolPlan, pupil: PlannedLearner, child: InventedPerson) -> Iterator[SifObject]:
    for sequence, relationship in enumerate(("FAMN", "FAFN"), 1):
        contact = plan.new_id()
        named = invent_person(plan)._replace(family=child.family)
        yield ContactPersonal(ref_id=contact, personal_information=_person(plan, named, None))
        yield LearnerContact(
            learner_personal_ref_id=pupil.ref_id,
            contact_personal_ref_id=contact,
            relationship=relationship,
            contact_flags=LearnerContact.ContactFlags(parent_legal_guardian="Yes", emergency_contact="Yes"),
            contact_sequence=sequence,
        )


def _own_needs(plan: SchoolPlan, pupil: PlannedLearner) -> Iterator[SifObject]:
    yield PersonPicture(
        person_ref_id=pupil.ref_id,
        sif_ref_object_list=(PersonPicture.SIFRefObjectList(sif_ref_object="LearnerPersonal"),),
        school_year=plan.year,
        picture_source=PersonPicture.PictureSource(
            type="URL", value=f"https://pictures.ysgol.example/{pupil.serial}.jpg"
        ),
        ok_to_publish="No",
    )
    if pupil.serial % 6 == 0:
        yield LearnerSpecialNeeds(
            ref_id=plan.new_id(),
            learner_personal_ref_id=pupil.ref_id,
            school_info_ref_id=plan.school,
            provision="A",
            start_date=plan.first_day,
            sen_type_list=(LearnerSpecialNeeds.SENType(ranking=1, value="SPLD"),),
        )
    if pupil.serial % 5 == 0:
        yield LearnerEntitlement(
            ref_id=plan.new_id(),
            learner_personal_ref_id=pupil.ref_id,
            school_info_ref_id=plan.school,
            entitlement_type="Free school meals",
            entitlement_period_list=(
                LearnerEntitlement.EntitlementPeriod(start_date=plan.first_day, end_date=plan.last_day),
            ),
            provider_id=LearnerEntitlement.ProviderId(provider_type="LA", value=plan.authority),
        )
        yield PersonDietaryPreference(
            ref_id=plan.new_id(),
            person_ref_id=pupil.ref_id,
            weekly_meal_pattern_list=(
                PersonDietaryPreference.WeeklyMealPattern(
                    start_date=plan.first_day,
                    end_date=plan.last_day,
                    meals=(PersonDietaryPreference.Meal(day="All", meal_time="Lunch", meal_type="Cooked"),),
                ),
            ),
        )
