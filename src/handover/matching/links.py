"""What the yearly matching takes and gives: lost pupils in, links out, each with its score and its reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from handover.common.text import Text
from handover.matching.evidence import Child, Evidence


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
    """What should happen with a link: tell the authorities, or have a person look first."""

    CERTAIN = "certain"
    LOOK = "look"


class Conflict(StrEnum):
    """Why a link is not certain, or less certain than its score."""

    TWO_ON_ROLL = "two_on_roll"
    TWO_LOST = "two_lost"
    UPN_OF_ANOTHER = "upn_of_another"
    MAY_BE_TWINS = "may_be_twins"


CONFLICTS: Final[Mapping[Conflict, Text]] = MappingProxyType(
    {
        Conflict.TWO_ON_ROLL: Text(
            "More than one pupil on roll may be this child.", "Gall mwy nag un disgybl ar y gofrestr fod y plentyn hwn."
        ),
        Conflict.TWO_LOST: Text(
            "The pupil on roll fits another lost pupil better.",
            "Mae'r disgybl ar y gofrestr yn gweddu'n well i ddisgybl coll arall.",
        ),
        Conflict.UPN_OF_ANOTHER: Text(
            "The UPN is the same, but the rest is not: it may have been typed into another child's record.",
            "Mae'r UPN yr un peth, ond nid y gweddill: gall fod wedi'i deipio yng nghofnod plentyn arall.",
        ),
        Conflict.MAY_BE_TWINS: Text(
            "Same surname and birth date, but another forename: they may be twins.",
            "Yr un cyfenw a dyddiad geni, ond enw cyntaf arall: gallant fod yn efeilliaid.",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class PupilLink:
    """A lost pupil and a pupil on roll who may be one child.

    `score` is the match weight, in powers of two: 10 is a thousand to one. `by_upn` says that a correct permanent UPN
    (or a former one) made the link. Evidence is told field by field; conflicts say what a person should look at.
    """

    lost: LostRecord
    on_roll: OnRoll
    score: float
    by_upn: bool
    certainty: Certainty
    evidence: tuple[Evidence, ...]
    conflicts: tuple[Conflict, ...] = ()


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

    def to_look_at(self) -> tuple[PupilLink, ...]:
        """Return the links that a person should look at."""
        return tuple(link for link in self.links if link.certainty is Certainty.LOOK)


def found_keys(links: Iterable[PupilLink]) -> frozenset[str]:
    """Return the keys of the lost pupils among these links."""
    return frozenset(link.lost.key for link in links)
