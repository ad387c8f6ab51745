"""Contacts: each contact of each pupil is a person of their own in SIF, and is never joined with another by name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from handover.bridge.addresses import CONTACT, carry_address, return_address
from handover.bridge.extended import ExtendedTexts, KeptTexts
from handover.bridge.identity import derive_ref_id
from handover.bridge.learner import carry_email, note_name_type, return_email
from handover.bridge.leftovers import note_leftovers, note_lost, note_texts_left
from handover.bridge.losses import LossNotes
from handover.bridge.originals import keep_original, put_back, take_original
from handover.bridge.phones import carry_phones, return_phones
from handover.bridge.rows import Found, build_group, row_plan
from handover.bridge.translation_codes import (
    ADOPTIVE_PARENT,
    OTHER_RELATIONSHIP,
    RELATIONSHIP_TO_CTF,
    RELATIONSHIP_TO_SIF,
    STEP_PARENT,
)
from handover.bridge.translations import clean_text, sif_codes
from handover.bridge.writing import PupilWriting
from handover.ctf.fragments import write_fragment
from handover.ctf.model import Contact
from handover.sif.model import AnyWhole
from handover.sif.objects import ContactPersonal, Demographics, LearnerContact, Name, PersonalInformation

PERSON, LINK = "ContactPersonal", "LearnerContact"
AT: Final = "Pupil/Contacts/Contact"
_NAME: Final = f"{PERSON}/PersonalInformation/Name"
_PEOPLE: Final = f"{PERSON}/PersonalInformation/Demographics"
_FLAGS: Final = f"{LINK}/ContactFlags"
_TRANSFER: Final = "ContactFlags/TransferAddress"


@dataclass(frozen=True, slots=True)
class WrittenContacts:
    """The contacts of a pupil: people, to be published before the learner, and their links, to be published after."""

    people: tuple[AnyWhole, ...]
    links: tuple[AnyWhole, ...]


def relationship_to_sif(code: str, sex: str | None) -> str:
    """Return the code of SIF for a relationship; a step-parent of known sex is a stepmother or stepfather."""
    if code in sif_codes("UKRelationshipType"):
        return code
    if code == "STP" and (found := STEP_PARENT.get(sex or "")) is not None:
        return found
    return RELATIONSHIP_TO_SIF.get(code, OTHER_RELATIONSHIP)


def relationship_to_ctf(code: str, sex: str | None) -> str | None:
    """Return the code of three letters for a relationship of SIF."""
    if code == "FAAP" and (found := ADOPTIVE_PARENT.get(sex or "")) is not None:
        return found
    return RELATIONSHIP_TO_CTF.get(code)


def write_contacts(work: PupilWriting, address: Any) -> WrittenContacts:
    """Return the contacts of a pupil, whose own address may stand for theirs."""
    people: list[AnyWhole] = []
    links: list[AnyWhole] = []
    for place, contact in enumerate(work.pupil.contacts, 1):
        at = f"{AT}[{place}]"
        if contact.surname is None and contact.forename is None:
            work.extended.keep(f"Contact_{place}", write_fragment("Contact", contact))
            work.notes.add("incomplete", at, contact.relationship, "Surname", kept=True)
            continue
        number = work.same.number(PERSON, contact.surname, contact.forename)
        ref_id = derive_ref_id(PERSON, work.ref_id, contact.surname, contact.forename, number)
        people.append(_write_person(contact, ref_id, at, work, address))
        links.append(_write_link(contact, ref_id, at, work))
    return WrittenContacts(tuple(people), tuple(links))


def _write_name(contact: Contact, at: str, notes: LossNotes) -> dict[str, Any]:
    """Return the parts of a name; one part alone is the whole name, for SIF wants both or that."""
    if contact.surname is not None and contact.forename is not None:
        found = {"family_name": clean_text(contact.surname), "given_name": clean_text(contact.forename)}
        for tag, before, after in (
            ("Surname", contact.surname, found["family_name"]),
            ("Forename", contact.forename, found["given_name"]),
        ):
            if before != after:
                notes.add("spacing", f"{at}/{tag}", before, after, kept=True)
        return found
    whole = contact.surname if contact.surname is not None else contact.forename or ""
    tag = "Surname" if contact.surname is not None else "Forename"
    notes.add("contact_name", f"{at}/{tag}", whole, kept=contact.surname is None)
    return {"full_name": clean_text(whole)}


def _read_name(name: Any) -> Contact:
    """Return surname and forename of a contact; a whole name alone is the surname."""
    if name is None:
        return Contact()
    if name.family_name is None and name.given_name is None:
        return Contact(surname=name.full_name)
    return Contact(surname=name.family_name, forename=name.given_name)


def _write_person(contact: Contact, ref_id: str, at: str, work: PupilWriting, address: Any) -> ContactPersonal:
    notes, extended = work.notes, ExtendedTexts()
    parts = _write_name(contact, at, notes)
    name = Name(type="C", **parts, **row_plan(_NAME, AT, Contact).to_sif(contact, at, notes, extended))
    keep_original(extended, "Name", Contact(surname=contact.surname, forename=contact.forename), _read_name(name))
    people = row_plan(_PEOPLE, AT, Contact).to_sif(contact, at, notes, extended)
    phones = carry_phones(contact.phones, CONTACT, at, notes, extended)
    return ContactPersonal(
        ref_id=ref_id,
        personal_information=PersonalInformation(
            name=name,
            demographics=Demographics(**people) if people else None,
            email=carry_email(contact.email, "Personal", at, notes, extended),
            address=carry_address(contact.address, CONTACT, f"{at}/Address", notes, extended, address),
            phone_number=phones.first,
            other_phone_number_list=phones.others,
        ),
        sif_extended_elements=extended.elements(),
    )


def _write_link(contact: Contact, ref_id: str, at: str, work: PupilWriting) -> LearnerContact:
    notes, extended = work.notes, ExtendedTexts()
    fields = row_plan(LINK, AT, Contact).to_sif(contact, at, notes, extended)
    flags = row_plan(_FLAGS, AT, Contact).to_sif(contact, at, notes, extended)
    if flags.get("parent_legal_guardian") != "Yes":
        flags["transfer_address"] = "Yes"
        extended.mark(_TRANSFER, "Yes")
        notes.add("flag_derived", f"{at}/Responsibility", None, "Yes")
    code = contact.relationship
    if code is None:
        given = OTHER_RELATIONSHIP
        extended.mark("Relationship", given)
        notes.add("derived", f"{at}/Relationship", None, given)
    else:
        given = relationship_to_sif(code, contact.sex)
        if relationship_to_ctf(given, contact.sex) != code:
            extended.keep("Relationship", code)
            notes.add("relationship", f"{at}/Relationship", code, given, kept=True)
    return LearnerContact(
        learner_personal_ref_id=work.ref_id,
        contact_personal_ref_id=ref_id,
        relationship=given,
        contact_flags=LearnerContact.ContactFlags(**flags),
        sif_extended_elements=extended.elements(work.marks),
        **fields,
    )


def read_contacts(
    links: Sequence[Any], people: Mapping[str, Any], address: Any, kept: KeptTexts, notes: LossNotes
) -> tuple[Contact, ...]:
    """Return the contacts of a learner from its links; `address` is the learner's own, in SIF."""
    contacts = list(_read_links(links, people, address, notes))
    put_back(contacts, kept.take_numbered("Contact"), Contact)
    return tuple(contacts)


def _read_links(links: Sequence[Any], people: Mapping[str, Any], address: Any, notes: LossNotes) -> Iterator[Contact]:
    for link in links:
        notes.turn_to(link)
        person = people.get(link.contact_personal_ref_id)
        if person is None:
            notes.add("contact_absent", LINK, link.contact_personal_ref_id)
            continue
        texts = KeptTexts(person)
        notes.turn_to(person)
        found = _read_person(person, texts, notes, address)
        found |= _read_link(link, found.get(("sex",)), notes)
        note_leftovers(person, PERSON, notes)
        note_texts_left(texts, PERSON, notes)
        contact: Contact = build_group(Contact, found)
        yield contact


def _read_person(person: Any, texts: KeptTexts, notes: LossNotes, address: Any) -> Found:
    information = person.personal_information
    name = information.name if information is not None else None
    found = row_plan(_NAME, AT, Contact).to_ctf(name, _NAME, notes, texts)
    note_name_type(name, _NAME, notes)
    people = information.demographics if information is not None else None
    found |= row_plan(_PEOPLE, AT, Contact).to_ctf(people, _PEOPLE, notes, texts)
    called = take_original(texts, "Name", Contact, lambda contact: _parts(contact), _parts_of(name))
    if called is None:
        called = _read_name(name)
        _note_whole_name(name, notes)
    own = information.address if information is not None else None
    found |= {
        ("surname",): called.surname,
        ("forename",): called.forename,
        ("email",): return_email(information, "Personal", PERSON, notes, texts),
        ("phones",): return_phones(information, CONTACT, notes, texts),
        ("address",): return_address(own, CONTACT, notes, texts, address),
    }
    return {chain: value for chain, value in found.items() if value is not None}


def _parts(contact: Contact) -> tuple[str | None, ...]:
    parts = _write_name(contact, "", LossNotes(deaf=True))
    return tuple(parts.get(field) for field in ("family_name", "given_name", "full_name"))


def _parts_of(name: Any) -> tuple[str | None, ...]:
    return (name.family_name, name.given_name, name.full_name) if name is not None else ()


def _note_whole_name(name: Any, notes: LossNotes) -> None:
    """Note the whole name where the parts are there as well: a file has the parts alone."""
    if name is None or name.full_name is None:
        return
    if name.family_name is not None or name.given_name is not None:
        note_lost(name.full_name, f"{_NAME}/FullName", notes)


def _read_link(link: Any, sex: str | None, notes: LossNotes) -> Found:
    texts = KeptTexts(link)
    found = row_plan(LINK, AT, Contact).to_ctf(link, LINK, notes, texts)
    found |= row_plan(_FLAGS, AT, Contact).to_ctf(link.contact_flags, _FLAGS, notes, texts)
    original, code = texts.take("Relationship"), link.relationship
    if original is not None and relationship_to_sif(original, sex) == code:
        found[("relationship",)] = original
    elif code is not None and not texts.is_derived("Relationship", code):
        given = relationship_to_ctf(code, sex)
        if given is None:
            notes.add("no_ctf_code", f"{LINK}/Relationship", code)
        else:
            found[("relationship",)] = given
            if relationship_to_sif(given, sex) != code:
                notes.add("changed_in_ctf", f"{LINK}/Relationship", code, given)
    flags = link.contact_flags
    transfer = flags.transfer_address if flags is not None else None
    if transfer is not None and not texts.is_derived(_TRANSFER, transfer):
        notes.add("no_ctf_home", f"{LINK}/{_TRANSFER}", transfer)
    note_leftovers(link, LINK, notes)
    note_texts_left(texts, LINK, notes)
    return found
