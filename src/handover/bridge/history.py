"""The schools of a pupil: rows of a history in a file; in SIF a list with the learner, and one enrolment as an object."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from handover.bridge.extended import ExtendedTexts, KeptTexts
from handover.bridge.identity import derive_ref_id
from handover.bridge.leftovers import note_lost, note_texts_left
from handover.bridge.losses import UNHEARD, LossNotes
from handover.bridge.originals import keep_original, take_original
from handover.bridge.rows import Found, RowPlan, build_group, row_plan
from handover.bridge.schools import NamedSchool, named_destination, named_spell
from handover.bridge.translations import translation
from handover.bridge.writing import PupilWriting
from handover.ctf.model import DestinationSchool, Pupil, SchoolSpell
from handover.sif.objects import LearnerPersonal, LearnerSchoolEnrolment

OBJECT: Final = "LearnerSchoolEnrolment"
AT: Final = "Pupil/SchoolHistory/School"
PREVIOUS: Final = "LearnerPersonal/PreviousEstablishmentList/PreviousEstablishment"
UNKNOWN_DESTINATION: Final = "NK"
_MEMBERSHIP: Final = "@MembershipType"
_YEAR: Final = ("basic", "year_group")


def _plan() -> RowPlan:
    return row_plan(PREVIOUS, AT, SchoolSpell)


def _write_row(spell: SchoolSpell, at: str, notes: LossNotes) -> Any:
    fields = _plan().to_sif(spell, at, notes)
    if spell.urn is not None:
        notes.add("no_sif_home", f"{at}/URN", spell.urn, kept=True)
    return LearnerPersonal.PreviousEstablishment(**fields)


def _read_row(part: Any, notes: LossNotes) -> SchoolSpell:
    spell: SchoolSpell = build_group(SchoolSpell, _plan().to_ctf(part, PREVIOUS, notes))
    return spell


def write_history(work: PupilWriting) -> tuple[Any, ...] | None:
    """Return the list of schools; a row that would not come back is kept beside the learner."""
    rows = []
    for place, spell in enumerate(work.pupil.schools, 1):
        part = _write_row(spell, f"{AT}[{place}]", work.notes)
        keep_original(work.extended, f"School_{place}", spell, _read_row(part, UNHEARD))
        rows.append(part)
    return tuple(rows) or None


def write_enrolment(work: PupilWriting) -> LearnerSchoolEnrolment | None:
    """Return the enrolment at the sending school, or None where the file does not say enough for one."""
    spell = _spell_of_school(work)
    extended = ExtendedTexts()
    fields = row_plan(OBJECT, "Pupil", Pupil).to_sif(work.pupil, "Pupil", UNHEARD, extended)
    if spell is None or spell.entry is None or work.school_ref_id is None or "nc_year_group_actual" not in fields:
        _keep_with_learner(work)
        return None
    row_plan(OBJECT, "Pupil", Pupil).to_sif(work.pupil, "Pupil", work.notes)
    if "membership_type" not in fields:
        fields["membership_type"] = _membership(spell, work)
        extended.mark(_MEMBERSHIP, fields["membership_type"])
        work.notes.add("derived", f"{OBJECT}/{_MEMBERSHIP}", None, fields["membership_type"])
    return LearnerSchoolEnrolment(
        ref_id=derive_ref_id(OBJECT, work.ref_id, work.school.number, spell.entry),
        learner_personal_ref_id=work.ref_id,
        school_info_ref_id=work.school_ref_id,
        entry_date=spell.entry,
        exit_date=spell.leaving,
        exit_type=_exit(spell, work, extended),
        sif_extended_elements=extended.elements(work.marks),
        **fields,
    )


def _spell_of_school(work: PupilWriting) -> SchoolSpell | None:
    """Return the time at the sending school that goes on, else the last one there; of two alike, the later row."""
    number = work.school.number
    found = [each for each in work.pupil.schools if number is not None and named_spell(each).number == number]
    return max(reversed(found), key=lambda each: (each.leaving is None, each.entry or date.min)) if found else None


def _membership(spell: SchoolSpell, work: PupilWriting) -> str:
    """Return what the enrolment is where the file does not say: previous once the pupil has left, else current."""
    made = work.file.header.made
    return "P" if spell.leaving is not None and (made is None or spell.leaving <= made.date()) else "C"


def _exit(spell: SchoolSpell, work: PupilWriting, extended: ExtendedTexts) -> Any:
    reason = translation("code UKLeavingReasonType").to_sif(spell.reason) if spell.reason else None
    if reason is None:
        return None
    destination = None
    to = named_destination(work.file.header.destination)
    if to.number is not None and to.number != work.school.number:
        extended.mark("ExitType/Destination/Code", UNKNOWN_DESTINATION)
        work.notes.add("destination_derived", f"{OBJECT}/ExitType/Destination/Code", None, UNKNOWN_DESTINATION)
        destination = LearnerSchoolEnrolment.Destination(
            code=UNKNOWN_DESTINATION, la_id=to.la, establishment_id=to.estab
        )
    return LearnerSchoolEnrolment.ExitType(code=reason, destination=destination)


def _keep_with_learner(work: PupilWriting) -> None:
    for row in row_plan(OBJECT, "Pupil", Pupil).rows:
        value = row.get(work.pupil)
        if value is not None:
            work.extended.keep(row.element.tag, row.written(value))
            work.notes.add("no_enrolment", f"Pupil/{row.below}", value, kept=True)


def write_current(enrolment: LearnerSchoolEnrolment | None, work: PupilWriting) -> Any:
    """Return the learner's current enrolment: the one that has no end."""
    if enrolment is None or enrolment.exit_date is not None:
        return None
    work.extended.mark("CurrentSchoolEnrolment", enrolment.ref_id)
    work.notes.add("current_derived", "LearnerPersonal/CurrentSchoolEnrolment", None, work.school.number)
    return LearnerPersonal.CurrentSchoolEnrolment(
        learner_school_enrolment_ref_id=enrolment.ref_id,
        la_id=work.school.la or "",
        establishment_id=work.school.estab or "",
        nc_year_group=enrolment.nc_year_group_actual,
    )


def read_history(learner: Any, kept: KeptTexts, notes: LossNotes) -> list[SchoolSpell]:
    """Return the rows of the learner's list, as they were kept where they were."""
    originals = dict(kept.take_numbered("School"))
    rows = []
    for place, part in enumerate(learner.previous_establishment_list or (), 1):
        alone = KeptTexts(None)
        if place in originals:
            alone.put("School", originals[place])
        original = take_original(alone, "School", SchoolSpell, lambda spell: _write_row(spell, "", UNHEARD), part)
        rows.append(original if original is not None else _read_row(part, notes))
    return rows


def choose_enrolment(objects: Sequence[Any], school: str | None) -> Any:
    """Return the enrolment that the record is about: at the sending school, else the current one, else the latest."""
    if not objects:
        return None
    return max(
        objects,
        key=lambda each: (each.school_info_ref_id == school, each.exit_date is None, each.entry_date or date.min),
    )


def read_enrolments(
    learner: Any,
    objects: Sequence[Any],
    main: Any,
    schools: dict[str, NamedSchool],
    rows: list[SchoolSpell],
    destination: DestinationSchool,
    kept: KeptTexts,
    notes: LossNotes,
) -> Found:
    """Add the schools of the enrolments to the history; return year group and kind of the one that counts."""
    found: Found = {}
    listed = set(range(len(rows)))
    for thing in sorted(objects, key=lambda each: (each.entry_date or date.min, each is main)):
        texts = KeptTexts(thing)
        notes.turn_to(thing)
        if thing is main:
            found = row_plan(OBJECT, "Pupil", Pupil).to_ctf(thing, OBJECT, notes, texts)
            if _YEAR not in found:
                _note_one_more(thing, schools, notes)
        else:
            _note_one_more(thing, schools, notes)
            for tag, value in (
                ("@MembershipType", thing.membership_type),
                ("NCYearGroupActual", thing.nc_year_group_actual),
            ):
                notes.add("first_only", f"{OBJECT}/{tag}", value)
        _note_destination(thing, thing is main, destination, notes)
        _add_row(thing, schools.get(thing.school_info_ref_id), rows, listed, notes)
        note_texts_left(texts, OBJECT, notes)
    for row in row_plan(OBJECT, "Pupil", Pupil).rows:
        original = kept.take(row.element.tag)
        if original is not None and row.chain not in found:
            found[row.chain] = row.parsed(original)
    _read_current(learner, main, found, notes)
    return found


def _note_one_more(thing: Any, schools: dict[str, NamedSchool], notes: LossNotes) -> None:
    """Note that of an enrolment only a row of the school history is left."""
    school = schools.get(thing.school_info_ref_id)
    notes.add("enrolment_as_history", OBJECT, school.name if school is not None else None)


def _note_destination(thing: Any, is_main: bool, destination: DestinationSchool, notes: LossNotes) -> None:
    """Note what an enrolment says of where the learner went: a file says it once, in its header, and without the kind."""
    to = thing.exit_type.destination if thing.exit_type is not None else None
    if to is None:
        return
    there = f"{OBJECT}/ExitType/Destination"
    named = named_destination(destination)
    if not is_main or named.number is None or (to.la_id, to.establishment_id) != (named.la, named.estab):
        note_lost(to.replace(name=None), there, notes)
    elif to.code != UNKNOWN_DESTINATION:
        notes.add("wording", f"{there}/Code", to.code, UNKNOWN_DESTINATION)


def _read_current(learner: Any, main: Any, found: Found, notes: LossNotes) -> None:
    """Take the year group of the current enrolment where there is no object for it; note what would not come back."""
    current = learner.current_school_enrolment
    if current is None:
        return
    if main is None:
        year = translation("code UKNCYearGroupType").to_ctf(current.nc_year_group)
        if year is not None and _YEAR not in found:
            found[_YEAR] = year
        note_lost(current, "LearnerPersonal/CurrentSchoolEnrolment", notes)
    elif (
        main.ref_id != current.learner_school_enrolment_ref_id
        or main.exit_date is not None
        or _YEAR not in found
        or current.nc_year_group != main.nc_year_group_actual
    ):
        note_lost(current, "LearnerPersonal/CurrentSchoolEnrolment", notes)


def _add_row(
    thing: Any, school: NamedSchool | None, rows: list[SchoolSpell], listed: set[int], notes: LossNotes
) -> None:
    """Join an enrolment with its row of the learner's list, each of which (`listed`) is of one enrolment, or add a row."""
    if school is None:
        notes.add("school_absent", f"{OBJECT}/@SchoolInfoRefId", thing.school_info_ref_id)
        return
    reason = thing.exit_type.code if thing.exit_type is not None else None
    same = [at for at in sorted(listed) if _is_of_enrolment(rows[at], school, thing)]
    if same:
        place = next((at for at in same if rows[at].leaving == thing.exit_date), same[0])
        listed.remove(place)
        rows[place] = _joined(rows[place], thing, reason, notes)
        return
    rows.append(
        SchoolSpell(
            la=school.la,
            estab=school.estab,
            urn=school.urn,
            name=school.name,
            entry=thing.entry_date,
            leaving=thing.exit_date,
            reason=reason,
        )
    )
    notes.add("history_derived", PREVIOUS, _enrolment_name(thing), school.name)


def _is_of_enrolment(row: SchoolSpell, school: NamedSchool, thing: Any) -> bool:
    return (row.la, row.estab, row.entry) == (school.la, school.estab, thing.entry_date)


def _enrolment_name(thing: Any) -> str:
    """Return how a report tells one enrolment from the others of a learner: its first day and its last, if it has one."""
    return f"{thing.entry_date} – {thing.exit_date or ''}".strip()


def _joined(row: SchoolSpell, thing: Any, reason: str | None, notes: LossNotes) -> SchoolSpell:
    """Return a row of the list with what the enrolment says besides; where both speak, the list is kept."""
    leaving = thing.exit_date
    for path, mine, other in (("ExitDate", row.leaving, leaving), ("ExitType", row.reason, reason)):
        if other is not None and mine is None:
            notes.add("history_derived", f"{PREVIOUS}/{path}", _enrolment_name(thing), other)
        elif other is not None and other != mine:
            notes.add("wording", f"{OBJECT}/{'ExitDate' if path == 'ExitDate' else 'ExitType/Code'}", other, mine)
    return replace(row, leaving=row.leaving or leaving, reason=row.reason or reason)
