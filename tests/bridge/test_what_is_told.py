"""What a report says: each loss once, with the row that it is of, and nothing that is not so."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

from handover.bridge import Loss, convert_to_ctf, convert_to_sif
from handover.bridge.equivalence import RecordDifference, unexplained_differences
from handover.ctf.model import Assessment, Contact, KeyStage, YearAttendance
from handover.invented.sif.whole_learners import invent_whole_learner, invent_whole_learners
from handover.invented.whole_records import invent_whole_files
from handover.sif.model import SifObject
from handover.sif.objects import Language, LearnerPersonal, LearnerSchoolEnrolment, Name
from tests.bridge.records import HEADER, NANT, SIAN, losses_of, the_one, to_sif
from tests.bridge.round_trips import bring_learner_back
from tests.bridge.test_laws import NOW, told


def twice(losses: tuple[Loss, ...]) -> list[str]:
    counted = Counter(losses)
    return [f"{count} times {loss.path}: {loss.message()}" for loss, count in counted.items() if count > 1]


def test_no_loss_is_told_twice() -> None:
    for file in invent_whole_files(170, 100):
        own = replace(file, header=replace(file.header, supplier_id=(), supplier_data=()))
        assert twice(convert_to_sif(own, offline=True).losses) == []
    for objects in invent_whole_learners(170, 30):
        assert twice(convert_to_ctf(objects, now=NOW).losses) == []


def test_what_was_worked_out_for_a_row_names_the_row() -> None:
    pupil = replace(
        SIAN,
        contacts=(
            Contact(surname="Owen", forename="Mair", relationship="PAM", responsibility=True),
            Contact(surname="A"),
        ),
        assessments=(KeyStage(stage="KS2", results=(Assessment(year=2026, subject="MAT", result="EXS"),)),),
        attendance=(YearAttendance(year=2025, la="681", estab="2990", school=NANT.name, possible=4, attended=4),),
    )
    said = [loss.message() for loss in to_sif(pupil).losses if loss.pupil == 1]
    assert "Contacts 2 › Relationship: SIF demands a value and the file has none; “OTHR” was worked out." in said
    assert (
        "Contacts 2 › Parental responsibility: SIF demands one part that a contact plays; the address for transfers was "
        "marked."
    ) in said
    assert (
        "Assessments 1 › Results 1 › Date: SIF demands a value and the file has none; “2026-07-31” was worked out."
        in said
    )
    assert (
        "Attendance 1: SIF demands the days of a period and the file gives none; “2025-09-01 – 2026-08-31” was worked out."
    ) in said


def test_a_number_is_not_called_a_code() -> None:
    (loss,) = losses_of(to_sif(replace(SIAN, uln="0123456789")), "no_sif_form")
    assert loss.message().startswith("Unique learner number: “0123456789” is not of the form that SIF demands.")


def enrolment(number: int, school: str, **fields: Any) -> LearnerSchoolEnrolment:
    return LearnerSchoolEnrolment(
        ref_id=f"{number:032X}",
        learner_personal_ref_id=LEARNER.ref_id,
        school_info_ref_id=school,
        entry_date=date(2021, 9, 1),
        **fields,
    )


CONVERSION = to_sif(replace(SIAN, schools=()))
LEARNER = the_one(CONVERSION, "LearnerPersonal")
SCHOOL = the_one(to_sif(SIAN), "SchoolInfo")


def test_two_enrolments_that_began_on_one_day_stay_two_and_are_not_mixed() -> None:
    objects: tuple[SifObject, ...] = (
        SCHOOL,
        LEARNER,
        enrolment(1, SCHOOL.ref_id, membership_type="M", nc_year_group_actual="7", exit_date=date(2022, 7, 22)),
        enrolment(2, SCHOOL.ref_id, membership_type="S", nc_year_group_actual="8", exit_date=date(2023, 7, 21)),
    )
    conversion = convert_to_ctf(objects, now=NOW)
    assert sorted(spell.leaving for spell in conversion.file.pupils[0].schools if spell.leaving is not None) == [
        date(2022, 7, 22),
        date(2023, 7, 21),
    ]
    back = the_one(convert_to_sif(conversion.file, offline=True), "LearnerSchoolEnrolment")
    assert (back.membership_type, back.nc_year_group_actual, back.exit_date) == ("M", "7", date(2022, 7, 22))
    assert told([bring_learner_back(objects, NOW)]) == []


def test_the_report_names_the_enrolment_from_which_a_row_of_the_history_came() -> None:
    objects: tuple[SifObject, ...] = (
        SCHOOL,
        LEARNER,
        enrolment(1, SCHOOL.ref_id, membership_type="M", nc_year_group_actual="7", exit_date=date(2022, 7, 22)),
        enrolment(2, SCHOOL.ref_id, membership_type="C", nc_year_group_actual="8"),
    )
    said = [loss.value for loss in losses_of(convert_to_ctf(objects, now=NOW), "history_derived")]
    assert said == ["2021-09-01 – 2022-07-22", "2021-09-01 –"]


def with_information(**changes: Any) -> LearnerPersonal:
    return LEARNER.replace(personal_information=LEARNER.personal_information.replace(**changes))


def test_a_language_that_stands_twice_does_not_make_others_seem_lost() -> None:
    people = LEARNER.personal_information.demographics.replace(
        language_list=(
            Language(code="POL", type_list=("F",)),
            Language(code="POL", type_list=("H", "F")),
            Language(code="CYM", type_list=("T",)),
        )
    )
    learner = with_information(demographics=people)
    conversion = convert_to_ctf([SCHOOL, learner], HEADER)
    uses = [(use.language, use.use) for use in conversion.file.pupils[0].basic.languages]
    assert uses == [("POL", "F"), ("POL", "H"), ("POL", "F"), ("CYM", "T")]
    said = [loss.message() for loss in conversion.losses if "LanguageList" in loss.path]
    assert len(said) == 2
    assert all("the entries of “POL” would come back as one" in words for words in said)
    assert told([bring_learner_back([SCHOOL, learner], NOW)]) == []


def test_of_two_former_names_alike_either_may_be_the_one_that_is_lost() -> None:
    names = (
        Name(type="F", family_name="Owen", given_name="Siân", suffix="2"),
        Name(type="F", family_name="Owen", given_name="Siân"),
    )
    learner = with_information(other_names=names)
    assert told([bring_learner_back([SCHOOL, learner], NOW)]) == []


def test_of_two_contacts_of_one_name_the_first_stays_the_first_whatever_their_relationships_become() -> None:
    trip = bring_learner_back(invent_whole_learner(9182731, 9864), NOW)
    assert trip.differences
    assert [(each.path, each.before, each.after) for each in trip.unexplained] == []


def test_a_loss_of_the_way_back_explains_the_value_that_it_names_and_no_other() -> None:
    lost = Loss("no_enrolment", 1, "Pupil/BasicDetails/EnrolStatus", "C", kept=True)
    place = f"LearnerSchoolEnrolment[{LEARNER.ref_id}]/@MembershipType"
    named, other = RecordDifference(place, "C", ""), RecordDifference(place, "M", "")
    assert unexplained_differences([named], (), [lost]) == []
    assert unexplained_differences([other], (), [lost]) == [other]
    again = RecordDifference(place.replace("[", "[1"), "C", "")
    assert unexplained_differences([named, again], (), [lost]) == [again]


def test_the_destination_of_a_file_is_told_where_nobodys_enrolment_ends() -> None:
    stays = replace(SIAN, schools=tuple(replace(each, leaving=None, reason=None) for each in SIAN.schools))
    going = [loss for loss in to_sif(stays).losses if loss.path == "Header/DestSchool"]
    assert [(loss.reason, loss.pupil, loss.value) for loss in going] == [("no_sif_home", None, "6814990")]
    assert [loss for loss in to_sif(SIAN).losses if loss.path == "Header/DestSchool"] == []
