"""Pictures of reports, as numbers with their names; the page draws them and puts the numbers in a table beside."""

from dataclasses import dataclass
from datetime import date

from handover.common.text import Text


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars side by side for each row: its name (a month by its first day), and a number for each of the series."""

    caption: Text
    heading: Text
    series: tuple[Text, ...]
    rows: tuple[tuple[Text | date, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Flows:
    """From each place to each other: the numbers of a row go from the place of the row to that of the column."""

    caption: Text
    places: tuple[tuple[str, str], ...]
    counts: tuple[tuple[int, ...], ...]

    @property
    def most(self) -> int:
        """The largest number; one where all are nought."""
        return max((count for row in self.counts for count in row), default=0) or 1


Picture = Bars | Flows
