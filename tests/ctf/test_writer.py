from hypothesis import HealthCheck, given, settings

from handover.common.xml import parse_xml
from handover.ctf.model import Address, BasicDetails, CommonTransferFile, Contact, Header, Phone, Pupil, SourceSchool
from handover.ctf.reader import read_ctf
from handover.ctf.writer import write_ctf
from tests.ctf.strategies import files
from tests.exploring import examples


@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=examples(60), deadline=None
)
@given(file=files)
def test_what_is_written_reads_back_the_same(file: CommonTransferFile) -> None:
    assert read_ctf(write_ctf(file)).document == file


def test_elements_stand_in_the_order_of_the_reference() -> None:
    pupil = Pupil(
        email="a@example.org",
        surname="Testfield",
        upn="C681299005070",
        basic=BasicDetails(year_group="6", preferred_surname="Test"),
        contacts=(Contact(surname="Testfield", order=1),),
    )
    root = parse_xml(write_ctf(CommonTransferFile(header=Header(version="10.0"), pupils=(pupil,))))
    names = [element.tag for element in root.iter()]
    assert names == [
        *("CTfile", "Header", "CTFversion", "CTFpupilData", "Pupil", "UPN", "Surname"),
        *("BasicDetails", "PreferredSurname", "NCyearActual", "Email", "Contacts", "Contact", "Order", "Surname"),
    ]


def test_gender_is_written_up_to_ctf_23_and_sex_from_24_on() -> None:
    for version, tag in (("9.0", "Gender"), ("23.0", "Gender"), ("24.0", "Sex"), ("26.0", "Sex")):
        pupil = Pupil(sex="F", contacts=(Contact(sex="M"),))
        written = parse_xml(write_ctf(CommonTransferFile(header=Header(version=version), pupils=(pupil,))))
        assert written.xpath("//Gender | //Sex") == written.xpath(f"//{tag}")
        assert len(written.xpath(f"//{tag}")) == 2


def test_nothing_known_writes_no_empty_elements() -> None:
    written = write_ctf(CommonTransferFile(header=Header(source=SourceSchool(la="681")), pupils=(Pupil(surname="T"),)))
    assert b"/>" not in written
    assert b"DestSchool" not in written


def test_both_forms_of_an_address_keep_their_containers() -> None:
    address = Address(paon="14", street="Heol y Felin", line2="Lôn Goed", postcode="CF97 1AA")
    written = write_ctf(CommonTransferFile(pupils=(Pupil(address=address, phones=(Phone(number="01632 960199"),)),)))
    root = parse_xml(written)
    assert root.findtext(".//Address/BS7666Address/PAON") == "14"
    assert root.findtext(".//Address/AddressLines/AddressLine2") == "Lôn Goed"
    assert root.findtext(".//Address/PostCode") == "CF97 1AA"
    assert "Lôn Goed".encode() in written


def test_a_file_begins_with_its_declaration() -> None:
    assert write_ctf(CommonTransferFile(header=Header())).startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n<CTfile")
