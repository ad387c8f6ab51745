"""A record as sheets: one row a pupil on the first, one sheet a group, and of choosing only some of it."""

from datetime import date

from handover.ctf.model import Pupil
from handover.ctf.parts import keep_parts, parts_of
from handover.ctf.reader import read_ctf
from handover.ctf.telling import find_people_to_tell
from handover.ctf.worksheets import Worksheet, make_worksheets
from tests.ctf.building import BETSAN, ctf, pupil

CONTACT = (
    "<Contacts><Contact><Order>1</Order><Surname>Testfield</Surname><Forename>Mair</Forename><Address><AddressAsPupil>true"
    "</AddressAsPupil></Address><Phones><Phone><TelephoneType>M</TelephoneType><PhoneNo>07700 900123</PhoneNo></Phone></Phones>"
    "</Contact></Contacts>"
)
RESULTS = (
    "<StageAssessments><KeyStage><Stage>KS1</Stage><StageAssessment><Year>2025</Year><Result>0</Result></StageAssessment>"
    "<StageAssessment><Year>2025</Year><Result>NAA</Result></StageAssessment></KeyStage></StageAssessments>"
)
YEAR = "<Attendance><YearData><Year>2025</Year><SessionsPossible>380</SessionsPossible></YearData></Attendance>"
SEN = "<SENhistory><SEN><StartDate>2025-01-06</StartDate><SENprovision>K</SENprovision></SEN></SENhistory>"
STRANGE = "<ServiceChild><Indicator>Y</Indicator></ServiceChild>"
REST = f"<BasicDetails><MedicalFlag>true</MedicalFlag></BasicDetails>{SEN}{CONTACT}{YEAR}{RESULTS}{STRANGE}"


def people(*pupils: str) -> tuple[Pupil, ...]:
    document = read_ctf(ctf(pupils or (pupil(BETSAN), pupil(rest=REST)))).document
    assert document is not None
    return document.pupils


def sheets(language: str = "en") -> dict[str, Worksheet]:
    return {sheet.name: sheet for sheet in make_worksheets(people(), language)}


WHO = ("Testfield", "Alys", date(2018, 5, 6), "C681299005070")


def test_every_pupil_has_one_row_on_the_first_sheet() -> None:
    first = make_worksheets(people())[0]
    assert (first.name, first.columns) == (
        "Pupils",
        ("Surname", "Forename", "Date of birth", "UPN", "Sex", "Medical information held"),
    )
    assert first.rows == (
        ("Testfield", "Betsan", date(2018, 5, 6), "R681299005071", "Female (F)", None),
        (*WHO, "Female (F)", "Yes"),
    )


def test_every_group_has_a_sheet_whose_rows_say_whose_they_are() -> None:
    told = sheets()
    assert told["Contacts"].rows == ((*WHO, 1, "Testfield", "Mair"),)
    assert told["Contacts"].columns[4:] == ("Priority", "Contacts: Surname", "Contacts: Forename")
    assert told["Telephone numbers"].rows == ((*WHO, "Contact 1: Mair Testfield", "Mobile (M)", "07700 900123"),)
    assert told["Addresses"].rows == ((*WHO, "Contact 1: Mair Testfield", "Yes"),)
    assert told["Attendance"].rows == ((*WHO, "2025/26", 380),)
    assert [row[-3:] for row in told["Assessments"].rows] == [
        ("Key stage 1 (KS1)", 2025, "0"),
        ("Key stage 1 (KS1)", 2025, "NAA"),
    ]
    assert told["Additional needs, provision"].rows[0][4:] == (date(2025, 1, 6), "SEN support (K)")
    assert told["Not understood, passed on as it is"].rows == ((*WHO, "Service child › Indicator", "Y"),)


def test_sheets_are_in_welsh_too() -> None:
    assert list(sheets("cy"))[:2] == ["Disgyblion", "Cysylltiadau"]


def test_who_the_pupil_is_stays_whatever_parts_are_chosen() -> None:
    (_, alys) = people()
    kept = keep_parts(alys, {"contacts"})
    assert (kept.full_name, kept.upn, kept.birth_date) == (alys.full_name, alys.upn, alys.birth_date)
    assert kept.contacts == alys.contacts
    assert (kept.attendance, kept.assessments, kept.unknown, kept.sen) == ((), (), (), Pupil().sen)
    assert keep_parts(alys, {part.key for part in parts_of()}) == alys
    assert [sheet.name for sheet in make_worksheets([kept])] == ["Pupils", "Contacts", "Addresses", "Telephone numbers"]


def told(rest: str) -> list[str]:
    return [each.person.key for each in find_people_to_tell(people(pupil(rest=rest)))]


def test_the_person_who_must_know_is_named_with_the_pupils_of_whom() -> None:
    found = find_people_to_tell(people())
    assert [(each.person.key, each.pupils) for each in found] == [
        ("medical", (2,)),
        ("support", (2,)),
        ("service", (2,)),
    ]


def test_each_kind_of_content_has_its_person() -> None:
    assert told("<LookedAfter><InCare>true</InCare></LookedAfter>") == ["care"]
    assert told("<BasicDetails><MedicalFlag>1</MedicalFlag></BasicDetails>") == ["medical"]
    assert told("<SENhistory><SENneeds><SENneed><SENtype>ASD</SENtype></SENneed></SENneeds></SENhistory>") == [
        "support"
    ]
    assert told("<NAWdetails><SENGroupingandSupport>GS2</SENGroupingandSupport></NAWdetails>") == ["support"]
    assert told("<BasicDetails><Disabilities><Disability>HEAR</Disability></Disabilities></BasicDetails>") == [
        "support"
    ]
    assert told("<SchoolHistory><School><LeavingReason>MD</LeavingReason></School></SchoolHistory>") == ["service"]
    assert told("<ServiceChildren><Flag>true</Flag></ServiceChildren>") == ["service"]
    assert told("<ChildProtection><Plan>Emotional harm</Plan></ChildProtection>") == ["protection"]
    assert told("<ALN><IDP>school</IDP></ALN>") == ["support"]


def test_a_no_is_nothing_to_tell() -> None:
    assert told("<LookedAfter><InCare>false</InCare></LookedAfter>") == []
    assert told("<BasicDetails><MedicalFlag>0</MedicalFlag></BasicDetails>") == []
    assert (
        told("<SENhistory><SEN><StartDate>2025-01-06</StartDate><SENprovision>N</SENprovision></SEN></SENhistory>")
        == []
    )
    assert told("<SENhistory><SENneeds><SENneed><SENtype>DNA</SENtype></SENneed></SENneeds></SENhistory>") == []
    assert told("<ServiceChild><Indicator>N</Indicator><Concerns/></ServiceChild>") == []
    assert told("<ChildProtectionPlan>No</ChildProtectionPlan>") == []
