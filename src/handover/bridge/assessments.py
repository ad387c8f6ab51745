"""Results of assessments: under their stage in a file, an object each in SIF."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final

from handover.bridge.components import AT, STAGE_AT, ComponentCodes, codes_of_result
from handover.bridge.extended import ExtendedTexts, KeptTexts
from handover.bridge.identity import derive_ref_id
from handover.bridge.leftovers import note_leftovers, note_other_school, note_texts_left
from handover.bridge.losses import LossNotes
from handover.bridge.originals import put_back
from handover.bridge.rows import Found, build_group, row_plan
from handover.bridge.translation_codes import USUAL_STATUS
from handover.bridge.writing import PupilWriting
from handover.ctf.fragments import read_fragment, write_fragment
from handover.ctf.model import Assessment, KeyStage
from handover.sif.objects import LearnerAssessmentResult

OBJECT: Final = "LearnerAssessmentResult"
AGAIN: Final = "KeyStage"
REMEMBERED: Final = 4096
_DATE, _STATUS = "AchievementDate", "ResultStatus"


def write_results(work: PupilWriting) -> None:
    """Add an object for each result; a result that SIF cannot hold travels beside the learner."""
    met: set[str | None] = set()
    for number, stage in enumerate(work.pupil.assessments, 1):
        missing = [_missing(result, work) for result in stage.results]
        if all(missing):
            work.extended.keep(f"KeyStage_{number}", write_fragment("KeyStage", stage))
            at = f"{STAGE_AT}[{number}]"
            reason, given = (missing and missing[0]) or ("incomplete", "StageAssessment")
            work.notes.add(reason, at, stage.stage, given, kept=True)
            continue
        again = stage.stage in met
        met.add(stage.stage)
        for place, (result, why) in enumerate(zip(stage.results, missing, strict=True), 1):
            at = f"{STAGE_AT}[{number}]/StageAssessment[{place}]"
            if why is not None:
                work.extended.keep(
                    f"StageAssessment_{number * 1000 + place}", write_fragment("StageAssessment", result)
                )
                work.notes.add(why[0], at, result.result, why[1], kept=True)
            else:
                _add(work, stage.stage, result, at, number if again else None)


def _missing(result: Assessment, work: PupilWriting) -> tuple[str, str] | None:
    """Return why a result cannot be an object of SIF, or None where it can."""
    if result.result is None:
        return "incomplete", "Result"
    if result.result_date is None and (result.year is None or not 0 < result.year < 10000):
        return "incomplete", "ResultDate"
    if work.school_ref_id is None:
        return "no_school", ""
    return None


def _add(work: PupilWriting, stage: str | None, result: Assessment, at: str, again: int | None) -> None:
    extended = ExtendedTexts()
    fields = row_plan(OBJECT, AT, Assessment).to_sif(result, at, work.notes, extended)
    if again is not None:
        extended.keep(AGAIN, str(again))
    if "achievement_date" not in fields:
        assert result.year is not None
        fields["achievement_date"] = date(result.year, 7, 31)
        extended.mark(_DATE, fields["achievement_date"])
        work.notes.add("derived", f"{at}/ResultDate", None, fields["achievement_date"])
    if "result_status" not in fields:
        fields["result_status"] = USUAL_STATUS
        extended.mark(_STATUS, USUAL_STATUS)
        work.notes.add("derived", f"{at}/ResultStatus", None, USUAL_STATUS)
    school = work.take_school(OBJECT, "SchoolInfoRefId", extended)
    component = work.file.components.ref_id(codes_of_result(stage, result))
    parts = (component, fields["result_status"], fields["achievement_date"])
    number = work.same.number(OBJECT, *parts)
    work.objects.append(
        LearnerAssessmentResult(
            ref_id=derive_ref_id(OBJECT, work.ref_id, *parts, number),
            assessment_component_ref_id=component,
            learner_personal_ref_id=work.ref_id,
            school_info_ref_id=school,
            sif_extended_elements=extended.elements(work.marks),
            **fields,
        )
    )


def read_results(
    objects: Sequence[Any],
    components: Mapping[str, ComponentCodes],
    kept: KeptTexts,
    notes: LossNotes,
    school: str | None,
) -> tuple[KeyStage, ...]:
    """Return the results of a learner, each under its stage."""
    stages: dict[tuple[str | None, str], list[Assessment]] = {}
    for thing in objects:
        texts = KeptTexts(thing)
        notes.turn_to(thing)
        codes = components.get(thing.assessment_component_ref_id)
        if codes is None:
            notes.add("component_absent", OBJECT, thing.result)
            continue
        found = row_plan(OBJECT, AT, Assessment).to_ctf(thing, OBJECT, notes, texts)
        found |= _found_of(codes)
        stages.setdefault((codes.stage, texts.take(AGAIN) or ""), []).append(build_group(Assessment, found))
        if not texts.is_derived("SchoolInfoRefId", thing.school_info_ref_id):
            note_other_school(thing.school_info_ref_id, school, f"{OBJECT}/SchoolInfoRefId", notes)
        note_leftovers(thing, OBJECT, notes)
        note_texts_left(texts, OBJECT, notes)
    groups: list[Any] = [KeyStage(stage=stage, results=tuple(results)) for (stage, _), results in stages.items()]
    put_back(groups, kept.take_numbered("KeyStage"), KeyStage)
    _put_results_back(groups, kept)
    return tuple(groups)


@lru_cache(maxsize=REMEMBERED)
def _found_of(codes: ComponentCodes) -> Found:
    """Return what a result of a file says of what it is of."""
    told = codes._asdict()
    del told["stage"]
    return {(name,): value for name, value in told.items() if value is not None}


def _put_results_back(groups: list[Any], kept: KeptTexts) -> None:
    for number, text in kept.take_numbered("StageAssessment"):
        group, place = divmod(number, 1000)
        result = read_fragment(text, Assessment)
        if result is not None and 0 < group <= len(groups):
            results = list(groups[group - 1].results)
            results.insert(place - 1, result)
            groups[group - 1] = KeyStage(stage=groups[group - 1].stage, results=tuple(results))
