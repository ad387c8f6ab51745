"""What a check of a document found."""

from dataclasses import dataclass, field

from handover.common.problems import Problem, Severity


@dataclass(slots=True)
class SifReport:
    """The number of objects met and the problems found, in the order of the document.

    At most `limit` problems are kept (0: all), so that a long document full of faults does not fill the memory;
    `counts` counts every one by its code and severity.
    """

    limit: int = 0
    objects: int = 0
    problems: list[Problem] = field(default_factory=list)
    counts: dict[tuple[str, Severity], int] = field(default_factory=dict)
    by_object: dict[str, int] = field(default_factory=dict)

    def met(self, name: str) -> None:
        """Count an object."""
        self.objects += 1
        self.by_object[name] = self.by_object.get(name, 0) + 1

    def add(self, problem: Problem) -> None:
        """Take a problem into the report."""
        kind = (problem.code, problem.severity)
        self.counts[kind] = self.counts.get(kind, 0) + 1
        if not self.limit or len(self.problems) < self.limit:
            self.problems.append(problem)

    def of(self, severity: Severity) -> int:
        """Return how many problems of that severity were found."""
        return sum(count for (_, each), count in self.counts.items() if each is severity)

    @property
    def acceptable(self) -> bool:
        """Say whether nothing found is an error."""
        return not self.of(Severity.ERROR)
