"""Ready-made sets of rights, as a table: what an agent of a kind usually may do, to begin from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from handover.common.text import Text
from handover.zone.objects import provided
from handover.zone.rights import ANY, Right

R = Right
PUBLISHES: Final = (R.PUBLISH_ADD, R.PUBLISH_CHANGE, R.PUBLISH_DELETE)
READS: Final = (R.SUBSCRIBE, R.REQUEST)
OWNS: Final = (R.PROVIDE, *PUBLISHES, R.RESPOND)

Held = frozenset[tuple[Right, str]]
"""Rights and the objects that they are held for; `*` is every object."""


@dataclass(frozen=True, slots=True)
class RightsSet:
    """A set: its key, its name, whom it is for, and what is held."""

    key: str
    name: Text
    about: Text
    held: Held


def _each(rights: Iterable[Right], *objects: str) -> Held:
    return frozenset((right, name) for right in rights for name in objects)


_LEARNERS: Final = tuple(sorted(name for name in provided() if name.startswith(("Learner", "Contact"))))
_SCHOOL: Final = ("LAInfo", "SchoolGroup", "SchoolGroupType", "SchoolInfo", "TermInfo", "WorkforcePersonal")
_ASSESSMENT: Final = tuple(sorted(name for name in provided() if "Assessment" in name))
_MEALS: Final = ("PersonDietaryPreference", "SchoolMealStatus")

SETS: Final[Mapping[str, RightsSet]] = MappingProxyType(
    {
        each.key: each
        for each in (
            RightsSet(
                "provider",
                Text("Provider of learner data", "Darparwr data dysgwyr"),
                Text(
                    "The school's management information system: it owns the records of learners, staff and groups.",
                    "System gwybodaeth reoli'r ysgol: hi biau cofnodion dysgwyr, staff a grwpiau.",
                ),
                _each(OWNS, *_LEARNERS, *_SCHOOL) | _each(READS, *_ASSESSMENT, *_MEALS),
            ),
            RightsSet(
                "subscriber",
                Text("Subscriber to learner data", "Tanysgrifiwr i ddata dysgwyr"),
                Text(
                    "A library, a door system, a learning platform: it follows who is at the school.",
                    "Llyfrgell, system drysau, llwyfan dysgu: mae'n dilyn pwy sydd yn yr ysgol.",
                ),
                _each(READS, "LearnerPersonal", "LearnerSchoolEnrolment", "LearnerGroupEnrolment", *_SCHOOL),
            ),
            RightsSet(
                "assessment",
                Text("Assessment system", "System asesu"),
                Text(
                    "It owns marks and results, and reads whom they are about.",
                    "Hi biau marciau a chanlyniadau, ac mae'n darllen am bwy y maent.",
                ),
                _each(OWNS, *_ASSESSMENT)
                | _each(READS, "LearnerPersonal", "LearnerSchoolEnrolment", "LearnerGroupEnrolment", *_SCHOOL),
            ),
            RightsSet(
                "catering",
                Text("Catering", "Arlwyo"),
                Text(
                    "It keeps meals and diets, and reads who may have free meals.",
                    "Mae'n cadw prydau a dietau, ac yn darllen pwy sy'n cael prydau am ddim.",
                ),
                _each(OWNS, *_MEALS)
                | _each(READS, "LearnerPersonal", "LearnerEntitlement", "LearnerSchoolEnrolment", "LearnerAttendance"),
            ),
            RightsSet(
                "reader",
                Text("Reader of everything", "Darllenydd popeth"),
                Text(
                    "It subscribes to and asks for every object.",
                    "Mae'n tanysgrifio i bob gwrthrych ac yn gofyn amdano.",
                ),
                _each(READS, ANY),
            ),
            RightsSet(
                "everything",
                Text("Everything", "Popeth"),
                Text("Every right to every object. For trials only.", "Pob hawl i bob gwrthrych. At arbrofi yn unig."),
                _each(Right, ANY),
            ),
            RightsSet(
                "nothing",
                Text("Nothing", "Dim byd"),
                Text("The agent may register, and no more.", "Caiff yr asiant gofrestru, a dim mwy."),
                frozenset(),
            ),
        )
    }
)
"""Every set, in the order in which they are offered."""
