"""Special and additional needs: stages and needs of a pupil in a file; in SIF one object a stage, with needs in it.

The needs, the four Welsh levels and the medical flag are the pupil's in a file. In SIF they stand with the stage that
is now running, or with the last one (`choose_stage`), and are read from there.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from handover.bridge.extended import ExtendedTexts, KeptTexts
from handover.bridge.identity import derive_ref_id
from handover.bridge.leftovers import note_differences, note_lost, note_other_school, note_texts_left
from handover.bridge.losses import UNHEARD, LossNotes
from handover.bridge.originals import keep_original, put_back, take_original
from handover.bridge.rows import Found, build_group, row_plan
from handover.bridge.translations import translation
from handover.bridge.writing import PupilWriting
from handover.ctf.fragments import read_fragment, write_fragment
from handover.ctf.model import Pupil, SenHistory, SenNeed, SenStage
from handover.sif.objects import LearnerSpecialNeeds
from handover.sif.values import whole_number

OBJECT: Final = "LearnerSpecialNeeds"
AT: Final = "Pupil/SENhistory"
POSITION: Final = "Position"
_STAGE: Final = f"{AT}/SEN"
_OF_PUPIL: Final = ("teaching_methods_level", "grouping_and_support_level", "specialised_resources_level",
    "advice_and_assessment_level", "medical_flag")  # fmt: skip


def choose_stage(stages: Sequence[tuple[date, date | None]]) -> int | None:
    """Return which of the stages holds what is the pupil's: the latest without an end, else the latest of all."""
    if not stages:
        return None
    running = [place for place, (_, end) in enumerate(stages) if end is None]
    return max(running or range(len(stages)), key=lambda place: (stages[place][0], place))


def _write_needs(needs: Sequence[SenNeed], at: str, notes: LossNotes) -> tuple[Any, ...] | None:
    """Return needs ranked 1, 2, 3 in their order; rows without a need are left."""
    rule = translation("sen_need")
    told = [(place, need) for place, need in enumerate(needs, 1) if need.need is not None]
    told.sort(key=lambda each: (each[1].rank is None, each[1].rank or 0))
    found = []
    for rank, (place, need) in enumerate(told, 1):
        where = f"{at}/SENneeds/SENneed[{place}]"
        code = rule.to_sif(need.need)
        found.append(LearnerSpecialNeeds.SENType(ranking=rank, value=code))
        if code != need.need:
            notes.add(rule.changed, f"{where}/SENtype", need.need, code, kept=True)
        if rank != need.rank:
            notes.add("needs_ranked", f"{where}/SENtypeRank", need.need, rank, kept=True)
    for place, need in enumerate(needs, 1):
        if need.need is None:
            notes.add("incomplete", f"{at}/SENneeds/SENneed[{place}]", need.rank, "SENtype", kept=True)
    return tuple(found) or None


def _read_needs(part: Any) -> tuple[SenNeed, ...]:
    return tuple([SenNeed(need=each.value, rank=each.ranking) for each in part or ()])


def write_special_needs(work: PupilWriting) -> None:
    """Add an object for each stage; what no stage can hold travels beside the learner."""
    history, written = work.pupil.sen, []
    plan = row_plan(OBJECT, _STAGE, SenStage)
    for place, stage in enumerate(history.stages, 1):
        extended = ExtendedTexts()
        fields = plan.to_sif(stage, f"{_STAGE}[{place}]", work.notes, extended)
        missing = [
            tag for name, tag in (("start_date", "StartDate"), ("provision", "SENprovision")) if name not in fields
        ]
        if missing or work.school_ref_id is None:
            work.extended.keep(f"SEN_{place}", write_fragment("SEN", stage))
            reason = "incomplete" if missing else "no_school"
            work.notes.add(reason, f"{_STAGE}[{place}]", stage.provision, ", ".join(missing), kept=True)
        else:
            written.append((place, fields, extended))
    starts = [fields["start_date"] for _, fields, _ in written]
    if starts != sorted(starts):
        for place, _, extended in written:
            extended.keep(POSITION, str(place))
    holder = choose_stage([(fields["start_date"], fields.get("end_date")) for _, fields, _ in written])
    if holder is None:
        _keep_with_learner(work)
    else:
        _, fields, extended = written[holder]
        fields |= row_plan(OBJECT, "Pupil", Pupil).to_sif(work.pupil, "Pupil", work.notes, extended)
        needs = _write_needs(history.needs, AT, work.notes)
        keep_original(extended, "SENneeds", SenHistory(needs=history.needs), SenHistory(needs=_read_needs(needs)))
        fields["sen_type_list"] = needs
    for _, fields, extended in written:
        _add(work, fields, extended)


def _add(work: PupilWriting, fields: dict[str, Any], extended: ExtendedTexts) -> None:
    parts = (work.ref_id, fields["start_date"], fields["provision"])
    number = work.same.number(OBJECT, *parts)
    school = work.take_school(OBJECT, "@SchoolInfoRefId", extended)
    work.objects.append(
        LearnerSpecialNeeds(
            ref_id=derive_ref_id(OBJECT, *parts, number),
            learner_personal_ref_id=work.ref_id,
            school_info_ref_id=school,
            sif_extended_elements=extended.elements(work.marks),
            **fields,
        )
    )


def _keep_with_learner(work: PupilWriting) -> None:
    """Keep what is the pupil's and has no stage to stand with. The medical flag has a place of its own then."""
    if work.pupil.sen.needs:
        work.extended.keep("SENneeds", write_fragment("SenHistory", SenHistory(needs=work.pupil.sen.needs)))
        for place, need in enumerate(work.pupil.sen.needs, 1):
            work.notes.add("no_provision", f"{AT}/SENneeds/SENneed[{place}]", need.need, kept=True)
    for row in row_plan(OBJECT, "Pupil", Pupil).rows:
        value = row.get(work.pupil)
        if value is not None and row.element.tag != "MedicalFlag":
            work.extended.keep(row.element.tag, row.written(value))
            work.notes.add("no_provision", f"Pupil/{row.below}", value, kept=True)


def read_special_needs(objects: Sequence[Any], kept: KeptTexts, notes: LossNotes, school: str | None) -> Found:
    """Return stages, needs, levels and medical flag of a pupil from the objects of its stages."""
    from_stages: list[tuple[int, date, Any, KeptTexts]] = []
    for thing in objects:
        texts = KeptTexts(thing)
        position = whole_number(texts.take(POSITION) or "") or 0
        from_stages.append((position, thing.start_date or date.min, thing, texts))
    from_stages.sort(key=lambda each: each[:2])
    holder = choose_stage([(start, thing.end_date) for _, start, thing, _ in from_stages])
    found: Found = {}
    stages: list[SenStage] = []
    for place, (_, _, thing, texts) in enumerate(from_stages):
        notes.turn_to(thing)
        plan = row_plan(OBJECT, _STAGE, SenStage)
        stages.append(build_group(SenStage, plan.to_ctf(thing, OBJECT, notes, texts)))
        if place == holder:
            found |= row_plan(OBJECT, "Pupil", Pupil).to_ctf(thing, OBJECT, notes, texts)
            found[("sen", "needs")] = _return_needs(thing, texts, notes)
        else:
            for name in _OF_PUPIL:
                if (value := getattr(thing, name)) is not None:
                    note_lost(value, _path(name), notes)
            note_lost(thing.sen_type_list or (), f"{OBJECT}/SENTypeList/SENType", notes)
        note_other_school(thing.school_info_ref_id, school, f"{OBJECT}/@SchoolInfoRefId", notes)
        note_texts_left(texts, OBJECT, notes)
    if holder is not None:
        notes.turn_to(from_stages[holder][2])
    put_back(stages, kept.take_numbered("SEN"), SenStage)
    found[("sen", "stages")] = tuple(stages)
    return _from_learner(found, kept, holder)


def _path(name: str) -> str:
    field = next(each for each in LearnerSpecialNeeds.fields if each.name == name)
    return f"{OBJECT}/{field.node.name}"


def _from_learner(found: Found, kept: KeptTexts, holder: int | None) -> Found:
    """Take what was kept beside the learner where no stage holds it."""
    text = kept.take("SENneeds")
    if text is not None and holder is None:
        needs = _kept_needs(text)
        if needs:
            found[("sen", "needs")] = needs
    for row in row_plan(OBJECT, "Pupil", Pupil).rows:
        if row.element.tag != "MedicalFlag":
            original = kept.take(row.element.tag)
            if original is not None and holder is None:
                found[row.chain] = row.parsed(original)
    return found


def _kept_needs(text: str) -> tuple[SenNeed, ...]:
    """Return the needs that a kept text holds."""
    history = read_fragment(text, SenHistory)
    return history.needs if history is not None else ()


def _return_needs(thing: Any, texts: KeptTexts, notes: LossNotes) -> tuple[SenNeed, ...]:
    original = take_original(
        texts,
        "SENneeds",
        SenHistory,
        lambda history: _write_needs(history.needs, AT, UNHEARD),
        thing.sen_type_list or None,
    )
    if original is not None:
        return original.needs
    needs = _read_needs(thing.sen_type_list)
    note_differences(thing.sen_type_list, _write_needs(needs, AT, UNHEARD), f"{OBJECT}/SENTypeList/SENType", notes)
    return needs
