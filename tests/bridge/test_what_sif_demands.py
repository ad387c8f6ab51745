"""What SIF must have and the file has not is worked out by a rule, marked, and never comes back as a fact."""

from dataclasses import replace
from datetime import date

import pytest

from handover.bridge import LossKind, convert_to_ctf
from handover.ctf.model import Address, Assessment, FreeSchoolMeals, KeyStage, LookedAfter, MealSpell, Phone, Unknown
from tests.bridge.records import (
    HEADER,
    SIAN,
    extended_texts,
    losses_of,
    objects_of,
    the_one,
    there_and_back,
    to_sif,
    with_basic,
)

RESULT = Assessment(locale="ENG", subject="MAT", method="FA", qualifier="MT", component="MTC", result="25")


def test_a_derived_value_is_reported_with_the_pupil_and_the_value() -> None:
    (loss,) = losses_of(to_sif(SIAN, with_basic(replace(SIAN, upn=None), ethnicity="WENG")), "derived")
    assert (loss.kind, loss.pupil, loss.given) == (LossKind.DERIVED, 2, "O")
    assert loss.message() == (
        "LearnerPersonal/PersonalInformation/Demographics/EthnicityList/Ethnicity/Source: SIF demands a value and the file "
        "has none; “O” was worked out."
    )


def test_who_gave_the_ethnicity_does_not_come_back_unless_somebody_said_so_since() -> None:
    pupil = with_basic(SIAN, ethnicity="WENG")
    conversion = to_sif(pupil)
    learner = the_one(conversion, "LearnerPersonal")
    information = learner.personal_information
    (entry,) = information.demographics.ethnicity_list
    assert (entry.code, entry.source) == ("WENG", "O")
    assert there_and_back(pupil) == pupil
    people = information.demographics.replace(ethnicity_list=(entry.replace(source="P"),))
    said = learner.replace(personal_information=information.replace(demographics=people))
    assert convert_to_ctf([said], HEADER).file.pupils[0].basic.ethnicity_source == "P"


@pytest.mark.parametrize("code", ["WBRI", "WCOR"])
def test_white_british_has_no_code_in_sif_and_no_nation_is_made_up(code: str) -> None:
    pupil = with_basic(SIAN, ethnicity=code, ethnicity_source="C")
    conversion = to_sif(pupil)
    assert the_one(conversion, "LearnerPersonal").personal_information.demographics.ethnicity_list is None
    assert [loss.value for loss in losses_of(conversion, "no_sif_code")] == [code]
    assert there_and_back(pupil) == pupil


def test_half_a_former_name_is_filled_up_with_the_present_one() -> None:
    pupil = with_basic(SIAN, former_surname="Owen")
    learner = the_one(to_sif(pupil), "LearnerPersonal")
    (name,) = learner.personal_information.other_names
    assert (name.type, name.family_name, name.given_name) == ("F", "Owen", "Siân")
    assert there_and_back(pupil) == pupil


def test_a_result_without_a_day_has_the_end_of_july_and_comes_back_without() -> None:
    pupil = replace(SIAN, assessments=(KeyStage(stage="KS2", results=(replace(RESULT, year=2026),)),))
    conversion = to_sif(pupil)
    result = the_one(conversion, "LearnerAssessmentResult")
    assert (result.achievement_date, result.result_status) == (date(2026, 7, 31), "R")
    component = the_one(conversion, "AssessmentResultComponent")
    assert (component.assessment_method, component.result_qualifier) == ("TA", "OT")
    assert there_and_back(pupil) == pupil


@pytest.mark.parametrize("result", [RESULT, replace(RESULT, year=2026, result=None)], ids=["no day", "no result"])
def test_a_result_that_sif_cannot_hold_is_kept_beside_the_learner(result: Assessment) -> None:
    pupil = replace(SIAN, assessments=(KeyStage(stage="KS2", results=(replace(RESULT, year=2025), result)),))
    assert len(objects_of(to_sif(pupil), "LearnerAssessmentResult")) == 1
    assert there_and_back(pupil) == pupil


def test_the_kind_of_enrolment_follows_from_the_leaving_and_does_not_come_back() -> None:
    gone = with_basic(SIAN, enrolment=None)
    gone = replace(gone, schools=(replace(SIAN.schools[0], leaving=date(2026, 7, 17)),))
    here = replace(gone, schools=(replace(SIAN.schools[0], leaving=None, reason=None),))
    assert the_one(to_sif(gone), "LearnerSchoolEnrolment").membership_type == "P"
    assert the_one(to_sif(here), "LearnerSchoolEnrolment").membership_type == "C"
    assert (there_and_back(gone), there_and_back(here)) == (gone, here)


def test_an_enrolment_that_goes_on_is_the_learners_current_one() -> None:
    here = replace(SIAN, schools=(replace(SIAN.schools[0], leaving=None, reason=None),))
    conversion = to_sif(here)
    current = the_one(conversion, "LearnerPersonal").current_school_enrolment
    assert current.learner_school_enrolment_ref_id == the_one(conversion, "LearnerSchoolEnrolment").ref_id
    assert (current.establishment_id, current.nc_year_group) == ("2990", "6")
    assert the_one(to_sif(SIAN), "LearnerPersonal").current_school_enrolment is None


def test_without_a_year_group_there_is_no_enrolment_and_nothing_is_made_up() -> None:
    pupil = with_basic(SIAN, year_group=None)
    conversion = to_sif(pupil)
    assert objects_of(conversion, "LearnerSchoolEnrolment") == []
    assert [loss.value for loss in losses_of(conversion, "no_enrolment")] == ["C"]
    assert there_and_back(pupil) == pupil


def test_looked_after_by_nobody_named_is_kept_and_no_authority_is_made_up() -> None:
    pupil = replace(SIAN, care=LookedAfter(in_care=True))
    assert the_one(to_sif(pupil), "LearnerPersonal").in_care is None
    assert there_and_back(pupil) == pupil


def test_the_medical_flag_is_a_sentence_that_names_no_condition() -> None:
    pupil = with_basic(SIAN, medical_flag=True)
    (message,) = the_one(to_sif(pupil), "LearnerPersonal").medical_alert_msg_list
    assert (message.severity, message.value.partition(": ")[0]) == (
        "Unknown",
        "The last school holds medical information about this pupil",
    )
    assert there_and_back(pupil) == pupil


@pytest.mark.parametrize(
    "address",
    [
        Address(line1="Tŷ Gwyn", line2="Heol y Bont", line3="Caerwennol", postcode="CF10 1AA"),
        Address(saon="Flat 2", paon="27A", street="Heol y Bont", post_town="Caerwennol"),
        Address(street="Heol y Bont", town="Caerwennol"),
        Address(paon="27-29 Rose Cottage", town="Caerwennol", easting="318000", northing="176000", uprn="0012345"),
        Address(paon="Rose Cottage", town="Lyon", country="France", zip_code="69001"),
    ],
)
def test_an_address_is_valid_in_sif_and_comes_back_as_it_was_written(address: Address) -> None:
    pupil = replace(SIAN, address=address)
    assert the_one(to_sif(pupil), "LearnerPersonal").personal_information.address is not None
    assert there_and_back(pupil) == pupil


@pytest.mark.parametrize(
    ("written", "in_sif"),
    [
        ("0027", ("27", None, None, None, None)),
        ("0012A", ("12", "A", None, None, None)),
        ("0012A0014B The Mews", ("12", "A", "14", "B", "The Mews")),
        ("0027 0029", ("27", None, "29", None, None)),
        ("0012      Rose Cottage", ("12", None, None, None, "Rose Cottage")),
        ("0000 Rose Cottage", ("0000", None, None, None, "Rose Cottage")),
        ("1066 Heol y Bont", ("1066", None, None, None, "Heol y Bont")),
    ],
)
def test_a_house_laid_out_in_columns_is_its_numbers_in_sif_and_comes_back_as_it_was_written(
    written: str, in_sif: tuple[str | None, ...]
) -> None:
    pupil = replace(SIAN, address=Address(paon=written, town="Caerwennol"))
    conversion = to_sif(pupil)
    house = the_one(conversion, "LearnerPersonal").personal_information.address.paon
    numbers = (house.start_number, house.start_number_suffix, house.end_number, house.end_number_suffix)
    assert (*numbers, house.description) == in_sif
    assert len(losses_of(conversion, "house_layout")) == (in_sif[0] != written.split(" ")[0])
    assert there_and_back(pupil) == pupil


def test_an_address_of_a_postcode_alone_is_none_in_sif_and_comes_back() -> None:
    pupil = replace(SIAN, address=Address(postcode="CF10 1AA"))
    conversion = to_sif(pupil)
    assert the_one(conversion, "LearnerPersonal").personal_information.address is None
    assert len(losses_of(conversion, "address_incomplete")) == 1
    assert there_and_back(pupil) == pupil


def test_meals_without_a_beginning_or_that_end_before_it_are_kept_in_their_places() -> None:
    spells = (
        MealSpell(start=date(2020, 9, 1), end=date(2021, 7, 20), country="ENG"),
        MealSpell(end=date(2022, 7, 20)),
        MealSpell(start=date(2023, 9, 1), country="WLS"),
        MealSpell(start=date(2024, 9, 1), end=date(2024, 1, 1)),
    )
    pupil = replace(SIAN, meals=FreeSchoolMeals(review=date(2026, 9, 1), spells=spells))
    entitlement = the_one(to_sif(pupil), "LearnerEntitlement")
    assert entitlement.entitlement_type == "FSM"
    assert [each.note for each in entitlement.entitlement_period_list] == ["UKcountry=ENG", "UKcountry=WLS"]
    assert there_and_back(pupil) == pupil


def test_elements_of_a_newer_file_travel_as_they_came() -> None:
    strange = (Unknown("BasicDetails", "<ServiceChild>a &amp; b</ServiceChild>"), Unknown("", "<New><A/></New>"))
    pupil = replace(SIAN, unknown=strange, uci="0123456789ABC", phones=(Phone(number="07700 900123"),))
    pupil = with_basic(pupil, disabilities=("VIS", "HEA"))
    texts = extended_texts(the_one(to_sif(pupil), "LearnerPersonal"))
    assert {"CTF_Unknown_1", "CTF_Unknown_2", "CTF_UCI", "CTF_Disability_1", "CTF_Disability_2"} <= texts.keys()
    assert there_and_back(pupil) == pupil
