"""Playing cases one after the other; one that fails stops no other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from handover.cli.conformance.case import CaseResult, ConformanceCase
from handover.cli.conformance.stage import ConformanceStage
from handover.client import ClientFault

OWN, SOFTWARE = "the Handover client", "the software that was watched"


@dataclass(frozen=True, slots=True)
class ConformanceReport:
    """What came of a run: of which software, on which site, when, and each case."""

    software: str
    site: str
    version: str
    at: datetime
    results: tuple[CaseResult, ...]

    @property
    def passed(self) -> int:
        """How many cases passed."""
        return sum(result.passed for result in self.results)

    @property
    def good(self) -> bool:
        """Whether all passed."""
        return self.passed == len(self.results)


def play_cases(
    stage: ConformanceStage, cases: Iterable[ConformanceCase], tell: Callable[[CaseResult], None]
) -> tuple[CaseResult, ...]:
    """Play cases, and tell of each when it is over."""
    results = []
    for case in cases:
        result = play_case(stage, case)
        tell(result)
        results.append(result)
    return tuple(results)


def play_case(stage: ConformanceStage, case: ConformanceCase) -> CaseResult:
    """Play one case."""
    try:
        return CaseResult(case, tuple(case.play(stage)))
    except ClientFault as fault:
        return CaseResult(case, fault=fault.explain())
