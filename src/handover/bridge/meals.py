"""Free school meals: spells in a file, one entitlement with periods in SIF."""

from collections.abc import Sequence
from typing import Any, Final

from handover.bridge.extended import ExtendedTexts, KeptTexts
from handover.bridge.identity import derive_ref_id
from handover.bridge.leftovers import note_other_school, note_texts_left
from handover.bridge.losses import LossNotes
from handover.bridge.originals import put_back
from handover.bridge.rows import RowPlan, build_group, row_plan
from handover.bridge.translation_codes import FREE_MEALS, FREE_MEALS_SPELLINGS
from handover.bridge.writing import PupilWriting
from handover.ctf.fragments import write_fragment
from handover.ctf.model import MealSpell
from handover.sif.objects import LearnerEntitlement

OBJECT: Final = "LearnerEntitlement"
AT: Final = "Pupil/FSMhistory/FSMinstance"
_PERIOD: Final = f"{OBJECT}/EntitlementPeriodList/EntitlementPeriod"


def _plan() -> RowPlan:
    return row_plan(_PERIOD, AT, MealSpell)


def write_entitlement(work: PupilWriting) -> None:
    """Add the entitlement to free meals, if there is a spell that SIF can hold."""
    periods = []
    extended = ExtendedTexts()
    for place, spell in enumerate(work.pupil.meals.spells, 1):
        missing = _missing(spell, f"{AT}[{place}]", work)
        if missing is not None:
            work.extended.keep(f"FSMinstance_{place}", write_fragment("FSMinstance", spell))
            work.notes.add(*missing, kept=True)
            continue
        texts = ExtendedTexts()
        periods.append(
            LearnerEntitlement.EntitlementPeriod(**_plan().to_sif(spell, f"{AT}[{place}]", work.notes, texts))
        )
        for name, text in texts.texts.items():
            extended.texts[f"{name}_{len(periods)}"] = text
    if periods:
        school = work.take_school(OBJECT, "SchoolInfoRefId", extended)
        work.objects.append(
            LearnerEntitlement(
                ref_id=derive_ref_id(OBJECT, work.ref_id, FREE_MEALS),
                learner_personal_ref_id=work.ref_id,
                school_info_ref_id=school,
                entitlement_type=FREE_MEALS,
                entitlement_period_list=tuple(periods),
                sif_extended_elements=extended.elements(work.marks),
            )
        )


def _missing(spell: MealSpell, at: str, work: PupilWriting) -> tuple[str, str, object, str] | None:
    """Return why a spell cannot be a period of SIF, as a note says it."""
    if work.school_ref_id is None:
        return "no_school", at, spell.start, ""
    if spell.start is None:
        return "incomplete", at, spell.end, "FSMstartDate"
    if spell.end is not None and spell.end < spell.start:
        return "ends_before", f"{at}/FSMendDate", spell.end, ""
    return None


def is_free_meals(thing: Any) -> bool:
    """Say whether an entitlement is that to free school meals, however it is spelled."""
    letters = "".join(letter for letter in (thing.entitlement_type or "").casefold() if letter.isalpha())
    return letters in FREE_MEALS_SPELLINGS


def read_entitlements(
    objects: Sequence[Any], kept: KeptTexts, notes: LossNotes, school: str | None
) -> tuple[MealSpell, ...]:
    """Return the spells of free meals; note what else the entitlements hold."""
    spells: list[MealSpell] = []
    for thing in objects:
        notes.turn_to(thing)
        if not is_free_meals(thing):
            notes.add("object_no_home", OBJECT, thing.entitlement_type)
            continue
        if not thing.entitlement_period_list:
            notes.add("no_period", OBJECT, thing.entitlement_type)
        if thing.entitlement_type != FREE_MEALS:
            notes.add("wording", f"{OBJECT}/EntitlementType", thing.entitlement_type, FREE_MEALS)
        texts = KeptTexts(thing)
        countries = dict(texts.take_numbered("UKcountry"))
        for place, period in enumerate(thing.entitlement_period_list or (), 1):
            alone = KeptTexts(None)
            if place in countries:
                alone.put("UKcountry", countries[place])
            spells.append(build_group(MealSpell, _plan().to_ctf(period, f"{_PERIOD}[{place}]", notes, alone)))
        note_other_school(thing.school_info_ref_id, school, f"{OBJECT}/SchoolInfoRefId", notes)
        note_texts_left(texts, OBJECT, notes)
    put_back(spells, kept.take_numbered("FSMinstance"), MealSpell)
    return tuple(spells)
