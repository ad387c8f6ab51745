"""A kind of list as data, and what is remembered of the problems while one is read."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from handover.common.lists.columns import ColumnNames, PupilColumn
from handover.common.problems import Problem, ProblemKind


@dataclass(frozen=True, slots=True, eq=False)
class ListKind:
    """One kind of list: the prefix of its problems, its columns, and what it takes.

    `needed` are sets of columns, one of which must be there whole. `told` problems of one kind are told one by one, the
    others counted. A list of more than `most_rows` rows is refused. A row with a formula is left out where `formulas` is
    False; elsewhere it is read as text.
    """

    prefix: str
    columns: ColumnNames
    needed: tuple[tuple[PupilColumn, ...], ...]
    faults: Mapping[str, ProblemKind]
    told: int
    most_rows: int | None = None
    formulas: bool = True


class ListRefused(Exception):
    """An error has ended the reading; it stands in the log."""


@dataclass(slots=True)
class ProblemLog:
    """The problems of one list in the order in which they were met, and how many there were of each code."""

    kind: ListKind
    problems: list[Problem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, code: str, line: int | None = None, **values: Any) -> None:
        """Note a problem by its code without the prefix, unless there were too many of its kind already."""
        self.counts[code] += 1
        if self.counts[code] <= self.kind.told:
            self.problems.append(self.kind.faults[f"{self.kind.prefix}.{code}"].at(line=line, **values))

    def refuse(self, code: str, line: int | None = None, **values: Any) -> NoReturn:
        """Note an error and end the reading."""
        self.add(code, line, **values)
        raise ListRefused

    def take_problems(self) -> Iterator[Problem]:
        """Yield the problems noted since the last call, so that a long list keeps none of them in memory."""
        taken, self.problems = self.problems, []
        yield from taken

    def add_counts(self) -> None:
        """Note how many problems of each code were not told one by one."""
        prefix = self.kind.prefix
        for code, count in self.counts.items():
            if count > self.kind.told:
                more = self.kind.faults[f"{prefix}.more"]
                self.problems.append(more.at(count=count - self.kind.told, path=f"{prefix}.{code}"))
