"""No reader of lists loses a row in silence: each row is used, or told with its line, or the whole list is refused."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.common.identifiers import make_upn
from handover.common.problems import Problem, has_errors
from handover.matching.links import OnRoll
from handover.portal.accounts.people_list import read_people_list
from handover.portal.establishments.gias import UnreadableRegister, read_links, read_rows
from handover.portal.establishments.register_rows import SkippedRow
from handover.portal.expected.reading import read_expected_list
from handover.portal.lostpupils.census_list import read_census
from handover.portal.phase.offers import read_offers
from tests.workbooks import workbook

pytestmark = pytest.mark.any_database("lists are read without a database")

TODAY = date(2026, 9, 1)
SOURCE = Path(__file__).resolve().parents[2] / "src" / "handover"


@dataclass(frozen=True)
class Reading:
    """What became of a list: by what each row that was used is known, the lines that were told, whether it was refused."""

    used: Sequence[str]
    told: frozenset[int]
    refused: bool = False


@dataclass(frozen=True)
class ListReader:
    """A reader of lists: its module, a list that it reads with a row for each number, and how it is called.

    A row is known by its first cell, or by the second where that is empty.
    """

    module: str
    heading: str
    row: Callable[[int], str]
    read: Callable[[bytes], Reading]
    separators: str = ",;\t|"
    encodings: tuple[str, ...] = ("utf-8", "utf-8-sig", "utf-16", "cp1252")
    workbooks: bool = True


def upn(number: int) -> str:
    return make_upn("681", "2990", 2020, number)


def reading(used: Iterable[str], problems: Sequence[Problem]) -> Reading:
    known, refused = list(used), has_errors(problems)
    for counted in (problem for problem in problems if problem.code.endswith(".rows")):
        numbers = {name: int(value) for name, value in counted.values.items()}
        assert numbers["used"] == len(known)
        assert numbers["read"] == numbers["used"] + numbers["left_out"]
    return Reading(known, frozenset(problem.line for problem in problems if problem.line), refused)


def census(data: bytes) -> Reading:
    found = list(read_census([data], TODAY))
    used = [each.child.upn or each.child.surname for each in found if isinstance(each, OnRoll)]
    problems = [each for each in found if isinstance(each, Problem)]
    return Reading((), frozenset(), refused=True) if has_errors(problems) else reading(used, problems)


def offers(data: bytes) -> Reading:
    found = read_offers([data], lambda number: True)
    return reading([offer.upn or offer.surname for offer in found.offers], found.problems)


def expected(data: bytes) -> Reading:
    found = read_expected_list([data], TODAY)
    return reading([pupil.upn or pupil.surname for pupil in found.pupils], found.problems)


def people(data: bytes) -> Reading:
    found = read_people_list([data])
    return reading([person.email for person in found.people], found.problems)


def register(data: bytes) -> Reading:
    try:
        found = list(read_rows(BytesIO(data)))
    except UnreadableRegister:
        return Reading((), frozenset(), refused=True)
    skipped = frozenset(each.line for each in found if isinstance(each, SkippedRow))
    return Reading([each.number[3:] for each in found if not isinstance(each, SkippedRow)], skipped)


def links(data: bytes) -> Reading:
    try:
        found = list(read_links(BytesIO(data)))
    except UnreadableRegister:
        return Reading((), frozenset(), refused=True)
    skipped = frozenset(each.line for each in found if isinstance(each, SkippedRow))
    return Reading([each[0] for each in found if not isinstance(each, SkippedRow)], skipped)


READERS = {
    "census": ListReader(
        "portal/lostpupils/census_list.py",
        "UPN,Surname,Forename,Birth date,Establishment",
        lambda number: f"{upn(number)},Testfield,Ann,2015-03-11,6812990",
        census,
    ),
    "offers": ListReader(
        "portal/phase/offers.py",
        "UPN,Surname,Forename,Birth date,Destination",
        lambda number: f"{upn(number)},Testfield,Ann{'abcdefgh'[number]},2015-03-11,6814990",
        offers,
    ),
    "expected": ListReader(
        "portal/expected/reading.py",
        "UPN,Surname,Forename,Birth date",
        lambda number: f"{upn(number)},Testfield,Ann{'abcdefgh'[number]},2015-03-11",
        expected,
    ),
    "people": ListReader(
        "portal/accounts/people_list.py",
        "E-mail,Name,Role,School",
        lambda number: f"ann{number}@school.example,Ann Testfield,School user,6814990",
        people,
    ),
    "register": ListReader(
        "portal/establishments/gias.py",
        "EstablishmentNumber,EstablishmentName,LA (code),EstablishmentStatus (name),Town",
        lambda number: f"{2990 + number},Ysgol Testfield,681,Open,Caerwennol",
        register,
        separators=",",
        encodings=("utf-8", "utf-8-sig", "cp1252"),
        workbooks=False,
    ),
    "links": ListReader(
        "portal/establishments/gias.py",
        "URN,LinkURN,LinkType",
        lambda number: f"{900000 + number},900009,Successor",
        links,
        separators=",",
        encodings=("utf-8", "utf-8-sig", "cp1252"),
        workbooks=False,
    ),
}


def cell(place: int, change: Callable[[str], str]) -> Callable[[str], str]:
    """Return how a row is damaged in one cell."""

    def damage(row: str) -> str:
        cells = row.split(",")
        cells[place] = change(cells[place])
        return ",".join(cells)

    return damage


def at(places: Sequence[int], damage: Callable[[str], str]) -> Callable[[list[str]], list[str]]:
    """Return how a list is damaged in some of its lines: 0 is the heading, the last is -1."""

    def damage_lines(lines: list[str]) -> list[str]:
        damaged = list(lines)
        for place in places:
            damaged[place] = damage(damaged[place])
        return damaged

    return damage_lines


OPEN, CLOSE = cell(1, '"{}'.format), cell(1, '{}"'.format)
DAMAGES: dict[str, Callable[[list[str]], list[str]]] = {
    "none": list,
    "quotation mark at the start of a cell": at([3], OPEN),
    "quotation mark at the start of a row": at([3], '"{}'.format),
    "quotation mark in the middle of a cell": at([3], cell(1, lambda text: text[:3] + '"' + text[3:])),
    "quotation mark at the end of a cell": at([3], CLOSE),
    "quotation mark at the end of a row": at([3], '{}"'.format),
    "quotation mark that ends before its cell": at([3], cell(1, '"{}"x'.format)),
    "quotation mark not closed in the last row": at([-1], OPEN),
    "quotation mark in the last cell of all": at([-1], cell(-1, '"{}'.format)),
    "quotation mark in the heading": at([0], OPEN),
    "quotation mark in the last cell of the heading": at([0], cell(-1, '"{}'.format)),
    "quotation marks doubled": at([3], cell(1, '""{}""'.format)),
    "one of two quotation marks doubled": at([3], cell(1, '"{}""'.format)),
    "quotation marks in two rows": at([2, 4], OPEN),
    "quotation marks in two rows that follow": at([3, 4], OPEN),
    "quotation mark that another row closes": lambda lines: at([4], CLOSE)(at([2], OPEN)(lines)),
    "quotation mark that the end of another row closes": lambda lines: at([4], '{}"'.format)(at([2], OPEN)(lines)),
    "quotation mark in every row": at(range(1, 7), OPEN),
    "all rows in quotation marks, one of them not closed": lambda lines: [
        '"' + line.replace(",", '","') + ('"' if place != 3 else "") for place, line in enumerate(lines)
    ],
    "apostrophe in place of a quotation mark": at([3], cell(1, "'{}".format)),
    "separator in a cell": at([3], cell(1, "{}, junior".format)),
    "row cut short": at([3], lambda row: row.rpartition(",")[0]),
    "row of the first cell alone": at([3], lambda row: row.split(",")[0]),
    "row with cells behind it": at([3], "{},x,y".format),
    "row with blank cells behind it": at([3], "{},,".format),
    "carriage return in a cell": at([3], cell(1, "{}\rx".format)),
    "letters that do not show": at([3], cell(1, "{}\x00".format)),
    "cell longer than any name": at([3], cell(1, lambda text: text * 40)),
    "cell longer than any line": at([3], cell(1, lambda text: text * 9000)),
    "formula": at([3], cell(1, "={}".format)),
    "first cell empty": at([3], cell(0, lambda text: "")),
    "text empty": at([3], cell(1, lambda text: "")),
    "row twice": at([3], lambda row: f"{row}\n{row}"),
    "blank rows between": at([3, 5], "\n,,\n{}".format),
    "heading once more": lambda lines: [*lines[:3], f"{lines[0]}\n{lines[3]}", *lines[4:]],
    "total at the end": lambda lines: [*lines, "Total,6,,,"],
    "sum at the end": lambda lines: [*lines, "6"],
    "title above": lambda lines: [f"A title\n{lines[0]}", *lines[1:]],
    "title with a quotation mark above": lambda lines: [f'A "title\n{lines[0]}', *lines[1:]],
}
"""What may happen to a list, as a change of its lines (the heading and six rows)."""


def lose_nobody(reader: ListReader, lines: Sequence[str], data: bytes) -> None:
    """Look for every row of a list that was damaged: in what was used, or where the line was told."""
    found = reader.read(data)
    if found.refused:
        return
    starts = [1, *accumulate((1 + len(re.findall(r"\r|\n", line)) for line in lines), initial=1)][1:]
    last = [start + len(re.findall(r"\r|\n", line)) for start, line in zip(starts, lines, strict=False)]
    known = {each.replace('"', "") for each in found.used}
    names = {known_by(lines[number]): number for number in range(1, 7)}
    assert known <= {*names, "Testfield"}
    for name, number in names.items():
        assert name in known or found.told & {*range(starts[number], last[number] + 1)}, f"row {number} was lost"


def known_by(line: str) -> str:
    """Return by what a row is known, quotation marks left out; what was put above it does not count."""
    cells = line.split("\n")[-1].replace('"', "").split(",")
    return cells[0] or cells[min(1, len(cells) - 1)]


def lines_of(reader: ListReader) -> list[str]:
    return [reader.heading, *(reader.row(number) for number in range(1, 7))]


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
@pytest.mark.parametrize("reader", READERS.values(), ids=READERS.keys())
def test_no_damage_loses_a_row_in_silence(reader: ListReader, damage: Callable[[list[str]], list[str]]) -> None:
    lines = damage(lines_of(reader))
    for separator in reader.separators:
        for encoding in reader.encodings:
            text = "\n".join(lines).replace(",", separator) + "\n"
            lose_nobody(reader, lines, text.encode(encoding))
            if "\r" not in text:
                lose_nobody(reader, lines, text.replace("\n", "\r\n").encode(encoding))


SPARED = (
    "none",
    "quotation mark in the middle of a cell",
    "quotation mark at the end of a cell",
    "row with blank cells behind it",
    "blank rows between",
    "title above",
    "title with a quotation mark above",
)
COSTS_ITS_ROW = (
    "quotation mark at the start of a cell",
    "quotation mark at the start of a row",
    "quotation mark that ends before its cell",
    "quotation mark not closed in the last row",
    "quotation mark in the last cell of all",
    "row cut short",
    "row with cells behind it",
)


@pytest.mark.parametrize("name", ["census", "offers", "expected", "register"])
def test_what_is_harmless_costs_no_row_and_one_bad_row_costs_one(name: str) -> None:
    reader = READERS[name]
    for damages, rows in ((SPARED, 6), (COSTS_ITS_ROW, 5)):
        for damage in damages:
            if name == "register" and "title" in damage:
                continue
            found = reader.read("\n".join(DAMAGES[damage](lines_of(reader))).encode())
            assert (damage, len(found.used), found.refused) == (damage, rows, False)


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS.keys())
def test_a_quotation_mark_anywhere_in_the_rows_loses_nobody(reader: ListReader) -> None:
    lines = lines_of(reader)
    for row in (2, 6):
        for place in range(len(lines[row]) + 1):
            damaged = at([row], lambda text, place=place: text[:place] + '"' + text[place:])(lines)
            lose_nobody(reader, damaged, "\n".join(damaged).encode())


@given(st.sampled_from(sorted(READERS)), st.lists(st.tuples(st.integers(1, 6), st.integers(0, 40)), max_size=4))
def test_quotation_marks_at_several_places_lose_nobody(name: str, marks: list[tuple[int, int]]) -> None:
    reader = READERS[name]
    damaged = lines_of(reader)
    for row, place in marks:
        damaged[row] = damaged[row][:place] + '"' + damaged[row][place:]
    lose_nobody(reader, damaged, "\n".join(damaged).encode())


@pytest.mark.parametrize("reader", [each for each in READERS.values() if each.workbooks])
@pytest.mark.parametrize("damage", [name for name in DAMAGES if "quotation" not in name and "letters" not in name])
def test_no_damage_of_a_workbook_loses_a_row_in_silence(reader: ListReader, damage: str) -> None:
    rows = [row for line in DAMAGES[damage](lines_of(reader)) for row in line.split("\n")]
    found = reader.read(workbook({"Pupils": [row.split(",") for row in rows]}))
    lines = {known_by(row): number for number, row in enumerate(rows, start=1)}
    for number in range(1, 7):
        name = known_by(DAMAGES[damage](lines_of(reader))[number])
        assert found.refused or name in found.used or lines[name] in found.told


READS_A_LIST = re.compile(
    r"from handover\.common\.lists\.(reader|csv_rows|workbook) import|csv\.(reader|DictReader)|from csv import|openpyxl"
)


def test_every_reader_of_lists_is_tried_here() -> None:
    modules = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if READS_A_LIST.search(path.read_text()) and SOURCE / "common" / "lists" not in path.parents
    }
    # These look at the headings of a list alone.
    looking = {"portal/officelists/brought.py", "portal/phase/overview.py"}
    assert modules - looking == {reader.module for reader in READERS.values()}
