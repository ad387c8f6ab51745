"""Reading a census extract (PLASC, School Census) as CSV: row after row, tolerant of how offices write one.

Every row comes out as an `OnRoll`, every fault as a `Problem` in its place among them, so that a million rows need no
more memory than the few figures by which a repeated row is known again.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, TypeAlias

from handover.common.identifiers import split_establishment
from handover.common.problems import Problem
from handover.matching.census_columns import COLUMNS, DATE_FORMS, GENDERS, MONTHS, NAMES, REQUIRED, Column
from handover.matching.census_faults import FAULTS
from handover.matching.census_lines import NotText, read_lines
from handover.matching.evidence import Child
from handover.matching.names import fold

OLDEST: Final = 25  # years; special schools keep young people to 19, and an extract may be some years old
KEPT: Final = 100  # problems of one kind that are told one by one
LONGEST_CELL: Final = 200
_NOT_A_LETTER: Final = re.compile(r"[\W_]+")
FORMULA_SIGNS: Final = frozenset("=+@-")
_FORCED_TEXT: Final = re.compile(r'="(.*)"')


@dataclass(frozen=True, slots=True)
class OnRoll:
    """A pupil on a school's roll: the line of the extract (from 1), the child, the school's seven digits."""

    line: int
    child: Child
    establishment: str


Found: TypeAlias = OnRoll | Problem


@dataclass(slots=True)
class _Reading:
    """What is remembered from row to row."""

    today: date
    places: Mapping[Column, int] = field(default_factory=dict)
    width: int = 0
    seen: set[int] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    waiting: list[Problem] = field(default_factory=list)

    def fault(self, code: str, line: int, **values: Any) -> None:
        """Put the problem in the queue, unless there were too many of its kind already."""
        self.counts[code] = self.counts.get(code, 0) + 1
        if self.counts[code] <= KEPT:
            self.waiting.append(FAULTS[f"census.{code}"].at(line=line, **values))

    def met(self) -> Iterator[Problem]:
        """Take the problems out of the queue."""
        waiting, self.waiting = self.waiting, []
        yield from waiting


def read(chunks: Iterable[bytes], today: date) -> Iterator[Found]:
    """Yield the pupils of an extract and the problems met, in the order of its lines.

    `chunks` are its bytes in pieces of any size (an open file will do). Never raises for what the file holds. After an
    error, nothing follows but the numbers of problems that were not told.
    """
    reading = _Reading(today)
    try:
        for pupil in _pupils(read_lines(chunks, reading.fault), reading):
            yield from reading.met()
            yield pupil
    except NotText as fault:
        reading.waiting.append(fault.problem)
    yield from reading.met()
    for code, count in reading.counts.items():
        if count > KEPT:
            yield FAULTS["census.more"].at(count=count - KEPT, path=f"census.{code}")


def _pupils(lines: Iterator[str], reading: _Reading) -> Iterator[OnRoll]:
    first = next(lines, None)
    if first is None:
        reading.fault("empty", 1)
        return
    separator = max(",;\t|", key=first.count)
    if not _learn_header(next(csv.reader([first], delimiter=separator), []), reading):
        return
    rows = csv.reader(lines, delimiter=separator)
    while True:
        line = rows.line_num + 2
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error:
            reading.fault("quote", line)
            return
        if any(map(str.strip, cells)) and (pupil := _row(cells, line, reading)):
            yield pupil


def _learn_header(cells: list[str], reading: _Reading) -> bool:
    places: dict[Column, int] = {}
    for place, cell in enumerate(cells):
        column = NAMES.get(_NOT_A_LETTER.sub("", fold(cell)))
        if column in places:
            reading.fault("header_twice", 1, column=cell.strip()[:LONGEST_CELL])
            return False
        if column:
            places[column] = place
    missing = [COLUMNS[column][0] for column in REQUIRED if column not in places]
    if missing:
        reading.fault("header", 1, columns=", ".join(missing))
        return False
    reading.places, reading.width = places, len(cells)
    return True


def _row(cells: list[str], line: int, reading: _Reading) -> OnRoll | None:
    while len(cells) > reading.width and not cells[-1].strip():
        cells.pop()
    if len(cells) != reading.width:
        reading.fault("cells", line, found=str(len(cells)), wanted=str(reading.width))
        return None
    values = {column: plain(cells[place]) for column, place in reading.places.items()}
    for column, value in values.items():
        if value[:1] in FORMULA_SIGNS:
            reading.fault("formula", line, value=value)
            values[column] = value.lstrip("=+@-")
    known = hash(tuple(values.values()))
    if known in reading.seen:
        reading.fault("duplicate", line)
        return None
    reading.seen.add(known)
    return _pupil(values, line, reading)


def plain(cell: str) -> str:
    """Return a cell's text on one line, without the `="…"` by which spreadsheets are told not to reckon."""
    text = cell if cell.isprintable() else "".join(letter if letter.isprintable() else " " for letter in cell)
    text = text.strip()[:LONGEST_CELL]
    forced = _FORCED_TEXT.fullmatch(text)
    return forced[1] if forced else text


def _pupil(values: Mapping[Column, str], line: int, reading: _Reading) -> OnRoll | None:
    if not values[Column.SURNAME]:
        reading.fault("name", line)
        return None
    school = values[Column.ESTABLISHMENT]
    if Column.LA in values and len(school) <= 4:
        school = f"{values[Column.LA]:0>3}{school:0>4}"
    number = split_establishment(school)
    if number is None:
        reading.fault("establishment", line, value=school)
        return None
    return OnRoll(line, _child(values, _born(values[Column.BIRTH_DATE], line, reading)), number.joined)


def _born(text: str, line: int, reading: _Reading) -> date | None:
    born = read_day(text)
    if born is None:
        if text:
            reading.fault("date", line, value=text)
    elif not 0 <= (reading.today - born).days <= OLDEST * 366:
        reading.fault("age", line, value=text)
        return None
    return born


def _child(values: Mapping[Column, str], born: date | None) -> Child:
    of = values.get
    return Child(
        surname=of(Column.SURNAME, ""),
        forename=of(Column.FORENAME, ""),
        birth_date=born,
        upn=of(Column.UPN, "").upper(),
        former_upn=of(Column.FORMER_UPN, "").upper(),
        former_surname=of(Column.FORMER_SURNAME, ""),
        middle_names=of(Column.MIDDLE_NAMES, ""),
        gender=GENDERS.get(of(Column.GENDER, "").casefold(), ""),
        postcode=of(Column.POSTCODE, "").upper(),
        town=of(Column.TOWN, ""),
    )


def read_day(text: str) -> date | None:
    """Read a day as offices write it, day before month; a year has four figures, since two would be a guess."""
    for form in DATE_FORMS:
        if match := form.fullmatch(text):
            month = MONTHS.get(match["month"].casefold()[:3]) or match["month"]
            try:
                return date(int(match["year"]), int(month), int(match["day"]))
            except ValueError:
                return None
    return None
