"""For every rule: objects that break it and objects that keep it, made from those of a sample school."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache

from handover.sif.model import SifObject
from handover.sif.objects import (
    Address,
    AssessmentResultComponent,
    AssessmentResultGradeSet,
    Contact,
    Email,
    GridLocation,
    Identity,
    Junction,
    LearnerEntitlement,
    LearnerPersonal,
    LearnerSpecialNeeds,
    LocationContext,
    Period,
    PersonPicture,
    PhoneNumber,
    SchoolGroup,
    SIFExtendedElement,
    SIFMetadata,
)
from handover.sif.sample import school

Make = Callable[[], list[SifObject]]
NOBODY = "0" * 31 + "1"
SOMEBODY = "0" * 31 + "2"


@cache
def sample() -> dict[str, list[SifObject]]:
    """The objects of one small school by type."""
    found: dict[str, list[SifObject]] = {}
    for thing in school(11, learners=60, days=2):
        found.setdefault(type(thing).__name__, []).append(thing)
    return found


def one(name, /, **changes):
    return sample()[name][0].replace(**changes)


def with_(name, field, /, **changes):
    """One object with a part of it changed."""
    thing = sample()[name][0]
    return thing.replace(**{field: getattr(thing, field).replace(**changes)})


def entry(name, field, place=0, /, **changes):
    """One object with one entry of a list changed."""
    thing = sample()[name][0]
    entries = list(getattr(thing, field))
    entries[place] = entries[place].replace(**changes)
    return thing.replace(**{field: tuple(entries)})


def person(kind="LearnerPersonal", /, **changes):
    return with_(kind, "personal_information", **changes)


def address(**changes):
    info = sample()["LearnerPersonal"][0].personal_information
    return person(address=info.address.replace(**changes))


def named(kind="LearnerPersonal", /, **changes):
    return person(kind, name=sample()[kind][0].personal_information.name.replace(**changes))


def twins(name, /, **changes):
    """Two objects with the same key."""
    return [one(name), one(name, **changes)]


def period(**changes):
    return entry("Cycle", "standard_period_list", **changes)


def day(*periods):
    return entry("Cycle", "tt_day_list", period_list=periods)


def standard():
    return sample()["Cycle"][0].standard_period_list[0]


def output(**changes):
    return entry("Junction", "output_list", **changes)


def teaching_output(**changes):
    thing = sample()["Junction"][1]
    return thing.replace(output_list=(thing.output_list[0].replace(**changes), *thing.output_list[1:]))


def password(algorithm, key):
    return one("Identity", password_list=(Identity.Password(algorithm=algorithm, key_name=key, value=b"secret"),))


def component(**changes):
    return one("AssessmentResultComponent", **changes)


def marks(*ranges):
    """A component scored by marks in these ranges: start, end, low, high."""
    sets = tuple(
        AssessmentResultComponent.MarkSet(start_date=s, end_date=e, min_value=Decimal(a), max_value=Decimal(b))
        for s, e, a, b in ranges
    )
    return component(component_type="Mark", mark_set_list=sets)


def versions(*starts):
    grades = sample()["AssessmentResultGradeSet"][0].grade_sets[0].grades
    made = AssessmentResultGradeSet.GradeSet
    return one(
        "AssessmentResultGradeSet", grade_sets=tuple(made(start_date=s, end_date=e, grades=grades) for s, e in starts)
    )


def ranked(*ranks):
    grade = AssessmentResultGradeSet.Grade
    grades = tuple(
        grade(title=str(n), description="x", rank_order=rank, numeric_value=Decimal(n)) for n, rank in enumerate(ranks)
    )
    version = AssessmentResultGradeSet.GradeSet(start_date=date(2020, 1, 1), grades=grades)
    return one("AssessmentResultGradeSet", grade_sets=(version,))


def needs(*ranks):
    kinds = tuple(LearnerSpecialNeeds.SENType(ranking=rank, value="SPLD") for rank in ranks)
    return one("LearnerSpecialNeeds", sen_type_list=kinds)


def entitled(**changes):
    return entry("LearnerEntitlement", "entitlement_period_list", **changes)


def incident(part, **changes):
    return with_("LearnerBehaviourIncident", part, **changes)


def involved(**changes):
    thing = sample()["LearnerBehaviourIncident"][0]
    learner = thing.participants.learners[0].replace(**changes)
    return thing.replace(participants=thing.participants.replace(learners=(learner,)))


def acted(**changes):
    action = sample()["LearnerBehaviourIncident"][0].participants.learners[0].actions[0]
    return involved(actions=(action.replace(**changes),))


def pictured(**changes):
    return one("PersonPicture", picture_source=PersonPicture.PictureSource(**changes))


def groups(*parents):
    """Groups, each with the number of its parent or None."""
    ids = [f"{number:032X}" for number in range(1, len(parents) + 1)]
    return [
        one("SchoolGroup", ref_id=ids[n], parent_school_group_ref_id=None if parent is None else ids[parent])
        for n, parent in enumerate(parents)
    ]


def result(text, *others):
    return [*others, one("LearnerAssessmentResult", result=text)]


def graded():
    return [one("AssessmentResultGradeSet"), one("AssessmentResultComponent")]


def phones(*types):
    return one("LAInfo", phone_number_list=tuple(PhoneNumber(type=t, number="02920180001") for t in types))


def addresses(name, *types):
    base = sample()["SchoolInfo"][0].school_address
    return one(name, address_list=tuple(base.replace(type=t) for t in types))


def extended(*names):
    return one("TTSubject", sif_extended_elements=tuple(SIFExtendedElement(name=n, xml="x") for n in names))


def contact_list(kind, ref):
    return one("SchoolInfo", school_contact_list=(Contact(sif_ref_id=ref, sif_ref_object=kind),))


def same_person(other, family):
    learner = sample()["LearnerPersonal"][0]
    info = sample()[other][0].personal_information
    name = info.name.replace(family_name=family or learner.personal_information.name.family_name)
    return [learner, one(other, ref_id=learner.ref_id, personal_information=info.replace(name=name))]


def learner_at(phase):
    return [
        one("SchoolInfo", phase=phase, nursery=None, nc_year_group_list=None),
        one("LearnerPersonal", connexions_agreement="Yes"),
    ]


def enrolled(**changes):
    return one("LearnerSchoolEnrolment", **changes)


def scope(**changes):
    return one("Scope", **changes)


def located(**changes):
    return address(location_context=LocationContext(**changes))


def lesson(**changes):
    return one("Lesson", **changes)


START, END = date(2026, 5, 1), date(2026, 4, 1)
STAMP = datetime(2025, 9, 1, 12, tzinfo=UTC)
JPEG = "/9j/4AAQ"

# rule: (objects that break it, objects that keep it); a rule that only explains has nothing to break it.
CASES: dict[str, tuple[Make | None, Make]] = {
    "AssessmentLearnerSet-1": (
        lambda: [one("AssessmentLearnerSet", school_group_ref_id=None)],
        lambda: [one("AssessmentLearnerSet", school_group_ref_id=None, learner_list=(NOBODY,))],
    ),
    "AssessmentResponseComponent-1": (None, lambda: [one("AssessmentResponseComponent", year_list=None)]),
    "AssessmentResponseComponent-2": (
        lambda: [one("AssessmentResponseComponent", year_list=("08",))],
        lambda: [one("AssessmentResponseComponent", year_list=("2008",))],
    ),
    "AssessmentResultComponent-1": (
        lambda: [component(assessment_result_grade_set_ref_id=None)],
        lambda: [component(component_type="Comment", assessment_result_grade_set_ref_id=None)],
    ),
    "AssessmentResultComponent-2": (
        lambda: [component(component_type="Mark")],
        lambda: [marks((None, None, 1, 2))],
    ),
    "AssessmentResultComponent-3": (
        lambda: [marks((None, START, 1, 2), (END, None, 1, 2))],
        lambda: [marks((None, END, 1, 2), (START, None, 1, 2))],
    ),
    "AssessmentResultComponent-4": (lambda: [marks((None, None, 9, 2))], lambda: [marks((None, None, 2, 9))]),
    "AssessmentResultComponent-5": (
        lambda: [component(year_list=("2007/8",))],
        lambda: [component(year_list=("2008",))],
    ),
    "AssessmentResultGradeSet-1": (
        lambda: [versions((END, None), (START, None))],
        lambda: [versions((date(2020, 1, 1), END), (START, None))],
    ),
    "AssessmentResultGradeSet-2": (lambda: [ranked(1, 2, 2)], lambda: [ranked(1, 2, 3)]),
    "AssessmentSession-1": (
        lambda: [one("AssessmentSession", assessment_learner_set_ref_id=NOBODY)],
        lambda: [one("AssessmentLearnerSet"), one("AssessmentSession")],
    ),
    "ContactPersonal-1": (
        lambda: same_person("ContactPersonal", "Someone-Else"),
        lambda: same_person("ContactPersonal", None),
    ),
    "Cycle-1": (lambda: [period(short_name=None)], lambda: [one("Cycle")]),
    "Cycle-2": (
        lambda: [day(standard().replace(short_name=None, type="R"))],
        lambda: [day(standard().replace(type="R"))],
    ),
    "Cycle-3": (lambda: [day(standard())], lambda: [day(standard().replace(type="R"))]),
    "Cycle-4": (lambda: [entry("Cycle", "tt_day_list", tt_day_id="DY02")], lambda: [one("Cycle")]),
    "Cycle-5": (
        lambda: [entry("Cycle", "tt_day_list", day_index=9)],
        lambda: [entry("Cycle", "tt_day_list", day_index=1)],
    ),
    "Cycle-6": (lambda: [period(period_index=9)], lambda: [one("Cycle")]),
    "Identity-1": (
        lambda: [one("Identity")],
        lambda: [one("WorkforcePersonal"), one("Identity")],
    ),
    "Identity-2": (
        lambda: [one("Identity", identity_assertions=one("Identity").identity_assertions * 2)],
        lambda: [one("Identity")],
    ),
    "Identity-3": (lambda: [password("MD5", "key")], lambda: [password("SHA1", "")]),
    "Identity-3i": (lambda: [password("AES", "")], lambda: [password("AES", "key")]),
    "Identity-4": (None, lambda: [one("Identity", authentication_source_global_uid=NOBODY)]),
    "Identity-5": (None, lambda: [one("Identity")]),
    "Junction-1": (lambda: [entry("Junction", "input_list", type="TG")], lambda: [one("Junction")]),
    "Junction-2": (lambda: [entry("Junction", "input_list", type=None)], lambda: [one("Junction")]),
    "Junction-3": (lambda: [sample()["Junction"][1]], lambda: list(sample()["Junction"])),
    "Junction-4": (
        lambda: [teaching_output(teaching_group_ref_id=None)],
        lambda: [teaching_output(teaching_group_ref_id=NOBODY)],
    ),
    "Junction-4i": (lambda: [output(teaching_group_ref_id=NOBODY)], lambda: [one("Junction")]),
    "Junction-5": (
        lambda: [one("Junction", output_list=one("Junction").output_list * 2)],
        lambda: [one("Junction")],
    ),
    "Junction-5i": (lambda: [output(group_local_id=None)], lambda: [teaching_output(group_local_id=None)]),
    "Junction-6": (lambda: [output(desc=None)], lambda: [teaching_output(desc=None)]),
    "Junction-7": (None, lambda: [output(short_desc=None)]),
    "Junction-8": (lambda: [teaching_output(nc_year_list=("7",))], lambda: [output(nc_year_list=("7", "8"))]),
    "LAInfo-1": (
        lambda: [addresses("LAInfo", "Mailing", "Mailing")],
        lambda: [addresses("LAInfo", "Mailing", "Other")],
    ),
    "LAInfo-2": (lambda: [one("LAInfo", la_name="CARDIFF COUNCIL")], lambda: [one("LAInfo")]),
    "LearnerAssessmentResponseSet-1": (
        lambda: [entry("LearnerAssessmentResponseSet", "items", response_status="Attempted")],
        lambda: [
            entry(
                "LearnerAssessmentResponseSet",
                "items",
                response_status="Attempted (viewed but no response given)",
            )
        ],
    ),
    "LearnerAssessmentResult-1": (lambda: result("Z", *graded()), lambda: result("A", *graded())),
    "LearnerAssessmentResult-2": (None, lambda: [one("LearnerAssessmentResult")]),
    "LearnerAttendance-1": (
        lambda: [one("LearnerAttendance", attendance_domain="Lesson")],
        lambda: [one("LearnerAttendance", attendance_domain="Lesson", start_time=STAMP.time())],
    ),
    "LearnerAttendance-2": (
        lambda: [one("LearnerAttendance", session=None)],
        lambda: [one("LearnerAttendance", session=None, start_time=STAMP.time())],
    ),
    "LearnerAttendance-3": (
        lambda: twins("LearnerAttendance", record_timestamp=STAMP),
        lambda: twins("LearnerAttendance", record_timestamp=STAMP, attendance_note="Arrived later"),
    ),
    "LearnerAttendance-4": (
        lambda: twins("LearnerAttendance", record_timestamp=None),
        lambda: twins("LearnerAttendance", record_timestamp=STAMP, attendance_note="Arrived later"),
    ),
    "LearnerAttendanceSummary-1": (
        lambda: twins("LearnerAttendanceSummary"),
        lambda: twins("LearnerAttendanceSummary", end_date=date(2025, 9, 30)),
    ),
    "LearnerAttendanceSummary-2": (
        lambda: [one("LearnerAttendanceSummary", school_year=2020)],
        lambda: [one("LearnerAttendanceSummary")],
    ),
    "LearnerAttendanceSummary-3": (
        lambda: [one("LearnerAttendanceSummary", sessions_possible=99)],
        lambda: [one("LearnerAttendanceSummary", sessions_possible=99, unauthorised_absences=None)],
    ),
    "LearnerAttendanceSummary-4": (
        lambda: [entry("LearnerAttendanceSummary", "reasons_list", total=77)],
        lambda: [one("LearnerAttendanceSummary")],
    ),
    "LearnerAttendanceSummary-5": (
        lambda: [one("LearnerAttendanceSummary", alternative_tuition_hours="12")],
        lambda: [one("LearnerAttendanceSummary", alternative_tuition_hours="B")],
    ),
    "LearnerBehaviourIncident-1": (
        lambda: [incident("behaviour_type", classification="Other")],
        lambda: [incident("behaviour_type", classification="Other", sub_classification="Noise")],
    ),
    "LearnerBehaviourIncident-2": (
        lambda: [incident("behaviour_type", classification="Noise")],
        lambda: [incident("behaviour_type", classification="DB")],
    ),
    "LearnerBehaviourIncident-3": (
        lambda: [involved(participation_types=("Witness/Observer",))],
        lambda: [involved(participation_types=("Victim/Recipient", "Perpetrator"))],
    ),
    "LearnerBehaviourIncident-4": (
        lambda: [incident("behaviour_type", weighting=11)],
        lambda: [incident("behaviour_type", weighting=-10)],
    ),
    "LearnerBehaviourIncident-5": (lambda: [involved(weighting="lots")], lambda: [involved(weighting="10")]),
    "LearnerBehaviourIncident-6": (None, lambda: [acted(sub_classification=None)]),
    "LearnerBehaviourIncident-7": (
        lambda: [incident("incident", precursor_ref_id=NOBODY)],
        lambda: [one("LearnerBehaviourIncident", ref_id=NOBODY), incident("incident", precursor_ref_id=NOBODY)],
    ),
    "LearnerBehaviourIncident-7i": (
        lambda: [incident("incident", precursor_ref_id=one("LearnerBehaviourIncident").ref_id)],
        lambda: [incident("incident", precursor_ref_id=NOBODY)],
    ),
    "LearnerBehaviourIncident-8": (
        lambda: [acted(person=NOBODY)],
        lambda: [one("ContactPersonal", ref_id=NOBODY), acted(person=NOBODY)],
    ),
    "LearnerBehaviourIncident-9": (
        lambda: [incident("participants", employees=())],
        lambda: [one("LearnerBehaviourIncident")],
    ),
    "LearnerContact-1": (
        lambda: [with_("LearnerContact", "contact_flags", parent_legal_guardian="No", emergency_contact=None)],
        lambda: [with_("LearnerContact", "contact_flags", parent_legal_guardian="No", emergency_contact="Yes")],
    ),
    "LearnerContact-2": (
        lambda: twins("LearnerContact"),
        lambda: twins("LearnerContact", contact_personal_ref_id=NOBODY),
    ),
    "LearnerContact-3": (
        lambda: [one("LearnerContact", contact_sequence=11)],
        lambda: [one("LearnerContact", contact_sequence=10)],
    ),
    "LearnerEntitlement-1": (
        lambda: [entitled(start_date=START, end_date=END)],
        lambda: [entitled(start_date=END, end_date=START)],
    ),
    "LearnerEntitlement-2": (lambda: [entitled(value="half")], lambda: [entitled(value="12.50")]),
    "LearnerEntitlement-3": (
        lambda: [one("LearnerEntitlement", provider_id=LearnerEntitlement.ProviderId(value=NOBODY))],
        lambda: [one("LearnerEntitlement", provider_id=None)],
    ),
    "LearnerEntitlement-4": (None, lambda: [one("LearnerEntitlement")]),
    "LearnerExclusion-1": (
        lambda: [one("LearnerExclusion", start_session=0)],
        lambda: [one("LearnerExclusion", start_session=10)],
    ),
    "LearnerExclusion-2": (
        lambda: [one("LearnerExclusion", appeal="Yes")],
        lambda: [one("LearnerExclusion", appeal="Yes", category="PERM")],
    ),
    "LearnerExclusion-3": (None, lambda: [one("LearnerExclusion", actual_sessions=3)]),
    "LearnerExclusion-4": (
        lambda: [one("LearnerExclusion", start_date=START, end_date=END)],
        lambda: [one("LearnerExclusion", start_date=START, end_date=START)],
    ),
    "LearnerGroupEnrolment-1": (
        lambda: [one("LearnerGroupEnrolment", school_year=2020)],
        lambda: [one("LearnerGroupEnrolment", school_year=2027)],
    ),
    "LearnerGroupEnrolment-2": (
        lambda: [one("LearnerGroupEnrolment", exit_date=date(2025, 8, 1))],
        lambda: [one("LearnerGroupEnrolment", exit_date=date(2026, 7, 1))],
    ),
    "LearnerPersonal-1": (
        lambda: [one("LearnerPersonal", uln="0123456789")],
        lambda: [one("LearnerPersonal", uln="1234567890")],
    ),
    "LearnerPersonal-2": (
        lambda: [one("LearnerPersonal"), enrolled(nc_year_group_actual="11")],
        lambda: [one("LearnerPersonal"), enrolled()],
    ),
    "LearnerPersonal-3": (lambda: [one("LearnerPersonal", upn="A123")], lambda: [one("LearnerPersonal")]),
    "LearnerPersonal-4": (
        lambda: [one("LearnerPersonal", in_care=LearnerPersonal.InCare(current="No"))],
        lambda: [one("LearnerPersonal", in_care=LearnerPersonal.InCare(current="No", la_id="681"))],
    ),
    "LearnerPersonal-5": (
        None,
        lambda: [
            one(
                "LearnerPersonal",
                previous_establishment_list=(LearnerPersonal.PreviousEstablishment(last_school="Yes"),) * 2,
            )
        ],
    ),
    "LearnerPersonal-6": (lambda: learner_at("PY"), lambda: learner_at("SY")),
    "LearnerPersonal-7": (
        lambda: same_person("ContactPersonal", "Someone-Else")[::-1],
        lambda: same_person("ContactPersonal", None)[::-1],
    ),
    "LearnerPersonal-8": (
        lambda: [with_("LearnerPersonal", "current_school_enrolment", la_id="330")],
        lambda: [one("LearnerPersonal")],
    ),
    "LearnerSchoolEnrolment-1": (
        lambda: [one("LearnerPersonal"), enrolled(class_type="N")],
        lambda: [one("LearnerPersonal"), enrolled(class_type="O")],
    ),
    "LearnerSchoolEnrolment-2": (
        lambda: [enrolled(membership_type="P")],
        lambda: [enrolled(membership_type="P", exit_date=date(2026, 7, 1))],
    ),
    "LearnerSchoolEnrolment-3": (lambda: [enrolled(sessions=11)], lambda: [enrolled(sessions=10)]),
    "LearnerSchoolEnrolment-4": (None, lambda: [enrolled(entry_date=date(2099, 9, 1))]),
    "LearnerSchoolEnrolment-5": (
        lambda: [enrolled(exit_date=date(2020, 1, 1))],
        lambda: [enrolled(exit_date=date(2026, 7, 1))],
    ),
    "LearnerSpecialNeeds-1": (lambda: [needs(1, 3)], lambda: [needs(2, 1, 3)]),
    "LearnerSpecialNeeds-2": (
        lambda: twins("LearnerSpecialNeeds"),
        lambda: twins("LearnerSpecialNeeds", ref_id=NOBODY),
    ),
    "LearnerSpecialNeeds-3": (None, lambda: [one("LearnerSpecialNeeds", start_date=date(2099, 1, 1))]),
    "LearnerSpecialNeeds-4": (
        lambda: [one("LearnerSpecialNeeds", embedded_basic_skills_support="??")],
        lambda: [one("LearnerSpecialNeeds")],
    ),
    "LearnerSpecialNeeds-5": (None, lambda: [one("LearnerSpecialNeeds")]),
    "Lesson-1": (
        lambda: [lesson(teaching_group_ref_id=None)],
        lambda: [lesson(teaching_group_ref_id=None, type="N", nt_code_ref=NOBODY)],
    ),
    "Lesson-2": (
        lambda: [lesson(teaching_group_ref_id=None, type="N")],
        lambda: [lesson(teaching_group_ref_id=None, type="N", nt_code_ref=NOBODY)],
    ),
    "Lesson-3": (lambda: [one("Cycle"), lesson(tt_day_id="DY99")], lambda: [one("Cycle"), lesson()]),
    "Lesson-4": (lambda: [one("Cycle"), lesson(length=9)], lambda: [one("Cycle"), lesson(length=2)]),
    "Lesson-5": (None, lambda: [lesson(teacher_list=())]),
    "NonTeachingActivity-1": (
        lambda: twins("NonTeachingActivity", ref_id=NOBODY),
        lambda: twins("NonTeachingActivity", ref_id=NOBODY, nt_code="OTHER"),
    ),
    "NonTeachingActivity-2": (None, lambda: [one("NonTeachingActivity", type="X")]),
    "PersonDietaryPreference-1": (None, lambda: [one("PersonDietaryPreference")]),
    "PersonDietaryPreference-2": (
        lambda: [entry("PersonDietaryPreference", "weekly_meal_pattern_list", end_date=date(2020, 1, 1))],
        lambda: [one("PersonDietaryPreference")],
    ),
    "PersonPicture-1": (lambda: [pictured(type="JPEG", value="c2VjcmV0")], lambda: [pictured(type="JPEG", value=JPEG)]),
    "PersonPicture-2": (
        None,
        lambda: [one("PersonPicture", sif_ref_object_list=one("PersonPicture").sif_ref_object_list * 2)],
    ),
    "PersonPicture-3": (
        lambda: [one("PersonPicture")],
        lambda: [one("LearnerPersonal"), one("PersonPicture")],
    ),
    "PersonPicture-4": (
        lambda: twins("PersonPicture", school_year=2030),
        lambda: twins("PersonPicture", person_ref_id=NOBODY),
    ),
    "SchoolGroup-1": (
        lambda: [one("SchoolGroup", school_group_type_ref_id=None)],
        lambda: [one("SchoolGroup")],
    ),
    "SchoolGroup-2": (
        lambda: [one("SchoolGroup", parent_school_group_ref_id=NOBODY)],
        lambda: groups(None, 0),
    ),
    "SchoolGroup-2i": (lambda: groups(1, 2, 0), lambda: groups(None, 0, 1)),
    "SchoolGroup-3": (None, lambda: [one("SchoolGroup", school_year=2024)]),
    "SchoolGroupType-1": (None, lambda: [one("SchoolGroupType", subject_area_list=None)]),
    "SchoolInfo-1": (
        lambda: [one("SchoolInfo", nursery="Yes")],
        lambda: [one("SchoolInfo", nursery="Yes", phase="NY")],
    ),
    "SchoolInfo-2": (
        lambda: [one("SchoolInfo", phase="SP", special="No")],
        lambda: [one("SchoolInfo", phase="SP", special="Yes")],
    ),
    "SchoolInfo-3": (
        lambda: [one("SchoolInfo", gender_sixth_form="C")],
        lambda: [one("SchoolInfo", gender_sixth_form="C", nc_year_group_list=("11", "12"))],
    ),
    "SchoolInfo-4": (
        lambda: [addresses("SchoolInfo", "Other", "Other")],
        lambda: [addresses("SchoolInfo", "Mailing", "Other")],
    ),
    "SchoolInfo-5": (None, lambda: [one("SchoolInfo", special="Yes")]),
    "SchoolMealStatus-1": (None, lambda: [one("SchoolMealStatus", school_meal_status_tier="Anything at all")]),
    "Scope-1": (
        lambda: [scope(schedule_name=None)],
        lambda: [scope(schedule_creation_date=None, schedule_name=None, start_date=None, end_date=None)],
    ),
    "Scope-2": (None, lambda: [scope(status="RP")]),
    "Scope-3": (lambda: [scope(school_year=2020)], lambda: [scope()]),
    "TeachingGroup-1": (lambda: [one("TeachingGroup", group_definition=None)], lambda: [one("TeachingGroup")]),
    "TeachingGroup-2": (
        lambda: [with_("TeachingGroup", "group_definition", tt_subject_ref_id=None)],
        lambda: [one("TeachingGroup")],
    ),
    "TeachingGroup-3": (
        lambda: [one("TeachingGroup", main_teacher_ref_id=(NOBODY, SOMEBODY))],
        lambda: [one("TeachingGroup", main_teacher_ref_id=(NOBODY,))],
    ),
    "TermInfo-1": (
        lambda: [one("TermInfo", term_code="1")],
        lambda: [one("TermInfo", term_code="4", terms_per_year=6)],
    ),
    "TermInfo-2": (lambda: [one("TermInfo", terms_per_year=7)], lambda: [one("TermInfo", terms_per_year=3)]),
    "TermInfo-3": (
        lambda: [one("TermInfo", start_date=START, end_date=END)],
        lambda: [one("TermInfo", start_date=END, end_date=START)],
    ),
    "TTTeacher-2": (None, lambda: [one("TTTeacher", workforce_personal_ref_id=None)]),
    **{
        f"{name}-1": (
            lambda name=name: twins(name, ref_id=NOBODY),
            lambda name=name: twins(name, ref_id=NOBODY, code="NEW"),
        )
        for name in ("TTRoom", "TTSite", "TTSubject", "TTTeacher")
    },
    "WorkforcePersonal-1": (
        lambda: [one("WorkforcePersonal", ni_number="QQ12345C")],
        lambda: [one("WorkforcePersonal", ni_number="QQ123456C")],
    ),
    "WorkforcePersonal-1i": (
        lambda: [one("WorkforcePersonal", ni_number="TN123456F")],
        lambda: [one("WorkforcePersonal", ni_number="QQ123456C")],
    ),
    "WorkforcePersonal-2": (
        lambda: same_person("WorkforcePersonal", "Someone-Else"),
        lambda: same_person("WorkforcePersonal", None),
    ),
    "WorkforcePersonal-3": (
        None,
        lambda: [entry("WorkforcePersonal", "current_assignment_list", la_id="681", establishment_id="1")],
    ),
    "AddressList-T1": (
        lambda: [person(other_address_list=(one("SchoolInfo").school_address,) * 2)],
        lambda: [person(other_address_list=(one("SchoolInfo").school_address,))],
    ),
    "Address-T1": (lambda: [address(town=None)], lambda: [address(town=None, locality="Maes")]),
    "Address-T2": (lambda: [address(post_code="CF10-1AA")], lambda: [address(post_code="75001", country="FRA")]),
    "Address-T3": (
        lambda: [
            address(paon=Address(type="Current", paon=None).paon or type(one("SchoolInfo").school_address.paon)())
        ],
        lambda: [address()],
    ),
    "Address-T4": (
        lambda: [address(unique_property_reference_number=10**12)],
        lambda: [address(unique_property_reference_number=10**12 - 1)],
    ),
    "ContactList-T1": (
        lambda: [contact_list("WorkforcePersonal", NOBODY)],
        lambda: [one("WorkforcePersonal", ref_id=NOBODY), contact_list("WorkforcePersonal", NOBODY)],
    ),
    "Demographics-T1": (
        lambda: [person(demographics=person().personal_information.demographics.replace(birth_date=None))],
        lambda: [one("ContactPersonal")],
    ),
    "EmailList-T1": (
        lambda: [person(other_email_list=(Email(type="School", value="a@b.example"),) * 2)],
        lambda: [person(other_email_list=(Email(type="School", value="a@b.example"),))],
    ),
    "GridLocation-T1": (
        lambda: [address(grid_location=GridLocation(property_easting=1, property_northing=1, latitude=Decimal(51)))],
        lambda: [address(grid_location=GridLocation(property_easting=1, property_northing=1))],
    ),
    "LocationContext-T1": (
        lambda: [located(ward_code="00AAFA")],
        lambda: [located(ward_code="00AAFA", ward_name="Aldersgate")],
    ),
    "Name-T1": (
        lambda: [named(family_name=None)],
        lambda: [named("ContactPersonal", family_name=None, given_name=None, full_name="Nain")],
    ),
    "Name-T2": (lambda: [named(title="Mr")], lambda: [named("ContactPersonal", title="Mr")]),
    "Period-T1": (lambda: [period(long_name=None)], lambda: [one("Cycle")]),
    "Period-T2": (lambda: [period(period_index=0)], lambda: [period(period_index=1)]),
    "PhoneNumberList-T1": (lambda: [phones("F", "F")], lambda: [phones("F", "W")]),
    "PhoneNumber-T1": (
        lambda: [person(phone_number=PhoneNumber(type="H", number="(029) 2018"))],
        lambda: [person(phone_number=PhoneNumber(type="H", number="+442920180001"))],
    ),
    "SIF_ExtendedElements-T1": (lambda: [extended("a", "a")], lambda: [extended("a", "b")]),
    "G1": (lambda: [one("TTSubject", ref_id="abc")], lambda: [one("TTSubject")]),
    "G2": (lambda: twins("TTSubject", code="NEW"), lambda: twins("TTSubject", ref_id=NOBODY, code="NEW")),
    "G3": (None, lambda: [one("TTSubject")]),
    "G4": (lambda: [one("TTSubject", code=None)], lambda: [one("TTSubject")]),
    "G5": (lambda: [address(type=None)], lambda: [address(type="Other")]),
    "G6": (
        lambda: [one("LearnerPersonal", in_care=LearnerPersonal.InCare(la_id="681"))],
        lambda: [one("LearnerPersonal", in_care=None)],
    ),
    "G7": (
        lambda: [one("TTSubject", code=None, nils=frozenset({"code"}))],
        lambda: [one("TTSubject")],
    ),
    "G8": (
        lambda: [person(other_address_list=(one("SchoolInfo").school_address,) * 2)],
        lambda: [person(other_address_list=(one("SchoolInfo").school_address,))],
    ),
    "G9": (None, lambda: [one("TermInfo", school_year=2026)]),
    "G10": (None, lambda: [one("TTSubject", sif_metadata=SIFMetadata(), sif_extended_elements=())]),
    "G11": (lambda: [one("TermInfo", marking_term="yes")], lambda: [one("TermInfo", marking_term="Yes")]),
}

# Rules that only a document, not an object, can break: the text, and what of it to change.
TEXTS: dict[str, tuple[str, str, str]] = {
    "G3": ("TTSubject", "<Code>", "<Description>x</Description><Code>"),
    "G9": ("TermInfo", "<SchoolYear>2026", "<SchoolYear>26"),
    "G10": ("TTSubject", "<Code>", "<SIF_ExtendedElements/><Code>"),
    "PersonPicture-2": (
        "PersonPicture",
        "</SIF_RefObject>",
        "</SIF_RefObject><SIF_RefObject>ContactPersonal</SIF_RefObject>",
    ),
    "SchoolMealStatus-1": ("SchoolMealStatus", "2025-09-01", "open"),
}

__all__ = ["CASES", "TEXTS", "Junction", "Period", "SchoolGroup", "one", "sample"]
