"""A whole-year file becomes one file for each school, and no record is changed on the way."""

from datetime import date, datetime

from hypothesis import given
from lxml import etree

from handover.ctf.checks import check
from handover.ctf.elements import NAMESPACE
from handover.ctf.filename import parse
from handover.ctf.model import CommonTransferFile
from handover.ctf.reader import read
from handover.ctf.splitting import Authority, SplitFile, split_whole_year
from handover.ctf.verdict import Verdict
from handover.ctf.whole_year import read_whole_year
from handover.ctf.writer import write
from handover.invented import invent_file, invent_pupils
from tests.ctf.building import ctf, header, pupil
from tests.ctf.strategies import files

HIGH, COMP = "6814990", "6814991"
CAERWENNOL = Authority("681LLLL", "Cyngor Caerwennol")
MADE = datetime(2026, 7, 20, 9, 30)  # noqa: DTZ001 - a CTF tells local time, without zone


def parts_of(data: bytes, destinations: dict[int, str]) -> tuple[SplitFile, ...]:
    document = read(data).document
    assert document is not None
    return split_whole_year(read_whole_year("one", data), document.header, destinations, CAERWENNOL, MADE)


def canonical(data: bytes) -> list[bytes]:
    """Return the pupils of a file as canonical XML, blanks between elements apart."""
    root = etree.fromstring(data, etree.XMLParser(remove_blank_text=True, remove_comments=True, remove_pis=True))
    found = root.findall("{*}CTFpupilData/{*}Pupil")
    return [etree.tostring(each, method="c14n", exclusive=True, with_tail=False) for each in found]


def test_each_school_gets_its_own_pupils_and_nobody_else() -> None:
    pupils = invent_pupils(seed=3, count=5, la="681", estab="2991", year_group="6", day=date(2026, 7, 17))
    data = write(invent_file("6812991", "681LLLL", pupils, MADE))
    parts = parts_of(data, {1: HIGH, 2: COMP, 4: HIGH})
    assert [(part.destination, part.positions) for part in parts] == [(HIGH, (1, 4)), (COMP, (2,))]
    whole = canonical(data)
    assert canonical(parts[0].data) == [whole[0], whole[3]]


def test_new_file_passes_the_check_under_the_authoritys_name() -> None:
    pupils = invent_pupils(seed=4, count=3, la="681", estab="2991", year_group="6", day=date(2026, 7, 17))
    (part,) = parts_of(write(invent_file("6812991", "681LLLL", pupils, MADE)), {1: HIGH, 2: HIGH, 3: HIGH})
    report = check(part.data, parse("681LLLL_CTF_6814990_001.xml"), today=MADE.date(), sender="681LLLL")
    assert (report.verdict, report.pupils) == (Verdict.ACCEPT, 3)


def test_attributes_odd_values_and_other_suppliers_elements_are_carried_over() -> None:
    odd = pupil(
        born="<DOB>06/05/2018</DOB>",
        rest='<BasicDetails note="x"><MedicalFlag>Y</MedicalFlag><x:Own xmlns:x="urn:own" x:a="1">&amp;</x:Own>'
        "<Ethnicity/></BasicDetails>",
    )
    data = ctf([odd])
    (part,) = parts_of(data, {1: HIGH})
    assert canonical(part.data) == canonical(data)


def test_namespace_of_2010_is_kept() -> None:
    data = ctf(head=header(), root=f'CTfile xmlns="{NAMESPACE}"')
    (part,) = parts_of(data, {1: HIGH})
    assert etree.fromstring(part.data).tag == f"{{{NAMESPACE}}}CTfile"
    assert canonical(part.data) == canonical(data)
    assert check(part.data, None, today=MADE.date()).document is not None


@given(files)
def test_no_record_is_changed_on_the_way(file: CommonTransferFile) -> None:
    data = write(file)
    count = len(file.pupils)
    parts = parts_of(data, {position: (HIGH, COMP)[position % 2] for position in range(1, count + 1)})
    whole = canonical(data)
    assert sum(len(part.positions) for part in parts) == count
    for part in parts:
        assert canonical(part.data) == [whole[position - 1] for position in part.positions]
