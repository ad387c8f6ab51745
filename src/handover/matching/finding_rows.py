"""One row of the evidence table: how likely a finding is for one child and for two, and its words."""

import math
from dataclasses import dataclass

from handover.common.text import Text


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """What a finding means for a field.

    `m` is how often it is met between two records of one child, `u` how often between records of two children drawn blindly
    (Fellegi and Sunter 1969). Where what agrees is rare or common on a roll, its share there takes the place of `u`.
    """

    m: float
    u: float
    words: Text

    @property
    def points(self) -> float:
        """What the finding is usually worth, in powers of two for (or, below 0, against) one child."""
        return math.log2(self.m / self.u)


def make_row(m: float, u: float, en: str, cy: str) -> EvidenceRow:
    """Return a row of the table."""
    return EvidenceRow(m, u, Text(en, cy))
