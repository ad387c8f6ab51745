"""Learners with everything that a provider may hold of them: each object and element that the tables allow.

A sample school (`school.py`) is right and ordinary; these are what a bridge must be able to take: all origins, dual
registration, schools of the past, the provider's own extended elements, and much that no file for another school holds.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from handover.invented.sif.whole_parts import WholeScene, invent_part
from handover.invented.whole_values import ORIGINS, invent_upn
from handover.sif.model import SifObject
from handover.sif.objects import object_class, object_classes

OF_A_LEARNER: Final = (
    "LearnerExclusion",
    "LearnerGroupEnrolment",
    "PersonDietaryPreference",
    "PersonPicture",
    "LearnerAssessmentResponseSet",
)
"""Objects about a learner that a file for the next school has no place for."""
OF_A_SCHOOL: Final = ("LAInfo", "TermInfo", "SchoolGroup")
SCHOOL_YEARS: Final = ("N1", "N2", "R", *map(str, range(1, 15)), "X", "M")


def invent_whole_learners(seed: int, count: int, first: int = 0) -> Iterator[tuple[SifObject, ...]]:
    """Yield for each learner, whom the same seed makes again, the objects that tell of them: what is referred to first."""
    for number in range(first, first + count):
        yield invent_whole_learner(seed, number)


def invent_whole_learner(seed: int, number: int) -> tuple[SifObject, ...]:
    """Return the objects that a provider would give for the learner of this number."""
    scene = WholeScene(Random(f"whole-sif/{seed}/{number}"))  # noqa: S311 - not for secrets
    return tuple(_objects(scene, number))


def _objects(scene: WholeScene, number: int) -> Iterator[SifObject]:
    chance = scene.chance
    schools = [_school(scene) for _ in range(chance.choice((1, 1, 2, 3)))]
    yield from schools
    learner = scene.new_id("LearnerPersonal")
    contacts = [_make("ContactPersonal", scene) for _ in range(chance.choice((0, 1, 2, 2, 3, 5)))]
    yield from contacts
    enrolments = [_enrolment(scene, learner) for _ in range(chance.choice((0, 1, 1, 1, 2)))]
    yield _learner(scene, learner, number, schools, enrolments)
    for contact in contacts:
        yield invent_part(
            object_class("LearnerContact"),
            scene,
            learner_personal_ref_id=learner,
            contact_personal_ref_id=contact.ref_id,
        )
    yield from enrolments
    yield from _some(scene, "LearnerSpecialNeeds", (0, 0, 1, 1, 2, 3))
    yield from _some(
        scene,
        "LearnerEntitlement",
        (0, 0, 1, 2),
        entitlement_type=chance.choice(("FSM", "Clothing", "Free school meals")),
    )
    yield from _without_repeats(_some(scene, "LearnerAttendanceSummary", (0, 0, 1, 1, 2)))
    yield from _register(scene, learner)
    yield from _some(scene, "AssessmentResultComponent", (1, 2))
    yield from _some(scene, "LearnerAssessmentResult", (0, 1, 2, 4))
    for name in (*OF_A_LEARNER, *OF_A_SCHOOL):
        if chance.random() < 0.2:
            yield from _some(scene, name, (1, 1, 2) if name != "PersonPicture" else (1,))


def _make(name: str, scene: WholeScene, **given: object) -> Any:
    made = object_class(name)
    key = {"ref_id": scene.new_id(name)} if any(each.name == "ref_id" for each in made.fields) else {}
    return invent_part(made, scene, **key, **given)


def _some(scene: WholeScene, name: str, counts: tuple[int, ...], **given: object) -> Iterator[Any]:
    for _ in range(scene.chance.choice(counts)):
        yield _make(name, scene, **given)


def _without_repeats(things: Iterator[SifObject]) -> Iterator[SifObject]:
    yield from {each.identity: each for each in things}.values()


def _school(scene: WholeScene) -> Any:
    chance = scene.chance
    return _make(
        "SchoolInfo",
        scene,
        la_id=chance.choice(chance.choice(ORIGINS)),
        establishment_id=chance.choice(("0042", f"{chance.randrange(1000, 7999)}")),
        school_name=chance.choice(("Ysgol Gynradd Nant y Dderwen", "Oxbow Academy", "St Brigid's RC Primary")),
        urn=chance.choice((None, "401234")),
    )


def _enrolment(scene: WholeScene, learner: str) -> Any:
    return _make(
        "LearnerSchoolEnrolment",
        scene,
        learner_personal_ref_id=learner,
        entry_date=date(2012, 9, 1) + timedelta(days=scene.chance.randrange(5000)),
        nc_year_group_actual=scene.chance.choice(SCHOOL_YEARS),
    )


def _learner(scene: WholeScene, ref_id: str, number: int, schools: list[Any], enrolments: list[Any]) -> SifObject:
    made = object_class("LearnerPersonal")
    given: dict[str, object] = {"ref_id": ref_id, "upn": invent_upn(number, scene.chance)}
    given["current_school_enrolment"] = None
    given["sibling_list"] = (
        tuple(
            vars(made)["Sibling"](learner_personal_ref_id=scene.new_id(), uipi=f"{place}")
            for place in range(scene.chance.choice((0, 0, 0, 2)))
        )
        or None
    )
    if scene.chance.random() < 0.97:  # without a birth date a learner is hardly one
        given["personal_information"] = invent_part(
            object_classes().of_type("PersonalInformation"),
            scene,
            demographics=invent_part(object_classes().of_type("Demographics"), scene),
        )
    if enrolments and scene.chance.random() < 0.7:
        enrolment = enrolments[-1]
        school = next(each for each in schools if each.ref_id == enrolment.school_info_ref_id)
        given["current_school_enrolment"] = vars(made)["CurrentSchoolEnrolment"](
            learner_school_enrolment_ref_id=enrolment.ref_id,
            la_id=school.la_id,
            establishment_id=school.establishment_id,
            nc_year_group=enrolment.nc_year_group_actual,
        )
    learner: SifObject = invent_part(made, scene, **given)
    return learner


def _register(scene: WholeScene, learner: str) -> Iterator[Any]:
    """Yield marks: of days that follow each other, or of any."""
    chance = scene.chance
    if chance.random() < 0.5:
        return
    first, school = date(2024, 9, 2) + timedelta(days=chance.randrange(200)), scene.refer(("SchoolInfo",))
    for place in range(chance.choice((1, 2, 4, 10))):
        yield _make(
            "LearnerAttendance",
            scene,
            learner_personal_ref_id=learner,
            school_info_ref_id=school,
            attendance_date=first + timedelta(days=place // 2),
            session=("AM", "PM")[place % 2],
            attendance_domain="Session",
        )
    yield from _some(scene, "LearnerAttendance", (0, 0, 0, 1), learner_personal_ref_id=learner)
