"""The mapping table: each element of a Common Transfer File with its home in SIF, and the other way round.

The table is `mapping.tsv`, one row a line. Both directions, the mapping page and the tests read it. `by` says what
converts the row: `row`, the row itself; else the module of that name (`addresses`, `needs` …), or that it is `fixed` (the
same in every object), `derived` (worked out, and marked), `identity` (a RefId), a `container` of other rows, `forbidden`
(never put into a file) or `none`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class MappingRow:
    """One row: where a value stands on either side, which ways it goes, how it is translated, and what is lost.

    `ctf` is the path in the file (`Pupil/UPN`), `sif` object and path (`LearnerPersonal/UPN`); one of them may be empty.
    `ways` is both, to_sif, to_ctf or none. `lost` is the reason (a key of `REASONS`) that a report gives where the
    value does not come over. `settled` is `open` where no source says enough about the file's element.
    """

    ctf: str
    sif: str
    ways: str
    by: str
    translation: str
    lost: str
    settled: str
    note: str

    @property
    def key(self) -> str:
        """What tells this row from all others."""
        return f"{self.ctf} = {self.sif}"


def _read() -> tuple[MappingRow, ...]:
    lines = Path(__file__).with_name("mapping.tsv").read_text("utf-8").splitlines()
    return tuple(MappingRow(*line.split("\t")) for line in lines[1:])


MAPPING: Final[tuple[MappingRow, ...]] = _read()


def _first_by_path() -> Mapping[str, MappingRow]:
    found: dict[str, MappingRow] = {}
    for row in MAPPING:
        for path in (row.ctf, row.sif):
            if path:
                found.setdefault(path, row)
    return found


ROW_BY_PATH: Final = _first_by_path()
"""The first row of each path, of either side."""


@lru_cache(maxsize=4096)
def find_row(path: str) -> MappingRow | None:
    """Return the row of a path, with or without positions in it, or of the nearest element around it that has one."""
    parts = [part.partition("[")[0] for part in path.split("/")]
    while parts:
        row = ROW_BY_PATH.get("/".join(parts))
        if row is not None:
            return row
        parts.pop()
    return None


def row_key_of(path: str) -> str:
    """Return the key of the row of a path; empty where there is none."""
    row = find_row(path)
    return row.key if row is not None else ""
