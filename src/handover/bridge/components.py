"""What was assessed: seven codes with each result of a file; in SIF an object that the results of all pupils point to."""

from typing import Any, Final, NamedTuple

from handover.bridge.extended import ExtendedTexts, KeptTexts
from handover.bridge.identity import derive_ref_id
from handover.bridge.leftovers import note_leftovers, note_texts_left
from handover.bridge.losses import LossNotes
from handover.bridge.rows import build_group, row_plan
from handover.bridge.translation_codes import OTHER_METHOD, OTHER_QUALIFIER
from handover.bridge.translations import clean_text
from handover.ctf.model import Assessment, KeyStage
from handover.sif.objects import AssessmentResultComponent

OBJECT: Final = "AssessmentResultComponent"
STAGE_AT: Final = "Pupil/StageAssessments/KeyStage"
AT: Final = f"{STAGE_AT}/StageAssessment"
COMMENT: Final = "Comment"


class ComponentCodes(NamedTuple):
    """The codes that say what was assessed."""

    stage: str | None
    locale: str | None
    year: int | None
    subject: str | None
    method: str | None
    component: str | None
    qualifier: str | None

    @property
    def joined(self) -> str:
        """The codes that SIF's local identifier is made of, with stops between them."""
        parts = (self.stage, self.year, self.subject, self.method, self.component, self.qualifier)
        return ".".join(clean_text(str(part)) if part is not None else "" for part in parts)


def codes_of_result(stage: str | None, result: Assessment) -> ComponentCodes:
    """Return what a result is of."""
    return ComponentCodes(
        stage, result.locale, result.year, result.subject, result.method, result.component, result.qualifier
    )


class ComponentRegister:
    """What the results of a file are of, each once."""

    def __init__(self) -> None:
        self._ref_ids: dict[ComponentCodes, str] = {}

    def ref_id(self, codes: ComponentCodes) -> str:
        """Return the RefId of what was assessed."""
        found = self._ref_ids.get(codes)
        if found is None:
            found = self._ref_ids[codes] = derive_ref_id(OBJECT, *codes)
        return found

    def objects(self, notes: LossNotes) -> tuple[AssessmentResultComponent, ...]:
        """Return the object of each; what is to be noted of many alike is noted once."""
        own = LossNotes()
        made = [write_component(codes, ref_id, own) for codes, ref_id in self._ref_ids.items()]
        notes.losses += dict.fromkeys(own.losses)
        return tuple(made)


def _as_result(codes: ComponentCodes) -> Assessment:
    return Assessment(
        locale=codes.locale,
        year=codes.year,
        subject=codes.subject,
        method=codes.method,
        component=codes.component,
        qualifier=codes.qualifier,
    )


def write_component(codes: ComponentCodes, ref_id: str, notes: LossNotes) -> AssessmentResultComponent:
    """Return the object of what was assessed; codes that SIF has not are kept beside it."""
    extended = ExtendedTexts()
    fields = row_plan(OBJECT, AT, Assessment).to_sif(_as_result(codes), AT, notes, extended)
    fields |= row_plan(OBJECT, STAGE_AT, KeyStage).to_sif(KeyStage(stage=codes.stage), STAGE_AT, notes, extended)
    if codes.component is not None:
        extended.keep("Component", codes.component)
    for field, tag, usual in (
        ("assessment_method", "AssessmentMethod", OTHER_METHOD),
        ("result_qualifier", "ResultQualifier", OTHER_QUALIFIER),
    ):
        if field not in fields:
            fields[field] = usual
            extended.mark(tag, usual)
            notes.add("derived", f"{OBJECT}/{tag}", None, usual)
    name = codes.joined
    for tag in ("LocalId", "Name", "ShortDescription", "Description"):
        extended.mark(tag, name)
    return AssessmentResultComponent(
        ref_id=ref_id,
        name=name,
        local_id=name,
        short_description=name,
        description=name,
        component_type=COMMENT,
        sif_extended_elements=extended.elements(),
        **fields,
    )


def read_component(thing: Any, notes: LossNotes) -> ComponentCodes:
    """Return the codes of what was assessed, and note what else the object says."""
    texts = KeptTexts(thing)
    notes.turn_to(thing)
    found = row_plan(OBJECT, AT, Assessment).to_ctf(thing, OBJECT, notes, texts)
    stage = row_plan(OBJECT, STAGE_AT, KeyStage).to_ctf(thing, OBJECT, notes, texts)
    result: Assessment = build_group(Assessment, found)
    original = texts.take("Component")
    codes = codes_of_result(stage.get(("stage",)), result)._replace(component=original)
    if thing.local_id is not None and codes.joined != thing.local_id:
        codes = codes._replace(component=thing.local_id)
    _note_wording(thing, codes, notes)
    note_leftovers(thing, OBJECT, notes)
    note_texts_left(texts, OBJECT, notes)
    return codes


def _note_wording(thing: Any, codes: ComponentCodes, notes: LossNotes) -> None:
    for field, tag in (
        ("local_id", "LocalId"),
        ("name", "Name"),
        ("short_description", "ShortDescription"),
        ("description", "Description"),
    ):
        text = getattr(thing, field)
        if text is not None and text != codes.joined:
            notes.add("wording", f"{OBJECT}/{tag}", text, codes.joined)
    if thing.component_type not in (None, COMMENT):
        notes.add("wording", f"{OBJECT}/ComponentType", thing.component_type, COMMENT)
