"""Reading the public register of schools (Get Information about Schools, GIAS): its extract, and its links. No database.

The extract is a CSV of about 140 columns in Windows-1252 or UTF-8; the days are written `dd-mm-yyyy`.
"""

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from io import TextIOWrapper
from typing import BinaryIO

from handover.common.lists.csv_rows import CsvRows, StrayQuote, drop_blank_cells
from handover.common.problems import Problem
from handover.portal.establishments.faults import FAULTS

NEEDED = ("LA (code)", "EstablishmentNumber", "EstablishmentName", "EstablishmentStatus (name)")
"""Columns without which nothing can be imported."""
TAKEN = ("LA (name)", "URN", "PhaseOfEducation (name)", "Town", "Postcode", "OpenDate", "CloseDate", "MainEmail")
"""Columns that are taken where they are there."""
LINK_COLUMNS = ("URN", "LinkURN", "LinkType")
SUCCESSOR = "Successor"
NO_PHASE = "Not applicable"
LONGEST_NAME = 200
EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
URN = re.compile(r"[0-9]{1,6}")
CHUNK = 1 << 20


class Status(IntEnum):
    """What the register says of a school, the one that counts most last."""

    CLOSED = 0
    PROPOSED = 1
    OPEN = 2


STATUSES: Mapping[str, Status] = {
    "Open": Status.OPEN,
    "Open, but proposed to close": Status.OPEN,
    "Proposed to open": Status.PROPOSED,
    "Closed": Status.CLOSED,
}


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A school as the register's extract has it, at a line of the file (from 1, the headings being line 1)."""

    line: int
    number: str
    name: str
    la_name: str
    phase: str
    urn: str
    town: str
    postcode: str
    email: str
    status: Status
    opened_on: date | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that was left out, and why."""

    line: int
    problem: Problem


class UnreadableRegister(Exception):
    """The file as a whole cannot be read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.message()} {problem.remedy()}")
        self.problem = problem


class Misread(Exception):
    """One row cannot be read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message())
        self.problem = problem


def encoding_of(file: BinaryIO) -> str:
    """Return how the file is written: UTF-8 (with or without a mark) if all of it is, else Windows-1252."""
    for encoding in ("utf-8-sig", "cp1252"):
        decoder = codecs.getincrementaldecoder(encoding)()
        file.seek(0)
        try:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        file.seek(0)
        return encoding
    raise UnreadableRegister(FAULTS["establishment.not_text"].at())


def read_table(
    file: BinaryIO, needed: Sequence[str], taken: Sequence[str] = ()
) -> Iterator[tuple[int, list[str] | Misread]]:
    """Yield line number and the wanted cells of each row, in the order asked for, or what is wrong with the row.

    Blank rows are passed over. Raise UnreadableRegister where a column is missing or nobody knows where a row begins.
    """
    text = TextIOWrapper(file, encoding_of(file), newline="")
    rows = CsvRows(text, ",")
    try:
        records = iter(rows)
        headings = [heading.strip() for heading in next(records, (1, None))[1] or ()]
        if missing := [column for column in needed if column not in headings]:
            raise UnreadableRegister(FAULTS["establishment.columns"].at(columns=", ".join(missing)))
        rows.width = len(headings)
        places = [headings.index(column) if column in headings else None for column in (*needed, *taken)]
        for line, cells in records:
            if cells is None:
                yield line, Misread(FAULTS["establishment.quote_row"].at())
            elif any(map(str.strip, cells)):
                yield line, _wanted_cells(cells, places, rows.width)
    except StrayQuote as stray:
        raise UnreadableRegister(FAULTS["establishment.quote"].at(line=stray.line, number=stray.line)) from stray
    finally:
        text.detach()


def _wanted_cells(cells: list[str], places: Sequence[int | None], width: int) -> list[str] | Misread:
    if len(drop_blank_cells(cells, width)) != width:
        return Misread(FAULTS["establishment.short"].at(found=len(cells), wanted=width))
    return [tidy(cells[place]) if place is not None else "" for place in places]


def tidy(cell: str) -> str:
    """Return a cell without stray blanks and line breaks."""
    if "\0" in cell:
        raise UnreadableRegister(FAULTS["establishment.not_text"].at())
    return " ".join(cell.split())


def read_rows(file: BinaryIO) -> Iterator[RegisterRow | SkippedRow]:
    """Yield every row of the extract, read or refused. Raise UnreadableRegister if the file is no such extract."""
    for line, cells in read_table(file, NEEDED, TAKEN):
        try:
            if isinstance(cells, Misread):
                raise cells
            yield read_register_row(line, cells)
        except Misread as fault:
            yield SkippedRow(line, fault.problem)


def read_register_row(line: int, cells: list[str]) -> RegisterRow:
    """Read one row, or raise Misread."""
    la, number, name, status, la_name, urn, phase, town, postcode, opened, closed, email = cells
    if not re.fullmatch(r"[0-9]{3}", la):
        raise Misread(FAULTS["establishment.la"].at(la=la))
    if not number:
        raise Misread(FAULTS["establishment.number_missing"].at(name=name))
    if not re.fullmatch(r"[0-9]{4}", number):
        raise Misread(FAULTS["establishment.number"].at(number=number))
    if not 0 < len(name) <= LONGEST_NAME:
        raise Misread(FAULTS["establishment.name"].at())
    if status not in STATUSES:
        raise Misread(FAULTS["establishment.status"].at(status=status))
    return RegisterRow(
        line=line,
        number=la + number,
        name=name,
        la_name=la_name[:LONGEST_NAME],
        phase="" if phase == NO_PHASE else phase[:60],
        urn=urn if URN.fullmatch(urn) else "",
        town=town[:80],
        postcode=postcode[:10],
        email=email if EMAIL.fullmatch(email) and len(email) <= 254 else "",
        status=STATUSES[status],
        **read_days(STATUSES[status], opened, closed),
    )


def read_days(status: Status, opened: str, closed: str) -> dict[str, date | None]:
    """Return the opening and closing day as far as they are known and make sense together."""
    opened_on, closed_on = read_register_day(opened, "OpenDate"), read_register_day(closed, "CloseDate")
    if status is Status.PROPOSED and opened_on is None:
        raise Misread(FAULTS["establishment.opening_unknown"].at())
    if opened_on and closed_on and closed_on < opened_on:
        raise Misread(FAULTS["establishment.dates"].at(closed=closed_on, opened=opened_on))
    return {"opened_on": opened_on, "closed_on": closed_on}


def read_register_day(text: str, column: str) -> date | None:
    """Read `dd-mm-yyyy` or `dd/mm/yyyy`; nothing for nothing."""
    if not text:
        return None
    try:
        return datetime.strptime(text.replace("/", "-"), "%d-%m-%Y").date()  # noqa: DTZ007 - a day has no time zone
    except ValueError as fault:
        raise Misread(FAULTS["establishment.date"].at(date=text, column=column)) from fault


def read_links(file: BinaryIO) -> Iterator[tuple[str, str, str] | SkippedRow]:
    """Yield URN, URN of the other school and kind of each of the register's links, and the rows that cannot be read."""
    for line, cells in read_table(file, LINK_COLUMNS):
        if isinstance(cells, Misread):
            yield SkippedRow(line, cells.problem)
            continue
        urn, other, kind = cells
        if URN.fullmatch(urn) and URN.fullmatch(other):
            yield urn, other, kind
        else:
            yield SkippedRow(line, FAULTS["establishment.link"].at(urn=urn, other=other))
