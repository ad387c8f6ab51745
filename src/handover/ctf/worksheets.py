"""The record as sheets of a workbook: one row a pupil on the first, then a sheet for each group, each row with its pupil.

Made from the element table, as the page that shows a record is; a column that no pupil fills is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from handover.common.text import Text
from handover.ctf.account import CONTACT, NOT_UNDERSTOOD, STARTING_YEARS
from handover.ctf.elements import Element, ValueForm, elements_of
from handover.ctf.model import Address, Contact, KeyStage, Phone, Pupil
from handover.ctf.strangers import read_stranger
from handover.ctf.wording import say_code, say_school_year, say_value

CellValue = str | int | date | None
Row = dict[str, CellValue]

PUPILS = Text("Pupils", "Disgyblion")
WHOSE = Text("Whose", "Pwy")
WHOLE_ADDRESS = Text("Whole address", "Cyfeiriad cyfan")
OF_THE_PUPIL = Text("the pupil", "y disgybl")
ELEMENT = Text("Element", "Elfen")
VALUE = Text("Value", "Gwerth")
_SAYS_WHO: Final = ("surname", "forename", "birth_date", "upn")


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A sheet: its name, its headings, and its rows, one cell for each heading."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[CellValue, ...], ...]


@dataclass(slots=True)
class _Sheets:
    """Sheets as they grow; `columns` keeps the order of the element table whatever comes first in the file."""

    language: str
    rows: dict[str, list[Row]] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)

    def add(self, sheet: str, row: Row) -> None:
        self.rows.setdefault(sheet, []).append(row)
        columns = self.columns.setdefault(sheet, [])
        at = 0
        for column in row:
            if column in columns:
                at = columns.index(column) + 1
            else:
                columns.insert(at, column)
                at += 1

    def finished(self) -> Iterator[Worksheet]:
        for name, rows in self.rows.items():
            used = tuple(column for column in self.columns[name] if any(row.get(column) is not None for row in rows))
            yield Worksheet(name, used, tuple(tuple(row.get(column) for column in used) for row in rows))


def make_worksheets(pupils: Sequence[Pupil], language: str = "en") -> tuple[Worksheet, ...]:
    """Return the sheets of these pupils in words of that language, the pupils themselves first."""
    sheets = _Sheets(language)
    first = PUPILS.say(language)
    for pupil in pupils:
        who = _who(pupil, language)
        own = {**who, **_single(pupil, language)}
        sheets.add(first, own)
        _several(pupil, who, sheets)
        for unknown in pupil.unknown:
            for label, value in read_stranger(unknown):
                told = {ELEMENT.say(language): label, VALUE.say(language): value}
                sheets.add(NOT_UNDERSTOOD.say(language), {**who, **told})
    return tuple(sheets.finished())


def _who(pupil: Pupil, language: str) -> Row:
    table = elements_of(type(pupil))
    return {table[name].label.say(language): _cell(table[name], getattr(pupil, name), language) for name in _SAYS_WHO}


def _single(model: object, language: str, above: str = "") -> Row:
    """Return the single values of a model object and of the groups that stand in it once; places have a sheet of their own."""
    row: Row = {}
    for name, element in elements_of(type(model)).items():
        value, label = getattr(model, name), element.label.say(language)
        if element.form is not ValueForm.GROUP:
            label = f"{above}: {label}" if label in row or (above and _is_common(element)) else label
            is_year = (type(model), name) in STARTING_YEARS and value is not None
            row[label] = say_school_year(value) if is_year else _cell(element, value, language)
        elif not element.many and element.group is not Address:
            row |= {key: cell for key, cell in _single(value, language, label).items() if key not in row}
    return row


def _is_common(element: Element) -> bool:
    """Say whether a label says little without the group that it stands in, such as `From`."""
    return element.form is ValueForm.DATE


def _several(pupil: Pupil, who: Row, sheets: _Sheets) -> None:
    language = sheets.language
    for above, holder in (("", pupil), ("", pupil.basic), ("meals", pupil.meals), ("sen", pupil.sen)):
        for name, element in elements_of(type(holder)).items():
            value, called = getattr(holder, name), element.label.say(language)
            if above:
                called = f"{elements_of(Pupil)[above].label.say(language)}, {called.lower()}"
            if element.group is Address:
                _place(value, who, OF_THE_PUPIL.say(language), sheets)
            elif element.form is ValueForm.GROUP and element.many:
                for number, item in enumerate(value, 1):
                    _item(item, number, called, who, sheets)


def _item(item: Any, number: int, name: str, who: Row, sheets: _Sheets) -> None:
    language = sheets.language
    if isinstance(item, Phone):
        _phone(item, who, OF_THE_PUPIL.say(language), sheets)
        return
    if isinstance(item, KeyStage):
        stage = _single(item, language)
        for result in item.results:
            sheets.add(name, {**who, **stage, **_single(result, language)})
        if not item.results:
            sheets.add(name, {**who, **stage})
        return
    sheets.add(name, {**who, **_own(_single(item, language), who, name)})
    if isinstance(item, Contact):
        called = " ".join(part for part in (item.title, item.forename, item.surname) if part)
        whose = CONTACT.say(language, number=number, name=called)
        _place(item.address, who, whose, sheets)
        for phone in item.phones:
            _phone(phone, who, whose, sheets)


def _own(row: Row, who: Row, name: str) -> Row:
    """Return a row whose headings are none of the pupil's: a contact has a surname too."""
    return {f"{name}: {key}" if key in who else key: cell for key, cell in row.items()}


def _place(place: Address, who: Row, whose: str, sheets: _Sheets) -> None:
    language = sheets.language
    if place == Address():
        return
    told: Row = {WHOSE.say(language): whose, WHOLE_ADDRESS.say(language): ", ".join(place.lines) or None}
    sheets.add(_PLACES.say(language), {**who, **told, **_single(place, language)})


def _phone(phone: Phone, who: Row, whose: str, sheets: _Sheets) -> None:
    language = sheets.language
    sheets.add(_PHONES.say(language), {**who, WHOSE.say(language): whose, **_single(phone, language)})


def _cell(element: Element, value: Any, language: str) -> CellValue:
    if element.many:
        return "; ".join(str(_one(element, each, language)) for each in value) or None
    return None if value is None else _one(element, value, language)


def _one(element: Element, value: Any, language: str) -> CellValue:
    if isinstance(value, (int, date)) and not isinstance(value, bool):
        return value
    if element.form in (ValueForm.CODE, ValueForm.OPEN_CODE) and say_code(element, value, language) is not None:
        return f"{say_value(element, value, language)} ({value})"
    return say_value(element, value, language)


_PLACES: Final = Text("Addresses", "Cyfeiriadau")
_PHONES: Final = Text("Telephone numbers", "Rhifau ffôn")
