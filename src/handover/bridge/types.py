"""What a conversion is given and what it gives: known objects, objects by pupil, the file, and the losses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, NamedTuple

from handover.bridge.labels import say_path
from handover.bridge.mapping import row_key_of
from handover.bridge.reasons import KEPT, REASONS, LossKind
from handover.ctf.model import CommonTransferFile
from handover.sif.model import AnyWhole

LONGEST_SHOWN: Final = 80
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class Loss(NamedTuple):
    """One value that did not simply come over.

    `reason` is a key of `REASONS`. `pupil` is the position in the file, from 1; None for what belongs to no pupil.
    `path` is where the value stands in the source (`Pupil/Contacts/Contact[2]/Relationship`,
    `LearnerPersonal[…]/ModeOfTravel`), or would stand, or in the target where a value was derived for which the source has
    no row. `value` is what stood there and `given` what stands for it now; both are empty where there is nothing to tell
    or it must not be told. `kept`: the original travels along in an extended element, and the way back gives it again.
    """

    reason: str
    pupil: int | None
    path: str
    value: str = ""
    given: str = ""
    kept: bool = False

    @property
    def kind(self) -> LossKind:
        """What became of the value."""
        return REASONS[self.reason].kind

    @property
    def row(self) -> str:
        """The key of the row of the mapping table."""
        return row_key_of(self.path)

    def message(self, language: str = "en") -> str:
        """Return the loss as a sentence that names the element and the value."""
        words = REASONS[self.reason].words.say(
            language, value=shorten_value(self.value), given=shorten_value(self.given)
        )
        said = f"{say_path(self.path, language)}: {words}"
        return f"{said} {KEPT.say(language)}" if self.kept else said

    def as_json(self, language: str = "en") -> dict[str, object]:
        """Return the loss as plain values, as `handover bridge --json` and the API tell of it."""
        return {
            "kind": self.kind.value,
            "pupil": self.pupil,
            "path": self.path,
            "value": self.value,
            "given": self.given,
            "kept": self.kept,
            "row": self.row,
            "message": self.message(language),
        }


def shorten_value(value: str) -> str:
    """Return a value as a sentence shows it: in one line, and not longer than a line."""
    line = " ".join(value.split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1]}…"


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
    objects: tuple[AnyWhole, ...]


@dataclass(frozen=True, slots=True)
class SifConversion:
    """A Common Transfer File as SIF objects. `shared` belongs to no one pupil: schools, parts of assessments."""

    shared: tuple[AnyWhole, ...]
    pupils: tuple[PupilObjects, ...]
    losses: tuple[Loss, ...]

    @property
    def objects(self) -> tuple[AnyWhole, ...]:
        """All objects in publishing order."""
        return (*self.shared, *(each for pupil in self.pupils for each in pupil.objects))


@dataclass(frozen=True, slots=True)
class CtfConversion:
    """SIF objects as a Common Transfer File."""

    file: CommonTransferFile
    losses: tuple[Loss, ...]


class LostPupilFile(ValueError):
    """The file is of a lost pupil (to X or M): its record is not published to any zone."""
