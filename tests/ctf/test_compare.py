from dataclasses import replace
from datetime import date

import pytest

from handover.ctf.compare import KEYS, FieldChange, differences
from handover.ctf.elements import ValueForm, elements_of, every_element
from handover.ctf.model import (
    Address,
    BasicDetails,
    CommonTransferFile,
    Contact,
    Header,
    Phone,
    Pupil,
    SchoolSpell,
    Unknown,
)

ALYS = Pupil(upn="C681299005070", surname="Testfield", forename="Alys", birth_date=date(2018, 5, 6))
BETSAN = Pupil(upn="R681299005071", surname="Testfield", forename="Betsan", birth_date=date(2018, 5, 6))


def file_of(*pupils: Pupil) -> CommonTransferFile:
    return CommonTransferFile(pupils=pupils)


def changes(old: Pupil, new: Pupil, language: str = "en") -> tuple[FieldChange, ...]:
    (only,) = differences(file_of(old), file_of(new), language).changed
    return only.changes


def test_two_equal_files_differ_in_nothing() -> None:
    assert not differences(file_of(ALYS, BETSAN), file_of(BETSAN, ALYS))


def test_a_changed_value_is_told_before_and_after() -> None:
    assert changes(ALYS, replace(ALYS, forename="Alis")) == (FieldChange("Forename", "Alys", "Alis"),)
    assert changes(ALYS, replace(ALYS, birth_date=date(2018, 6, 5)), "cy") == (
        FieldChange("Dyddiad geni", "6 Mai 2018", "5 Mehefin 2018"),
    )


def test_a_pupil_is_known_again_by_upn_whatever_the_name() -> None:
    found = differences(file_of(ALYS), file_of(replace(ALYS, surname="Newname", forename="Alis")))
    assert (found.added, found.removed, len(found.changed)) == ((), (), 1)


def test_a_temporary_upn_that_became_a_former_one_is_the_same_pupil() -> None:
    before = replace(ALYS, upn="K30249912501A")
    after = replace(ALYS, basic=BasicDetails(former_upns=("K30249912501A",)))
    assert changes(before, after)[0] == FieldChange("UPN", "K30249912501A", "C681299005070")


def test_without_a_upn_name_and_birth_date_tell() -> None:
    assert changes(replace(ALYS, upn=None), ALYS) == (FieldChange("UPN", None, "C681299005070"),)


def test_two_upns_are_two_pupils_even_with_one_name() -> None:
    found = differences(file_of(ALYS), file_of(replace(ALYS, upn="R681299005071")))
    assert (len(found.added), len(found.removed), found.changed) == (1, 1, ())


def test_twins_of_one_name_are_never_merged() -> None:
    twins = [Pupil(surname="Tamarisk", forename="F.", birth_date=date(2018, 10, 31), sex=sex) for sex in ("F", "M")]
    found = differences(file_of(*twins), file_of(*(replace(twin, email="a@example.org") for twin in twins)))
    assert (len(found.added), len(found.removed), found.changed) == (2, 2, ())


def test_pupils_added_and_removed_are_named() -> None:
    found = differences(file_of(ALYS), file_of(BETSAN))
    assert (found.removed, found.added) == ((ALYS,), (BETSAN,))


def test_rows_are_told_as_added_and_removed() -> None:
    old = replace(ALYS, phones=(Phone(use="H", number="01632 960001"),))
    new = replace(ALYS, phones=(Phone(use="H", number="01632 960002"),))
    assert changes(old, new) == (
        FieldChange("Telephone", "Home, 01632 960001", None),
        FieldChange("Telephone", None, "Home, 01632 960002"),
    )


def test_a_change_inside_a_contact_names_the_contact() -> None:
    mother = Contact(surname="Testfield", forename="Mererid", address=Address(town="Caerdydd"))
    moved = replace(mother, address=Address(town="Bangor"))
    found = changes(replace(ALYS, contacts=(mother,)), replace(ALYS, contacts=(moved,)))
    assert found == (FieldChange("Contacts › Testfield Mererid › Address › Town", "Caerdydd", "Bangor"),)


def test_a_first_row_and_a_last_one_are_told() -> None:
    mother = Contact(surname="Testfield", forename="Mererid", order=1)
    assert changes(ALYS, replace(ALYS, contacts=(mother,))) == (FieldChange("Contacts", None, "1, Testfield, Mererid"),)
    assert changes(replace(ALYS, contacts=(mother,)), ALYS) == (FieldChange("Contacts", "1, Testfield, Mererid", None),)


def test_a_row_whose_key_is_partly_told_is_named_by_what_is_told() -> None:
    school = SchoolSpell(entry=date(2022, 9, 5))
    (change,) = changes(replace(ALYS, schools=(school,)), replace(ALYS, schools=(replace(school, urn="400001"),)))
    assert change.where.split(" › ")[1] == "5 September 2022"
    nameless = Contact(order=1)
    (change,) = changes(replace(ALYS, contacts=(nameless,)), replace(ALYS, contacts=(replace(nameless, order=2),)))
    assert change == FieldChange("Contacts › – › Priority", "1", "2")


def test_values_of_a_list_are_told_one_by_one() -> None:
    old = replace(ALYS, basic=BasicDetails(former_upns=("A1", "B2")))
    new = replace(ALYS, basic=BasicDetails(former_upns=("B2", "C3")))
    assert [(each.old, each.new) for each in changes(old, new)] == [("A1", None), (None, "C3")]


def test_one_row_is_not_paired_with_one_of_two_alike() -> None:
    one = Contact(surname="T", forename="A", order=1)
    both = (replace(one, order=2), replace(one, order=3))
    forth = changes(replace(ALYS, contacts=(one,)), replace(ALYS, contacts=both))
    assert [(each.old, each.new) for each in forth] == [("1, T, A", None), (None, "2, T, A"), (None, "3, T, A")]
    back = changes(replace(ALYS, contacts=both), replace(ALYS, contacts=(one,)))
    assert [(each.old, each.new) for each in back] == [("2, T, A", None), ("3, T, A", None), (None, "1, T, A")]


def test_one_pupil_is_not_paired_with_one_of_two_of_the_same_name() -> None:
    twin = Pupil(surname="Tamarisk", forename="F.", birth_date=date(2018, 10, 31))
    found = differences(file_of(replace(twin, sex="F")), file_of(replace(twin, sex="M"), replace(twin, sex="U")))
    assert (len(found.added), len(found.removed), found.changed) == (2, 1, ())


def test_each_kind_of_difference_alone_is_one() -> None:
    assert differences(file_of(ALYS, BETSAN), file_of(ALYS))
    assert differences(file_of(ALYS), file_of(ALYS, BETSAN))
    assert differences(file_of(ALYS), file_of(replace(ALYS, forename="Alis")))
    assert differences(file_of(ALYS), CommonTransferFile(header=Header(version="25.0"), pupils=(ALYS,)))


def test_pupils_who_changed_come_in_the_order_of_the_new_file() -> None:
    old, new = file_of(ALYS, BETSAN), file_of(replace(BETSAN, sex="F"), replace(ALYS, sex="F"))
    assert [each.pupil.forename for each in differences(old, new).changed] == ["Betsan", "Alys"]


def test_a_row_with_an_empty_group_in_it_is_told_without_a_gap() -> None:
    mother = Contact(surname="Testfield", address=Address(), order=1)
    assert changes(ALYS, replace(ALYS, contacts=(mother,))) == (FieldChange("Contacts", None, "1, Testfield"),)


def test_two_contacts_of_one_name_are_not_paired() -> None:
    both = (Contact(surname="T", forename="A", order=1), Contact(surname="T", forename="A", order=2))
    found = changes(replace(ALYS, contacts=both), replace(ALYS, contacts=(*both[:1], replace(both[1], order=3))))
    assert [(change.old is None, change.new is None) for change in found] == [(False, True), (True, False)]


def test_a_leaving_date_is_filled_in() -> None:
    school = SchoolSpell(la="681", estab="2990", entry=date(2022, 9, 5))
    left = replace(school, leaving=date(2026, 7, 17))
    (change,) = changes(replace(ALYS, schools=(school,)), replace(ALYS, schools=(left,)))
    assert change == FieldChange("School history › 681 2990 5 September 2022 › To", None, "17 July 2026")


def test_the_header_and_what_is_not_understood_are_compared() -> None:
    old = CommonTransferFile(header=Header(version="25.0"), unknown=(Unknown("", "<A/>"),))
    new = CommonTransferFile(header=Header(version="26.0"))
    assert differences(old, new).file == (FieldChange("CTF version", "25.0", "26.0"), FieldChange("?", "<A/>", None))
    odd = replace(ALYS, unknown=(Unknown("BasicDetails", "<B/>"),))
    assert changes(ALYS, odd) == (FieldChange("?", None, "BasicDetails <B/>"),)


def test_a_row_is_known_again_by_these_of_its_values() -> None:
    assert {group.__name__: keys for group, keys in KEYS.items()} == {
        "LanguageUse": ("use",),
        "MealSpell": ("start",),
        "SenStage": ("start",),
        "SenNeed": ("need",),
        "Phone": ("use", "number"),
        "Contact": ("surname", "forename"),
        "YearAttendance": ("year", "la", "estab"),
        "KeyStage": ("stage",),
        "Assessment": ("locale", "year", "subject", "method", "component", "status", "qualifier"),
        "SchoolSpell": ("la", "estab", "entry"),
    }


@pytest.mark.parametrize(
    "group",
    dict.fromkeys(e.group for _, e in every_element(Pupil) if e.many and e.form is ValueForm.GROUP),
    ids=lambda group: group.__name__,
)
def test_every_list_has_a_key_made_of_its_own_fields(group: type) -> None:
    assert set(KEYS[group]) <= set(elements_of(group))
