"""Records with everything: nothing of the tables is left out, the same seed gives the same, and what is made is legal."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from random import Random

from handover.common.codesets import codes
from handover.ctf.checks import check_ctf
from handover.ctf.elements import elements_of, every_element
from handover.ctf.model import CommonTransferFile, Pupil
from handover.ctf.reader import read_ctf
from handover.ctf.verdict import FileVerdict
from handover.ctf.writer import write_ctf
from handover.invented.sif.whole_learners import invent_whole_learners
from handover.invented.whole_records import invent_whole_files, invent_whole_pupils
from handover.invented.whole_values import invent_value
from handover.sif import Options, check_together, write_object
from handover.sif.grammar import grammar

TODAY = date(2026, 11, 30)
ABOUT_A_LEARNER = (
    "LearnerPersonal",
    "ContactPersonal",
    "LearnerContact",
    "LearnerSchoolEnrolment",
    "LearnerSpecialNeeds",
    "LearnerEntitlement",
    "LearnerAttendanceSummary",
    "LearnerAttendance",
    "LearnerAssessmentResult",
    "AssessmentResultComponent",
    "SchoolInfo",
    "LearnerExclusion",
)
NOT_DRAWN = {
    "gender_sixth_form",
    "mark_set_list",
    "assessment_result_grade_set_ref_id",
    "appeal",
    "appeal_date",
    "appeal_result",
}
"""What only fits where other values are as a rule wants them."""


def values(thing: object, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    for name, element in elements_of(type(thing)).items():
        value = getattr(thing, name)
        path = above + element.path
        for each in value if element.many else (value,):
            if each is None:
                continue
            yield path, each
            if element.group is not None:
                yield from values(each, path)


def test_the_same_seed_gives_the_same_records_and_another_seed_others() -> None:
    assert list(invent_whole_pupils(5, 20)) == list(invent_whole_pupils(5, 20))
    assert list(invent_whole_pupils(5, 20)) != list(invent_whole_pupils(6, 20))
    assert list(invent_whole_learners(5, 4)) == list(invent_whole_learners(5, 4))
    assert list(invent_whole_learners(5, 4)) != list(invent_whole_learners(6, 4))


def test_a_record_does_not_depend_on_those_before_it() -> None:
    assert list(invent_whole_pupils(5, 3, first=7)) == list(invent_whole_pupils(5, 10))[7:]
    assert list(invent_whole_learners(5, 2, first=3)) == list(invent_whole_learners(5, 5))[3:]


def test_no_element_is_left_out_and_none_is_always_there() -> None:
    pupils = list(invent_whole_pupils(5, 400))
    met: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for number, pupil in enumerate(pupils):
        for path, _ in values(pupil):
            met[path].add(number)
    wanted = {path for path, _ in every_element(Pupil)}
    assert {path for path in wanted if not met[path]} == set()
    always = {path[-1] for path in wanted if len(met[path]) == len(pupils) and path[-1][0] != "_"}
    assert always <= {
        "Surname",
        "Forename",
        "DOB",
        "Address",
        "BasicDetails",
        "FSMhistory",
        "NAWdetails",
        "LookedAfter",
        "SENhistory",
    }


def test_every_code_of_every_set_is_drawn_and_codes_of_no_set_too() -> None:
    chance = Random(5)
    for path, element in every_element(Pupil):
        if element.codes is not None:
            known = set(codes(element.codes))
            drawn = {invent_value(element, chance) for _ in range(15 * len(known) + 200)}
            assert known < drawn, path


def test_files_are_of_all_versions_and_accepted_and_come_back_as_they_were() -> None:
    files = list(invent_whole_files(5, 400))
    assert sum(len(each.pupils) for each in files) == 400
    assert {each.header.version_number for each in files} == set(range(7, 27))
    for each in files:
        data = write_ctf(each)
        report = check_ctf(data, None, today=TODAY)
        assert report.verdict is FileVerdict.ACCEPT, [problem.message() for problem in report.problems]
        assert again(each) == again(again(each))


def again(file: CommonTransferFile) -> CommonTransferFile:
    document = read_ctf(write_ctf(file)).document
    assert document is not None
    return document


def test_what_a_provider_holds_is_valid_and_complete_with_every_element_and_code() -> None:
    texts: dict[str, set[str]] = defaultdict(set)
    met: dict[str, set[str]] = defaultdict(set)
    for record in invent_whole_learners(5, 160):
        report = check_together(iter([write_object(each) for each in record]), Options())
        assert report.acceptable, [problem.message() for problem in report.problems]
        for each in record:
            name = type(each).__name__
            met[name] |= {field for field, value in each.values().items() if value is not None}
            texts[name].add(str(each.values().get("provision")))
    for name in ABOUT_A_LEARNER:
        wanted = {node.field for node in grammar().object(name).shape.children}  # type: ignore[union-attr]
        assert wanted - met[name] - NOT_DRAWN == set(), name
    assert {"A", "N", "P", "S"} <= texts["LearnerSpecialNeeds"]
