"""One row of a public register of schools: a school, or why the row was left out. No database."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from handover.common.lists.cells import read_written_day
from handover.common.problems import Problem
from handover.portal.establishments.faults import FAULTS
from handover.portal.establishments.register_layouts import RegisterColumn

NO_PHASE = "Not applicable"
LONGEST_NAME = 200
EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
URN = re.compile(r"[0-9]{1,6}")


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
    """A school as a register has it, at a line of the file or a row of the sheet (from 1).

    `warnings` are about values that were left out; the school counts without them.
    """

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
    sheet: str = ""
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that was left out, and why; or one of which only a value was, if the problem is a warning.

    `sheet` is the sheet of a spreadsheet in which it stands.
    """

    line: int
    problem: Problem
    sheet: str = ""


class Misread(Exception):
    """One row cannot be read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message())
        self.problem = problem


def read_register_row(line: int, values: Mapping[RegisterColumn, str], sheet: str = "") -> RegisterRow:
    """Read one row, or raise Misread."""

    def of(column: RegisterColumn) -> str:
        return values.get(column, "")

    name, status = of(RegisterColumn.NAME), of(RegisterColumn.STATUS)
    number = _number_of(of(RegisterColumn.LA), of(RegisterColumn.NUMBER), name)
    if not 0 < len(name) <= LONGEST_NAME:
        raise Misread(FAULTS["establishment.name"].at())
    # A list without a status holds the schools that are open.
    if RegisterColumn.STATUS in values and status not in STATUSES:
        raise Misread(FAULTS["establishment.status"].at(status=status))
    known = STATUSES.get(status, Status.OPEN)
    days = read_days(known, of(RegisterColumn.OPENED), of(RegisterColumn.CLOSED))
    phase, urn, email = of(RegisterColumn.PHASE), of(RegisterColumn.URN), of(RegisterColumn.EMAIL)
    return RegisterRow(
        line=line,
        number=number,
        name=name,
        la_name=of(RegisterColumn.LA_NAME)[:LONGEST_NAME],
        phase="" if phase == NO_PHASE else phase[:60],
        urn=urn if URN.fullmatch(urn) else "",
        town=of(RegisterColumn.TOWN)[:80],
        postcode=of(RegisterColumn.POSTCODE)[:10],
        email=email if EMAIL.fullmatch(email) and len(email) <= 254 else "",
        status=known,
        opened_on=days.opened_on,
        closed_on=days.closed_on,
        sheet=sheet,
        warnings=days.warnings,
    )


def _number_of(la: str, number: str, name: str) -> str:
    """Return the seven digits of a school, whose own four may stand behind those of its authority, or beside them."""
    if not number:
        raise Misread(FAULTS["establishment.number_missing"].at(name=name))
    whole = re.fullmatch(r"([0-9]{3})/?([0-9]{4})", number)
    if whole and la in {"", whole[1]}:
        return "".join(whole.groups())
    if whole:
        raise Misread(FAULTS["establishment.number_of_other"].at(number=number, la=la))
    if not re.fullmatch(r"[0-9]{3}", la):
        raise Misread(FAULTS["establishment.la"].at(la=la))
    if not re.fullmatch(r"[0-9]{4}", number):
        raise Misread(FAULTS["establishment.number"].at(number=number))
    return la + number


@dataclass(frozen=True, slots=True)
class RegisterDays:
    """The opening and the closing day of a school, as far as they are known, and what was wrong with them."""

    opened_on: date | None
    closed_on: date | None
    warnings: tuple[Problem, ...] = ()


def read_days(status: Status, opened: str, closed: str) -> RegisterDays:
    """Return the days as far as they are known and make sense together. Only a school that is still to open needs its day."""
    warnings = [
        FAULTS["establishment.date"].at(date=text, column=column)
        for text, column in ((opened, "OpenDate"), (closed, "CloseDate"))
        if text and read_written_day(text) is None
    ]
    opened_on, closed_on = read_written_day(opened), read_written_day(closed)
    if status is Status.PROPOSED and opened_on is None:
        raise Misread(FAULTS["establishment.opening_unknown"].at())
    if opened_on and closed_on and closed_on < opened_on:
        warnings.append(FAULTS["establishment.dates"].at(closed=closed_on, opened=opened_on))
        opened_on, closed_on = (None, closed_on) if status is Status.CLOSED else (opened_on, None)
    return RegisterDays(opened_on, closed_on, tuple(warnings))
