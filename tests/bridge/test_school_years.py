"""2025/26 is 2025 in the attendance of a file and 2026 everywhere in SIF."""

from dataclasses import replace
from datetime import date

import pytest

from handover.bridge import convert_to_ctf
from handover.bridge.school_years import name_school_year
from handover.ctf.model import Assessment, AttendanceMarks, KeyStage, YearAttendance
from tests.bridge.records import SIAN, extended_texts, losses_of, objects_of, the_one, there_and_back, to_sif

TOTALS = YearAttendance(
    year=2025,
    la="681",
    estab="2990",
    school="Ysgol Gynradd Nant y Wennol",
    possible=380,
    authorised=6,
    attended=370,
    unauthorised=4,
)


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        (date(2026, 7, 31), 2025, 2026),
        (date(2026, 8, 1), 2025, 2026),
        (date(2026, 8, 31), 2025, 2026),
        (date(2026, 9, 1), 2026, 2027),
    ],
)
def test_a_school_year_is_named_by_its_start_and_by_its_end(day: date, start: int, end: int) -> None:
    assert name_school_year(day) == (start, end)


def test_attendance_is_turned_by_a_year_and_back() -> None:
    pupil = replace(SIAN, attendance=(TOTALS,))
    summary = the_one(to_sif(pupil), "LearnerAttendanceSummary")
    assert (summary.school_year, summary.start_date, summary.end_date) == (2026, date(2025, 9, 1), date(2026, 8, 31))
    assert there_and_back(pupil).attendance == (TOTALS,)


def test_a_result_is_of_the_year_of_the_end_on_both_sides() -> None:
    result = Assessment(
        locale="WLS", year=2026, subject="CYM", method="TA", component="REA", status="R", qualifier="NL", result="4"
    )
    pupil = replace(SIAN, assessments=(KeyStage(stage="KS2", results=(result,)),))
    conversion = to_sif(pupil)
    assert the_one(conversion, "AssessmentResultComponent").year_list == ("2026",)
    assert the_one(conversion, "LearnerAssessmentResult").achievement_date == date(2026, 7, 31)
    assert there_and_back(pupil) == pupil


def test_the_marks_of_a_register_give_the_period_and_the_reasons() -> None:
    marked = replace(TOTALS, sessions=AttendanceMarks(start=date(2026, 3, 2), marks="/\\/\\II/\\"))
    conversion = to_sif(replace(SIAN, attendance=(marked,)))
    summary = the_one(conversion, "LearnerAttendanceSummary")
    assert (summary.start_date, summary.end_date) == (date(2026, 3, 2), date(2026, 3, 5))
    reasons = [(each.code, each.type, each.status, each.total) for each in summary.reasons_list]
    assert reasons == [("/", "Present", "NA", 3), ("\\", "Present", "NA", 3), ("I", "Absent", "Authorised", 2)]
    assert losses_of(conversion, "period_derived") == []
    assert there_and_back(replace(SIAN, attendance=(marked,))).attendance == (marked,)


def test_marks_of_two_letters_are_not_counted_under_another_code() -> None:
    marked = replace(TOTALS, sessions=AttendanceMarks(start=date(2026, 3, 2), marks="C1C1K /"))
    conversion = to_sif(replace(SIAN, attendance=(marked,)))
    assert [each.code for each in the_one(conversion, "LearnerAttendanceSummary").reasons_list] == ["/"]
    assert [loss.value for loss in losses_of(conversion, "marks_unknown")] == ["C1 K"]
    assert there_and_back(replace(SIAN, attendance=(marked,))).attendance == (marked,)


def test_without_marks_a_reason_of_each_total_is_written_and_marked() -> None:
    conversion = to_sif(replace(SIAN, attendance=(TOTALS,)))
    summary = the_one(conversion, "LearnerAttendanceSummary")
    assert [(each.code, each.total) for each in summary.reasons_list] == [("/", 370), ("C", 6), ("O", 4)]
    assert extended_texts(summary)["CTF_Derived"].splitlines() == [
        "StartDate=2025-09-01",
        "EndDate=2026-08-31",
        "ReasonsList=totals",
    ]


def test_totals_that_do_not_add_up_are_not_refused_by_sif_and_come_back() -> None:
    wrong = replace(TOTALS, authorised=99)
    conversion = to_sif(replace(SIAN, attendance=(wrong,)))
    assert the_one(conversion, "LearnerAttendanceSummary").authorised_absences is None
    assert [loss.value for loss in losses_of(conversion, "sums_differ")] == ["380"]
    assert there_and_back(replace(SIAN, attendance=(wrong,))).attendance == (wrong,)


def test_two_rows_of_one_year_and_school_stay_two() -> None:
    pupil = replace(SIAN, attendance=(TOTALS, replace(TOTALS, attended=1, possible=11)))
    assert len(objects_of(to_sif(pupil), "LearnerAttendanceSummary")) == 1
    assert there_and_back(pupil) == pupil


def test_the_terms_of_a_providers_year_are_added_up() -> None:
    conversion = to_sif(replace(SIAN, attendance=(TOTALS,)))
    first = the_one(conversion, "LearnerAttendanceSummary").replace(
        start_date=date(2025, 9, 1), end_date=date(2025, 12, 19), sif_extended_elements=None
    )
    second = first.replace(start_date=date(2026, 1, 5), end_date=date(2026, 7, 20))
    others = [each for each in conversion.objects if each.xml_name != "LearnerAttendanceSummary"]
    (year,) = convert_to_ctf([*others, first, second]).file.pupils[0].attendance
    assert (year.year, year.possible, year.attended) == (2025, 760, 740)
