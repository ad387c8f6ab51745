"""Why a value did not simply come over: one row a reason, with its kind and its words in English and Welsh.

In the words `{value}` is what stood in the source and `{given}` what stands for it now, as the report shows them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from handover.bridge.reasons_of_change import CHANGED, DERIVED
from handover.bridge.reasons_of_loss import LEFT_OUT, NO_HOME
from handover.common.text import Text


class LossKind(StrEnum):
    """What became of a value that did not simply come over."""

    NO_HOME = "no_home"
    """The other side has no place for it."""
    CHANGED = "changed"
    """It came over with another meaning or in another spelling."""
    DERIVED = "derived"
    """The other side must have a value and this side has none: one was worked out, and marked."""
    LEFT_OUT = "left_out"
    """It may not, or cannot, be brought over at all."""


KEPT: Final = Text(
    "The original travels along in an extended element.",
    "Mae'r gwreiddiol yn teithio gydag ef mewn elfen estynedig.",
)


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason: its kind and what is said to the person whose record it is."""

    kind: LossKind
    words: Text


_TABLES: Final = (
    (LossKind.NO_HOME, NO_HOME),
    (LossKind.CHANGED, CHANGED),
    (LossKind.DERIVED, DERIVED),
    (LossKind.LEFT_OUT, LEFT_OUT),
)

REASONS: Final[Mapping[str, Reason]] = MappingProxyType(
    {name: Reason(kind, words) for kind, table in _TABLES for name, words in table.items()}
)
"""Every reason by its name."""
