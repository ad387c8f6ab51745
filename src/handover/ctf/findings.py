"""Where a check puts what it finds: bounded, so that a hostile file cannot make the list of its faults the attack."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from handover.common.problems import Problem, Severity, split_values
from handover.common.text import Text
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
        self.keep(Problem(FAULTS[fault], line, path, pupil, *split_values(values)))

    def keep(self, problem: Problem) -> None:
        """Note a problem."""
        if len(self.problems) < self.limit:
            self.problems.append(problem)
        else:
            self.left_out += 1
            self.errors_left_out |= problem.severity is Severity.ERROR

    def name_the_pupil(self, first: int, who: Callable[[], Text]) -> None:
        """Say of whom the problems from that place in the list on are; `who` is asked only if there are any."""
        if first < len(self.problems):
            words = MappingProxyType({"pupil": who()})
            self.problems[first:] = [
                replace(each, wordings={**each.wordings, **words}) for each in self.problems[first:]
            ]

    def harden(self, kinds: Mapping[str, str]) -> None:
        """Put faults in the place of others, by their short codes: `surname_unknown` becomes `surname_missing`."""
        by_code = {f"ctf.{soft}": FAULTS[hard] for soft, hard in kinds.items()}
        self.problems[:] = [
            replace(each, kind=by_code[each.code]) if each.code in by_code else each for each in self.problems
        ]
        self.errors_left_out |= self.left_out > 0

    def all(self) -> tuple[Problem, ...]:
        """Return the problems, and last how many are not listed."""
        if not self.left_out:
            return tuple(self.problems)
        fault = FAULTS["more_errors" if self.errors_left_out else "more_problems"]
        return (*self.problems, fault.at(count=self.left_out))
