"""School software for tests: rolls of invented schools, and providers that do what no software should."""

from pathlib import Path
from typing import Any

from handover.demo import SchoolRoll
from handover.invented.sif import invent_roll

LEARNERS = 6


def make_roll(
    number: str, name: str = "", path: Path | None = None, *, learners: int = LEARNERS, seed: int = 0, **more: Any
) -> SchoolRoll:
    """Make the roll of a school with so many learners; the same number gives the same learners."""
    roll = SchoolRoll(path, **more)
    if not roll.filled:
        roll.fill(invent_roll(seed or int(number), number, name or f"School {number}", learners=learners))
    return roll
