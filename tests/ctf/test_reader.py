from datetime import UTC, date, datetime

import pytest

from handover.common.xml import XmlFault
from handover.ctf.elements import NAMESPACE, ValueForm, every_element
from handover.ctf.findings import ProblemList
from handover.ctf.limits import FileLimits
from handover.ctf.model import Address, Header, LanguageUse, Pupil, Unknown
from handover.ctf.reader import read_ctf
from tests.ctf.building import ALYS, ctf, header, pupil, text


def pupil_of(rest: str = "", **parts: str) -> Pupil:
    return read_one(ctf([pupil(rest=rest, **parts)]))[0]


def read_one(data: bytes) -> tuple[Pupil, list[str]]:
    findings = ProblemList(1000)
    document = read_ctf(data, None, findings).document
    assert document is not None
    (only,) = document.pupils
    return only, [f"{problem.code} {problem.line} {problem.path}" for problem in findings.all()]


def test_the_header_is_read_with_the_school_year_as_the_one_that_starts() -> None:
    document = read_ctf(ctf()).document
    assert document is not None
    assert document.header.version_number == 26
    assert document.header.made == datetime(2026, 9, 10, 15, 5, 32)  # noqa: DTZ001 - local time
    assert document.header.source.academic_year == 2026
    assert (document.header.destination.la, document.header.destination.estab) == ("681", "4990")


@pytest.mark.parametrize("root", ["CTfile", f'CTfile xmlns="{NAMESPACE}"'])
def test_elements_are_read_in_the_2010_namespace_and_in_none(root: str) -> None:
    document = read_ctf(ctf(root=root)).document
    assert document is not None
    assert [child.full_name for child in document.pupils] == ["Alys Testfield"]


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "ISO-8859-1", "windows-1252"])
def test_a_name_is_the_same_in_every_encoding(encoding: str) -> None:
    data = text([pupil(ALYS.replace("Alys", "Siân"))], encoding=encoding).encode(encoding)
    assert read_one(data)[0].forename == "Siân"


@pytest.mark.parametrize("tag", ["Gender", "Sex"])
def test_gender_and_sex_are_the_same_element(tag: str) -> None:
    child = pupil_of(f"<Contacts><Contact><{tag}>M</{tag}></Contact></Contacts>", sex=f"<{tag}>F</{tag}>")
    assert (child.sex, child.contacts[0].sex) == ("F", "M")


def test_an_empty_element_means_what_an_absent_one_means() -> None:
    empty = "<BasicDetails/><Phones/><UCI></UCI><Email>  </Email><SENhistory><SENneeds/></SENhistory>"
    assert pupil_of(empty) == pupil_of()


def test_children_may_come_in_any_order() -> None:
    swapped = pupil(who="<Forename>Alys</Forename><UPN>C681299005070</UPN><Surname>Testfield</Surname>")
    assert read_one(ctf([swapped]))[0] == pupil_of()


def test_both_forms_of_an_address_read_as_an_envelope() -> None:
    told = pupil_of(
        "<Address><BS7666Address><SAON>Flat 3</SAON><PAON>  27</PAON><Street>Quarry Rise</Street>"
        "<Town>Larchmere</Town><PostTown>Larchmere</PostTown></BS7666Address><PostCode>GU99 4XY</PostCode></Address>"
    ).address
    assert told.lines == ("Flat 3", "27 Quarry Rise", "Larchmere", "GU99 4XY")
    lines = pupil_of(
        "<Address><AddressLines><AddressLine1>Tŷ Isaf</AddressLine1><AddressLine3>Pwllbedw</AddressLine3>"
        "</AddressLines></Address>"
    ).address
    assert lines == Address(line1="Tŷ Isaf", line3="Pwllbedw")
    assert lines.lines == ("Tŷ Isaf", "Pwllbedw")


def test_lists_keep_their_order_and_their_empty_places() -> None:
    told = pupil_of(
        "<BasicDetails><Languages><Type><LanguageType>F</LanguageType><Language>CYM</Language></Type><Type/>"
        "<Type><LanguageType>H</LanguageType></Type></Languages></BasicDetails>"
    )
    assert told.basic.languages == (LanguageUse(use="F", language="CYM"), LanguageUse(), LanguageUse(use="H"))


def test_a_result_stays_text() -> None:
    results = "".join(f"<StageAssessment><Result>{result}</Result></StageAssessment>" for result in ("0", "04", "EXS"))
    told = pupil_of(f"<StageAssessments><KeyStage>{results}</KeyStage></StageAssessments>")
    assert [result.result for result in told.assessments[0].results] == ["0", "04", "EXS"]


@pytest.mark.parametrize(("written", "value"), [("true", True), ("1", True), ("false", False), ("0", False)])
def test_booleans_are_read_as_the_schema_allows(written: str, value: bool) -> None:
    assert pupil_of(f"<LookedAfter><InCare>{written}</InCare></LookedAfter>").care.in_care is value


@pytest.mark.parametrize(
    ("rest", "problem"),
    [
        ("<LookedAfter><InCare>Y</InCare></LookedAfter>", "ctf.boolean_letter 25 {}/LookedAfter/InCare"),
        ("<LookedAfter><InCare>ja</InCare></LookedAfter>", "ctf.boolean_form 25 {}/LookedAfter/InCare"),
        (
            "<FSMhistory><FSMreviewDate>1/9/26</FSMreviewDate></FSMhistory>",
            "ctf.date_form 25 {}/FSMhistory/FSMreviewDate",
        ),
        (
            "<SENhistory><SEN/><SEN><StartDate>2026-02-30</StartDate></SEN></SENhistory>",
            "ctf.date_impossible 25 {}/SENhistory/SEN[2]/StartDate",
        ),
        (
            "<SENhistory><SEN><StartDate>20260230</StartDate></SEN></SENhistory>",
            "ctf.date_form 25 {}/SENhistory/SEN[1]/StartDate",
        ),
        ("<Contacts><Contact><Order>-1</Order></Contact></Contacts>", "ctf.whole_form 25 {}/Contacts/Contact[1]/Order"),
        ("<Contacts><Contact><Order>١</Order></Contact></Contacts>", "ctf.whole_form 25 {}/Contacts/Contact[1]/Order"),
        (
            "<BasicDetails><NCyearActual>99</NCyearActual></BasicDetails>",
            "ctf.code_unknown 25 {}/BasicDetails/NCyearActual",
        ),
        ("<UCI>1</UCI><UCI>2</UCI>", "ctf.repeated 25 {}/UCI"),
        ("<UPN>R681299005071</UPN>", "ctf.repeated_identity 25 {}/UPN"),
        ("<Surname>Other</Surname>", "ctf.repeated_identity 25 {}/Surname"),
        (
            "<BasicDetails><FormerSurname>A</FormerSurname><FormerSurname>B</FormerSurname></BasicDetails>",
            "ctf.repeated 25 {}/BasicDetails/FormerSurname",
        ),
        ("<BasicDetails><Ethnicity>WBRI</Ethnicity></BasicDetails><BasicDetails/>", "ctf.repeated 25 {}/BasicDetails"),
        ("stray", "ctf.stray_text 24 {}"),
        (
            f"<BasicDetails><FormerSurname>{'x' * 101}</FormerSurname></BasicDetails>",
            "ctf.text_long 25 {}/BasicDetails/FormerSurname",
        ),
        (f"<Email>{'x' * 1001}</Email>", "ctf.text_long 25 {}/Email"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(rest: str, problem: str) -> None:
    _, problems = read_one(ctf([pupil(rest=rest)]))
    assert problems == [problem.format("/CTfile/CTFpupilData/Pupil[1]")]


def test_a_name_that_says_who_the_pupil_is_may_not_be_too_long() -> None:
    _, problems = read_one(ctf([pupil(f"<Surname>{'x' * 101}</Surname>")]))
    assert problems == ["ctf.text_too_long 22 /CTfile/CTFpupilData/Pupil[1]/Surname"]


def test_a_long_text_of_another_element_is_kept_whole() -> None:
    read, _ = read_one(ctf([pupil(rest=f"<Email>{'x' * 1001}</Email>")]))
    assert read.email is None
    assert [unknown.xml for unknown in read.unknown] == [f"<Email>{'x' * 1001}</Email>"]


def _texts(tag: str, length: int) -> str:
    whole = {
        "FormerSurname": "<BasicDetails><FormerSurname>{}</FormerSurname></BasicDetails>",
        "Email": "<Email>{}</Email>",
        "AttendanceMarks": "<Attendance><YearData><AttendSessions><AttendanceMarks>{}</AttendanceMarks>"
        "</AttendSessions></YearData></Attendance>",
    }
    return whole[tag].format("/" * length)


@pytest.mark.parametrize(
    ("tag", "limits", "longest"),
    [
        ("FormerSurname", FileLimits(), 100),
        ("Email", FileLimits(), 1000),
        ("AttendanceMarks", FileLimits(), 2000),
        ("FormerSurname", FileLimits(name=7, any_text=9), 7),
        ("Email", FileLimits(name=7, any_text=9), 9),
        ("AttendanceMarks", FileLimits(name=7, any_text=9), 2000),
        ("AttendanceMarks", FileLimits(any_text=3000), 3000),
    ],
)
def test_a_text_may_be_as_long_as_its_limit(tag: str, limits: FileLimits, longest: int) -> None:
    for length, noted in ((longest, []), (longest + 1, [f"ctf.text_long {tag} {longest + 1} {longest}"])):
        findings = ProblemList(1000)
        who = "<UPN>C6</UPN><Surname>T</Surname><Forename>A</Forename>"
        read_ctf(ctf([pupil(who, rest=_texts(tag, length), born="", sex="")], head=""), limits, findings)
        assert [
            " ".join((each.code, each.path.rpartition("/")[2], each.values["length"], each.values["limit"]))
            for each in findings.all()
        ] == noted


@pytest.mark.parametrize(
    ("limits", "count", "refused"),
    [
        (FileLimits(pupils=2), 2, ""),
        (FileLimits(pupils=2), 3, "ctf.too_many_pupils"),
        (FileLimits(unknown=2), 2, ""),
        (FileLimits(unknown=2), 3, "ctf.too_many_unknown"),
    ],
)
def test_pupils_and_unknown_elements_may_be_as_many_as_their_limit(
    limits: FileLimits, count: int, refused: str
) -> None:
    data = ctf([pupil(rest="<Photo/>")] * count)
    if not refused:
        assert read_ctf(data, limits).document is not None
        return
    with pytest.raises(XmlFault) as fault:
        read_ctf(data, limits)
    assert (fault.value.problem.code, fault.value.problem.line) == (refused, 33 if limits.pupils == 2 else 37)


def test_what_a_file_may_hold_where_nothing_else_is_set() -> None:
    assert FileLimits() == FileLimits(
        size_bytes=26_214_400,
        depth=32,
        text=1_000_000,
        pupils=20_000,
        name=100,
        any_text=1000,
        unknown=10_000,
        problems=1000,
    )


def test_an_open_code_of_somebody_else_is_nothing_to_be_told() -> None:
    rest = "<StageAssessments><KeyStage><Stage>KS99</Stage></KeyStage></StageAssessments>"
    child, problems = read_one(ctf([pupil(rest=rest)]))
    assert (child.assessments[0].stage, problems) == ("KS99", [])


@pytest.mark.parametrize(
    ("version", "number"),
    [("26.0", 26), ("7", 7), ("999.1", 999), ("1000.0", None), ("٢٦.0", None), ("new", None), ("", None), (".5", None)],
)
def test_a_version_is_a_number_of_up_to_three_digits(version: str, number: int | None) -> None:
    assert Header(version=version).version_number == number


@pytest.mark.parametrize(
    ("made", "moment"),
    [
        ("2026-09-10T15:05:32.5Z", datetime(2026, 9, 10, 15, 5, 32, 500_000, tzinfo=UTC)),
        ("2026-02-30T15:05:32", None),
        ("2026-09-10 15:05:32", None),
        ("2026-09-10", None),
    ],
)
def test_a_moment_is_read_or_told_as_one_that_is_none(made: str, moment: datetime | None) -> None:
    findings = ProblemList(1000)
    document = read_ctf(ctf(head=header(made=made)), None, findings).document
    assert document is not None
    assert document.header.made == moment
    assert [each.code for each in findings.all()] == ([] if moment else ["ctf.moment_form"])


def test_an_element_inside_a_value_is_kept_where_it_stood_and_the_value_too() -> None:
    child, problems = read_one(ctf([pupil(rest="<Email>a@example.org<b>bold</b></Email>")]))
    assert child.email == "a@example.org"
    assert child.unknown == (Unknown("Email", "<b>bold</b>"),)
    assert problems == ["ctf.unknown_element 25 /CTfile/CTFpupilData/Pupil[1]/Email/b"]


def test_a_code_that_we_do_not_know_is_kept() -> None:
    assert pupil_of("<BasicDetails><NCyearActual>99</NCyearActual></BasicDetails>").basic.year_group == "99"


def test_what_is_not_understood_is_kept_where_it_stood() -> None:
    told = pupil_of(
        "<BasicDetails><ServiceChild>Y</ServiceChild></BasicDetails>"
        "<Contacts><Contact/><Contact><Pager>7</Pager></Contact></Contacts>"
        "<FSMhistory><FSMreviewDate>soon</FSMreviewDate></FSMhistory>"
    )
    assert told.unknown == (
        Unknown("BasicDetails", "<ServiceChild>Y</ServiceChild>"),
        Unknown("Contacts/Contact[2]", "<Pager>7</Pager>"),
        Unknown("FSMhistory", "<FSMreviewDate>soon</FSMreviewDate>"),
    )


def test_an_unknown_element_is_noted_once_however_often_it_is_met() -> None:
    findings = ProblemList(1000)
    read_ctf(ctf([pupil(rest="<Photo/>"), pupil(rest="<Photo/>")]), None, findings)
    (problem,) = findings.all()
    assert problem.message() == "The file holds an element that we do not know, Pupil/Photo (found 2 times)."
    assert (problem.line, problem.pupil) == (25, None)


def test_what_the_file_holds_beside_the_pupils_is_kept_too() -> None:
    extra = header().replace("</SupplierID>", "</SupplierID><Mood>good</Mood>")
    document = read_ctf(ctf(head="<Licence/>" + extra)).document
    assert document is not None
    assert document.unknown == (Unknown("Header", "<Mood>good</Mood>"), Unknown("", "<Licence/>"))


def test_the_supplier_s_own_data_is_kept_and_not_looked_into() -> None:
    own = header().replace("</Header>", "<SuppInfo><Any><Thing>1</Thing></Any></SuppInfo><SuppID>7</SuppID></Header>")
    findings = ProblemList(1000)
    document = read_ctf(ctf(head=own), None, findings).document
    assert document is not None
    assert document.header.supplier_data == ("<SuppInfo><Any><Thing>1</Thing></Any></SuppInfo>",)
    assert document.header.supplier_id == ("<SuppID>7</SuppID>",)
    assert findings.all() == ()


def test_a_header_behind_the_pupils_is_read() -> None:
    data = text(head="").replace("</CTfile>", header() + "</CTfile>").encode()
    document = read_ctf(data).document
    assert document is not None
    assert document.header.supplier == "OpenMIS"


def test_attributes_are_noted_but_a_schema_instance_s_are_not() -> None:
    for attribute, noted in (('lang="cy"', True), ('xsi:nil="true"', False)):
        findings = ProblemList(1000)
        root = 'CTfile xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        data = text(root=root).replace("<Surname>", f"<Surname {attribute}>").encode()
        read_ctf(data, None, findings)
        assert [problem.code for problem in findings.all()] == ["ctf.unknown_attributes"] * noted


def test_an_attribute_of_the_document_element_is_noted_once() -> None:
    findings = ProblemList(1000)
    read_ctf(ctf(root='CTfile lang="cy"'), None, findings)
    assert [each.code for each in findings.all()] == ["ctf.unknown_attributes"]
    findings = ProblemList(1000)
    read_ctf(ctf(), None, findings)
    assert findings.all() == ()


def test_another_document_is_not_read() -> None:
    assert read_ctf(b"<SIF_Message><Pupil/></SIF_Message>").document is None
    assert read_ctf(ctf(root='CTfile xmlns="urn:other"')).document is None


def test_every_element_has_words_in_both_languages_and_a_place_of_its_own() -> None:
    for top in (Header, Pupil):
        rows = list(every_element(top))
        assert all(element.label.en and element.label.cy for _, element in rows)
        assert len({path for path, _ in rows}) == len(rows)
        assert all(element.group is not None for _, element in rows if element.form is ValueForm.GROUP)


# Every element of the reference's section 4, by its path below Header or Pupil; addresses, telephones and years repeat.
_ADDRESS = (
    *(
        f"BS7666Address/{tag}"
        for tag in ("SAON", "PAON", "Street", "Locality", "Town", "AdministrativeArea", "PostTown")
    ),
    "BS7666Address/UniquePropertyReferenceNumber",
    *(f"AddressLines/AddressLine{number}" for number in range(1, 6)),
    *("County", "PostCode", "Zip", "Country", "Easting", "Northing"),
)
_PHONE = ("Phones/Phone/TelephoneType", "Phones/Phone/PhoneNo")
REFERENCE = {
    Header: (
        *(
            "DocumentName",
            "CTFversion",
            "DateTime",
            "DocumentQualifier",
            "DataQualifier",
            "DataDescriptor",
            "SupplierID",
        ),
        *(f"SourceSchool/{tag}" for tag in ("LEA", "Estab", "URN", "SchoolName", "AcademicYear")),
        *("DestSchool/LEA", "DestSchool/Estab", "DestSchool/URN", "SuppInfo", "SuppID"),
    ),
    Pupil: (
        *("UPN", "UniqueLearnerNumber", "UCI", "Surname", "Forename", "DOB", "Gender", "Email"),
        *(
            f"BasicDetails/{tag}"
            for tag in (
                *("FormerUPN", "PreferredSurname", "PreferredForename", "FormerSurname", "FormerForename"),
                *("MiddleNames", "NCyearActual", "Ethnicity", "EthnicitySource", "MedicalFlag", "EnrolStatus"),
                *("Languages/Type/LanguageType", "Languages/Type/Language", "Disabilities/Disability"),
            )
        ),
        *(f"FSMhistory/{tag}" for tag in ("FSMreviewDate", "FSMinstance/FSMstartDate", "FSMinstance/FSMendDate")),
        "FSMhistory/FSMinstance/UKcountry",
        *(
            f"NAWdetails/{tag}"
            for tag in (
                *("SpeakWelsh", "HomeWelsh", "NationalIdentity", "WelshSource", "EALAcquisition", "LanguageSource"),
                *("SENCurriculumandTeachingMethods", "SENGroupingandSupport", "SENSpecialisedResources"),
                "SENAdviceandAssessment",
            )
        ),
        *("LookedAfter/InCare", "LookedAfter/CareAuthority"),
        *(f"SENhistory/SEN/{tag}" for tag in ("StartDate", "SENprovision", "EndDate")),
        *("SENhistory/SENneeds/SENneed/SENtype", "SENhistory/SENneeds/SENneed/SENtypeRank"),
        *(f"Address/{tag}" for tag in _ADDRESS),
        *_PHONE,
        *(
            f"Contacts/Contact/{tag}"
            for tag in (
                *("Order", "Title", "Surname", "Forename", "MiddleNames", "Gender", "Relationship", "Responsibility"),
                *("Address/AddressAsPupil", "Email", *_PHONE),
                *(f"Address/{tag}" for tag in _ADDRESS),
            )
        ),
        *(
            f"Attendance/YearData/{tag}"
            for tag in (
                *("Year", "LEA", "Estab", "SchoolName", "SessionsPossible", "SessionsAuthorised", "SessionsAttended"),
                *("SessionsUnauthorised", "AttendSessions/AttendanceStartDate", "AttendSessions/AttendanceMarks"),
            )
        ),
        "StageAssessments/KeyStage/Stage",
        *(
            f"StageAssessments/KeyStage/StageAssessment/{tag}"
            for tag in (
                *("Locale", "Year", "Subject", "Method", "Component", "ResultStatus", "ResultQualifier", "Result"),
                "ResultDate",
            )
        ),
        *(
            f"SchoolHistory/School/{tag}"
            for tag in ("LEA", "Estab", "URN", "SchoolName", "EntryDate", "LeavingDate", "LeavingReason", "LastSchool")
        ),
    ),
}


@pytest.mark.parametrize("top", REFERENCE)
def test_the_model_holds_every_element_of_the_reference(top: type) -> None:
    held = {"/".join(path) for path, element in every_element(top) if element.form is not ValueForm.GROUP}
    assert set(REFERENCE[top]) <= held
    assert held - set(REFERENCE[top]) <= {"Address/AddressAsPupil"}


def test_dates_are_dates() -> None:
    assert pupil_of().birth_date == date(2018, 5, 6)
