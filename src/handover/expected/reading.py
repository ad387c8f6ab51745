"""Reading a list of expected pupils as CSV: tolerant of how offices write one, and clear about what it left out."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, Final

from handover.common.problems import Problem, has_errors
from handover.expected.columns import COLUMNS, ENOUGH, Column
from handover.expected.faults import FAULTS, MOST
from handover.expected.row import Expected, read_row
from handover.matching.cells import LONGEST_CELL, SIGNS, is_formula, plain
from handover.matching.census_lines import NotText, read_lines
from handover.matching.names import fold

KEPT: Final = 20
"""Problems of one kind that are told one by one."""
_NOT_A_LETTER: Final = re.compile(r"[\W_]+")


def _key(name: str) -> str:
    return _NOT_A_LETTER.sub("", fold(name))


NAMES: Final[Mapping[str, Column]] = {_key(name): column for column, names in COLUMNS.items() for name in names}


@dataclass(frozen=True, slots=True)
class ExpectedList:
    """What a list holds: the pupils, each once, in the order of its lines, and the problems met.

    After an error there are no pupils.
    """

    pupils: tuple[Expected, ...]
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """Whether nothing of the list can be taken."""
        return has_errors(self.problems)


class _Stop(Exception):
    """Reading has come to an end; the problem is noted."""


@dataclass(slots=True)
class _Reading:
    """What is remembered from row to row."""

    today: date
    places: Mapping[Column, int] = field(default_factory=dict)
    width: int = 0
    problems: list[Problem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    pupils: dict[int, Expected] = field(default_factory=dict)
    by_upn: dict[str, int] = field(default_factory=dict)
    by_name: dict[tuple[str, str, date], int] = field(default_factory=dict)

    def fault(self, code: str, line: int | None = None, **values: Any) -> None:
        """Note a problem, unless there were too many of its kind already."""
        self.counts[code] += 1
        if self.counts[code] <= KEPT:
            self.problems.append(FAULTS[f"expected.{code}"].at(line=line, **values))


def read(chunks: Iterable[bytes], today: date) -> ExpectedList:
    """Read a list from its bytes in pieces of any size. Never raises for what it holds."""
    reading = _Reading(today)
    try:
        for pupil in _rows(read_lines(chunks, reading.fault), reading):
            _take(pupil, reading)
            if len(reading.pupils) > MOST:
                reading.fault("too_many", pupil.line, most=f"{MOST:,}")
                break
    except NotText as stopped:
        met = stopped.problem
        reading.fault(met.code.partition(".")[2], met.line, **met.values)
    except _Stop:
        pass
    for code, count in tuple(reading.counts.items()):
        if count > KEPT:
            reading.problems.append(FAULTS["expected.more"].at(count=count - KEPT, path=f"expected.{code}"))
    problems = tuple(reading.problems)
    return ExpectedList(() if has_errors(problems) else tuple(reading.pupils.values()), problems)


def _rows(lines: Iterator[str], reading: _Reading) -> Iterator[Expected]:
    first = next(lines, None)
    if first is None or not first.strip():
        reading.fault("empty", 1)
        raise _Stop
    separator = max(",;\t|", key=first.count)
    _learn_header(next(csv.reader([first], delimiter=separator), []), reading)
    rows = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        line = rows.line_num + 2
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error:
            reading.fault("quote", line)
            raise _Stop from None
        if any(map(str.strip, cells)) and (pupil := _row(cells, line, reading)):
            yield pupil


def _learn_header(cells: list[str], reading: _Reading) -> None:
    places: dict[Column, int] = {}
    for place, cell in enumerate(cells):
        column = NAMES.get(_key(cell))
        if column in places:
            reading.fault("header_twice", 1, column=cell.strip()[:LONGEST_CELL])
            raise _Stop
        if column:
            places[column] = place
    if Column.SOURCE in places:
        places.pop(Column.SCHOOL, None)
    if not any(places.keys() >= set(together) for together in ENOUGH):
        reading.fault("header", 1)
        raise _Stop
    reading.places, reading.width = places, len(cells)


def _row(cells: list[str], line: int, reading: _Reading) -> Expected | None:
    while len(cells) > reading.width and not cells[-1].strip():
        cells.pop()
    if len(cells) != reading.width:
        reading.fault("cells", line, found=len(cells), wanted=reading.width)
        return None
    values = {column: plain(cells[place]) for column, place in reading.places.items()}
    for column, value in values.items():
        if is_formula(value):
            reading.fault("formula", line, value=value)
            values[column] = value.lstrip(SIGNS).strip()
    return read_row(values, line, reading.today, partial(reading.fault, line=line))


def _take(pupil: Expected, reading: _Reading) -> None:
    """Put a pupil on the list, unless they are there. Twins have one surname and day, and so are told by forename."""
    told = reading.fault
    if (first := reading.by_upn.get(pupil.upn)) is not None:
        other = reading.pupils[first]
        same = other.named is None or pupil.named is None or other.named == pupil.named
        told("duplicate" if same else "upn_twice", pupil.line, first=first, value=pupil.upn)
        return
    named = pupil.named
    first = reading.by_name.get(named) if named else None
    if first is not None:
        upn = reading.pupils[first].upn
        if not pupil.upn:
            told("duplicate", pupil.line, first=first)
            return
        if not upn:
            told("duplicate", first, first=pupil.line)
            del reading.pupils[first]
        else:
            told("same_name", pupil.line, first=first)
    reading.pupils[pupil.line] = pupil
    if pupil.upn:
        reading.by_upn[pupil.upn] = pupil.line
    if named:
        reading.by_name[named] = pupil.line
