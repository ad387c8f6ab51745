# ruff: noqa: RUF009 - the functions called in the dataclass bodies return fields
"""The record that a Common Transfer File carries, as frozen values. Source: reference/ctf.md section 4.

The fields stand in the order in which the elements are written. `None` and `()` mean that nothing is known: CTF makes
no difference between an absent element and an empty one. What the reader met and could not place is kept in `unknown`.

Years, the trap (section 4.2): `Header.academic_year` and `YearAttendance.year` are the year in which the school year
*starts*, `Assessment.year` is the year in which it *ends*.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from handover.ctf.elements import (
    code_element,
    day,
    moment_element,
    name,
    one,
    open_code,
    raw,
    several,
    text,
    texts,
    truth,
    whole_element,
)


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that was met and not understood, kept so that nothing is lost.

    `path` leads from the pupil (or, for the file's own, from the document element) to the element around it; `xml` is
    the element as it came. `line` is where it stood and is no part of what it says.
    """

    path: str
    xml: str
    line: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSchool:
    """Who made the file. `estab` is LLLL for a local authority; some services write XXX and XXXX."""

    la: str | None = text("LEA", "Local authority", "Awdurdod lleol")
    estab: str | None = text("Estab", "School number", "Rhif yr ysgol")
    urn: str | None = text("URN", "Unique reference number", "Cyfeirnod unigryw")
    name: str | None = text("SchoolName", "School", "Ysgol")
    academic_year: int | None = whole_element("AcademicYear", "School year", "Blwyddyn ysgol")


@dataclass(frozen=True, slots=True, kw_only=True)
class DestinationSchool:
    """Whom the file is for: numbers, LLLL for a local authority, or the markers of a lost pupil's file."""

    la: str | None = text("LEA", "Local authority", "Awdurdod lleol")
    estab: str | None = text("Estab", "School number", "Rhif yr ysgol")
    urn: str | None = text("URN", "Unique reference number", "Cyfeirnod unigryw")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the file says about itself (section 4.3)."""

    document_name: str | None = text("DocumentName", "Document", "Dogfen")
    version: str | None = text("CTFversion", "CTF version", "Fersiwn CTF")
    made: datetime | None = moment_element("DateTime", "Made", "Crëwyd")
    qualifier: str | None = open_code("DocumentQualifier", "Full or partial", "Llawn neu rannol")
    data_qualifier: str | None = open_code("DataQualifier", "Kind of data", "Math o ddata")
    data_descriptor: str | None = text("DataDescriptor", "Description", "Disgrifiad")
    supplier: str | None = text("SupplierID", "Software", "Meddalwedd")
    source: SourceSchool = one("SourceSchool", SourceSchool, "From", "Gan")
    destination: DestinationSchool = one("DestSchool", DestinationSchool, "To", "At")
    supplier_data: tuple[str, ...] = raw("SuppInfo", "Supplier's own data", "Data'r cyflenwr")
    supplier_id: tuple[str, ...] = raw("SuppID", "Supplier's own number", "Rhif y cyflenwr")

    @property
    def version_number(self) -> int | None:
        """The version as a number (10 for `10.0`), or None when it is not one."""
        whole_part = (self.version or "").partition(".")[0]
        return int(whole_part) if whole_part.isascii() and whole_part.isdigit() and len(whole_part) < 4 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageUse:
    """A language and what it is to the pupil: first, home, of tuition."""

    use: str | None = code_element("LanguageType", "language_type", "Use", "Defnydd")
    language: str | None = code_element("Language", "language", "Language", "Iaith")


@dataclass(frozen=True, slots=True, kw_only=True)
class BasicDetails:
    """Names besides the legal one, year group, ethnicity, languages, medical flag, enrolment."""

    former_upns: tuple[str, ...] = texts("FormerUPN", "Former UPN", "UPN blaenorol")
    preferred_surname: str | None = name("PreferredSurname", "Preferred surname", "Cyfenw a ffefrir")
    preferred_forename: str | None = name("PreferredForename", "Preferred forename", "Enw cyntaf a ffefrir")
    former_surname: str | None = name("FormerSurname", "Former surname", "Cyfenw blaenorol")
    former_forename: str | None = name("FormerForename", "Former forename", "Enw cyntaf blaenorol")
    middle_names: str | None = name("MiddleNames", "Middle names", "Enwau canol")
    year_group: str | None = code_element("NCyearActual", "nc_year", "Year group", "Grŵp blwyddyn")
    ethnicity: str | None = code_element("Ethnicity", "ethnicity", "Ethnicity", "Ethnigrwydd")
    ethnicity_source: str | None = code_element("EthnicitySource", "source", "Ethnicity given by", "Ethnigrwydd yn ôl")
    languages: tuple[LanguageUse, ...] = several("Languages/Type", LanguageUse, "Languages", "Ieithoedd")
    medical_flag: bool | None = truth("MedicalFlag", "Medical information held", "Gwybodaeth feddygol ar gael")
    disabilities: tuple[str, ...] = open_code("Disabilities/Disability", "Disability", "Anabledd", many=True)
    enrolment: str | None = code_element("EnrolStatus", "enrolment_status", "Enrolment", "Cofrestriad")


@dataclass(frozen=True, slots=True, kw_only=True)
class MealSpell:
    """A time of eligibility for free school meals; no end date means it still runs."""

    start: date | None = day("FSMstartDate", "From", "O")
    end: date | None = day("FSMendDate", "To", "Hyd")
    country: str | None = code_element("UKcountry", "uk_country", "Country", "Gwlad")


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeSchoolMeals:
    """Eligibility for free school meals over the years."""

    review: date | None = day("FSMreviewDate", "To be reviewed", "I'w adolygu")
    spells: tuple[MealSpell, ...] = several("FSMinstance", MealSpell, "Eligible", "Yn gymwys")


@dataclass(frozen=True, slots=True, kw_only=True)
class WelshDetails:
    """What Wales alone records: Welsh, national identity, English as an additional language, support given."""

    speaks_welsh: str | None = open_code("SpeakWelsh", "Fluency in Welsh", "Rhuglder yn y Gymraeg")
    welsh_at_home: str | None = open_code("HomeWelsh", "Welsh at home", "Cymraeg gartref")
    national_identity: str | None = code_element(
        "NationalIdentity", "national_identity", "National identity", "Hunaniaeth genedlaethol"
    )
    welsh_source: str | None = code_element("WelshSource", "source", "Welsh details given by", "Manylion Cymraeg yn ôl")
    eal_acquisition: str | None = code_element(
        "EALAcquisition",
        "eal_acquisition",
        "English as an additional language",
        "Saesneg fel iaith ychwanegol",
    )
    language_source: str | None = code_element("LanguageSource", "source", "Language given by", "Iaith yn ôl")
    curriculum: str | None = code_element(
        "SENCurriculumandTeachingMethods",
        "sen_curriculum",
        "Curriculum and teaching methods",
        "Cwricwlwm a dulliau addysgu",
    )
    grouping: str | None = code_element(
        "SENGroupingandSupport", "sen_grouping", "Grouping and support", "Grwpio a chymorth"
    )
    resources: str | None = code_element(
        "SENSpecialisedResources", "sen_resources", "Specialised resources", "Adnoddau arbenigol"
    )
    advice: str | None = code_element(
        "SENAdviceandAssessment", "sen_advice", "Advice and assessment", "Cyngor ac asesu"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAfter:
    """Whether a local authority looks after the pupil, and which."""

    in_care: bool | None = truth("InCare", "Looked after", "Derbyn gofal")
    authority: str | None = text("CareAuthority", "Caring authority", "Awdurdod sy'n gofalu")


@dataclass(frozen=True, slots=True, kw_only=True)
class SenStage:
    """A stage of provision for special or additional needs."""

    start: date | None = day("StartDate", "From", "O")
    provision: str | None = code_element("SENprovision", "sen_provision", "Provision", "Darpariaeth")
    end: date | None = day("EndDate", "To", "Hyd")


@dataclass(frozen=True, slots=True, kw_only=True)
class SenNeed:
    """A need; rank 1 is the primary one."""

    need: str | None = code_element("SENtype", "sen_need", "Need", "Angen")
    rank: int | None = whole_element("SENtypeRank", "Rank", "Trefn")


@dataclass(frozen=True, slots=True, kw_only=True)
class SenHistory:
    """Provision over the years, and the pupil's needs, which belong to the pupil and not to a stage."""

    stages: tuple[SenStage, ...] = several("SEN", SenStage, "Provision", "Darpariaeth")
    needs: tuple[SenNeed, ...] = several("SENneeds/SENneed", SenNeed, "Needs", "Anghenion")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where somebody lives, as a BS 7666 address or as lines; a contact's may just be the pupil's (section 4.5)."""

    as_pupil: bool | None = truth("AddressAsPupil", "Same address as the pupil", "Yr un cyfeiriad â'r disgybl")
    saon: str | None = text("BS7666Address/SAON", "Flat or room", "Fflat neu ystafell")
    paon: str | None = text("BS7666Address/PAON", "House", "Tŷ")
    street: str | None = text("BS7666Address/Street", "Street", "Stryd")
    locality: str | None = text("BS7666Address/Locality", "Locality", "Ardal")
    town: str | None = text("BS7666Address/Town", "Town", "Tref")
    administrative_area: str | None = text("BS7666Address/AdministrativeArea", "Administrative area", "Ardal weinyddol")
    post_town: str | None = text("BS7666Address/PostTown", "Post town", "Tref bost")
    uprn: str | None = text("BS7666Address/UniquePropertyReferenceNumber", "Property number", "Rhif eiddo")
    line1: str | None = text("AddressLines/AddressLine1", "Address line 1", "Llinell gyfeiriad 1")
    line2: str | None = text("AddressLines/AddressLine2", "Address line 2", "Llinell gyfeiriad 2")
    line3: str | None = text("AddressLines/AddressLine3", "Address line 3", "Llinell gyfeiriad 3")
    line4: str | None = text("AddressLines/AddressLine4", "Address line 4", "Llinell gyfeiriad 4")
    line5: str | None = text("AddressLines/AddressLine5", "Address line 5", "Llinell gyfeiriad 5")
    county: str | None = text("County", "County", "Sir")
    postcode: str | None = text("PostCode", "Postcode", "Cod post")
    zip_code: str | None = text("Zip", "Zip code", "Cod zip")
    country: str | None = text("Country", "Country", "Gwlad")
    easting: str | None = text("Easting", "Easting", "Dwyreiniad")
    northing: str | None = text("Northing", "Northing", "Gogleddiad")

    @property
    def lines(self) -> tuple[str, ...]:
        """The address as on an envelope, whichever form it came in."""
        house = " ".join(part for part in (self.paon, self.street) if part)
        parts = (
            *(self.line1, self.line2, self.line3, self.line4, self.line5),
            *(self.saon, house, self.locality, self.town, self.administrative_area, self.post_town),
            *(self.county, self.postcode, self.zip_code, self.country),
        )
        return tuple(dict.fromkeys(part for part in parts if part))


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A telephone number and what it is."""

    use: str | None = code_element("TelephoneType", "telephone", "Type", "Math")
    number: str | None = text("PhoneNo", "Telephone", "Ffôn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Someone to turn to. The same adult stands once for each sibling and is never merged by name (section 4.6)."""

    order: int | None = whole_element("Order", "Priority", "Blaenoriaeth")
    title: str | None = text("Title", "Title", "Teitl", longest=100)
    surname: str | None = name("Surname", "Surname", "Cyfenw")
    forename: str | None = name("Forename", "Forename", "Enw cyntaf")
    middle_names: str | None = name("MiddleNames", "Middle names", "Enwau canol")
    sex: str | None = code_element("Gender", "gender", "Sex", "Rhyw", other_tag="Sex")
    relationship: str | None = code_element("Relationship", "relationship", "Relationship", "Perthynas")
    responsibility: bool | None = truth("Responsibility", "Parental responsibility", "Cyfrifoldeb rhiant")
    address: Address = one("Address", Address, "Address", "Cyfeiriad")
    phones: tuple[Phone, ...] = several("Phones/Phone", Phone, "Telephone", "Ffôn")
    email: str | None = text("Email", "E-mail", "E-bost")


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceMarks:
    """A mark for each session: two a calendar day, morning and afternoon, from the start date."""

    start: date | None = day("AttendanceStartDate", "First day", "Diwrnod cyntaf")
    marks: str | None = text("AttendanceMarks", "Marks", "Marciau", longest=2000)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearAttendance:
    """Attendance in one school year at one school; `year` is the year in which it starts (section 4.7)."""

    year: int | None = whole_element("Year", "School year", "Blwyddyn ysgol")
    la: str | None = text("LEA", "Local authority", "Awdurdod lleol")
    estab: str | None = text("Estab", "School number", "Rhif yr ysgol")
    school: str | None = text("SchoolName", "School", "Ysgol")
    possible: int | None = whole_element("SessionsPossible", "Sessions possible", "Sesiynau posibl")
    authorised: int | None = whole_element("SessionsAuthorised", "Authorised absence", "Absenoldeb awdurdodedig")
    attended: int | None = whole_element("SessionsAttended", "Sessions attended", "Sesiynau a fynychwyd")
    unauthorised: int | None = whole_element(
        "SessionsUnauthorised", "Unauthorised absence", "Absenoldeb anawdurdodedig"
    )
    sessions: AttendanceMarks = one("AttendSessions", AttendanceMarks, "Marks", "Marciau")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A result. All codes and the result are opaque text; `year` is the year in which the school year ends."""

    locale: str | None = open_code("Locale", "Country", "Gwlad", codes="locale")
    year: int | None = whole_element("Year", "Year", "Blwyddyn")
    subject: str | None = open_code("Subject", "Subject", "Pwnc", codes="subject")
    method: str | None = open_code("Method", "Method", "Dull", codes="method")
    component: str | None = open_code("Component", "Component", "Cydran", codes="component")
    status: str | None = open_code("ResultStatus", "Status", "Statws", codes="result_status")
    qualifier: str | None = open_code("ResultQualifier", "Kind of result", "Math o ganlyniad", codes="result_qualifier")
    result: str | None = text("Result", "Result", "Canlyniad")
    result_date: date | None = day("ResultDate", "Date", "Dyddiad")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyStage:
    """The results of one stage."""

    stage: str | None = open_code("Stage", "Stage", "Cyfnod", codes="stage")
    results: tuple[Assessment, ...] = several("StageAssessment", Assessment, "Results", "Canlyniadau")


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolSpell:
    """A school the pupil went to, oldest first in practice. More than one may be the last, for dual registration."""

    la: str | None = text("LEA", "Local authority", "Awdurdod lleol")
    estab: str | None = text("Estab", "School number", "Rhif yr ysgol")
    urn: str | None = text("URN", "Unique reference number", "Cyfeirnod unigryw")
    name: str | None = text("SchoolName", "School", "Ysgol")
    entry: date | None = day("EntryDate", "From", "O")
    leaving: date | None = day("LeavingDate", "To", "Hyd")
    reason: str | None = code_element("LeavingReason", "leaving_reason", "Reason for leaving", "Rheswm dros adael")
    last_school: bool | None = truth("LastSchool", "Last school", "Ysgol olaf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pupil:
    """One pupil's record (section 4.4)."""

    upn: str | None = text("UPN", "UPN", "UPN", identity=True)
    uln: str | None = text("UniqueLearnerNumber", "Unique learner number", "Rhif dysgwr unigryw")
    uci: str | None = text("UCI", "Exam candidate number", "Rhif ymgeisydd arholiad")
    surname: str | None = name("Surname", "Surname", "Cyfenw", identity=True)
    forename: str | None = name("Forename", "Forename", "Enw cyntaf", identity=True)
    birth_date: date | None = day("DOB", "Date of birth", "Dyddiad geni", identity=True)
    sex: str | None = code_element("Gender", "gender", "Sex", "Rhyw", other_tag="Sex")
    basic: BasicDetails = one("BasicDetails", BasicDetails, "Basic details", "Manylion sylfaenol")
    meals: FreeSchoolMeals = one("FSMhistory", FreeSchoolMeals, "Free school meals", "Prydau ysgol am ddim")
    wales: WelshDetails = one("NAWdetails", WelshDetails, "Welsh details", "Manylion Cymru")
    care: LookedAfter = one("LookedAfter", LookedAfter, "Looked after", "Derbyn gofal")
    sen: SenHistory = one("SENhistory", SenHistory, "Additional needs", "Anghenion ychwanegol")
    address: Address = one("Address", Address, "Address", "Cyfeiriad")
    phones: tuple[Phone, ...] = several("Phones/Phone", Phone, "Telephone", "Ffôn")
    email: str | None = text("Email", "E-mail", "E-bost")
    contacts: tuple[Contact, ...] = several("Contacts/Contact", Contact, "Contacts", "Cysylltiadau")
    attendance: tuple[YearAttendance, ...] = several("Attendance/YearData", YearAttendance, "Attendance", "Presenoldeb")
    assessments: tuple[KeyStage, ...] = several("StageAssessments/KeyStage", KeyStage, "Assessments", "Asesiadau")
    schools: tuple[SchoolSpell, ...] = several("SchoolHistory/School", SchoolSpell, "School history", "Hanes ysgol")
    unknown: tuple[Unknown, ...] = ()

    @property
    def full_name(self) -> str:
        """Forename and surname, as a list shows them."""
        return " ".join(part for part in (self.forename, self.surname) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonTransferFile:
    """A whole file: its header, its pupils in order, and what belongs to neither."""

    header: Header = Header()
    pupils: tuple[Pupil, ...] = ()
    unknown: tuple[Unknown, ...] = ()
