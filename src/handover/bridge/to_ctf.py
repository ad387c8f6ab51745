"""SIF objects in, a Common Transfer File out."""

from collections.abc import Iterable
from datetime import datetime

from handover.bridge.types import CtfConversion
from handover.ctf.model import CommonTransferFile, Header, Pupil
from handover.sif.model import SifObject
from handover.sif.objects import LearnerPersonal


def convert_to_ctf(
    objects: Iterable[SifObject], header: Header | None = None, *, now: datetime | None = None
) -> CtfConversion:
    """Return the objects as a file with this header, or with one made from the objects as of `now`."""
    pupils = []
    for each in objects:
        if isinstance(each, LearnerPersonal):
            information = each.personal_information
            pupils.append(
                Pupil(
                    upn=each.upn,
                    surname=information.name.family_name,
                    forename=information.name.given_name,
                    birth_date=information.demographics.birth_date if information.demographics else None,
                )
            )
    return CtfConversion(CommonTransferFile(header=header or Header(), pupils=tuple(pupils)), ())
