"""What one act costs, as measured: the table that the arithmetic of sizes (`scale.py`) stands on.

A row is replaced when its command has been run again; nothing else is edited, the page is written anew from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

NATION: Final = "`BENCH_NATION=0.01 python -m benchmarks nation`"
ON_FILE: Final = "nearly nothing beside it; 50,000 transfers on file"


@dataclass(frozen=True, slots=True)
class MeasuredFigure:
    """A figure: what it is of, its value and unit, the day and the command that gave it, and the machine or what limits it."""

    key: str
    what: str
    value: float
    unit: str
    day: str
    command: str
    limit: str


_DAY: Final = "1 December 2026"
_MACHINE, _DATABASE, _LOG, _DISK = "ms of a machine", "ms of the database", "bytes of PostgreSQL's log", "bytes on disk"

_ROWS: Final = (
    MeasuredFigure("send_machine", "A file of 30 kB is sent", 26, _MACHINE, _DAY, NATION, ON_FILE),
    MeasuredFigure("send_database", "A file of 30 kB is sent", 7.2, _DATABASE, _DAY, NATION, ON_FILE),
    MeasuredFigure("send_log", "A file of 30 kB is sent", 21_500, _LOG, _DAY, NATION, ON_FILE),
    MeasuredFigure("take_machine", "A file is fetched and acknowledged", 35, _MACHINE, _DAY, NATION, ON_FILE),
    MeasuredFigure("take_database", "A file is fetched and acknowledged", 10.5, _DATABASE, _DAY, NATION, ON_FILE),
    MeasuredFigure("take_log", "A file is fetched and acknowledged", 20_200, _LOG, _DAY, NATION, ON_FILE),
    MeasuredFigure("page_machine", "The files that were sent are listed", 44, _MACHINE, _DAY, NATION, ON_FILE),
    MeasuredFigure("page_database", "The files that were sent are listed", 4.5, _DATABASE, _DAY, NATION, ON_FILE),
    MeasuredFigure(
        "event_machine", "A zone accepts an event for two subscribers", 0.6, _MACHINE, _DAY, NATION, ON_FILE
    ),
    MeasuredFigure(
        "event_database", "A zone accepts an event for two subscribers", 0.2, _DATABASE, _DAY, NATION, ON_FILE
    ),
    MeasuredFigure("delivery_machine", "An event is fetched and acknowledged", 0.57, _MACHINE, _DAY, NATION, ON_FILE),
    MeasuredFigure("delivery_database", "An event is fetched and acknowledged", 0.37, _DATABASE, _DAY, NATION, ON_FILE),
    MeasuredFigure(
        "transfer_bytes", "A transfer that has ended", 1_600, _DISK, _DAY, NATION, "its row and its indexes"
    ),
    MeasuredFigure("entry_bytes", "An entry of the audit log", 540, _DISK, _DAY, NATION, "its row and its indexes"),
    MeasuredFigure("file_bytes", "A sealed file of 30 kB", 30_100, "bytes in the store", _DAY, NATION, "by its length"),
)

MEASURED: Final[Mapping[str, MeasuredFigure]] = MappingProxyType({row.key: row for row in _ROWS})
