"""What the hub may do in a zone, as a table: exactly what it needs, and why; shown to the administrator before the yes."""

from dataclasses import dataclass
from typing import Final

from handover.common.text import Text
from handover.zone.rights import Right

R = Right

RECORD_OBJECTS: Final = (
    "SchoolInfo",
    "LearnerPersonal",
    "ContactPersonal",
    "LearnerContact",
    "LearnerSchoolEnrolment",
    "LearnerSpecialNeeds",
    "LearnerEntitlement",
    "LearnerAttendance",
    "LearnerAttendanceSummary",
    "AssessmentResultComponent",
    "LearnerAssessmentResult",
)
"""The objects that a pupil's record is made of."""
HEARD_OBJECTS: Final = ("LearnerSchoolEnrolment",)
"""The objects whose events tell that a pupil leaves or comes: those of the table of heard objects (`hearing.py`)."""


@dataclass(frozen=True, slots=True)
class HubRight:
    """Rights that the hub needs for some objects, and why. `alone`: only in a zone that is one school's."""

    rights: tuple[Right, ...]
    objects: tuple[str, ...]
    why: Text
    alone: bool = False


HUB_RIGHTS: Final = (
    HubRight(
        (R.SUBSCRIBE,),
        HEARD_OBJECTS,
        Text(
            "to hear that a pupil leaves, or comes",
            "i glywed bod disgybl yn gadael, neu'n dod",
        ),
    ),
    HubRight(
        (R.REQUEST,),
        RECORD_OBJECTS,
        Text(
            "to ask a school's software for the record of a pupil who leaves, and whom it has already",
            "i ofyn i feddalwedd ysgol am gofnod disgybl sy'n gadael, a phwy sydd ganddi eisoes",
        ),
    ),
    HubRight(
        (R.RESPOND,),
        RECORD_OBJECTS,
        Text(
            "to hand a record to the software of the school that it is for, when that asks for it",
            "i roi cofnod i feddalwedd yr ysgol y mae ar ei chyfer, pan fydd honno'n gofyn amdano",
        ),
    ),
    HubRight(
        (R.PUBLISH_ADD, R.PUBLISH_CHANGE),
        RECORD_OBJECTS,
        Text(
            "to tell the software of the one school of this zone of a record; never where others would hear it",
            "i ddweud wrth feddalwedd unig ysgol y parth hwn am gofnod; byth lle byddai eraill yn ei glywed",
        ),
        alone=True,
    ),
)
"""What the hub may do, in the order in which it is shown."""


def rights_of_hub(*, alone: bool) -> frozenset[tuple[Right, str]]:
    """Return the rights that the hub has in a zone, which may be that of one school `alone`."""
    return frozenset(
        (right, name) for row in HUB_RIGHTS if alone or not row.alone for right in row.rights for name in row.objects
    )
