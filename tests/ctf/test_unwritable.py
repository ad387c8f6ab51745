"""Writing a file says which pupil's which field cannot be written, and why; it does not say the value."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from handover.common import UnwritableValue
from handover.ctf import (
    Address,
    BasicDetails,
    CommonTransferFile,
    Contact,
    Header,
    Phone,
    Pupil,
    SchoolSpell,
    SourceSchool,
    Unknown,
    read_ctf,
    write_ctf,
)
from handover.ctf.elements import ValueForm, elements_of
from handover.ctf.writer import write_around

SIAN = Pupil(surname="Llywelyn", forename="Siân")


def refusal(pupil: Any, *before: Pupil, header: Header | None = None) -> UnwritableValue:
    with pytest.raises(UnwritableValue) as told:
        write_ctf(CommonTransferFile(header=header or Header(), pupils=(*before, pupil)))
    return told.value


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"birth_date": "2015-12-01"},
            "pupils[1].birth_date (CTFpupilData/Pupil[2]/DOB) must be a date, not a str.",
        ),
        (
            {"basic": BasicDetails(year_group=6)},  # type: ignore[arg-type]
            "pupils[1].basic.year_group (CTFpupilData/Pupil[2]/BasicDetails/NCyearActual) must be a str, not an int.",
        ),
        (
            {"contacts": (Contact(), Contact(phones=(Phone(number="\x0b"),)))},
            "pupils[1].contacts[1].phones[0].number "
            "(CTFpupilData/Pupil[2]/Contacts/Contact[2]/Phones/Phone[1]/PhoneNo) holds a character that XML forbids, "
            "U+000B, at place 1.",
        ),
        (
            {"address": Address(line1="\ud800")},
            "pupils[1].address.line1 (CTFpupilData/Pupil[2]/Address/AddressLines/AddressLine1) holds a character that "
            "XML forbids, U+D800, at place 1.",
        ),
        (
            {"schools": (SchoolSpell(entry=datetime(2020, 9, 1, tzinfo=UTC)),)},
            "pupils[1].schools[0].entry (CTFpupilData/Pupil[2]/SchoolHistory/School[1]/EntryDate) must be a "
            "date, not a datetime.",
        ),
        (
            {"schools": (SchoolSpell(last_school="yes"),)},  # type: ignore[arg-type]
            "pupils[1].schools[0].last_school (CTFpupilData/Pupil[2]/SchoolHistory/School[1]/LastSchool) must be a "
            "bool, not a str.",
        ),
        (
            {"contacts": (Contact(order=-1),)},
            "pupils[1].contacts[0].order (CTFpupilData/Pupil[2]/Contacts/Contact[1]/Order) must be a whole number from 0 "
            "to 999999999.",
        ),
        (
            {"contacts": Contact()},
            "pupils[1].contacts (CTFpupilData/Pupil[2]/Contacts/Contact) must be a tuple, not a Contact.",
        ),
        (
            {"basic": Address()},
            "pupils[1].basic (CTFpupilData/Pupil[2]/BasicDetails) must be a BasicDetails, not an Address.",
        ),
        (
            {"unknown": (Unknown("BasicDetails", "<Odd>"),)},
            "pupils[1].unknown[0] (CTFpupilData/Pupil[2]/BasicDetails) is not XML that can be written: ",
        ),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_the_pupil_the_field_the_element_and_the_reason_are_said(changes: dict[str, Any], words: str) -> None:
    told = refusal(replace(SIAN, **changes), Pupil(surname="Evans"))
    assert str(told).startswith(f"Siân Llywelyn: {words}")
    assert told.record == "Siân Llywelyn"
    assert (told.field, told.element) == tuple(words.partition(")")[0].split(" ("))


def test_a_pupil_whose_name_is_no_text_is_told_by_the_place() -> None:
    assert str(refusal(Pupil(surname=6))).startswith("the 1st pupil: pupils[0].surname (")  # type: ignore[arg-type]
    assert str(refusal("Siân")).startswith(
        "the 1st pupil: pupils[0] (CTFpupilData/Pupil[1]) must be a Pupil, not a str"
    )
    assert str(refusal(Pupil(upn="A" * 13, email="\x01"))).startswith(
        f"the 1st pupil (UPN {'A' * 13}): pupils[0].email ("
    )


def test_what_is_wrong_with_the_header_is_said_of_the_header() -> None:
    wrong = Header(source=SourceSchool(academic_year="2026"))  # type: ignore[arg-type]
    words = "Header: header.source.academic_year (Header/SourceSchool/AcademicYear) must be an int, not a str."
    assert str(refusal(SIAN, header=wrong)) == words
    with pytest.raises(UnwritableValue) as told:
        write_around(wrong, [])
    assert str(told.value) == words
    assert str(refusal(SIAN, header=Header(version=25))).startswith("Header: header.version (Header/CTFversion)")  # type: ignore[arg-type]


WRONG = (
    "\x00",
    "six",
    6,
    -6,
    1.5,
    Decimal("1.5"),
    True,
    date(2026, 9, 1),
    datetime(2026, 9, 1, 9, tzinfo=UTC),
    b"six",
    [],
)


@pytest.mark.parametrize("model", [Pupil, Contact, SchoolSpell, Address, BasicDetails, SourceSchool])
def test_whatever_is_written_of_a_wrong_value_reads_back_the_same_or_it_is_refused(model: type) -> None:
    """Of every field of one value, every kind of value: nothing is written that is not what was said."""
    for name, element in elements_of(model).items():
        if element.form in (ValueForm.GROUP, ValueForm.RAW) or element.many:
            continue
        refused = 0
        for wrong in WRONG:
            file = file_with(model(**{name: wrong}))
            try:
                written = write_ctf(file)
            except UnwritableValue as told:
                refused += name in told.field
            else:
                assert read_ctf(written).document == file
        assert refused >= 8, name


def file_with(part: Any) -> CommonTransferFile:
    """A file that holds this part of a record."""
    if isinstance(part, SourceSchool):
        return CommonTransferFile(header=Header(source=part))
    if isinstance(part, Pupil):
        return CommonTransferFile(pupils=(part,))
    holder = next(
        field.name for field in fields(Pupil) if (row := elements_of(Pupil).get(field.name)) and row.group is type(part)
    )
    many = elements_of(Pupil)[holder].many
    return CommonTransferFile(pupils=(Pupil(**{holder: (part,) if many else part}),))
