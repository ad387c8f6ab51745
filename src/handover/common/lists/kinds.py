"""A kind of list as data, and what is remembered of the problems while one is read."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn

from handover.common.lists.columns import ColumnNames, PupilColumn
from handover.common.problems import Problem, ProblemKind

LEAVING_OUT: Final = frozenset({"cells", "quote_row", "heading_again"})
"""The faults of any list for which a row is left out, by their codes without the prefix."""


@dataclass(frozen=True, slots=True, eq=False)
class ListKind:
    """One kind of list: the prefix of its problems, its columns, and what it takes.

    `needed` are sets of columns, one of which must be there whole. `told` problems of one kind are told one by one, the
    others counted. A list of more than `most_rows` rows is refused. A row with a formula is left out where `formulas` is
    False; elsewhere it is read as text. `leaving_out` are the faults of this kind, by their codes without the prefix, for
    which a row is left out, besides those of any list (`LEAVING_OUT`); any other costs no row.

    `asks` says that a person can be asked what a column means, so that nothing in doubt is taken (`meanings.py`). `stands_for`
    are columns that mean another where no column is named for that: a plain “School” in a list of offers. `names_pupils` says
    that a problem of a row tells whose it is, beside its line.
    """

    prefix: str
    columns: ColumnNames
    needed: tuple[tuple[PupilColumn, ...], ...]
    faults: Mapping[str, ProblemKind]
    told: int
    most_rows: int | None = None
    formulas: bool = True
    leaving_out: frozenset[str] = frozenset()
    asks: bool = False
    stands_for: Mapping[PupilColumn, PupilColumn] = field(default_factory=dict)
    names_pupils: bool = False

    def leaves_out(self, code: str) -> bool:
        """Say whether a fault, by its code without the prefix, leaves a row out."""
        return code in LEAVING_OUT or code in self.leaving_out or (code == "formula" and not self.formulas)


@dataclass(frozen=True, slots=True)
class ListCount:
    """How many rows of a list were read, below its heading and not blank, and how many of them were left out."""

    read: int
    left_out: int

    @property
    def used(self) -> int:
        """How many rows were used."""
        return self.read - self.left_out


class ListRefused(Exception):
    """An error has ended the reading; it stands in the log."""


@dataclass(slots=True)
class ProblemLog:
    """The problems of one list in the order in which they were met, how many there were of each code, and of its rows."""

    kind: ListKind
    problems: list[Problem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    read: int = 0
    left_out: int = 0
    refused: bool = False
    row: tuple[int, str] = (0, "")
    """The line that is read, and whom it is about."""

    @property
    def count(self) -> ListCount:
        """How many rows were read, used and left out until now."""
        return ListCount(self.read, self.left_out)

    def add(self, code: str, line: int | None = None, **values: Any) -> None:
        """Note a problem by its code without the prefix, unless there were too many of its kind already."""
        self.counts[code] += 1
        self.left_out += self.kind.leaves_out(code)
        if self.kind.names_pupils and line == self.row[0] and self.row[1]:
            values.setdefault("who", self.row[1])
        if self.counts[code] <= self.kind.told:
            self.problems.append(self.kind.faults[f"{self.kind.prefix}.{code}"].at(line=line, **values))

    def refuse(self, code: str, line: int | None = None, **values: Any) -> NoReturn:
        """Note an error and end the reading."""
        self.add(code, line, **values)
        self.refused = True
        raise ListRefused

    def take_problems(self) -> Iterator[Problem]:
        """Yield the problems noted since the last call, so that a long list keeps none of them in memory."""
        taken, self.problems = self.problems, []
        yield from taken

    def add_counts(self) -> None:
        """Note how many rows were left out of a list that was read, and how many problems were not told one by one."""
        prefix = self.kind.prefix
        if self.left_out and not self.refused:
            numbers = {"read": self.read, "used": self.count.used, "left_out": self.left_out}
            words: dict[str, Any] = {name: f"{number:,}" for name, number in numbers.items()}
            self.problems.insert(0, self.kind.faults[f"{prefix}.rows"].at(**words))
        for code, count in self.counts.items():
            if count > self.kind.told:
                more = self.kind.faults[f"{prefix}.more"]
                self.problems.append(more.at(count=count - self.kind.told, path=f"{prefix}.{code}"))
