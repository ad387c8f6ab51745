from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from hypothesis import HealthCheck, given, settings

from handover.ctf.account import (
    Account,
    PupilAccount,
    SummaryRow,
    SummarySection,
    account_of,
    accounts_of,
    summarise_file,
)
from handover.ctf.elements import ValueForm, elements_of
from handover.ctf.model import CommonTransferFile, Header, Pupil
from handover.ctf.reader import read_ctf
from handover.ctf.wording import say_value
from tests.ctf.building import ctf, header, pupil
from tests.ctf.strategies import pupils
from tests.exploring import examples

RECORD = """
<BasicDetails><NCyearActual>6</NCyearActual><Languages><Type><LanguageType>F</LanguageType><Language>CYM</Language>
</Type></Languages><MedicalFlag>true</MedicalFlag></BasicDetails>
<SENhistory><SEN><StartDate>2025-09-04</StartDate><SENprovision>P</SENprovision></SEN></SENhistory>
<Contacts><Contact><Title>Mrs</Title><Surname>Testfield</Surname><Forename>Mererid</Forename>
<Relationship>PAM</Relationship><Phones><Phone><TelephoneType>M</TelephoneType><PhoneNo>07700 900114</PhoneNo></Phone>
</Phones></Contact></Contacts>
<Attendance><YearData><Year>2025</Year><AttendSessions><AttendanceStartDate>2026-06-29</AttendanceStartDate>
<AttendanceMarks>/\\/\\I?</AttendanceMarks></AttendSessions></YearData></Attendance>
<StageAssessments><KeyStage><Stage>KS2</Stage><StageAssessment><Year>2026</Year><Subject>MAT</Subject><Result>0</Result>
</StageAssessment></KeyStage></StageAssessments><Photo>none</Photo>
"""


def told(language: str = "en") -> Account:
    return told_of(RECORD, language)


def told_of(rest: str, language: str = "en") -> Account:
    document = read_ctf(ctf([pupil(rest=rest)])).document
    assert document is not None
    return summarise_file(document, language)


def rows(sections: tuple[SummarySection, ...]) -> dict[str, dict[str, str]]:
    return {section.heading: {row.label: row.value for row in section.rows} for section in sections}


def test_a_person_reads_words_and_not_codes() -> None:
    (child,) = told().pupils
    assert (child.name, child.summary) == ("Alys Testfield", "born 6 May 2018, C681299005070")
    said = rows(child.sections)
    assert said["Pupil"]["Date of birth"] == "6 May 2018"
    assert said["Basic details"] == {"Year group": "Year 6", "Medical information held": "Yes"}
    assert said["Contact 1: Mrs Mererid Testfield"]["Relationship"] == "Mother"


def test_beside_the_words_for_a_code_stands_the_code_itself() -> None:
    record = RECORD.replace("<MedicalFlag>", "<Disabilities><Disability>ZZ9</Disability></Disabilities><MedicalFlag>")
    shown = {row for section in told_of(record).pupils[0].sections for row in section.rows}
    assert SummaryRow("Relationship", "Mother", "PAM") in shown
    assert SummaryRow("Disability", "ZZ9", "") in shown


def test_the_same_in_welsh() -> None:
    (child,) = told("cy").pupils
    assert child.summary == "ganwyd 6 Mai 2018, C681299005070"
    said = rows(child.sections)
    assert said["Disgybl"]["Dyddiad geni"] == "6 Mai 2018"
    assert said["Cyswllt 1: Mrs Mererid Testfield"]["Perthynas"] == "Mam"


def test_lists_become_tables_with_only_the_columns_that_are_used() -> None:
    sections = {section.heading: section for section in told().pupils[0].sections}
    (languages,) = sections["Basic details"].tables
    assert (languages.columns, languages.rows) == (("Use", "Language"), (("First language", "Welsh"),))
    (results,) = sections["Assessments"].tables
    assert results.caption == "Key stage 2"
    assert (results.columns, results.rows) == (("Year", "Subject", "Result"), (("2026", "Mathematics", "0"),))


def test_marks_are_counted() -> None:
    sections = {section.heading: section for section in told().pupils[0].sections}
    years, marks = sections["Attendance"].tables
    assert years.rows == (("2025/26",),)
    assert marks.caption == "Marks from 29 June 2026"
    assert marks.rows[0] == ("/", "Present, morning", "2")
    assert ("?", "", "1") in marks.rows


def test_what_is_not_understood_is_shown() -> None:
    (section,) = [part for part in told().pupils[0].sections if part.heading.startswith("Not understood")]
    assert section.rows[0].value == "none"


def test_the_file_tells_from_whom_and_to_whom() -> None:
    for destination, words in (
        ("6814990", "681/4990"),
        ("681LLLL", "local authority 681"),
        ("XXXXXXX", "Lost Pupil Database: next school not known"),
        ("MMMMMMM", "Lost Pupil Database: left the maintained sector"),
    ):
        document = read_ctf(ctf(head=header(destination=destination))).document
        assert document is not None
        said = {row.label: row for row in summarise_file(document).file.rows}
        assert said["To"].value == words
        assert (said["From"].value, said["From"].note) == ("Ysgol Gynradd Nant y Dderwen", "681/2990")
        assert said["School year"].value == "2026/27"
        assert said["Made"].value == "10 September 2026, 15:05"


def words_of(model: object) -> Iterator[str]:
    """Yield every value in the record as it is said, but for years, addresses and marks, which are put together."""
    for attribute, element in elements_of(type(model)).items():
        value = getattr(model, attribute)
        for each in value if element.many else (value,):
            if element.form is ValueForm.GROUP:
                yield from words_of(each)
            elif each is not None and element.tag not in ("Year", "AcademicYear", "AttendanceMarks"):
                yield say_value(element, each, "en")


def everything(child: PupilAccount) -> str:
    parts = [child.name]
    for section in child.sections:
        parts.append(section.heading)
        parts += [f"{row.value} {row.note}" for row in section.rows]
        for table in section.tables:
            parts += [table.caption, *(cell for row in table.rows for cell in row)]
    return "\n".join(parts)


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=examples(40), deadline=None
)
@given(child=pupils)
def test_no_value_of_a_record_is_left_out(child: Pupil) -> None:
    text = everything(account_of(child))
    for words in words_of(child):
        assert words in text


def test_an_empty_record_has_a_name_for_the_heading() -> None:
    assert account_of(Pupil(birth_date=date(2018, 5, 6))).name == "no name"
    assert summarise_file(CommonTransferFile(header=Header())).pupils == ()


def test_a_pupil_without_a_birth_date_or_a_upn_has_a_summary_without_gaps() -> None:
    assert account_of(Pupil(upn="C681299005070")).summary == "C681299005070"
    assert account_of(Pupil(birth_date=date(2018, 5, 6))).summary == "born 6 May 2018, no UPN"
    assert account_of(Pupil(), "cy").summary == account_of(Pupil(), "cy").summary.strip(", ") != ""


def test_a_telephone_without_a_number_has_an_empty_value_and_its_use() -> None:
    (child,) = told_of("<Phones><Phone><TelephoneType>H</TelephoneType></Phone></Phones>").pupils
    assert [(row.value, row.note) for part in child.sections for row in part.rows if row.note == "Home"] == [
        ("", "Home")
    ]


def test_what_is_not_understood_of_the_file_is_shown_with_its_value_or_a_dash() -> None:
    extra = header().replace("</SupplierID>", "</SupplierID><Mood>good</Mood>")
    document = read_ctf(ctf(head="<Licence/>" + extra)).document
    assert document is not None
    assert [(row.label, row.value) for row in summarise_file(document).file.rows[-2:]] == [
        ("Mood", "good"),
        ("Licence", "–"),
    ]


def test_every_row_of_the_account_is_text() -> None:
    for section in told().pupils[0].sections:
        for row in section.rows:
            assert all(isinstance(getattr(row, part.name), str) for part in fields(row))


def test_a_pupil_without_a_name_is_called_by_the_place_in_the_file() -> None:
    nameless = pupil("", born="<DOB>2017-05-06</DOB>")
    document = read_ctf(ctf([pupil(), nameless])).document
    assert document is not None
    assert [each.name for each in summarise_file(document).pupils] == [
        "Alys Testfield",
        "The 2nd pupil, after Alys Testfield",
    ]
    (alone,) = accounts_of(document.pupils[1:], "cy", document.pupils)
    assert (alone.name, alone.summary) == ("Disgybl rhif 2, ar ôl Alys Testfield", "ganwyd 6 Mai 2017, dim UPN")
