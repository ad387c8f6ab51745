"""A Common Transfer File in, SIF objects out."""

from typing import Final

from handover.bridge.assessments import write_results
from handover.bridge.attendance import write_attendance
from handover.bridge.contacts import write_contacts
from handover.bridge.history import write_enrolment
from handover.bridge.identity import identify_learner
from handover.bridge.learner import write_information, write_learner
from handover.bridge.losses import LossNotes
from handover.bridge.meals import write_entitlement
from handover.bridge.needs import write_special_needs
from handover.bridge.schools import school_of_pupil
from handover.bridge.types import (
    NOTHING_KNOWN,
    KnownObjects,
    Loss,
    LostPupilFile,
    PupilObjects,
    SifConversion,
)
from handover.bridge.writing import FileWriting, PupilWriting
from handover.ctf.filename import OUTSIDE, UNKNOWN
from handover.ctf.model import CommonTransferFile, Header, Pupil
from handover.sif.objects import LearnerSchoolEnrolment

_LOST: Final = (UNKNOWN, OUTSIDE)
_LOST_LA: Final = tuple(marker[:3] for marker in _LOST)
_LOST_SCHOOL: Final = tuple(marker[3:] for marker in _LOST)


def convert_to_sif(
    file: CommonTransferFile, known: KnownObjects = NOTHING_KNOWN, *, offline: bool = False
) -> SifConversion:
    """Return a file as SIF objects, with what did not simply come over.

    `known` names what the destination zone has already. A pupil that cannot be valid SIF is left out alone, and the
    losses say so. Raises `LostPupilFile` when the header's destination is a lost pupil's marker, because such a record
    is never published; `offline` says that the objects stay with a person. The caller looks at the file's *name*: it
    routes, and may have another destination than the header.
    """
    if not offline and is_lost_pupils_header(file.header):
        raise LostPupilFile("The record of a lost pupil is not published to a zone.")
    work = FileWriting(file.header, known)
    _note_header(file, work.notes)
    pupils: list[PupilObjects] = []
    losses: list[Loss] = []
    met: set[str] = set()
    for position, pupil in enumerate(file.pupils, 1):
        notes = LossNotes(position)
        if _is_writable(pupil, met, notes):
            pupils.append(_convert_pupil(pupil, position, notes, work))
        losses += notes.losses
    _note_destination(file.header, pupils, work.notes)
    shared = (*work.schools.objects(work.notes), *work.components.objects(work.notes))
    return SifConversion(shared, tuple(pupils), (*work.notes.losses, *losses))


def is_lost_pupils_header(header: Header) -> bool:
    """Say whether a header names no school but that the pupil is lost, or has left for outside the maintained sector."""
    destination = header.destination
    la, estab = (destination.la or "").upper(), (destination.estab or "").upper()
    return la in _LOST or la in _LOST_LA or estab in _LOST_SCHOOL


def _note_header(file: CommonTransferFile, notes: LossNotes) -> None:
    """Note what the file itself says beyond what each file says."""
    header = file.header
    for tag, values in (
        ("DataQualifier", (header.data_qualifier,)),
        ("DataDescriptor", (header.data_descriptor,)),
        ("SuppInfo", header.supplier_data),
        ("SuppID", header.supplier_id),
    ):
        for value in values:
            if value is not None:
                notes.add("no_sif_home", f"Header/{tag}", value)
    for place, unknown in enumerate(file.unknown, 1):
        notes.add("unknown_element", f"(unknown)[{place}]", f"{unknown.path} {unknown.xml}".strip())


def _note_destination(header: Header, pupils: list[PupilObjects], notes: LossNotes) -> None:
    """Note the destination where nobody's enrolment ends: it stands with the end of an enrolment, and nowhere else."""
    enrolments = (each for pupil in pupils for each in pupil.objects if isinstance(each, LearnerSchoolEnrolment))
    told = any(each.exit_type is not None and each.exit_type.destination is not None for each in enrolments)
    number = f"{header.destination.la or ''}{header.destination.estab or ''}"
    if number and not told:
        notes.add("no_sif_home", "Header/DestSchool", number)


def _is_writable(pupil: Pupil, met: set[str], notes: LossNotes) -> bool:
    """Say whether a pupil can be a learner of SIF, and note why not."""
    wanted = (("Surname", pupil.surname), ("Forename", pupil.forename), ("DOB", pupil.birth_date))
    missing = [tag for tag, value in wanted if value is None]
    if missing:
        notes.add("identity_missing", "Pupil", None, ", ".join(missing))
        return False
    if pupil.upn is not None and pupil.upn in met:
        notes.add("upn_twice", "Pupil/UPN", pupil.upn)
        return False
    met.add(pupil.upn or "")
    return True


def _convert_pupil(pupil: Pupil, position: int, notes: LossNotes, file: FileWriting) -> PupilObjects:
    school, own = school_of_pupil(file.header, pupil)
    school_ref_id = file.schools.ref_id(school)
    known = file.known.learners.get(pupil.upn) if pupil.upn is not None else None
    ref_id = known or identify_learner(pupil, school.number or "", file.same)
    work = PupilWriting(file, pupil, ref_id, school, school_ref_id, notes)
    if not own:
        notes.add("history_school", "SchoolInfo/@RefId", None, school.number)
    information = write_information(work)
    enrolment = write_enrolment(work)
    write_special_needs(work)
    has_stage = bool(work.objects)
    write_entitlement(work)
    write_attendance(work)
    write_results(work)
    contacts = write_contacts(work, information.address)
    learner = write_learner(work, information, enrolment, has_stage)
    own_objects = (learner, *contacts.links, *((enrolment,) if enrolment is not None else ()), *work.objects)
    return PupilObjects(position, pupil.upn, ref_id, (*contacts.people, *own_objects))
