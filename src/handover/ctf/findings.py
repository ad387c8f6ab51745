"""Where a check puts what it finds: bounded, so that a hostile file cannot make the list of its faults the attack."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from handover.common.problems import Problem, Severity
from handover.ctf.faults import FAULTS

LONGEST_QUOTE = 40


def quote(text: str) -> str:
    """Return a value as a message may repeat it: short, on one line."""
    shown = " ".join(text.split())
    return shown if len(shown) <= LONGEST_QUOTE else shown[:LONGEST_QUOTE] + "…"


@dataclass(slots=True)
class ProblemList:
    """The problems met so far, in order; past the limit they are only counted."""

    limit: int
    problems: list[Problem] = field(default_factory=list)
    left_out: int = 0
    errors_left_out: bool = False

    def add(
        self,
        fault: str,
        line: int | None = None,
        path: str | None = None,
        pupil: int | None = None,
        /,
        **values: object,
    ) -> None:
        """Note a fault of `ctf.faults` by its short code."""
        told: Mapping[str, str] = MappingProxyType({name: str(value) for name, value in values.items()})
        self.keep(Problem(FAULTS[fault], line, path, pupil, told))

    def keep(self, problem: Problem) -> None:
        """Note a problem."""
        if len(self.problems) < self.limit:
            self.problems.append(problem)
        else:
            self.left_out += 1
            self.errors_left_out |= problem.severity is Severity.ERROR

    def all(self) -> tuple[Problem, ...]:
        """Return the problems, and last how many are not listed."""
        if not self.left_out:
            return tuple(self.problems)
        fault = FAULTS["more_errors" if self.errors_left_out else "more_problems"]
        return (*self.problems, fault.at(count=self.left_out))
