"""Which column a list is sorted by, read from the address and written into its headings."""

from collections.abc import Sequence
from dataclasses import dataclass

from handover.common.text import Text


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a list: its heading, the field it is sorted by (empty: not sorted), whether it holds numbers."""

    heading: Text
    key: str = ""
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Sorting:
    """The order of a list: its columns, the one it is sorted by, and in which direction."""

    columns: tuple[TableColumn, ...]
    key: str
    descending: bool

    @classmethod
    def read(cls, wanted: str | None, columns: Sequence[TableColumn], default: str) -> "Sorting":
        """Read `?sort=`: a column's key, with a minus in front for the other way round; else the default."""
        keys = {column.key for column in columns if column.key}
        asked = wanted or default
        if asked.removeprefix("-") not in keys:
            asked = default
        return cls(tuple(columns), asked.removeprefix("-"), asked.startswith("-"))

    @property
    def order(self) -> str:
        """The order as `order_by` takes it."""
        return f"-{self.key}" if self.descending else self.key

    def aria(self, column: TableColumn) -> str:
        """Return the `aria-sort` of a column's heading."""
        if column.key != self.key:
            return "none"
        return "descending" if self.descending else "ascending"

    def next(self, column: TableColumn) -> str:
        """Return the `sort` that a click on the heading asks for: this column, or its other direction."""
        return f"-{column.key}" if column.key == self.key and not self.descending else column.key
