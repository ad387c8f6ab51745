"""What makes two records the same, and that nothing else does: a law that could not fail would be worth nothing."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from handover.bridge import REASONS, Loss, LossKind
from handover.bridge.equivalence import (
    SAME,
    RecordDifference,
    differences_of_learners,
    differences_of_pupils,
    unexplained_differences,
)
from handover.ctf.model import (
    Assessment,
    BasicDetails,
    Contact,
    KeyStage,
    LanguageUse,
    Phone,
    Pupil,
    Unknown,
)
from handover.invented.sif.whole_learners import invent_whole_learners
from handover.invented.whole_records import invent_whole_pupils
from handover.sif import read_one, write_object
from handover.sif.objects import (
    ContactPersonal,
    LearnerContact,
    LearnerPersonal,
    LearnerSpecialNeeds,
    Name,
    PersonalInformation,
    SchoolInfo,
)

MAM = Contact(order=1, surname="Testfield", forename="Non", phones=(Phone(use="M", number="07700 900123"),))
NAIN = Contact(order=2, surname="Testfield", forename="Mair")
ALYS = Pupil(upn="C681299005070", surname="Testfield", forename="Alys", contacts=(MAM, NAIN))


def loss(path: str, kind: LossKind = LossKind.NO_HOME, **more: str) -> Loss:
    reason = next(name for name, each in REASONS.items() if each.kind is kind)
    return Loss(reason, 1, path, more.get("value", ""), more.get("given", ""))


@pytest.mark.parametrize("seed", range(3))
def test_a_record_is_the_same_as_itself_and_as_no_other(seed: int) -> None:
    pupils = list(invent_whole_pupils(seed, 20))
    assert [differences_of_pupils(pupil, pupil) for pupil in pupils] == [[]] * 20
    assert all(differences_of_pupils(one, other) for one, other in pairwise(pupils))


def test_objects_are_the_same_in_any_order_and_after_they_were_written_and_read() -> None:
    for record in invent_whole_learners(3, 10):
        again = [read_one(write_object(each)) for each in reversed(record)]
        assert differences_of_learners(record, again) == []


def test_a_value_that_is_gone_or_new_or_changed_is_named_by_its_place() -> None:
    fewer = replace(ALYS, contacts=(MAM, replace(NAIN, forename=None)), email="a@example.org", forename="Alis")
    assert differences_of_pupils(ALYS, fewer) == [
        RecordDifference("Pupil/Forename", "Alys", "Alis"),
        RecordDifference("Pupil/Contacts/Contact[2]/Forename", "Mair", ""),
        RecordDifference("Pupil/Email", "", "a@example.org"),
    ]


def test_contacts_may_come_in_another_order_but_none_may_be_missing_or_there_twice() -> None:
    assert differences_of_pupils(ALYS, replace(ALYS, contacts=(NAIN, MAM))) == []
    gone = differences_of_pupils(ALYS, replace(ALYS, contacts=(NAIN,)))
    assert {each.path for each in gone} == {
        f"Pupil/Contacts/Contact[1]/{name}"
        for name in ("Order", "Surname", "Forename", "Phones/Phone[1]/TelephoneType", "Phones/Phone[1]/PhoneNo")
    }
    assert [each.path for each in differences_of_pupils(ALYS, replace(ALYS, contacts=(MAM, NAIN, NAIN)))] == [
        "Pupil/Contacts/Contact[3]/Order",
        "Pupil/Contacts/Contact[3]/Surname",
        "Pupil/Contacts/Contact[3]/Forename",
    ]


def test_telephones_may_not_change_their_order() -> None:
    two = (Phone(use="H", number="029 2018 0001"), Phone(use="M", number="07700 900123"))
    there, back = replace(ALYS, phones=two), replace(ALYS, phones=two[::-1])
    assert [each.path for each in differences_of_pupils(there, back)] == ["Pupil/Phones/Phone/(order)"]


def test_a_language_named_twice_says_no_more_than_once() -> None:
    welsh, english = LanguageUse(use="F", language="CYM"), LanguageUse(use="H", language="ENG")
    there = replace(ALYS, basic=BasicDetails(languages=(welsh, english, welsh)))
    assert differences_of_pupils(there, replace(ALYS, basic=BasicDetails(languages=(english, welsh)))) == []


def test_results_are_told_with_their_stage_however_they_are_heaped() -> None:
    maths, reading = Assessment(subject="MAT", result="4"), Assessment(subject="ENG", result="5")
    heaped = replace(ALYS, assessments=(KeyStage(stage="KS2", results=(maths, reading)),))
    apart = replace(
        ALYS, assessments=(KeyStage(stage="KS2", results=(reading,)), KeyStage(stage="KS2", results=(maths,)))
    )
    other = replace(
        ALYS, assessments=(KeyStage(stage="KS2", results=(reading,)), KeyStage(stage="KS1", results=(maths,)))
    )
    assert differences_of_pupils(heaped, apart) == []
    assert differences_of_pupils(heaped, other) == [
        RecordDifference("Pupil/StageAssessments/KeyStage[1]/Stage", "KS2", "KS1")
    ]


def test_what_was_not_understood_counts_too() -> None:
    there = replace(ALYS, unknown=(Unknown("", "<Photo>none</Photo>"),))
    assert [each.path for each in differences_of_pupils(there, ALYS)] == ["Pupil/(unknown)[1]/xml"]


def test_a_loss_explains_its_own_place_and_no_other() -> None:
    found = differences_of_pupils(
        ALYS, replace(ALYS, contacts=(replace(MAM, forename=None), replace(NAIN, forename=None)))
    )
    left = unexplained_differences(found, [loss("Pupil/Contacts/Contact[1]/Forename")])
    assert [each.path for each in left] == ["Pupil/Contacts/Contact[2]/Forename"]


def test_the_loss_of_an_item_explains_what_stood_in_it_and_a_change_of_it_does_not() -> None:
    found = differences_of_pupils(ALYS, replace(ALYS, contacts=(MAM,)))
    assert unexplained_differences(found, [loss("Pupil/Contacts/Contact[2]", LossKind.LEFT_OUT)]) == []
    assert unexplained_differences(found, [loss("Pupil/Contacts/Contact[2]", LossKind.CHANGED)]) == found
    changed = differences_of_pupils(ALYS, replace(ALYS, contacts=(MAM, replace(NAIN, forename="Maria"))))
    assert unexplained_differences(changed, [loss("Pupil/Contacts/Contact[2]", LossKind.LEFT_OUT)]) == changed


def test_the_loss_of_a_whole_record_explains_nothing() -> None:
    found = differences_of_pupils(ALYS, replace(ALYS, contacts=()))
    assert unexplained_differences(found, [loss("Pupil", LossKind.LEFT_OUT), loss("", LossKind.NO_HOME)]) == found


def learner(**more: object) -> list[object]:
    name = Name(type="C", family_name="Testfield", given_name="Alys")
    contact = ContactPersonal(ref_id="B" * 32, personal_information=PersonalInformation(name=name))
    link = LearnerContact(learner_personal_ref_id="A" * 32, contact_personal_ref_id="B" * 32, relationship="FAMN")
    return [
        LearnerPersonal(ref_id="A" * 32, personal_information=PersonalInformation(name=name), **more),
        contact,
        link,
    ]


def test_ids_only_name_but_what_they_join_counts() -> None:
    one = learner()
    renamed = [
        one[0].replace(ref_id="C" * 32),
        one[1].replace(ref_id="D" * 32),
        one[2].replace(contact_personal_ref_id="D" * 32),
    ]  # type: ignore[attr-defined]
    assert differences_of_learners(one, renamed) == []  # type: ignore[arg-type]
    parted = [*one[:2], one[2].replace(contact_personal_ref_id="D" * 32)]  # type: ignore[attr-defined]
    assert differences_of_learners(one, parted) != []  # type: ignore[arg-type]


def test_a_stage_of_needs_is_the_one_of_the_same_start_however_much_another_looks_like_it() -> None:
    def stage(ref_id: str, school: str, start: date, **more: Any) -> LearnerSpecialNeeds:
        return LearnerSpecialNeeds(
            ref_id=ref_id * 32, school_info_ref_id=school * 32, provision="P", start_date=start, **more
        )

    first, second, over = date(2019, 11, 8), date(2021, 1, 28), date(2020, 7, 17)
    levels: dict[str, Any] = {"grouping_and_support_level": "GS3", "teaching_methods_level": "CT1"}
    there = [
        stage("A", "1", first, end_date=over, medical_flag="Yes", **levels),
        stage("B", "2", second, **levels),
    ]
    back = [stage("C", "1", first, end_date=over), stage("D", "1", second, medical_flag="Yes", **levels)]
    assert {each.path for each in differences_of_learners(there, back)} == {
        f"LearnerSpecialNeeds[{'A' * 32}]/MedicalFlag",
        f"LearnerSpecialNeeds[{'A' * 32}]/GroupingAndSupportLevel",
        f"LearnerSpecialNeeds[{'A' * 32}]/TeachingMethodsLevel",
        f"LearnerSpecialNeeds[{'B' * 32}]/@SchoolInfoRefId",
        f"LearnerSpecialNeeds[{'B' * 32}]/MedicalFlag",
    }


def test_a_school_is_the_one_of_the_same_number_however_much_another_looks_like_it() -> None:
    def school(ref_id: str, la: str, name: str, urn: str | None = None) -> SchoolInfo:
        return SchoolInfo(
            ref_id=ref_id * 32, la_id=la, establishment_id="0042", school_name=name, urn=urn, sessions_per_day=2
        )

    there = [school("A", "679", "Oxbow Academy", "401234"), school("B", "705", "Nant y Dderwen")]
    back = [school("C", "705", "Oxbow Academy", "401234")]
    assert {(each.path, each.after) for each in differences_of_learners(there, back)} == {
        (f"SchoolInfo[{'A' * 32}]/{name}", "") for name in ("LAId", "EstablishmentId", "SchoolName", "URN")
    } | {(f"SchoolInfo[{'A' * 32}]/SessionsPerDay", "")} | {
        (f"SchoolInfo[{'B' * 32}]/SchoolName", "Oxbow Academy"),
        (f"SchoolInfo[{'B' * 32}]/URN", "401234"),
    }


def test_every_row_of_the_equivalence_has_a_reason() -> None:
    assert all(row.reason.endswith(".") for row in SAME)
    assert len({row.path for row in SAME}) == len(SAME)
