"""The mapping table: each element of a Common Transfer File with its home in SIF, and the other way round."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class MappingRow:
    """One row: where a value stands on either side, which ways it goes, how it is translated, and what is lost.

    `ctf` is the path in the file (`Pupil/UPN`), `sif` object and path (`LearnerPersonal/UPN`); one may be empty.
    """

    key: str
    ctf: str
    sif: str
    direction: str
    translation: str
    converter: str
    reason: str
    settled: str
    note: str


MAPPING: Final[tuple[MappingRow, ...]] = ()
