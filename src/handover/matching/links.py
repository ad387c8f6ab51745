"""What the yearly matching takes and gives: lost pupils in, links out, each with its score and its reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from handover.common.text import Text
from handover.matching.child import Child
from handover.matching.evidence import Evidence


@dataclass(frozen=True, slots=True)
class LostRecord:
    """A pupil of the lost pupil store: the key by which the caller knows the record, and the child."""

    key: str
    child: Child


@dataclass(frozen=True, slots=True)
class OnRoll:
    """A pupil on a school's roll: the line of the extract (from 1), the child, the school's seven digits."""

    line: int
    child: Child
    establishment: str


class Certainty(StrEnum):
    """What should happen with a link: tell the authorities, have a person look first, or have a UPN mended.

    `UPN` is for pairs that share a UPN and nothing else: it was most likely typed into another child's record.
    """

    CERTAIN = "certain"
    LOOK = "look"
    UPN = "upn"


class Conflict(StrEnum):
    """Why a link is not certain, or less certain than its score."""

    TWO_ON_ROLL = "two_on_roll"
    TWO_LOST = "two_lost"
    UPN_OF_ANOTHER = "upn_of_another"
    MAY_BE_TWINS = "may_be_twins"
    DAY_UNKNOWN = "day_unknown"


CONFLICTS: Final[Mapping[Conflict, Text]] = MappingProxyType(
    {
        Conflict.TWO_ON_ROLL: Text(
            "More than one pupil on roll may be this child.",
            "Efallai mai mwy nag un disgybl ar y gofrestr yw'r plentyn hwn.",
        ),
        Conflict.TWO_LOST: Text(
            "The pupil on roll fits another lost pupil better.",
            "Mae'r disgybl ar y gofrestr yn cyfateb yn well i ddisgybl coll arall.",
        ),
        Conflict.UPN_OF_ANOTHER: Text(
            "The UPN is the same, but the rest is not: it may have been typed into another child's record.",
            "Mae'r UPN yr un peth, ond nid y gweddill: efallai iddo gael ei deipio yng nghofnod plentyn arall.",
        ),
        Conflict.MAY_BE_TWINS: Text(
            "The forenames do not tell the child from a brother, a sister or a twin.",
            "Nid yw'r enwau cyntaf yn gwahaniaethu rhwng y plentyn a brawd, chwaer neu efaill.",
        ),
        Conflict.DAY_UNKNOWN: Text(
            "Only the year of birth seems to be known, and the years differ.",
            "Mae'n debyg mai dim ond y flwyddyn geni sy'n hysbys, ac mae'r blynyddoedd yn wahanol.",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class PupilLink:
    """A lost pupil and a pupil on roll who may be one child.

    `score` is the match weight, in powers of two: the sum of what the evidence weighs, less what it takes to find one child
    among all on the roll. `probability` is how likely the link is right, 0 to 1, with its rivals on either side. `by_upn` says
    that both have one correct UPN, or a former one. Evidence is told field by field; conflicts say what a person should look
    at.
    """

    lost: LostRecord
    on_roll: OnRoll
    score: float
    by_upn: bool
    certainty: Certainty
    evidence: tuple[Evidence, ...]
    conflicts: tuple[Conflict, ...] = ()
    probability: float = 0.0


@dataclass(frozen=True, slots=True)
class Links:
    """The result of a matching: links, best first for each lost pupil, and how many were compared."""

    links: tuple[PupilLink, ...]
    lost: int
    on_roll: int

    def of(self, key: str) -> tuple[PupilLink, ...]:
        """Return the links of one lost pupil, best first."""
        return tuple(link for link in self.links if link.lost.key == key)

    def certain(self) -> tuple[PupilLink, ...]:
        """Return the links that need no second look before the authorities are told."""
        return tuple(link for link in self.links if link.certainty is Certainty.CERTAIN)

    def sharing_only_a_upn(self) -> tuple[PupilLink, ...]:
        """Return the pairs that share a UPN and little else: it may have been typed wrongly."""
        return tuple(link for link in self.links if link.certainty is Certainty.UPN)


def found_keys(links: Iterable[PupilLink]) -> frozenset[str]:
    """Return the keys of the lost pupils among these links."""
    return frozenset(link.lost.key for link in links)
