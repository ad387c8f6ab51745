"""SIF objects in, a Common Transfer File out."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple

from handover.bridge.assessments import read_results
from handover.bridge.attendance import read_attendance
from handover.bridge.contacts import read_contacts
from handover.bridge.extended import KeptTexts
from handover.bridge.gathering import GatheredObjects, gather_objects, note_unused
from handover.bridge.history import choose_enrolment, read_enrolments, read_history
from handover.bridge.learner import read_learner
from handover.bridge.leftovers import note_leftovers, note_texts_left
from handover.bridge.losses import LossNotes, place_object
from handover.bridge.meals import read_entitlements
from handover.bridge.needs import read_special_needs
from handover.bridge.rows import build_group
from handover.bridge.school_years import name_school_year
from handover.bridge.schools import NamedSchool
from handover.bridge.types import CtfConversion, Loss
from handover.ctf.documents import CTF
from handover.ctf.model import CommonTransferFile, DestinationSchool, Header, Pupil, SourceSchool
from handover.ctf.versions import versions_on
from handover.sif.model import SifObject

SUPPLIER: Final = "Handover"
WALKED: Final = ("LearnerSchoolEnrolment", "LearnerSpecialNeeds", "LearnerEntitlement", "LearnerAttendance")
"""Kinds of objects of a learner that are walked for values without a place as they stand."""


def convert_to_ctf(
    objects: Iterable[SifObject], header: Header | None = None, *, now: datetime | None = None
) -> CtfConversion:
    """Return SIF objects, of any number of learners, as a file, with what did not simply come over.

    With no `header` one is made: the source is the school of most enrolments, the destination the one that the
    enrolments name, if they name one alone; `now` is the moment of making. An object that cannot be read is left out,
    and the losses say so.
    """
    gathered = gather_objects(objects)
    main = _main_school(gathered, header)
    destination = header.destination if header is not None else _destination(gathered)
    pupils: list[Pupil] = []
    losses: list[Loss] = []
    met: set[str] = set()
    for ref_id, learner in gathered.learners.items():
        pupil, notes = _convert_readable(ref_id, gathered, SchoolsInHand(main, destination), len(pupils) + 1)
        if pupil.upn is not None and pupil.upn in met:
            gathered.notes.add("upn_twice", place_object(learner), pupil.upn)
            continue
        met.add(pupil.upn or "")
        pupils.append(pupil)
        losses += notes.losses
    made = header if header is not None else _make_header(gathered, main, now)
    file = CommonTransferFile(header=made, pupils=tuple(pupils))
    note_unused(gathered, file)
    return CtfConversion(file, (*gathered.notes.losses, *losses))


def _main_school(gathered: GatheredObjects, header: Header | None) -> str | None:
    """Return the RefId of the school that the record comes from: the header's, else the one of most enrolments."""
    if header is not None:
        number = NamedSchool(header.source.la, header.source.estab).number
        for ref_id, school in gathered.schools.items():
            if number is not None and school.number == number:
                return ref_id
    counts: Counter[str] = Counter()
    for kinds in gathered.by_learner.values():
        main = choose_enrolment(kinds.get("LearnerSchoolEnrolment", ()), None)
        if main is not None and main.school_info_ref_id in gathered.schools:
            counts[main.school_info_ref_id] += 1
    if counts:
        return counts.most_common(1)[0][0]
    return next(iter(gathered.schools), None) if len(gathered.schools) == 1 else None


class SchoolsInHand(NamedTuple):
    """Where the records come from (the RefId of a SchoolInfo) and where they go."""

    main: str | None
    destination: DestinationSchool


def _convert_readable(
    ref_id: str, gathered: GatheredObjects, schools: SchoolsInHand, position: int
) -> tuple[Pupil, LossNotes]:
    """Return a learner as a pupil with its losses; where a value cannot be read, without that value."""
    notes = LossNotes(position)
    try:
        return _convert_learner(ref_id, gathered, schools, notes), notes
    except ValueError:
        notes = LossNotes(position)
        gathered.mend(ref_id, notes)
        return _convert_learner(ref_id, gathered, schools, notes), notes


def _convert_learner(ref_id: str, gathered: GatheredObjects, schools: SchoolsInHand, notes: LossNotes) -> Pupil:
    learner, main = gathered.learners[ref_id], schools.main
    notes.turn_to(learner)
    kept = KeptTexts(learner)
    for kind in WALKED:
        for thing in gathered.of(ref_id, kind):
            notes.turn_to(thing)
            note_leftovers(thing, kind, notes)
    enrolments = gathered.of(ref_id, "LearnerSchoolEnrolment")
    counted = choose_enrolment(enrolments, main)
    school = counted.school_info_ref_id if counted is not None and main is None else main
    needs = read_special_needs(gathered.of(ref_id, "LearnerSpecialNeeds"), kept, notes, school)
    found = read_learner(learner, kept, notes, needs.pop(("basic", "medical_flag"), None))
    found |= needs
    rows = read_history(learner, kept, notes)
    found |= read_enrolments(learner, enrolments, counted, gathered.schools, rows, schools.destination, kept, notes)
    address = learner.personal_information.address if learner.personal_information is not None else None
    links = gathered.of(ref_id, "LearnerContact")
    for link in links:
        notes.turn_to(link)
        if gathered.links[link.contact_personal_ref_id] > 1:
            notes.add("contact_shared", "LearnerContact/@ContactPersonalRefId", link.contact_personal_ref_id)
    summaries, records = gathered.of(ref_id, "LearnerAttendanceSummary"), gathered.of(ref_id, "LearnerAttendance")
    results = gathered.of(ref_id, "LearnerAssessmentResult")
    found |= {
        ("meals", "spells"): read_entitlements(gathered.of(ref_id, "LearnerEntitlement"), kept, notes, school),
        ("contacts",): read_contacts(links, gathered.people, address, kept, notes),
        ("attendance",): read_attendance(summaries, records, gathered.schools, kept, notes),
        ("assessments",): read_results(results, gathered.components, kept, notes, school),
        ("schools",): tuple(rows),
    }
    note_texts_left(kept, "LearnerPersonal", notes)
    pupil: Pupil = build_group(Pupil, {chain: value for chain, value in found.items() if value not in (None, ())})
    return pupil


def _make_header(gathered: GatheredObjects, main: str | None, now: datetime | None) -> Header:
    source = gathered.schools.get(main or "", NamedSchool(None, None))
    return Header(
        document_name=CTF.document_name,
        version=f"{versions_on(now.date()).current}.0" if now is not None else None,
        made=now.replace(tzinfo=None, microsecond=0) if now is not None else None,
        qualifier="full",
        supplier=SUPPLIER,
        source=SourceSchool(
            la=source.la,
            estab=source.estab,
            urn=source.urn,
            name=source.name,
            academic_year=name_school_year(now.date()).start if now is not None else None,
        ),
        destination=_destination(gathered),
    )


def _destination(gathered: GatheredObjects) -> DestinationSchool:
    """Return the school that the enrolments name as the destination, if they name one alone."""
    named = set()
    for kinds in gathered.by_learner.values():
        for thing in kinds.get("LearnerSchoolEnrolment", ()):
            to = thing.exit_type.destination if thing.exit_type is not None else None
            if to is not None and to.la_id and to.establishment_id:
                named.add((to.la_id, to.establishment_id))
    if len(named) != 1:
        return DestinationSchool()
    la, estab = named.pop()
    return DestinationSchool(la=la, estab=estab)
