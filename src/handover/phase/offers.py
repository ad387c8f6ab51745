"""Reading an authority's list of offers as CSV: a child by UPN, or by name and birth date, and the school they go to.

Read as offices write it: with columns in any order and under many names, in UTF-8 or Windows-1252, parted by comma,
semicolon or tab. What cannot be read for certain is left out and told; nothing is guessed.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from handover.common.identifiers import is_upn, split_establishment
from handover.common.problems import Problem, has_errors
from handover.matching.cells import LONGEST_CELL, is_formula, plain, read_day
from handover.matching.census_columns import COLUMNS, Column
from handover.matching.census_lines import NotText, read_lines
from handover.matching.names import fold
from handover.phase.faults import FAULTS

MOST_ROWS: Final = 100_000
DESTINATION: Final = "destination"
NAMES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        **{column: COLUMNS[column] for column in (Column.UPN, Column.SURNAME, Column.FORENAME, Column.BIRTH_DATE)},
        DESTINATION: (
            "Destination",
            "Offer",
            "Offered school",
            "School offered",
            "Allocated school",
            "Destination school",
            "Secondary school",
            "New school",
            *COLUMNS[Column.ESTABLISHMENT],
            "Cyrchfan",
            "Cynnig",
        ),
    }
)
"""The names of the columns; the first is the one we use. Read without regard to case, accents, blanks and signs."""
_NOT_A_LETTER: Final = re.compile(r"[\W_]+")
_COLUMN_OF: Final = MappingProxyType(
    {_NOT_A_LETTER.sub("", fold(name)): column for column, names in NAMES.items() for name in names}
)
_WHO: Final = (Column.SURNAME, Column.FORENAME, Column.BIRTH_DATE)


@dataclass(frozen=True, slots=True)
class Offer:
    """A place offered: the line of the list (from 1), the child as the list knows them, the school's seven digits."""

    line: int
    upn: str
    surname: str
    forename: str
    birth_date: date | None
    destination: str


@dataclass(frozen=True, slots=True)
class OffersList:
    """What a list gave: the offers that count, and everything to be told about the rest."""

    offers: tuple[Offer, ...]
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """Whether the list could not be read to its end; it then holds no offers."""
        return has_errors(self.problems)


Named = tuple[str, str, date]


def person_key(surname: str, forename: str, birth_date: date | None) -> Named | None:
    """Return by what a child without a UPN is known again, or None where a part of it is missing."""
    last, first = fold(surname), fold(forename)
    return (last, first, birth_date) if last and first and birth_date else None


@dataclass(slots=True)
class _Reading:
    known_school: Callable[[str], bool]
    places: Mapping[str, int] = field(default_factory=dict)
    width: int = 0
    problems: list[Problem] = field(default_factory=list)

    def fault(self, code: str, line: int | None, **values: Any) -> None:
        self.problems.append(FAULTS[f"offers.{code}"].at(line=line, **values))


def read_offers(chunks: Iterable[bytes], known_school: Callable[[str], bool]) -> OffersList:
    """Read a list. `known_school` says whether a number of seven digits is a school that takes files.

    Never raises for what the list holds.
    """
    reading = _Reading(known_school)
    try:
        offers = list(_offers(read_lines(chunks, reading.fault), reading))
    except NotText as fault:
        reading.fault(fault.problem.code.partition(".")[2], fault.problem.line, **fault.problem.values)
    if has_errors(reading.problems):
        return OffersList((), tuple(reading.problems))
    kept = _one_for_each_child(offers, reading)
    return OffersList(kept, tuple(sorted(reading.problems, key=lambda problem: problem.line or 0)))


def _offers(lines: Iterator[str], reading: _Reading) -> Iterator[Offer]:
    first = next(lines, None)
    if first is None:
        reading.fault("empty", 1)
        return
    separator = max(",;\t|", key=first.count)
    if not _learn_header(next(csv.reader([first], delimiter=separator), []), reading):
        return
    rows = csv.reader(lines, delimiter=separator, strict=True)
    for number in range(MOST_ROWS + 1):
        line = rows.line_num + 2
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error:
            reading.fault("quote", line)
            return
        if number == MOST_ROWS:
            reading.fault("too_many", line, limit=MOST_ROWS)
        elif any(map(str.strip, cells)) and (offer := _row(cells, line, reading)):
            yield offer


def _learn_header(cells: list[str], reading: _Reading) -> bool:
    places: dict[str, int] = {}
    for place, cell in enumerate(cells):
        column = _COLUMN_OF.get(_NOT_A_LETTER.sub("", fold(cell)))
        if column in places:
            reading.fault("header_twice", 1, column=cell.strip()[:LONGEST_CELL])
            return False
        if column:
            places[column] = place
    who = () if Column.UPN in places else _WHO
    missing = [NAMES[column][0] for column in (*who, DESTINATION) if column not in places]
    if missing:
        reading.fault("header", 1, columns=", ".join(missing))
        return False
    reading.places, reading.width = places, len(cells)
    return True


def _row(cells: list[str], line: int, reading: _Reading) -> Offer | None:
    while len(cells) > reading.width and not cells[-1].strip():
        cells.pop()
    if len(cells) != reading.width:
        reading.fault("cells", line, found=len(cells), wanted=reading.width)
        return None
    values = {column: plain(cells[place]) for column, place in reading.places.items()}
    if any(is_formula(value) for value in values.values() if value):
        reading.fault("formula", line)
        return None
    return _offer(values, line, reading)


def _offer(values: Mapping[str, str], line: int, reading: _Reading) -> Offer | None:
    upn, born = values.get(Column.UPN, "").replace(" ", "").upper(), values.get(Column.BIRTH_DATE, "")
    birth_date = read_day(born)
    number = split_establishment(values[DESTINATION])
    offer = Offer(
        line,
        upn,
        values.get(Column.SURNAME, ""),
        values.get(Column.FORENAME, ""),
        birth_date,
        number.joined if number else "",
    )
    if upn and not is_upn(upn):
        reading.fault("upn", line)
    elif born and birth_date is None:
        reading.fault("date", line)
    elif not upn and person_key(offer.surname, offer.forename, birth_date) is None:
        reading.fault("nobody", line)
    elif not offer.destination or not reading.known_school(offer.destination):
        reading.fault("school", line, value=values[DESTINATION] or "–")
    else:
        return offer
    return None


def _one_for_each_child(offers: list[Offer], reading: _Reading) -> tuple[Offer, ...]:
    """Return the offers without repeated rows, and without those of a child who is offered two schools."""
    first: dict[object, Offer] = {}
    out: set[int] = set()
    for offer in offers:
        who = offer.upn or person_key(offer.surname, offer.forename, offer.birth_date)
        earlier = first.setdefault(who, offer)
        if earlier is offer:
            continue
        out.add(offer.line)
        if earlier.destination == offer.destination:
            reading.fault("duplicate", offer.line, other=earlier.line)
        else:
            out.add(earlier.line)
            reading.fault("two_offers", offer.line, other=earlier.line)
    return tuple(offer for offer in offers if offer.line not in out)
