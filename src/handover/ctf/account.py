"""The record as a person reads it: sections of labelled values and small tables, in English or Welsh.

Made from the same element table as the reader, so no element that a file can hold is left out of the account.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from handover.common.codesets import codes
from handover.common.dates_in_words import say_day
from handover.common.identifiers import LA_SUFFIX
from handover.common.text import Text
from handover.ctf.elements import Element, ValueForm, elements_of
from handover.ctf.filename import OUTSIDE, UNKNOWN
from handover.ctf.header_checks import join_number
from handover.ctf.marks import count_marks
from handover.ctf.model import (
    Address,
    CommonTransferFile,
    Contact,
    DestinationSchool,
    Header,
    KeyStage,
    Phone,
    Pupil,
    SourceSchool,
    Unknown,
    YearAttendance,
)
from handover.ctf.naming import name_pupil
from handover.ctf.strangers import read_stranger
from handover.ctf.wording import say_code, say_school_year, say_value


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """A labelled value. `note` is the code behind a label, or what is to be said about the value."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Several things of a kind, with only the columns that hold something."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class SummarySection:
    """A heading with what stands under it."""

    heading: str
    rows: tuple[SummaryRow, ...] = ()
    tables: tuple[Table, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows or self.tables)


@dataclass(frozen=True, slots=True)
class PupilAccount:
    """One pupil: name for a heading, birth date and UPN in a line, and the record."""

    name: str
    summary: str
    sections: tuple[SummarySection, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """A file: what it says about itself, and its pupils in order."""

    file: SummarySection
    pupils: tuple[PupilAccount, ...]


FILE = Text("This file", "Y ffeil hon")
PUPIL = Text("Pupil", "Disgybl")
CONTACT = Text("Contact {number}: {name}", "Cyswllt {number}: {name}")
NO_NAME = Text("no name", "dim enw")
BORN = Text("born {day}", "ganwyd {day}")
NO_UPN = Text("no UPN", "dim UPN")
MARKS = Text("Marks from {day}", "Marciau o {day}")
MARKS_WITHOUT_DAY = Text("Marks", "Marciau")
MARK = Text("Mark", "Marc")
MEANING = Text("Meaning", "Ystyr")
SESSIONS = Text("Sessions", "Sesiynau")
NOT_UNDERSTOOD = Text("Not understood, passed on as it is", "Heb ei ddeall, mae'n mynd ymlaen fel y mae")
LOST = Text("Lost Pupil Database: next school not known", "Cronfa Ddata Disgyblion Coll: ysgol nesaf ddim yn hysbys")
LEFT = Text(
    "Lost Pupil Database: left the maintained sector", "Cronfa Ddata Disgyblion Coll: wedi gadael y sector a gynhelir"
)
AUTHORITY = Text("local authority {number}", "awdurdod lleol {number}")

STARTING_YEARS: Final = {(SourceSchool, "academic_year"), (YearAttendance, "year")}
"""What is told as a school year, by the model and the field: the number is the year in which it starts."""


def summarise_file(document: CommonTransferFile, language: str = "en") -> Account:
    """Return the whole file in words of that language."""
    return Account(
        SummarySection(FILE.say(language), (*header_rows(document.header, language), *_strangers(document.unknown))),
        tuple(accounts_of(document.pupils, language)),
    )


def accounts_of(pupils: Sequence[Pupil], language: str = "en", among: Sequence[Pupil] = ()) -> Iterator[PupilAccount]:
    """Yield the records of pupils; who has no name is called by the place among `among`, if given, else among these."""
    whole = among or pupils
    places = {(pupil.upn, pupil.birth_date): place for place, pupil in enumerate(whole) if not pupil.full_name}
    for pupil in pupils:
        told = account_of(pupil, language)
        place = places.get((pupil.upn, pupil.birth_date)) if not pupil.full_name else None
        if place is not None:
            nameless = replace(pupil, upn=None, birth_date=None)
            name = name_pupil(nameless, place + 1, whole[place - 1] if place else None).say(language)
            told = replace(told, name=name[:1].upper() + name[1:])
        yield told


def account_of(pupil: Pupil, language: str = "en") -> PupilAccount:
    """Return one pupil's record in words of that language; sections without content are left out."""
    born = BORN.say(language, day=say_day(pupil.birth_date, language)) if pupil.birth_date else ""
    summary = ", ".join(part for part in (born, pupil.upn or NO_UPN.say(language)) if part)
    sections = _sections(pupil, language)
    return PupilAccount(pupil.full_name or NO_NAME.say(language), summary, tuple(part for part in sections if part))


def header_rows(header: Header, language: str) -> tuple[SummaryRow, ...]:
    """Return what the header says, the two places in one line each."""
    return (*_rows(header, language), *_place_rows(header, language))


def _place_rows(header: Header, language: str) -> Iterable[SummaryRow]:
    for attribute in ("source", "destination"):
        place: SourceSchool | DestinationSchool = getattr(header, attribute)
        words = elements_of(type(header))[attribute].label.say(language)
        name = place.name if isinstance(place, SourceSchool) else None
        if number := _place(place, language):
            yield SummaryRow(words, name or number, number if name else "")
        for row in _rows(place, language):
            if row.label not in _NUMBER_LABELS[language]:
                yield row


_NUMBER_LABELS: Final = {
    language: {elements_of(SourceSchool)[attribute].label.say(language) for attribute in ("la", "estab", "name")}
    for language in ("en", "cy")
}


def _place(place: SourceSchool | DestinationSchool, language: str) -> str:
    number = join_number(place) or "".join(part for part in (place.la, place.estab) if part)
    if number in (UNKNOWN, OUTSIDE):
        return (LOST if number == UNKNOWN else LEFT).say(language)
    if number.endswith(LA_SUFFIX):
        return AUTHORITY.say(language, number=number[:3])
    return f"{number[:3]}/{number[3:]}" if len(number) == len(UNKNOWN) else number


def _sections(pupil: Pupil, language: str) -> Iterable[SummarySection]:
    yield SummarySection(PUPIL.say(language), tuple(_rows(pupil, language)))
    for attribute, element in elements_of(type(pupil)).items():
        if element.form is not ValueForm.GROUP:
            continue
        value = getattr(pupil, attribute)
        heading = element.label.say(language)
        if element.group is Contact:
            yield from (_contact(number, contact, language) for number, contact in enumerate(value, 1))
        elif element.group is Address:
            yield SummarySection(heading, tuple(_address_rows(value, language)))
        elif element.group is Phone:
            yield SummarySection(heading, tuple(_phone_rows(value, language)))
        elif element.many:
            yield _list_section(heading, element, value, language)
        else:
            yield SummarySection(heading, tuple(_rows(value, language)), tuple(_tables(value, language)))
    yield SummarySection(NOT_UNDERSTOOD.say(language), _strangers(pupil.unknown))


def _list_section(heading: str, element: Element, items: tuple[Any, ...], language: str) -> SummarySection:
    """Return a section for a list: assessments by stage, attendance with its marks, else one table."""
    tables: list[Table] = []
    rows: list[SummaryRow] = []
    if element.group is KeyStage:
        for stage in items:
            tables.append(
                _table(say_value(_STAGE, stage.stage, language) if stage.stage else heading, stage.results, language)
            )
            rows += () if stage.results else _rows(stage, language)
    else:
        tables.append(_table(heading, items, language))
    for year in (item for item in items if isinstance(item, YearAttendance)):
        if year.sessions.marks is not None:
            tables.append(_marks(year, year.sessions.marks, language))
        else:
            rows += _rows(year.sessions, language)
    return SummarySection(heading, tuple(rows), tuple(table for table in tables if table.rows))


def _contact(number: int, contact: Contact, language: str) -> SummarySection:
    name = " ".join(part for part in (contact.title, contact.forename, contact.surname) if part)
    heading = CONTACT.say(language, number=number, name=name or NO_NAME.say(language))
    rows = (
        *_rows(contact, language),
        *_address_rows(contact.address, language),
        *_phone_rows(contact.phones, language),
    )
    return SummarySection(heading, rows)


def _rows(model: object, language: str) -> Iterable[SummaryRow]:
    """Yield a row for each single value of a model object, in the order of the document."""
    for attribute, element in elements_of(type(model)).items():
        value = getattr(model, attribute)
        if element.form is ValueForm.GROUP or value is None:
            continue
        label = element.label.say(language)
        for each in value if element.many else (value,):
            yield _row(type(model), attribute, element, label, each, language)


def _row(model: type, attribute: str, element: Element, label: str, value: Any, language: str) -> SummaryRow:
    if (model, attribute) in STARTING_YEARS:
        return SummaryRow(label, say_school_year(value))
    if element.form in (ValueForm.CODE, ValueForm.OPEN_CODE) and say_code(element, value, language) is not None:
        return SummaryRow(label, say_value(element, value, language), value)
    return SummaryRow(label, say_value(element, value, language))


def _address_rows(place: Address, language: str) -> Iterable[SummaryRow]:
    table = elements_of(Address)
    if place.lines:
        yield SummaryRow(_ADDRESS.say(language), ", ".join(place.lines))
    for attribute in ("as_pupil", "uprn", "easting", "northing"):
        value = getattr(place, attribute)
        if value is not None:
            yield SummaryRow(table[attribute].label.say(language), say_value(table[attribute], value, language))


def _phone_rows(phones: tuple[Phone, ...], language: str) -> Iterable[SummaryRow]:
    table = elements_of(Phone)
    for phone in phones:
        use = say_value(table["use"], phone.use, language) if phone.use else ""
        yield SummaryRow(table["number"].label.say(language), phone.number or "", use)


def _tables(model: object, language: str) -> Iterable[Table]:
    """Yield a table for each list of groups in a model object."""
    for attribute, element in elements_of(type(model)).items():
        if element.form is ValueForm.GROUP and element.many and (items := getattr(model, attribute)):
            table = _table(element.label.say(language), items, language)
            if table.rows:
                yield table


def _table(caption: str, items: tuple[Any, ...], language: str) -> Table:
    if not items:
        return Table(caption, (), ())
    table = elements_of(type(items[0]))
    single = {name: element for name, element in table.items() if element.form is not ValueForm.GROUP}
    used = {name: element for name, element in single.items() if any(getattr(item, name) is not None for item in items)}
    rows = tuple(
        tuple(_cell(type(item), name, element, getattr(item, name), language) for name, element in used.items())
        for item in items
    )
    columns = tuple(element.label.say(language) for element in used.values())
    return Table(caption, columns, rows if columns else ())


def _cell(model: type, attribute: str, element: Element, value: Any, language: str) -> str:
    if value is None:
        return ""
    return _row(model, attribute, element, "", value, language).value


def _marks(year: YearAttendance, marks: str, language: str) -> Table:
    """Count each mark of a year."""
    start = year.sessions.start
    caption = MARKS.say(language, day=say_day(start, language)) if start else MARKS_WITHOUT_DAY.say(language)
    known = codes("attendance")
    rows = tuple(
        (mark, known[mark].say(language) if mark in known else "", str(count))
        for mark, count in Counter(count_marks(marks)).most_common()
    )
    return Table(caption, (MARK.say(language), MEANING.say(language), SESSIONS.say(language)), rows)


def _strangers(unknown: tuple[Unknown, ...]) -> tuple[SummaryRow, ...]:
    return tuple(SummaryRow(label, value) for each in unknown for label, value in read_stranger(each))


_STAGE: Final = elements_of(KeyStage)["stage"]
_ADDRESS: Final = elements_of(Pupil)["address"].label
