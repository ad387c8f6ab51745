"""What a case of a conformance run is, and what came of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from handover.cli.conformance.stage import ConformanceStage
from handover.portal.training.situations import SITUATIONS, TrainingSituation


@dataclass(frozen=True, slots=True)
class CaseFinding:
    """One thing that was looked at: what was found, and what had to be."""

    what: str
    found: str
    wanted: str

    @property
    def good(self) -> bool:
        """Whether it is as it had to be."""
        return self.found == self.wanted


@dataclass(frozen=True, slots=True)
class ConformanceCase:
    """One case: the situation that it brings about, and how. `play` returns what it found."""

    situation: str
    play: Callable[[ConformanceStage], Sequence[CaseFinding]]

    @property
    def row(self) -> TrainingSituation:
        """The row of the table of situations."""
        return SITUATIONS[self.situation]


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What came of a case; `fault` says why it could not be played to its end."""

    case: ConformanceCase
    findings: tuple[CaseFinding, ...] = ()
    fault: str = ""

    @property
    def passed(self) -> bool:
        """Whether everything is as it had to be."""
        return not self.fault and bool(self.findings) and all(each.good for each in self.findings)
