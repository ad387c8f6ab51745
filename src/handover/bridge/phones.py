"""Telephone numbers: any number of them in a Common Transfer File; in SIF one and a list with one of each type."""

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from handover.bridge.addresses import PersonSide
from handover.bridge.extended import ExtendedTexts, KeptTexts
from handover.bridge.losses import UNHEARD, LossNotes
from handover.bridge.originals import keep_original, take_original
from handover.bridge.translations import sif_codes
from handover.ctf.model import Contact, Phone
from handover.sif.objects import PhoneNumber

USUAL_TYPE: Final = "H"
_EXTENSION: Final = re.compile(r"(.*[0-9)])\s*(?:extension|ext\.?|x)\s*([0-9]+)", re.IGNORECASE)
_OTHER_SIGNS: Final = re.compile(r"[^0-9]")
_FIRST, _OTHERS = "PersonalInformation/PhoneNumber", "PersonalInformation/OtherPhoneNumberList"


class SifPhones(NamedTuple):
    """A person's numbers in SIF: the first and the others."""

    first: Any
    others: Any


NO_PHONES: Final = SifPhones(None, None)


def _number(text: str) -> tuple[str, str | None]:
    digits = text.replace(" ", "")
    if digits.isascii() and digits.isdigit():
        return digits, None  # as nearly every number is written
    found = _EXTENSION.fullmatch(text)
    number, extension = found.groups() if found else (text, None)
    digits = _OTHER_SIGNS.sub("", number.replace("(0)", "") if "+" in number else number)
    return ("+" + digits if digits and number.lstrip(" (").startswith("+") else digits), extension


def _type(phone: Phone, at: str, others: int | None, notes: LossNotes, extended: ExtendedTexts | None) -> str:
    """Return the type of a number that is written first (`others` is None) or after so many others."""
    if phone.use in sif_codes("UKPhoneTypeType"):
        return str(phone.use)
    if phone.use is None:
        notes.add("derived", f"{at}/TelephoneType", None, USUAL_TYPE, kept=True)
        if extended is not None:
            home = _FIRST if others is None else f"{_OTHERS}/PhoneNumber[{others + 1}]"
            extended.mark(f"{home}/@Type", USUAL_TYPE)
    else:
        notes.add("changed", f"{at}/TelephoneType", phone.use, USUAL_TYPE, kept=True)
    return USUAL_TYPE


def write_sif_phones(
    phones: Sequence[Phone], person: PersonSide, at: str, notes: LossNotes, extended: ExtendedTexts | None = None
) -> SifPhones:
    """Return telephone numbers in SIF."""
    first: PhoneNumber | None = None
    others: list[PhoneNumber] = []
    taken: set[str] = set()
    for place, phone in enumerate(phones, 1):
        where = f"{at}/Phones/Phone[{place}]"
        digits, extension = _number(phone.number or "")
        if not digits:
            notes.add("no_digits", f"{where}/PhoneNo", phone.number or "", kept=True)
            continue
        kind = _type(phone, where, len(others) if first is not None else None, notes, extended)
        number = PhoneNumber(type=kind, number=digits, extension=extension)
        if first is None:
            first = number
        elif kind in taken:
            notes.add("phone_type_taken", f"{where}/PhoneNo", phone.number, kept=True)
            continue
        else:
            taken.add(kind)
            others.append(number)
        if _spelled(number) != phone.number:
            notes.add("phone_digits", f"{where}/PhoneNo", phone.number, _spelled(number), kept=True)
    return SifPhones(first, tuple(others) or None)


def _spelled(number: Any) -> str:
    return f"{number.number} ext {number.extension}" if number.extension else str(number.number)


def read_sif_phones(phones: SifPhones, kept: KeptTexts | None = None) -> tuple[Phone, ...]:
    """Return telephone numbers of SIF as those of a file."""
    found: list[Phone] = []
    for place, number in enumerate((*((phones.first,) if phones.first is not None else ()), *(phones.others or ()))):
        path = f"{_FIRST}/@Type" if place == 0 else f"{_OTHERS}/PhoneNumber[{place}]/@Type"
        derived = kept is not None and kept.is_derived(path, number.type)
        found.append(Phone(use=None if derived else number.type, number=_spelled(number)))
    return tuple(found)


def carry_phones(
    phones: tuple[Phone, ...], person: PersonSide, at: str, notes: LossNotes, extended: ExtendedTexts
) -> SifPhones:
    """Return telephone numbers in SIF and keep the originals where they would not come back."""
    if not phones:
        return NO_PHONES
    written = write_sif_phones(phones, person, at, notes, extended)
    back = read_sif_phones(written)
    if [phone.use for phone in back] != [phone.use for phone in phones]:
        keep_original(extended, "Phones", Contact(phones=phones), Contact(phones=back))
        return written
    for place, (phone, other) in enumerate(zip(phones, back, strict=True), 1):
        if phone != other:
            extended.keep(f"PhoneNo_{place}", phone.number or "")
    return written


def return_phones(information: Any, person: PersonSide, notes: LossNotes, kept: KeptTexts) -> tuple[Phone, ...]:
    """Return the telephone numbers of a file, the originals where they were kept; note what a file cannot say."""
    part = NO_PHONES
    if information is not None:
        part = SifPhones(information.phone_number, information.other_phone_number_list or None)

    def becomes(original: Contact) -> SifPhones:
        return write_sif_phones(original.phones, person, "", UNHEARD)

    original = take_original(kept, "Phones", Contact, becomes, part)
    if original is not None:
        return original.phones
    phones = list(read_sif_phones(part, kept))
    for place, text in kept.take_numbered("PhoneNo"):
        if 0 < place <= len(phones) and _number(text) == _number(phones[place - 1].number or ""):
            phones[place - 1] = Phone(use=phones[place - 1].use, number=text)
    _note_spelling(part, person, notes)
    return tuple(phones)


def _note_spelling(part: SifPhones, person: PersonSide, notes: LossNotes) -> None:
    """Note the numbers that would come back in another spelling, or in another place."""
    for place, number in enumerate(part.others or (), 1):
        path = f"{person.sif}/{_OTHERS}/PhoneNumber[{place}]"
        if part.first is None:
            notes.add("wording", path, number.number, number.number)
        _note_number(number, path, notes)
    if part.first is not None:
        _note_number(part.first, f"{person.sif}/{_FIRST}", notes)


def _note_number(number: Any, path: str, notes: LossNotes) -> None:
    digits, extension = _number(_spelled(number))
    if digits != number.number:
        notes.add("wording", f"{path}/Number", number.number, digits)
    if extension != number.extension:
        notes.add("wording", f"{path}/Extension", number.extension, extension)
