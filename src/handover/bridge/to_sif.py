"""A Common Transfer File in, SIF objects out."""

from handover.bridge.types import (
    NOTHING_KNOWN,
    KnownObjects,
    Loss,
    LossKind,
    LostPupilFile,
    PupilObjects,
    SifConversion,
)
from handover.common.identifiers import ref_id_from_upn
from handover.ctf.model import CommonTransferFile
from handover.sif.objects import Demographics, LearnerPersonal, Name, PersonalInformation


def convert_to_sif(
    file: CommonTransferFile, known: KnownObjects = NOTHING_KNOWN, *, offline: bool = False
) -> SifConversion:
    """Return the file as SIF objects. LostPupilFile for a lost pupil's file, unless it stays `offline`."""
    if not offline and (file.header.destination.la or "")[:1] in ("X", "M"):
        raise LostPupilFile("the record of a lost pupil is not published to a zone")
    pupils, losses = [], []
    for position, pupil in enumerate(file.pupils, 1):
        if pupil.surname is None or pupil.forename is None or pupil.birth_date is None:
            losses.append(Loss(LossKind.LEFT_OUT, position, "Pupil", "", "Pupil", "identity_missing"))
            continue
        ref_id = known.learners.get(pupil.upn or "") or ref_id_from_upn(pupil.upn or str(position))
        learner = LearnerPersonal(
            ref_id=ref_id,
            upn=pupil.upn,
            personal_information=PersonalInformation(
                name=Name(type="C", family_name=pupil.surname, given_name=pupil.forename),
                demographics=Demographics(birth_date=pupil.birth_date),
            ),
        )
        pupils.append(PupilObjects(position, pupil.upn, ref_id, (learner,)))
    return SifConversion((), tuple(pupils), tuple(losses))
