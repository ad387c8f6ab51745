"""Addresses: BS 7666 or lines in a Common Transfer File, BS 7666 with numbers apart in SIF."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, Final, NamedTuple

from handover.bridge.extended import ExtendedTexts, KeptTexts
from handover.bridge.leftovers import note_differences
from handover.bridge.losses import UNHEARD, LossNotes
from handover.bridge.originals import keep_original, take_original
from handover.bridge.rows import RowPlan, build_group, row_plan
from handover.bridge.translations import clean_text
from handover.ctf.model import Address
from handover.sif.model import SifElement
from handover.sif.objects import PAON, SAON, GridLocation
from handover.sif.objects import Address as SifAddress

NO_ADDRESS: Final = Address()
AS_PUPIL: Final = Address(as_pupil=True)
PLACE: Final = "PersonalInformation/Address"
_NUMBERED: Final = re.compile(r"([0-9]+)([A-Za-z]?)(?:-([0-9]+)([A-Za-z]?))?(?: (?![ -])(.+))?")
_FIXED: Final = re.compile(r"(0[0-9]{3})([A-Za-z]?)|([0-9]{4})([A-Za-z ])(?:([0-9]{4})([A-Za-z]?)|    ) ?(.*)")
"""The fixed layout of some software: four digits and a letter or blank for the first number and the last, then the rest."""
_DECIMAL: Final = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,12})?")
_LINES: Final = ("line1", "line2", "line3", "line4", "line5")
_lines_of: Final = attrgetter(*_LINES)
_LINE_TAGS: Final = tuple(f"AddressLines/AddressLine{number}" for number in range(1, 6))
_built_of: Final = attrgetter("saon", "paon", "street", "locality", "town", "administrative_area")


class PersonSide(NamedTuple):
    """Whose details: the object in SIF and the group in the file."""

    sif: str
    ctf: str


class HouseNumbers(NamedTuple):
    """A house or flat with its numbers apart."""

    start: str
    suffix: str | None
    end: str | None
    end_suffix: str | None
    description: str | None


LEARNER: Final = PersonSide("LearnerPersonal", "Pupil")
CONTACT: Final = PersonSide("ContactPersonal", "Pupil/Contacts/Contact")


@cache
def _plan(person: PersonSide) -> RowPlan:
    return row_plan(f"{person.sif}/{PLACE}", f"{person.ctf}/Address", Address)


def _house(text: str | None, form: type[SifElement]) -> Any:
    """Return the house or flat with its numbers apart; a text of another form is its description."""
    if text is None:
        return None
    text = clean_text(text)
    numbers = _split_layout(text)
    if numbers is None:
        found = _NUMBERED.fullmatch(text)
        if found is None:
            return form(description=text)
        numbers = HouseNumbers(*found.groups())
    return form(
        description=numbers.description or None,
        start_number=numbers.start,
        start_number_suffix=numbers.suffix or None,
        end_number=numbers.end or None,
        end_number_suffix=numbers.end_suffix or None,
    )


def _split_layout(text: str) -> HouseNumbers | None:
    """Return the numbers of a text in the fixed layout, without the noughts in front; None for any other text."""
    found = _FIXED.fullmatch(text)
    if found is None:
        return None
    short, its_suffix, start, suffix, end, end_suffix, description = found.groups()
    if short is not None:
        start, suffix = short, its_suffix
    if not start.strip("0"):
        return None
    return HouseNumbers(start.lstrip("0"), suffix.strip(), (end or "").lstrip("0"), end_suffix, description)


def _house_text(part: Any) -> str | None:
    if part is None:
        return None
    number = (part.start_number or "") + (part.start_number_suffix or "")
    end = (part.end_number or "") + (part.end_number_suffix or "")
    joined = f"{number}-{end}" if end else number
    return " ".join([each for each in (joined, part.description) if each]) or None


def _by_lines(address: Address) -> dict[str, Any]:
    """Return the parts that lines stand for by their place: house first, town last, street and locality between."""
    lines = [line for line in _lines_of(address) if line]
    names = {
        1: ("paon",),
        2: ("paon", "town"),
        3: ("paon", "street", "town"),
        4: ("paon", "street", "locality", "town"),
        5: ("paon", "street", "locality", "town", "administrative_area"),
    }[len(lines)]
    return dict(zip(names, lines, strict=True))


def _grid(address: Address) -> GridLocation | None:
    east, north = address.easting, address.northing
    if east is None or north is None or not (_DECIMAL.fullmatch(east) and _DECIMAL.fullmatch(north)):
        return None
    return GridLocation(property_easting=Decimal(east), property_northing=Decimal(north))


def write_sif_address(
    address: Address, person: PersonSide, at: str, notes: LossNotes, extended: ExtendedTexts | None = None
) -> SifAddress | None:
    """Return an address in SIF, or None where it is none that SIF could hold."""
    if address == NO_ADDRESS:
        return None
    if any(_lines_of(address)) and not any(_built_of(address)):
        notes.add("address_by_lines", f"{at}/AddressLines", ", ".join(address.lines), kept=True)
        address = replace(address, **(dict[str, Any].fromkeys(_LINES) | _by_lines(address)))
    grid = _grid(address)
    _note_homeless(address, grid, at, notes)
    fields = _plan(person).to_sif(address, at, notes)
    _fill_house(fields, address, at, notes)
    if not (fields.get("locality") or fields.get("town") or fields.get("administrative_area")):
        post_town = fields.get("post_town")
        if post_town is not None:
            fields["town"] = post_town
            notes.add("derived", f"{at}/BS7666Address/Town", None, post_town, kept=True)
            if extended is not None:
                extended.mark(f"{PLACE}/Town", post_town)
    if fields.get("paon") is None or not (
        fields.get("locality") or fields.get("town") or fields.get("administrative_area")
    ):
        notes.add("address_incomplete", at, ", ".join(address.lines), kept=True)
        return None
    return SifAddress(type="Current", grid_location=grid, **fields)


def _note_homeless(address: Address, grid: GridLocation | None, at: str, notes: LossNotes) -> None:
    for tag, line in zip(_LINE_TAGS, _lines_of(address), strict=True):
        if line is not None:
            notes.add("no_sif_home", f"{at}/{tag}", line, kept=True)
    if address.zip_code is not None:
        notes.add("no_sif_home", f"{at}/Zip", address.zip_code, kept=True)
    if address.as_pupil is not None:
        notes.add("no_sif_home", f"{at}/AddressAsPupil", address.as_pupil, kept=True)
    if grid is None:
        for tag, text in (("Easting", address.easting), ("Northing", address.northing)):
            if text is not None:
                notes.add("no_sif_home", f"{at}/{tag}", text, kept=True)


def _fill_house(fields: dict[str, Any], address: Address, at: str, notes: LossNotes) -> None:
    """Put house and flat into their places; without a house the next part of the address stands for it."""
    fields["paon"] = _house(address.paon, PAON)
    fields["saon"] = _house(address.saon, SAON)
    for tag, text in (("PAON", address.paon), ("SAON", address.saon)):
        if text is not None and _split_layout(clean_text(text)) is not None:
            notes.add("house_layout", f"{at}/BS7666Address/{tag}", text, _house_text(fields[tag.lower()]), kept=True)
    if fields["paon"] is not None:
        return
    for name, text in (("saon", address.saon), ("street", fields.get("street")), ("locality", fields.get("locality"))):
        if text is not None:
            fields[name] = None
            fields["paon"] = _house(text, PAON)
            notes.add("address_moved", at, text, kept=True)
            return


def read_sif_address(part: Any, person: PersonSide, kept: KeptTexts | None = None) -> Address:
    """Return an address of SIF as one of a file."""
    if part is None:
        return NO_ADDRESS
    found = _plan(person).to_ctf(part, PLACE, UNHEARD)
    found[("paon",)] = _house_text(part.paon)
    found[("saon",)] = _house_text(part.saon)
    if kept is not None and kept.is_derived(f"{PLACE}/Town", part.town):
        found.pop(("town",), None)
    if part.grid_location is not None:
        east, north = part.grid_location.property_easting, part.grid_location.property_northing
        found[("easting",)] = f"{east:f}" if east is not None else None
        found[("northing",)] = f"{north:f}" if north is not None else None
    built: Address = build_group(Address, {chain: value for chain, value in found.items() if value is not None})
    return built


def carry_address(
    address: Address, person: PersonSide, at: str, notes: LossNotes, extended: ExtendedTexts, of_pupil: Any = None
) -> SifAddress | None:
    """Return an address in SIF and keep the original where it would not come back; a contact's may be the pupil's."""
    if address == AS_PUPIL and of_pupil is not None:
        notes.add("address_copied", f"{at}/AddressAsPupil", True, kept=True)
        extended.keep("AddressAsPupil", "true")
        return of_pupil  # type: ignore[no-any-return]
    part = write_sif_address(address, person, at, notes, extended)
    keep_original(extended, "Address", address, read_sif_address(part, person))
    return part


def return_address(part: Any, person: PersonSide, notes: LossNotes, kept: KeptTexts, of_pupil: Any = None) -> Address:
    """Return the address of a file, the original where one was kept; note what a file cannot say."""

    if kept.take("AddressAsPupil") is not None and part == of_pupil:
        return AS_PUPIL

    def becomes(original: Address) -> Any:
        return write_sif_address(original, person, "", UNHEARD)

    original = take_original(kept, "Address", Address, becomes, part)
    if original is not None:
        return original
    address = read_sif_address(part, person, kept)
    if part is not None:
        note_differences(part, write_sif_address(address, person, "", UNHEARD), f"{person.sif}/{PLACE}", notes)
    return address
