"""Learners and what is kept of them: for every rule, objects that break it and objects that keep it."""

from datetime import date

from handover.sif.objects import LearnerEntitlement, LearnerPersonal, LearnerSpecialNeeds
from tests.sif.cases.making import END, NOBODY, START, Make, entry, one, same_person, twins, with_


def needs(*ranks):
    kinds = tuple(LearnerSpecialNeeds.SENType(ranking=rank, value="SPLD") for rank in ranks)
    return one("LearnerSpecialNeeds", sen_type_list=kinds)


def entitled(**changes):
    return entry("LearnerEntitlement", "entitlement_period_list", **changes)


def learner_at(phase):
    return [
        one("SchoolInfo", phase=phase, nursery=None, nc_year_group_list=None),
        one("LearnerPersonal", connexions_agreement="Yes"),
    ]


def enrolled(**changes):
    return one("LearnerSchoolEnrolment", **changes)


CASES: dict[str, tuple[Make | None, Make]] = {
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
}
