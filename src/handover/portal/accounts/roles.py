"""The kinds of users, as one table that menus, views, tests and the reference page read (seed, section 1.6)."""

from dataclasses import dataclass
from typing import Final

from handover.common.identifiers import LA_SUFFIX
from handover.common.text import Text
from handover.portal.features import collect_rows
from handover.portal.web.access import Permission
from handover.portal.web.roles import (
    LEA_ADMISSIONS,
    LEA_DBA,
    LEA_DBA_VIEW,
    LEA_LOST_PUPIL,
    LEA_LOST_PUPIL_TRANSFER,
    LEA_PLASC,
    LEA_SCHOOL,
    LEA_USER,
    NATIONAL,
    SCHOOL,
)

PERMISSIONS: Final = collect_rows("permissions", Permission)
"""Everything that somebody may be allowed to do, feature by feature."""


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of user: its name, what it is for in a line, at what kind of establishment, and whether it needs a second step.

    `suffix` is the mailbox an LA role works with (`LLLL`, `PLAS`, `ADMS`); a school user's is the school's own number.
    `one_each`: an establishment has one open account of this role at most. `reserved`: only who acts for every
    authority may give the role or take it away (seed, section 3.1). `permissions` are those that name the role.
    """

    key: str
    name: Text
    about: Text
    establishment: str | None
    second_factor: bool = False
    suffix: str | None = None
    one_each: bool = False
    reserved: bool = False

    @property
    def permissions(self) -> frozenset[Permission]:
        """What the role allows."""
        return ALLOWED[self.key]

    def mailbox(self, number: str) -> str:
        """Return the mailbox for an establishment number."""
        return number[:3] + self.suffix if self.suffix else number


ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        Role(
            SCHOOL,
            Text("School user", "Defnyddiwr ysgol"),
            Text("Sends and collects the school's files.", "Yn anfon ac yn casglu ffeiliau'r ysgol."),
            "school",
        ),
        Role(
            LEA_USER,
            Text("LEA User", "Defnyddiwr AALl"),
            Text("Sends and collects the authority's files.", "Yn anfon ac yn casglu ffeiliau'r awdurdod."),
            "la",
            suffix=LA_SUFFIX,
        ),
        Role(
            LEA_LOST_PUPIL,
            Text("LEA Lost Pupil", "Disgyblion Coll AALl"),
            Text("Searches for lost pupils.", "Yn chwilio am ddisgyblion coll."),
            "la",
            second_factor=True,
            suffix=LA_SUFFIX,
        ),
        Role(
            LEA_LOST_PUPIL_TRANSFER,
            Text("LEA Lost Pupil Transfer", "Trosglwyddo Disgyblion Coll AALl"),
            Text(
                "Searches for lost pupils, sends their files on, and sends and collects the authority's files.",
                "Yn chwilio am ddisgyblion coll, yn anfon eu ffeiliau ymlaen, ac yn anfon ac yn casglu ffeiliau'r awdurdod.",
            ),
            "la",
            second_factor=True,
            suffix=LA_SUFFIX,
        ),
        Role(
            NATIONAL,
            Text("National administrator", "Gweinyddwr cenedlaethol"),
            Text(
                "Looks after every authority, its administrator, and the site.",
                "Yn gofalu am bob awdurdod, ei weinyddwr, a'r wefan.",
            ),
            None,
            second_factor=True,
            reserved=True,
        ),
        Role(
            LEA_DBA,
            Text("LEA DBA", "Gweinyddwr Cronfa Ddata AALl"),
            Text(
                "Looks after the people, the schools and the files of the authority. One for each authority.",
                "Yn gofalu am bobl, ysgolion a ffeiliau'r awdurdod. Un i bob awdurdod.",
            ),
            "la",
            second_factor=True,
            suffix=LA_SUFFIX,
            one_each=True,
            reserved=True,
        ),
        Role(
            LEA_DBA_VIEW,
            Text("LEA DBA (View only)", "Gweinyddwr Cronfa Ddata AALl (Gweld yn unig)"),
            Text(
                "Sees the people and schools of the authority and where their files are, and changes nothing.",
                "Yn gweld pobl ac ysgolion yr awdurdod a ble mae eu ffeiliau, ac nid yw'n newid dim.",
            ),
            "la",
            second_factor=True,
            suffix=LA_SUFFIX,
        ),
        Role(
            LEA_SCHOOL,
            Text("LEA School", "Ysgol AALl"),
            Text(
                "Does for the authority what a school user does. One for each authority.",
                "Yn gwneud dros yr awdurdod yr hyn y mae defnyddiwr ysgol yn ei wneud. Un i bob awdurdod.",
            ),
            "la",
            suffix=LA_SUFFIX,
            one_each=True,
        ),
        Role(
            LEA_PLASC,
            Text("LEA PLASC", "CYBLD AALl"),
            Text(
                "Sends and collects the files of the census, in a mailbox of its own.",
                "Yn anfon ac yn casglu ffeiliau'r cyfrifiad, mewn blwch post ar wahân.",
            ),
            "la",
            suffix="PLAS",
        ),
        Role(
            LEA_ADMISSIONS,
            Text("LEA Admissions", "Derbyniadau AALl"),
            Text(
                "Sends and collects the files of admissions, in a mailbox of its own.",
                "Yn anfon ac yn casglu'r ffeiliau derbyn, mewn blwch post ar wahân.",
            ),
            "la",
            suffix="ADMS",
        ),
    )
}
ALLOWED: Final = {key: frozenset(each for each in PERMISSIONS if key in each.roles) for key in ROLES}
