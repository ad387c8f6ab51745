"""Whether this thread works on the site or in a training county: a small site of its own, in which a vendor practises.

`training.entering` goes in and out; everything below it may ask. What is counted or remembered in memory for a row of the
database must ask: the rows of a county have the numbers that the site's rows have.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class EnteredCounty:
    """A training county: its name, which no other has; its folder, with database and files; and what its clock is ahead."""

    name: str
    folder: Path
    ahead: timedelta = timedelta()

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / "site.sqlite3"

    @property
    def files(self) -> Path:
        """The folder of sealed files."""
        return self.folder / "files"


_entered: Final[ContextVar[EnteredCounty | None]] = ContextVar("entered_county", default=None)


def entered_county() -> EnteredCounty | None:
    """Return the county in which this thread works; None on the site itself."""
    return _entered.get()


@contextmanager
def mark_entered(county: EnteredCounty) -> Iterator[None]:
    """Have this thread count as in a county within the block."""
    before = _entered.set(county)
    try:
        yield
    finally:
        _entered.reset(before)
