"""What a check refuses and what it lets through with a word: file by file, each with its answer."""

from tests.ctf.building import ALYS, BETSAN, ctf, header, pupil, text
from tests.ctf.checking import NAME

LOST = "6812990_CTF_XXXXXXX_001.xml"
ZIP = b"PK\x03\x04\x14\x00\x00\x00\x00\x00"


def refusals() -> dict[str, tuple[str, bytes, str, str]]:
    """Return, by what is wrong: name, bytes, code and words of the refusal."""
    doctype = text().replace("<CTfile>", "<!DOCTYPE CTfile>\n<CTfile>", 1).encode()
    two = "  </CTFpupilData><CTFpupilData><Pupil><Surname>Second</Surname><Forename>Hidden</Forename></Pupil>"
    lost = header(destination="XXXXXXX")
    return {
        "another document": (
            NAME,
            b"<SIF_Message><SIF_Event/></SIF_Message>",
            "ctf.not_ctf",
            "SIF_Message, expected CTfile",
        ),
        "wrong capitals": (NAME, ctf(root="CTFile"), "ctf.not_ctf", "CTFile, expected CTfile"),
        "another namespace": (NAME, ctf(root='CTfile xmlns="urn:x"'), "ctf.namespace", "urn:x"),
        "admissions file": (NAME, ctf(root="ATfile"), "ctf.admissions_file", "admissions transfer file"),
        "harmless doctype": (NAME, doctype, "xml.doctype", "A DOCTYPE is not allowed"),
        "header differs": (NAME, ctf(head=header("6602991", "9364990")), "ctf.header_differs", "6812990 to 6814990"),
        "two lost pupils": (LOST, ctf([pupil(), pupil(BETSAN)], lost), "ctf.lost_one_pupil", "this one holds 2"),
        "hidden pupil": (
            LOST,
            text(head=lost).replace("  </CTFpupilData>", two + "</CTFpupilData>").encode(),
            "ctf.pupil_data_repeated",
            "only one is allowed",
        ),
        "cut short": (NAME, ctf()[:-100], "xml.truncated", "incomplete or damaged"),
        "wrong encoding": (
            NAME,
            text([pupil(ALYS.replace("Alys", "Siân"))]).encode("iso-8859-1"),
            "xml.encoding_bytes",
            "not valid UTF-8: line 22",
        ),
        "says UTF-16": (NAME, text(encoding="UTF-16").encode(), "xml.encoding_disagrees", "disagree"),
        "zip": (NAME, ZIP, "ctf.zip", "ZIP"),
        "PDF": (NAME, b"%PDF-1.7\n", "ctf.other_file", "PDF"),
        "nothing": (NAME, b"", "ctf.empty", "empty"),
        "no pupils": (NAME, ctf([]), "ctf.no_pupils", "holds no pupils"),
        "no pupil data": (NAME, b"<CTfile><Header/></CTfile>", "ctf.pupil_data_missing", "holds no pupils"),
        "no header": (NAME, ctf(head=""), "ctf.header_missing", "no header"),
        "two headers": (NAME, ctf(head=header() * 2), "ctf.header_repeated", "2 headers"),
        "pupil elsewhere": (
            NAME,
            ctf(head=header() + f"<Extra>{pupil(BETSAN)}</Extra>"),
            "ctf.pupil_elsewhere",
            "outside CTFpupilData",
        ),
        "one UPN twice": (
            NAME,
            ctf([pupil(), pupil(ALYS.replace("Alys", "Alis"))]),
            "ctf.upn_twice",
            "Alys Testfield; Alis Testfield",
        ),
        "born on 30 February": (
            NAME,
            ctf([pupil(born="<DOB>2018-02-30</DOB>")]),
            "ctf.birth_date_impossible",
            "2018-02-30",
        ),
        "born in the future": (NAME, ctf([pupil(born="<DOB>2031-01-01</DOB>")]), "ctf.birth_date_future", "2031-01-01"),
        "born day/month/year": (NAME, ctf([pupil(born="<DOB>06/05/2018</DOB>")]), "ctf.birth_date_form", "06/05/2018"),
        "no birth date": (NAME, ctf([pupil(born="")]), "ctf.birth_date_missing", "missing"),
        "no forename": (NAME, ctf([pupil(ALYS.replace("Alys", ""))]), "ctf.forename_missing", "The forename is empty"),
        "no surname": (
            NAME,
            ctf([pupil(ALYS.replace("Testfield", " "))]),
            "ctf.surname_missing",
            "The surname is empty",
        ),
        "web page": (NAME, b"<!DOCTYPE html><html><br>", "xml.web_page", "web page"),
        "well-formed web page": (NAME, b"<html><body/></html>", "xml.web_page", "web page"),
        "cut after a pupil": (
            NAME,
            ctf([pupil(), pupil(BETSAN)])[:-180],
            "ctf.cut_after",
            "the last is that of Alys Testfield",
        ),
        "vertical tab": (NAME, ctf([pupil(ALYS.replace("Alys", "Al\x0bys"))]), "xml.character", "line 22"),
        "deep": (NAME, b"<CTfile>" + b"<a>" * 12_000 + b"</a>" * 12_000 + b"</CTfile>", "xml.depth", "32 levels"),
        "version 6": (NAME, ctf(head=header(version="6.0")), "ctf.version_unsupported", "6.0"),
        "no version number": (NAME, ctf(head=header(version="new")), "ctf.version_unsupported", "new"),
        "bad name": ("transfer.xml", ctf(), "name.unreadable", "does not say"),
        "generic name": ("6812990_6814990_x.zip", ctf(), "ctf.name_not_ctf", "generic"),
        "no addresses": (
            NAME,
            ctf(head=header().replace("<LEA>681</LEA>", "")),
            "ctf.header_address_missing",
            "SourceSchool, DestSchool",
        ),
    }


REFUSALS = refusals()


def told(rest: str) -> bytes:
    """Return a file with one pupil of whom this is told beside the name."""
    return ctf([pupil(rest=rest)])


def left(day: str, school: str = "2990") -> str:
    """Return a history with one school that the pupil left on that day."""
    place = f"<LEA>681</LEA><Estab>{school}</Estab><EntryDate>2022-09-05</EntryDate>"
    return f"<SchoolHistory><School>{place}<LeavingDate>{day}</LeavingDate></School></SchoolHistory>"


ACCEPTED: dict[str, tuple[bytes, list[str]]] = {
    "a plain file": (ctf(), []),
    "wrong check letter": (ctf([pupil(ALYS.replace("C6", "A6"))]), ["ctf.upn_check_letter"]),
    "malformed UPN": (ctf([pupil(ALYS.replace("C6", "6"))]), ["ctf.upn_malformed"]),
    "UPN in small letters": (ctf([pupil(ALYS.replace("C6", "c6"))]), ["ctf.upn_small"]),
    "UPN with blanks": (ctf([pupil(ALYS.replace("C681299005070", "C681 2990 05070"))]), ["ctf.upn_blanks"]),
    "UPN with a letter for a digit": (
        ctf([pupil(ALYS.replace("C681299005070", "C6812990O5070"))]),
        ["ctf.upn_look_alike"],
    ),
    "one of two without a surname": (
        ctf([pupil(), pupil(BETSAN.replace("Testfield", ""))]),
        ["ctf.surname_unknown"],
    ),
    "one of two without a forename": (
        ctf([pupil(), pupil(BETSAN.replace("Betsan", ""))]),
        ["ctf.forename_unknown"],
    ),
    "one of two without a birth date": (ctf([pupil(), pupil(BETSAN, born="")]), ["ctf.birth_date_unknown"]),
    "a birth date with midnight": (ctf([pupil(born="<DOB>2018-05-06T00:00:00</DOB>")]), ["ctf.birth_date_time"]),
    "a start with midnight": (
        told("<SENhistory><SEN><StartDate>2025-01-02T00:00:00</StartDate></SEN></SENhistory>"),
        ["ctf.date_time"],
    ),
    "no leaving date": (told(left("")), ["ctf.leaving_date_missing"]),
    "a leaving date in another century": (told(left("2062-07-17")), ["ctf.leaving_date_far"]),
    "letters read wrongly": (ctf([pupil(ALYS.replace("Alys", "SiÃ´n"))]), ["ctf.damaged_letters"]),
    "a letter lost": (ctf([pupil(ALYS.replace("Alys", "Q?x"))]), ["ctf.lost_letters"]),
    "a letter lost of a name we know": (ctf([pupil(ALYS.replace("Alys", "Ll?r"))]), ["ctf.lost_letters_guess"]),
    "a partial file": (ctf(head=header().replace(">full<", ">partial<")), ["ctf.partial_file"]),
    "temporary UPN": (ctf([pupil(ALYS.replace("C681299005070", "K30249912501A"))]), ["ctf.upn_temporary"]),
    "UPN of nowhere": (ctf([pupil(ALYS.replace("C681299005070", "A123456789012"))]), ["ctf.upn_la_unknown"]),
    "no UPN, no sex": (
        ctf([pupil("<UPN/><Surname>A</Surname><Forename>B</Forename>", sex="")]),
        ["ctf.upn_missing", "ctf.sex_missing"],
    ),
    "wrong ULN": (told("<UniqueLearnerNumber>1234567890</UniqueLearnerNumber>"), ["ctf.uln"]),
    "wrong former UPN": (told("<BasicDetails><FormerUPN>X</FormerUPN></BasicDetails>"), ["ctf.former_upn"]),
    "future version": (ctf(head=header(version="99.0")), ["ctf.version_unknown"]),
    "old version": (ctf(head=header(version="10.0")), ["ctf.version_other"]),
    "last year's version": (ctf(head=header(version="25.0")), []),
    "another document name": (ctf(head=header().replace("Common", "Uncommon")), ["ctf.document_name"]),
    "no supplier": (ctf(head=header().replace("OpenMIS", "")), ["ctf.header_part_missing"]),
    "the year that ends": (ctf(head=header(year="2027")), ["ctf.academic_year"]),
    "August's new year": (ctf(head=header(made="2026-08-20T10:00:00")), []),
    "unreadable time": (ctf(head=header(made="yesterday")), ["ctf.moment_form"]),
    "unknown sender in the header": (ctf(head=header("XXXXXXX")), []),
    "old pupil": (ctf([pupil(born="<DOB>1990-05-06</DOB>")]), ["ctf.age"]),
    "twins": (ctf([pupil(), pupil(BETSAN)]), []),
    "in care": (told("<LookedAfter><InCare>true</InCare></LookedAfter>"), ["ctf.in_care"]),
    "medical flag": (told("<BasicDetails><MedicalFlag>1</MedicalFlag></BasicDetails>"), ["ctf.medical"]),
    "meals end before they start": (
        told(
            "<FSMhistory><FSMinstance><FSMstartDate>2026-02-01</FSMstartDate><FSMendDate>2026-01-01</FSMendDate></FSMinstance></FSMhistory>"
        ),
        ["ctf.dates_order"],
    ),
    "at school before birth": (
        told("<SchoolHistory><School><EntryDate>2017-09-01</EntryDate></School></SchoolHistory>"),
        ["ctf.before_birth"],
    ),
    "needs of one rank": (
        told(
            "<SENhistory><SENneeds>"
            + "<SENneed><SENtypeRank>1</SENtypeRank></SENneed>" * 2
            + "</SENneeds></SENhistory>"
        ),
        ["ctf.need_rank"],
    ),
    "contact without surname": (
        told("<Contacts><Contact><Order>1</Order></Contact></Contacts>"),
        ["ctf.contact_surname"],
    ),
    "sessions that do not add up": (
        told(
            "<Attendance><YearData><Year>2025</Year><SessionsPossible>9</SessionsPossible><SessionsAuthorised>1</SessionsAuthorised><SessionsAttended>7</SessionsAttended><SessionsUnauthorised>2</SessionsUnauthorised></YearData></Attendance>"
        ),
        ["ctf.sessions_sum"],
    ),
    "marks of another year": (
        told(
            "<Attendance><YearData><Year>2025</Year><AttendSessions><AttendanceStartDate>2026-09-07</AttendanceStartDate><AttendanceMarks>/\\?#</AttendanceMarks></AttendSessions></YearData></Attendance>"
        ),
        ["ctf.marks_year", "ctf.marks_unknown"],
    ),
    "a name that is written backwards": (
        ctf([pupil(ALYS.replace("Testfield", "\u202edleiftseT"))]),
        ["ctf.turning_letters"],
    ),
    "a name with a blank of no width": (
        ctf([pupil(ALYS.replace("Alys", "Al&#x200b;ys"))]),
        ["ctf.invisible_letters"],
    ),
    "markup and a formula as names": (
        ctf([pupil(ALYS.replace("Alys", "&lt;img src=x&gt;").replace("Testfield", "=1+1"))]),
        [],
    ),
}
