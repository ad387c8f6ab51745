"""What the conversion of one file, and of one pupil in it, has at hand on the way to SIF."""

from dataclasses import dataclass, field
from typing import Any

from handover.bridge.components import ComponentRegister
from handover.bridge.extended import ExtendedTexts
from handover.bridge.identity import SameNames
from handover.bridge.losses import LossNotes
from handover.bridge.schools import NamedSchool, SchoolRegister
from handover.bridge.types import KnownObjects
from handover.ctf.model import Header, Pupil
from handover.sif.model import AnyWhole


@dataclass(slots=True)
class FileWriting:
    """One file on its way: its header, what the zone knows, the shared objects that grow by the way."""

    header: Header
    known: KnownObjects
    notes: LossNotes = field(default_factory=LossNotes)
    same: SameNames = field(default_factory=SameNames)
    schools: SchoolRegister = field(init=False)
    components: ComponentRegister = field(default_factory=ComponentRegister)

    _schools_taken: set[str] = field(default_factory=set)

    def note_school_taken(self, path: str) -> None:
        """Note once a file that a kind of object was given the sending school for want of another."""
        if path not in self._schools_taken:
            self._schools_taken.add(path)
            self.notes.add("school_taken", path)

    def __post_init__(self) -> None:
        self.schools = SchoolRegister(self.known)


@dataclass(slots=True)
class PupilWriting:
    """One pupil on the way: the record, the RefIds of learner and school, and what travels beside the learner."""

    file: FileWriting
    pupil: Pupil
    ref_id: str
    school: NamedSchool
    school_ref_id: str | None
    notes: LossNotes
    extended: ExtendedTexts = field(default_factory=ExtendedTexts)
    same: SameNames = field(default_factory=SameNames)
    objects: list[AnyWhole] = field(default_factory=list)
    marks: dict[str, Any] = field(default_factory=dict)

    def take_school(self, of: str, path: str, extended: ExtendedTexts) -> str:
        """Return the RefId of the school for an object of which the file does not say at which school it was, marked."""
        assert self.school_ref_id is not None
        extended.mark(path, self.school_ref_id)
        self.file.note_school_taken(f"{of}/{path}")
        return self.school_ref_id
