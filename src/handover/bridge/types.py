"""What a conversion is given and what it gives: known objects, objects by pupil, the file, and the losses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from handover.bridge.reasons import REASONS
from handover.ctf.model import CommonTransferFile
from handover.sif.model import SifObject

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


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


@dataclass(frozen=True, slots=True)
class Loss:
    """One value that did not simply come over.

    `pupil` is the position in the file, from 1; None for what belongs to no pupil. `path` is where the value stands in
    the source (`Pupil/Contacts/Contact[2]/Relationship`, `LearnerPersonal/ModeOfTravel`). `value` is what stood there
    and `given` what stands for it now; both are empty where there is nothing to tell or it must not be told. `kept`:
    the original travels along in an extended element, and the way back gives it again. `row` is the key of the row of
    the mapping table, `reason` a key of `REASONS`.
    """

    kind: LossKind
    pupil: int | None
    path: str
    value: str
    row: str
    reason: str
    given: str = ""
    kept: bool = False

    def message(self, language: str = "en") -> str:
        """Return the loss as a sentence that names the element and the value."""
        return REASONS[self.reason].say(language, self.path, self.value, self.given, self.kept)


@dataclass(frozen=True, slots=True)
class KnownObjects:
    """RefIds that the destination zone has already, which are used again instead of new ones.

    `learners`: UPN to RefId of the LearnerPersonal. `schools`: seven digits to RefId of the SchoolInfo; a school that
    is known is not written again.
    """

    learners: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    schools: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


NOTHING_KNOWN: Final = KnownObjects()
"""A zone of which nothing is known."""


@dataclass(frozen=True, slots=True)
class PupilObjects:
    """The objects of one pupil in the order in which they are published: contacts, learner, their links, the rest."""

    position: int
    upn: str | None
    learner_ref_id: str
    objects: tuple[SifObject, ...]


@dataclass(frozen=True, slots=True)
class SifConversion:
    """A Common Transfer File as SIF objects. `shared` belongs to no one pupil: schools, parts of assessments."""

    shared: tuple[SifObject, ...]
    pupils: tuple[PupilObjects, ...]
    losses: tuple[Loss, ...]

    @property
    def objects(self) -> tuple[SifObject, ...]:
        """All objects in publishing order."""
        return (*self.shared, *(each for pupil in self.pupils for each in pupil.objects))


@dataclass(frozen=True, slots=True)
class CtfConversion:
    """SIF objects as a Common Transfer File."""

    file: CommonTransferFile
    losses: tuple[Loss, ...]


class LostPupilFile(ValueError):
    """The file is of a lost pupil (to X or M): its record is not published to any zone."""
