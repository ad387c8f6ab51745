"""A whole-year file becomes one file for each school, and no record is changed on the way."""

from datetime import date, datetime, timedelta, timezone

from hypothesis import given
from lxml import etree

from handover.ctf.checks import check_ctf
from handover.ctf.elements import NAMESPACE
from handover.ctf.filename import parse_name
from handover.ctf.model import CommonTransferFile
from handover.ctf.reader import read_ctf
from handover.ctf.splitting import Authority, SplitFile, split_whole_year
from handover.ctf.verdict import FileVerdict
from handover.ctf.whole_year import Leaver, read_whole_year
from handover.ctf.writer import write_ctf
from handover.invented import invent_file, invent_pupils
from tests.ctf.building import ALYS, ctf, header, pupil
from tests.ctf.strategies import files

HIGH, COMP = "6814990", "6814991"
CAERWENNOL = Authority("681LLLL", "Cyngor Caerwennol")
MADE = datetime(2026, 7, 20, 9, 30)  # noqa: DTZ001 - a CTF tells local time, without zone


def parts_of(data: bytes, destinations: dict[int, str]) -> tuple[SplitFile, ...]:
    document = read_ctf(data).document
    assert document is not None
    return split_whole_year(read_whole_year("one", data), document.header, destinations, CAERWENNOL, MADE)


def canonical(data: bytes) -> list[bytes]:
    """Return the pupils of a file as canonical XML, blanks between elements apart."""
    root = etree.fromstring(data, etree.XMLParser(remove_blank_text=True, remove_comments=True, remove_pis=True))
    found = root.findall("{*}CTFpupilData/{*}Pupil")
    return [etree.tostring(each, method="c14n", exclusive=True, with_tail=False) for each in found]


def test_each_school_gets_its_own_pupils_and_nobody_else() -> None:
    pupils = invent_pupils(seed=3, count=5, la="681", estab="2991", year_group="6", day=date(2026, 7, 17))
    data = write_ctf(invent_file("6812991", "681LLLL", pupils, MADE))
    parts = parts_of(data, {1: HIGH, 2: COMP, 4: HIGH})
    assert [(part.destination, part.positions) for part in parts] == [(HIGH, (1, 4)), (COMP, (2,))]
    whole = canonical(data)
    assert canonical(parts[0].data) == [whole[0], whole[3]]


def test_new_file_passes_the_check_under_the_authoritys_name() -> None:
    pupils = invent_pupils(seed=4, count=3, la="681", estab="2991", year_group="6", day=date(2026, 7, 17))
    (part,) = parts_of(write_ctf(invent_file("6812991", "681LLLL", pupils, MADE)), {1: HIGH, 2: HIGH, 3: HIGH})
    report = check_ctf(part.data, parse_name("681LLLL_CTF_6814990_001.xml"), today=MADE.date(), sender="681LLLL")
    assert (report.verdict, report.pupils) == (FileVerdict.ACCEPT, 3)
    assert part.data.startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n")


def test_attributes_odd_values_and_other_suppliers_elements_are_carried_over() -> None:
    odd = pupil(
        born="<DOB>06/05/2018</DOB>",
        rest='<BasicDetails note="x"><MedicalFlag>Y</MedicalFlag><x:Own xmlns:x="urn:own" x:a="1">&amp;</x:Own>'
        "<Ethnicity/></BasicDetails>",
    )
    data = ctf([odd])
    (part,) = parts_of(data, {1: HIGH})
    assert canonical(part.data) == canonical(data)


def test_what_finds_a_pupil_again_is_read_and_empty_elements_are_none() -> None:
    rest = "<BasicDetails><FormerUPN/><FormerUPN> r681299005071 </FormerUPN><FormerUPN>B2</FormerUPN></BasicDetails>"
    children = [
        pupil(rest=rest),
        pupil("<UPN>r681299005071</UPN><Surname/><Forename> Bryn </Forename>", "<DOB>2018-05-06T00:00:00</DOB>"),
        pupil("", "<DOB>6.5.2018</DOB>"),
    ]
    found = [each.leaver for each in read_whole_year("one", ctf(children)).pupils]
    assert found == [
        Leaver("one", 1, "C681299005070", ("R681299005071", "B2"), "Testfield", "Alys", date(2018, 5, 6)),
        Leaver("one", 2, "R681299005071", (), "", "Bryn", date(2018, 5, 6)),
        Leaver("one", 3, "", (), "", "", None),
    ]


def test_pupil_outside_the_list_of_pupils_is_not_carried() -> None:
    data = ctf(head=header() + f"<Extra>{pupil()}</Extra>")
    assert [each.leaver.position for each in read_whole_year("one", data).pupils] == [1]


def test_each_element_is_carried_alone_without_a_declaration_and_without_what_follows_it() -> None:
    odd = pupil(ALYS.replace("Alys", "Siân"))
    first, second = read_whole_year("one", ctf([odd.replace("</Pupil>", "</Pupil>stray"), pupil()])).pupils
    assert first.xml.startswith(b"<Pupil>")
    assert first.xml.endswith(b"</Pupil>")
    assert "Siân".encode() in first.xml
    assert second.xml.count(b"<Pupil>") == 1


def test_records_are_not_shown_where_a_part_is_printed() -> None:
    (part,) = parts_of(ctf(), {1: HIGH})
    whole = read_whole_year("one", ctf())
    assert "Surname" not in repr(part) + repr(whole).replace("surname", "")


def test_header_of_a_new_file_is_the_authoritys_and_tells_local_time_to_the_second() -> None:
    old = ctf(head=header(version="25.0").replace(">full<", ">partial<"))
    made = datetime(2026, 7, 20, 15, 5, 32, 987_654, tzinfo=timezone(timedelta(hours=1)))
    document = read_ctf(old).document
    assert document is not None
    (part,) = split_whole_year(read_whole_year("one", old), document.header, {1: HIGH}, CAERWENNOL, made)
    told = etree.fromstring(part.data).find("Header")
    assert told is not None
    assert {etree.QName(each).localname: each.text for each in told.iter() if not len(each)} == {
        "DocumentName": "Common Transfer File",
        "CTFversion": "25.0",
        "DateTime": "2026-07-20T15:05:32",
        "DocumentQualifier": "partial",
        "SupplierID": "Handover",
        "SchoolName": "Cyngor Caerwennol",
        "AcademicYear": "2025",
        "LEA": "681",
        "Estab": "4990",
    }
    assert [each.text for each in told.iterfind("SourceSchool/*")] == ["681", "LLLL", "Cyngor Caerwennol", "2025"]


def test_namespace_of_2010_is_kept() -> None:
    data = ctf(head=header(), root=f'CTfile xmlns="{NAMESPACE}"')
    (part,) = parts_of(data, {1: HIGH})
    assert etree.fromstring(part.data).tag == f"{{{NAMESPACE}}}CTfile"
    assert canonical(part.data) == canonical(data)
    assert check_ctf(part.data, None, today=MADE.date()).document is not None


@given(files)
def test_no_record_is_changed_on_the_way(file: CommonTransferFile) -> None:
    data = write_ctf(file)
    count = len(file.pupils)
    parts = parts_of(data, {position: (HIGH, COMP)[position % 2] for position in range(1, count + 1)})
    whole = canonical(data)
    assert sum(len(part.positions) for part in parts) == count
    for part in parts:
        assert canonical(part.data) == [whole[position - 1] for position in part.positions]
