"""A list of expected pupils as a receiving school or authority has it: its columns, and each child once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Final

from handover.common.folding import fold
from handover.common.lists.columns import COLUMN_NAMES, PupilColumn
from handover.common.lists.kinds import ListKind, ProblemLog
from handover.common.lists.known_schools import spell_number
from handover.common.lists.meanings import ColumnChoices
from handover.common.lists.reader import ListRow, read_each_row
from handover.common.problems import Problem, has_errors
from handover.portal.expected.faults import FAULTS
from handover.portal.expected.row import Expected, FindSchools, read_expected

MOST: Final = 5000
"""Pupils in one list: more than any authority expects at once."""

EXPECTED: Final = ListKind(
    prefix="expected",
    columns={
        **{
            column: COLUMN_NAMES[column]
            for column in (
                PupilColumn.UPN,
                PupilColumn.SURNAME,
                PupilColumn.FORENAME,
                PupilColumn.BIRTH_DATE,
                PupilColumn.SOURCE,
                PupilColumn.ESTABLISHMENT,
            )
        },
        PupilColumn.LA: (*COLUMN_NAMES[PupilColumn.LA], "From LA", "Previous LA"),
    },
    # By less than one of these a child is not known. Who has one name only has it in either column.
    needed=((PupilColumn.UPN,), (PupilColumn.SURNAME, PupilColumn.FORENAME, PupilColumn.BIRTH_DATE)),
    faults=FAULTS,
    told=20,
    most_rows=MOST,
    leaving_out=frozenset({"too_little", "upn_twice", "duplicate"}),
    asks=True,
    stands_for={PupilColumn.ESTABLISHMENT: PupilColumn.SOURCE},
    names_pupils=True,
)


@dataclass(frozen=True, slots=True)
class ExpectedList:
    """What a list holds: the pupils, each once, in the order of its lines, and the problems met.

    After an error there are no pupils. `alike` are the names of schools in the list that several schools have, each with
    their numbers.
    """

    pupils: tuple[Expected, ...]
    problems: tuple[Problem, ...]
    alike: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        """Whether nothing of the list can be taken."""
        return has_errors(self.problems)


@dataclass(slots=True)
class _Children:
    """The children met so far, by the line on which each stands, and by what each is known again."""

    pupils: dict[int, Expected] = field(default_factory=dict)
    by_upn: dict[str, int] = field(default_factory=dict)
    by_name: dict[tuple[str, str, date], int] = field(default_factory=dict)


def read_expected_list(
    chunks: Iterable[bytes],
    today: date,
    choices: ColumnChoices | None = None,
    find_schools: FindSchools = spell_number,
) -> ExpectedList:
    """Read a list from its bytes in pieces of any size. Never raises for what it holds.

    `choices` is what a person said of its columns; without it, a list with columns in doubt is refused.
    """
    log = ProblemLog(EXPECTED)
    children = _Children()
    alike: dict[str, tuple[str, ...]] = {}
    said = choices.schools if choices else {}

    def find(text: str, la: str) -> Sequence[str]:
        found = find_schools(text, la)
        if chosen := said.get(fold(text), ""):
            return [chosen] if chosen in found else found
        if len(found) > 1:
            alike[text] = tuple(found)
        return found

    def read_row(row: ListRow) -> Expected | None:
        return read_expected(row.values, row.line, today, partial(log.add, line=row.line), find)

    for pupil in read_each_row(chunks, log, read_row, choices):
        _add_child(pupil, children, log)
    log.add_counts()
    problems = tuple(log.problems)
    return ExpectedList(() if has_errors(problems) else tuple(children.pupils.values()), problems, alike)


def read_expected_rows(
    rows: Iterable[Mapping[PupilColumn, str]], today: date, find_schools: FindSchools = spell_number
) -> ExpectedList:
    """Read pupils whose values were given one by one, as software gives them; `line` is the place in the order, from 1."""
    log = ProblemLog(EXPECTED)
    children = _Children()
    for line, values in enumerate(rows, start=1):
        log.read = line
        pupil = read_expected(values, line, today, partial(log.add, line=line), find_schools)
        if pupil:
            _add_child(pupil, children, log)
    log.add_counts()
    return ExpectedList(tuple(children.pupils.values()), tuple(log.problems))


def _add_child(pupil: Expected, children: _Children, log: ProblemLog) -> None:
    """Put a pupil on the list, unless they are there. Twins have one surname and day, and so are told by forename."""
    told = log.add
    if (first := children.by_upn.get(pupil.upn)) is not None:
        other = children.pupils[first]
        same = other.named is None or pupil.named is None or other.named == pupil.named
        told("duplicate" if same else "upn_twice", pupil.line, first=first, value=pupil.upn)
        return
    named = pupil.named
    first = children.by_name.get(named) if named else None
    if first is not None:
        upn = children.pupils[first].upn
        if not pupil.upn:
            told("duplicate", pupil.line, first=first)
            return
        if not upn:
            told("duplicate", first, first=pupil.line)
            del children.pupils[first]
        else:
            told("same_name", pupil.line, first=first)
    children.pupils[pupil.line] = pupil
    if pupil.upn:
        children.by_upn[pupil.upn] = pupil.line
    if named:
        children.by_name[named] = pupil.line
