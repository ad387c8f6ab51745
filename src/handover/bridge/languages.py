"""Languages: a row for each use in a Common Transfer File; in SIF one entry a language, with its uses."""

from collections import Counter
from typing import Any, Final

from handover.bridge.extended import ExtendedTexts, KeptTexts
from handover.bridge.leftovers import note_differences
from handover.bridge.losses import UNHEARD, LossNotes
from handover.bridge.originals import keep_original, take_original
from handover.bridge.translations import translation
from handover.ctf.model import BasicDetails, LanguageUse
from handover.sif.objects import Language

AT: Final = "Pupil/BasicDetails/Languages/Type"
PLACE: Final = "LearnerPersonal/PersonalInformation/Demographics/LanguageList/Language"


def _write(rows: tuple[LanguageUse, ...], notes: LossNotes) -> tuple[Language, ...] | None:
    code_of = translation("code teachernetLanguagesType").to_sif
    use_of = translation("language_type").to_sif
    uses: dict[str, list[Any]] = {}
    for place, row in enumerate(rows, 1):
        code = code_of(row.language) if row.language else None
        use = use_of(row.use) if row.use else None
        if code is None or use is None:
            _note(row, code, f"{AT}[{place}]", notes)
        else:
            uses.setdefault(code, []).append(use)
    return tuple([Language(code=code, type_list=tuple(found)) for code, found in uses.items()]) or None


def _note(row: LanguageUse, code: str | None, at: str, notes: LossNotes) -> None:
    if row.language is None or row.use is None:
        missing = "Language" if row.language is None else "LanguageType"
        notes.add("incomplete", at, row.language or row.use, missing, kept=True)
    elif code is None:
        notes.add("no_sif_code", f"{at}/Language", row.language, kept=True)
    else:
        notes.add("no_sif_code", f"{at}/LanguageType", row.use, kept=True)


def _read(part: Any) -> tuple[LanguageUse, ...]:
    return tuple([LanguageUse(use=use, language=each.code) for each in part or () for use in each.type_list or ()])


def carry_languages(rows: tuple[LanguageUse, ...], notes: LossNotes, extended: ExtendedTexts) -> Any:
    """Return a pupil's languages in SIF and keep the rows where they would not come back."""
    if not rows:
        return None
    noted = len(notes.losses)
    written = _write(rows, notes)
    back = _read(written)
    if back != rows and len(notes.losses) == noted:
        notes.add("languages_joined", AT, kept=True)
    keep_original(extended, "Languages", BasicDetails(languages=rows), BasicDetails(languages=back))
    return written


def return_languages(part: Any, notes: LossNotes, kept: KeptTexts) -> tuple[LanguageUse, ...]:
    """Return the rows of a file, as they were kept where they were; note what a file cannot say."""
    original = take_original(
        kept, "Languages", BasicDetails, lambda basic: _write(basic.languages, UNHEARD), part or None
    )
    if original is not None:
        return original.languages
    rows = _read(part)
    _note_entries(part or (), _write(rows, UNHEARD) or (), notes)
    return rows


def _note_entries(part: tuple[Language, ...], back: tuple[Language, ...], notes: LossNotes) -> None:
    """Note what of each language a file cannot say; several entries of one language would come back as one."""
    counts = Counter(each.code for each in part)
    by_code = {each.code: each for each in back}
    for place, each in enumerate(part, 1):
        at = f"{PLACE}[{place}]"
        if counts[each.code] == 1:
            note_differences(each, by_code.get(each.code), at, notes)
        else:
            notes.add("entries_joined", at, each.code)
            note_differences(each, Language(code=each.code, type_list=each.type_list), at, notes)
