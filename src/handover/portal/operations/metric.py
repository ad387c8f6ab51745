"""One metric as a row: its name, what it means, which question of an operator it answers, and how it is found."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

Sample = tuple[dict[str, str], float]


class MetricSubject(StrEnum):
    """What the questions are about: the sections of the reference and the rows of the dashboard, in this order."""

    WAITING = "What waits, and for how long"
    WORK = "Whether the background work is done"
    ZONES = "Zones and the agents in them"
    LIMITS = "How near a limit is"
    SAFETY = "Whether what is kept is safe"


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric: its name after `handover_`, what it means, and how its samples are found at a time.

    `question` is what an operator asks, and `labels` are the names that its samples have; none holds anything of a person or a
    school. All are gauges. A name that ends in `_seconds` or `_bytes` says its unit; the others count.
    """

    name: str
    subject: MetricSubject
    question: str
    meaning: str
    samples: Callable[[datetime], Iterable[Sample]]
    labels: tuple[str, ...] = ()


def single_sample(number: float) -> list[Sample]:
    """Return one sample without labels."""
    return [({}, number)]


def seconds_since(moment: datetime | None, now: datetime) -> float:
    """Return how many seconds ago something was; nought for never, and for what is still to come."""
    return max(0.0, (now - moment).total_seconds()) if moment else 0.0


def age(moment: datetime | None, now: datetime) -> list[Sample]:
    """Return how many seconds ago something was, as one sample; nought for never."""
    return single_sample(seconds_since(moment, now))
