"""Whom to call: every contact arrives, nobody becomes somebody else."""

from dataclasses import replace

import pytest

from handover.bridge import convert_to_ctf
from handover.bridge.contacts import relationship_to_ctf, relationship_to_sif
from handover.bridge.translations import sif_codes
from handover.ctf.model import Address, Contact, Phone
from tests.bridge.records import HEADER, SIAN, extended_texts, losses_of, objects_of, the_one, there_and_back, to_sif

HOME = Address(paon="27", street="Heol y Bont", town="Caerwennol", postcode="CF10 1AA")
NON = Contact(order=1, surname="Prydderch", forename="Non", relationship="PAM", responsibility=True)


def test_two_contacts_of_one_name_stay_two() -> None:
    pupil = replace(SIAN, contacts=(NON, replace(NON, order=2, relationship="REL", responsibility=None)))
    people = objects_of(to_sif(pupil), "ContactPersonal")
    assert len({each.ref_id for each in people}) == 2
    assert there_and_back(pupil).contacts == pupil.contacts


def test_a_mother_of_two_is_a_contact_of_each() -> None:
    conversion = to_sif(
        replace(SIAN, contacts=(NON,)), replace(SIAN, upn="C681299005070", forename="Mair", contacts=(NON,))
    )
    assert len({each.ref_id for each in objects_of(conversion, "ContactPersonal")}) == 2
    assert [len(each.contacts) for each in convert_to_ctf(conversion.objects, HEADER).file.pupils] == [1, 1]


def test_a_contact_of_whom_one_name_is_known_has_it_as_the_full_name() -> None:
    pupil = replace(SIAN, contacts=(Contact(surname="Dr Price", relationship="DOC"),))
    name = the_one(to_sif(pupil), "ContactPersonal").personal_information.name
    assert (name.full_name, name.family_name, name.given_name) == ("Dr Price", None, None)
    assert there_and_back(pupil).contacts == pupil.contacts


def test_a_contact_without_any_name_is_kept_and_comes_back_in_its_place() -> None:
    nameless = Contact(relationship="SWR", phones=(Phone(use="W", number="02920123456"),))
    pupil = replace(SIAN, contacts=(NON, nameless, replace(NON, forename="Mair")))
    conversion = to_sif(pupil)
    assert len(objects_of(conversion, "ContactPersonal")) == 2
    assert [(loss.path, loss.given) for loss in losses_of(conversion, "incomplete")] == [
        ("Pupil/Contacts/Contact[2]", "Surname")
    ]
    assert there_and_back(pupil).contacts == pupil.contacts


def test_a_contact_at_the_pupils_address_has_it_written_and_the_file_says_so_again() -> None:
    contact = replace(NON, address=Address(as_pupil=True))
    pupil = replace(SIAN, address=HOME, contacts=(contact,))
    address = the_one(to_sif(pupil), "ContactPersonal").personal_information.address
    assert (address.paon.start_number, address.street, address.town) == ("27", "Heol y Bont", "Caerwennol")
    assert the_one(to_sif(pupil), "LearnerContact").contact_flags.lives_with is None
    assert there_and_back(pupil) == pupil


def test_a_contact_who_moved_since_no_longer_lives_with_the_pupil() -> None:
    pupil = replace(SIAN, address=HOME, contacts=(replace(NON, address=Address(as_pupil=True)),))
    moved = []
    for each in to_sif(pupil).objects:
        if each.xml_name == "ContactPersonal":
            held = each.personal_information
            each = each.replace(personal_information=held.replace(address=held.address.replace(street="Ffordd Newydd")))
        moved.append(each)
    (contact,) = convert_to_ctf(moved, HEADER).file.pupils[0].contacts
    assert (contact.address.as_pupil, contact.address.street) == (None, "Ffordd Newydd")


def test_without_parental_responsibility_one_flag_is_set_and_marked_and_does_not_come_back() -> None:
    pupil = replace(SIAN, contacts=(replace(NON, responsibility=False),))
    conversion = to_sif(pupil)
    link = the_one(conversion, "LearnerContact")
    assert (link.contact_flags.parent_legal_guardian, link.contact_flags.transfer_address) == ("No", "Yes")
    assert extended_texts(link)["CTF_Derived"] == "ContactFlags/TransferAddress=Yes"
    assert there_and_back(pupil).contacts == pupil.contacts


def test_a_number_is_digits_in_sif_and_comes_back_as_it_was_written() -> None:
    phones = (Phone(use="M", number="+44 (0)7700 900 123"), Phone(use="W", number="029 2012 3456 ext 12"))
    pupil = replace(SIAN, contacts=(replace(NON, phones=phones),))
    held = the_one(to_sif(pupil), "ContactPersonal").personal_information
    assert held.phone_number.number == "+447700900123"
    assert [(each.number, each.extension) for each in held.other_phone_number_list] == [("02920123456", "12")]
    assert there_and_back(pupil).contacts[0].phones == phones


def test_a_third_number_of_a_type_has_no_place_and_comes_back() -> None:
    phones = tuple(Phone(use="M", number=f"0770090012{last}") for last in range(3))
    pupil = replace(SIAN, phones=phones)
    conversion = to_sif(pupil)
    assert [loss.value for loss in losses_of(conversion, "phone_type_taken")] == ["07700900122"]
    assert there_and_back(pupil).phones == phones


@pytest.mark.parametrize(
    ("code", "sex", "sif"),
    [
        ("PAM", "F", "FAMN"),
        ("PAF", "M", "FAFN"),
        ("STP", "F", "FAMS"),
        ("STP", "M", "FAFS"),
        ("STP", None, "PTNP"),
        ("FOS", None, "FAPF"),
        ("CAR", None, "CARE"),
        ("CHM", None, "CHMR"),
        ("FAM", None, "FAOT"),
        ("REL", None, "OREL"),
        ("SWR", None, "SWKR"),
        ("DOC", None, "DOCT"),
        ("RLG", None, "RELG"),
        ("TCH", None, "OTHR"),
        ("HTC", None, "HTCR"),
        ("OTH", None, "OTHR"),
        ("FAGM", None, "FAGM"),
    ],
)
def test_each_relationship_of_a_file_has_its_code_in_sif(code: str, sex: str | None, sif: str) -> None:
    assert relationship_to_sif(code, sex) == sif


@pytest.mark.parametrize(
    ("sif", "sex", "code"),
    [
        ("FAMN", None, "PAM"),
        ("FAMF", None, "FOS"),
        ("FAGM", None, "FAM"),
        ("RELA", None, "REL"),
        ("GUAR", None, "OTH"),
        ("SIGO", None, "OTH"),
        ("FAAP", "F", "PAM"),
        ("FAAP", None, "FAM"),
    ],
)
def test_many_relationships_of_sif_are_one_in_a_file(sif: str, sex: str | None, code: str) -> None:
    assert relationship_to_ctf(sif, sex) == code


def test_every_relationship_of_sif_has_one_in_a_file() -> None:
    codes = sif_codes("UKRelationshipType")
    assert len(codes) == 68
    assert [code for code in codes if relationship_to_ctf(code, None) is None] == []


def test_a_court_appointed_guardian_who_becomes_other_is_reported() -> None:
    objects = [
        each.replace(relationship="GUAR") if each.xml_name == "LearnerContact" else each
        for each in to_sif(replace(SIAN, contacts=(NON,))).objects
    ]
    (loss,) = losses_of(convert_to_ctf(objects, HEADER), "changed_in_ctf")
    assert (loss.value, loss.given) == ("GUAR", "OTH")
