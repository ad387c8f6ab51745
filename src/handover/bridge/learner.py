"""The learner: what stands on the pupil's own element of a file, and on the LearnerPersonal of SIF."""

from typing import Any, Final

from handover.bridge.addresses import LEARNER, carry_address, return_address
from handover.bridge.extended import UNKNOWN, ExtendedTexts, KeptTexts
from handover.bridge.history import write_current, write_history
from handover.bridge.languages import carry_languages, return_languages
from handover.bridge.leftovers import note_leftovers, note_lost
from handover.bridge.losses import LossNotes
from handover.bridge.phones import carry_phones, return_phones
from handover.bridge.rows import Found, row_plan
from handover.bridge.translation_codes import MEDICAL_SENTENCE
from handover.bridge.translations import clean_text, translation
from handover.bridge.writing import PupilWriting
from handover.ctf.model import Pupil, Unknown
from handover.sif.objects import (
    Demographics,
    Email,
    EnglishProficiency,
    Ethnicity,
    LearnerPersonal,
    LearnerSchoolEnrolment,
    Name,
    PersonalInformation,
)

OBJECT: Final = "LearnerPersonal"
INFORMATION: Final = f"{OBJECT}/PersonalInformation"
PEOPLE: Final = f"{INFORMATION}/Demographics"
_SOURCE: Final = "PersonalInformation/Demographics/EthnicityList/Ethnicity/Source"
_OTHER_NAME: Final = "PersonalInformation/OtherNames/Name"
_OTHER: Final = "O"
FORMER: Final = "F"
CURRENT: Final = "C"


def write_learner(
    work: PupilWriting, information: PersonalInformation, enrolment: LearnerSchoolEnrolment | None, has_stage: bool
) -> LearnerPersonal:
    """Return the learner; what SIF cannot hold travels in its extended elements, so it is written last."""
    pupil, notes, extended = work.pupil, work.notes, work.extended
    fields = row_plan(OBJECT, "Pupil", Pupil).to_sif(pupil, "Pupil", notes, extended)
    return LearnerPersonal(
        ref_id=work.ref_id,
        medical_alert_msg_list=_write_medical(work, has_stage),
        personal_information=information,
        former_upn_list=_write_former_upns(work),
        in_care=_write_care(work),
        current_school_enrolment=write_current(enrolment, work),
        previous_establishment_list=write_history(work),
        **fields,
        **_write_extras(work),
    )


def _write_extras(work: PupilWriting) -> dict[str, Any]:
    """Return the extended elements, when all else has been written."""
    for place, code in enumerate(work.pupil.basic.disabilities, 1):
        work.extended.keep(f"Disability_{place}", code)
        work.notes.add("no_sif_home", f"Pupil/BasicDetails/Disabilities/Disability[{place}]", code, kept=True)
    for place, each in enumerate(work.pupil.unknown, 1):
        work.extended.keep(f"Unknown_{place}", f"{each.path}\n{each.xml}")
        work.notes.add("unknown_element", f"Pupil/(unknown)[{place}]", f"{each.path} {each.xml}".strip(), kept=True)
    return {"sif_extended_elements": work.extended.elements()}


def write_information(work: PupilWriting) -> PersonalInformation:
    """Return names, demographics, address, telephone numbers and e-mail of a pupil."""
    pupil, notes, extended = work.pupil, work.notes, work.extended
    name = row_plan(f"{INFORMATION}/Name", "Pupil", Pupil).to_sif(pupil, "Pupil", notes, extended)
    phones = carry_phones(pupil.phones, LEARNER, "Pupil", notes, extended)
    return PersonalInformation(
        name=Name(type=CURRENT, **name),
        other_names=_write_former_name(work, name),
        demographics=_write_demographics(work),
        email=carry_email(pupil.email, "School", "Pupil", notes, extended),
        address=carry_address(pupil.address, LEARNER, "Pupil/Address", notes, extended),
        phone_number=phones.first,
        other_phone_number_list=phones.others,
    )


def carry_email(text: str | None, kind: Any, at: str, notes: LossNotes, extended: ExtendedTexts) -> Email | None:
    """Return an e-mail address in SIF, of a kind that the file does not say."""
    if text is None:
        return None
    given = clean_text(text)
    if given != text:
        extended.keep("Email", text)
        notes.add("spacing", f"{at}/Email", text, given, kept=True)
    return Email(type=kind, value=given)


def return_email(information: Any, kind: str, of: str, notes: LossNotes, kept: KeptTexts) -> str | None:
    """Return an e-mail address as a file has it."""
    email = information.email if information is not None else None
    original = kept.take("Email")
    if email is None or email.value is None:
        return None
    if email.type != kind:
        notes.add("wording", f"{of}/PersonalInformation/Email/@Type", email.type, kind)
    return original if original is not None and clean_text(original) == email.value else str(email.value)


def _write_former_name(work: PupilWriting, name: dict[str, Any]) -> tuple[Name, ...] | None:
    basic = work.pupil.basic
    if basic.former_surname is None and basic.former_forename is None:
        return None
    parts = {}
    for field, former, tag in (
        ("family_name", basic.former_surname, "FormerSurname"),
        ("given_name", basic.former_forename, "FormerForename"),
    ):
        if former is None:
            parts[field] = name[field]
            path = f"{_OTHER_NAME}/{'FamilyName' if field == 'family_name' else 'GivenName'}"
            work.extended.mark(path, name[field])
            work.notes.add("derived", f"{OBJECT}/{path}", None, name[field])
            continue
        parts[field] = clean_text(former)
        if parts[field] != former:
            work.extended.keep(tag, former)
            work.notes.add("spacing", f"Pupil/BasicDetails/{tag}", former, parts[field], kept=True)
    return (Name(type=FORMER, **parts),)


def _write_demographics(work: PupilWriting) -> Demographics:
    pupil, notes, extended = work.pupil, work.notes, work.extended
    fields = row_plan(PEOPLE, "Pupil", Pupil).to_sif(pupil, "Pupil", notes, extended)
    english = row_plan(f"{PEOPLE}/EnglishProficiency", "Pupil", Pupil).to_sif(pupil, "Pupil", notes, extended)
    return Demographics(
        ethnicity_list=_write_ethnicity(work),
        english_proficiency=EnglishProficiency(**english) if english else None,
        language_list=carry_languages(pupil.basic.languages, notes, extended),
        **fields,
    )


def _write_ethnicity(work: PupilWriting) -> tuple[Ethnicity, ...] | None:
    basic, notes, extended = work.pupil.basic, work.notes, work.extended
    rule = translation("ethnicity")
    code = rule.to_sif(basic.ethnicity) if basic.ethnicity is not None else None
    if basic.ethnicity is not None and code != basic.ethnicity:
        extended.keep("Ethnicity", basic.ethnicity)
        reason = rule.changed if code is not None else "no_sif_code"
        notes.add(reason, "Pupil/BasicDetails/Ethnicity", basic.ethnicity, code, kept=True)
    given = basic.ethnicity_source
    source = translation("code UKSourceCodeType").to_sif(given) if given is not None else None
    if given is not None and (source is None or code is None):
        extended.keep("EthnicitySource", given)
        notes.add("no_sif_code" if code else "no_sif_home", "Pupil/BasicDetails/EthnicitySource", given, kept=True)
    if code is None:
        return None
    if source is None:
        source = _OTHER
        extended.mark(_SOURCE, source)
        notes.add("derived", f"{OBJECT}/{_SOURCE}", None, source)
    return (Ethnicity(code=code, source=source),)


def _write_former_upns(work: PupilWriting) -> tuple[str, ...] | None:
    found = []
    for place, upn in enumerate(work.pupil.basic.former_upns, 1):
        found.append(clean_text(upn))
        if found[-1] != upn:
            work.extended.keep(f"FormerUPN_{place}", upn)
            work.notes.add("spacing", f"Pupil/BasicDetails/FormerUPN[{place}]", upn, found[-1], kept=True)
    return tuple(found) or None


def _write_medical(work: PupilWriting, has_stage: bool) -> Any:
    """Return the sentence that stands for the medical flag where no stage of provision can hold it."""
    flag = work.pupil.basic.medical_flag
    if flag is None or has_stage:
        return None
    if not flag:
        work.extended.keep("MedicalFlag", "false")
        work.notes.add("no_provision", "Pupil/BasicDetails/MedicalFlag", flag, kept=True)
        return None
    work.extended.mark("MedicalAlertMsgList/MedicalAlertMsg", MEDICAL_SENTENCE)
    work.notes.add("medical_sentence", "Pupil/BasicDetails/MedicalFlag", flag, MEDICAL_SENTENCE)
    return (LearnerPersonal.MedicalAlertMsg(severity="Unknown", value=MEDICAL_SENTENCE),)


def _write_care(work: PupilWriting) -> Any:
    """Return whether the pupil is looked after and by whom; SIF wants both or neither."""
    care, at = work.pupil.care, "Pupil/LookedAfter"
    authority = translation("authority").to_sif(care.authority) if care.authority is not None else None
    if care.in_care is not None and authority is not None:
        return LearnerPersonal.InCare(current="Yes" if care.in_care else "No", la_id=authority)
    if care.in_care is not None:
        work.extended.keep("InCare", "true" if care.in_care else "false")
        work.notes.add("incomplete", f"{at}/InCare", care.in_care, "CareAuthority", kept=True)
    if care.authority is not None:
        work.extended.keep("CareAuthority", care.authority)
        reason, missing = ("no_sif_form", None) if authority is None else ("incomplete", "InCare")
        work.notes.add(reason, f"{at}/CareAuthority", care.authority, missing, kept=True)
    return None


def read_learner(learner: Any, kept: KeptTexts, notes: LossNotes, medical: bool | None) -> Found:
    """Return what a learner holds, but for the schools, as values of a pupil.

    `medical` is the flag as the stages of provision have it.
    """
    information = learner.personal_information
    people = information.demographics if information is not None else None
    english = people.english_proficiency if people is not None else None
    found = row_plan(OBJECT, "Pupil", Pupil).to_ctf(learner, OBJECT, notes, kept)
    name = information.name if information is not None else None
    found |= row_plan(f"{INFORMATION}/Name", "Pupil", Pupil).to_ctf(name, f"{INFORMATION}/Name", notes, kept)
    found |= row_plan(PEOPLE, "Pupil", Pupil).to_ctf(people, PEOPLE, notes, kept)
    found |= row_plan(f"{PEOPLE}/EnglishProficiency", "Pupil", Pupil).to_ctf(
        english, f"{PEOPLE}/EnglishProficiency", notes, kept
    )
    _read_former_name(information, found, kept, notes)
    _read_ethnicity(people, found, kept, notes)
    _read_care(learner.in_care, found, kept, notes)
    _read_medical(learner, found, kept, notes, medical)
    originals = dict(kept.take_numbered("FormerUPN"))
    former = [_same_text(originals.get(place), upn) for place, upn in enumerate(learner.former_upn_list or (), 1)]
    languages = people.language_list if people is not None else None
    found |= {
        ("basic", "former_upns"): tuple(former),
        ("basic", "languages"): return_languages(languages, notes, kept),
        ("basic", "disabilities"): tuple(text for _, text in kept.take_numbered("Disability")),
        ("email",): return_email(information, "School", OBJECT, notes, kept),
        ("phones",): return_phones(information, LEARNER, notes, kept),
        ("address",): return_address(information.address if information is not None else None, LEARNER, notes, kept),
        ("unknown",): tuple(_unknown(text) for _, text in kept.take_numbered(UNKNOWN.removeprefix("CTF_"))),
    }
    note_name_type(name, f"{INFORMATION}/Name", notes)
    note_leftovers(learner, OBJECT, notes)
    return {chain: value for chain, value in found.items() if value is not None}


def note_name_type(name: Any, path: str, notes: LossNotes) -> None:
    """Note that a name is not the current legal one, as which a file takes it."""
    if name is not None and name.type not in (None, CURRENT):
        notes.add("wording", f"{path}/@Type", name.type, CURRENT)


def _same_text(original: str | None, text: str) -> str:
    return original if original is not None and clean_text(original) == text else text


def _unknown(text: str) -> Unknown:
    path, _, xml = text.partition("\n")
    return Unknown(path, xml)


def _read_former_name(information: Any, found: Found, kept: KeptTexts, notes: LossNotes) -> None:
    """Take the first name of type F; every other name, and what else stands in it, has no home."""
    names: tuple[Any, ...] = (information.other_names or ()) if information is not None else ()
    taken = next((name for name in names if name.type == FORMER), None)
    for place, name in enumerate(names, 1):
        path = f"{INFORMATION}/OtherNames/Name[{place}]"
        if name is not taken or name is None:
            note_lost(name, path, notes)
            continue
        for field, tag, attribute in (
            ("family_name", "FamilyName", "former_surname"),
            ("given_name", "GivenName", "former_forename"),
        ):
            text = getattr(name, field)
            original = kept.take("FormerSurname" if field == "family_name" else "FormerForename")
            if text is not None and not kept.is_derived(f"{_OTHER_NAME}/{tag}", text):
                found[("basic", attribute)] = _same_text(original, text)
        note_lost(name.replace(type=None, family_name=None, given_name=None), path, notes)


def _read_ethnicity(people: Any, found: Found, kept: KeptTexts, notes: LossNotes) -> None:
    listed = (people.ethnicity_list or ()) if people is not None else ()
    for place, other in enumerate(listed[1:], 2):
        note_lost(other, f"{PEOPLE}/EthnicityList/Ethnicity[{place}]", notes)
    first = listed[0] if listed else None
    code = first.code if first is not None else None
    source = first.source if first is not None else None
    original, original_source = kept.take("Ethnicity"), kept.take("EthnicitySource")
    if original is not None and translation("ethnicity").to_sif(original) == code:
        found[("basic", "ethnicity")] = original
    elif code is not None:
        found[("basic", "ethnicity")] = code
    if original_source is not None and (source is None or kept.is_derived(_SOURCE, source)):
        found[("basic", "ethnicity_source")] = original_source
    elif source is not None and not kept.is_derived(_SOURCE, source):
        found[("basic", "ethnicity_source")] = source


def _read_care(part: Any, found: Found, kept: KeptTexts, notes: LossNotes) -> None:
    in_care, authority = kept.take("InCare"), kept.take("CareAuthority")
    if part is None:
        found[("care", "in_care")] = {"true": True, "false": False}.get(in_care or "")
        found[("care", "authority")] = authority
        return
    found[("care", "authority")] = part.la_id
    current = translation("yes_no").to_ctf(part.current)
    found[("care", "in_care")] = current
    if current is None:
        notes.add("no_ctf_code", f"{OBJECT}/InCare/Current", part.current)
        notes.add("no_ctf_home", f"{OBJECT}/InCare/LAId", part.la_id)


def _read_medical(learner: Any, found: Found, kept: KeptTexts, notes: LossNotes, medical: bool | None) -> None:
    original = kept.take("MedicalFlag")
    flag = medical if medical is not None else {"true": True, "false": False}.get(original or "")
    messages = learner.medical_alert_msg_list or ()
    for place, message in enumerate(messages, 1):
        if message.value != MEDICAL_SENTENCE:
            note_lost(message, f"{OBJECT}/MedicalAlertMsgList/MedicalAlertMsg[{place}]", notes)
        elif message.severity != "Unknown":
            note_lost(message.severity, f"{OBJECT}/MedicalAlertMsgList/MedicalAlertMsg[{place}]/@Severity", notes)
    if messages and not flag:
        if flag is not None:
            notes.add("wording", "LearnerSpecialNeeds/MedicalFlag", "No", "Yes")
        if any(message.value != MEDICAL_SENTENCE for message in messages):
            notes.add("medical_messages", "LearnerSpecialNeeds/MedicalFlag", None, True)
        flag = True
    if flag is not None:
        found[("basic", "medical_flag")] = flag
