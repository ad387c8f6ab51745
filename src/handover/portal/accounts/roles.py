"""Who may do what: one table that menus, views, tests and the reference page read (seed, section 1.6)."""

from dataclasses import dataclass
from enum import StrEnum

from handover.common.text import Text


class Permission(StrEnum):
    """One thing that a person may be allowed to do."""

    SEND_CTF = "send CTFs"
    COLLECT_CTF = "collect CTFs"
    SEE_CONTENT = "see what is in a file"
    INVITE = "invite people"
    SEE_ESTABLISHMENTS = "see establishments"
    SEE_AUDIT = "see the audit log"
    SEE_ZONES = "see zones and their agents"
    RUN_ZONES = "change zones, agents and what they may do"
    SEE_MESSAGES = "see what is in a zone's messages"
    SEARCH_LOST = "search for lost pupils"
    COLLECT_LOST = "collect lost pupils' files"
    RELEASE_LOST = "send lost pupils' files on to a school"
    MANAGE_LOST = "look after the authority's lost pupils"
    MATCH_LOST = "match lost pupils against a census"
    SEE_LOST_FIGURES = "see figures about lost pupils"
    SEE_PEOPLE = "see who can sign in"
    CHANGE_PEOPLE = "change, close and delete accounts"
    KEEP_SCHOOLS = "keep the details of schools"
    KEEP_AUTHORITY = "keep the authority's own details"
    CHECK_PEOPLE = "confirm the authority's list of people"
    RUN_CHECKS = "open the yearly check of people and see how it stands"
    SEE_CONTACTS = "see contacts"
    EVERY_AUTHORITY = "do all this for every authority"


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of user: its name, at what kind of establishment, its permissions, and whether it needs a second factor.

    `suffix` is the mailbox an LA role works with (`LLLL`, `PLAS`, `ADMS`); a school user's is the school's own number.
    `one_each`: an establishment has one open account of this role at most. `reserved`: only who acts for every
    authority may give the role or take it away (seed, section 3.1).
    """

    key: str
    name: Text
    establishment: str | None
    permissions: frozenset[Permission]
    second_factor: bool = False
    suffix: str | None = None
    one_each: bool = False
    reserved: bool = False

    def mailbox(self, number: str) -> str:
        """Return the mailbox for an establishment number."""
        return number[:3] + self.suffix if self.suffix else number


P = Permission
OFFICE = frozenset({P.SEE_ESTABLISHMENTS, P.SEE_CONTACTS, P.SEE_LOST_FIGURES})
"""What everybody may do who works at an authority or nationally."""
ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        Role(
            "school",
            Text("School user", "Defnyddiwr ysgol"),
            "school",
            frozenset({P.SEND_CTF, P.COLLECT_CTF, P.SEE_CONTENT, P.SEE_CONTACTS}),
        ),
        Role(
            "lea-user",
            Text("LEA User", "Defnyddiwr AALl"),
            "la",
            OFFICE | {P.SEND_CTF, P.COLLECT_CTF, P.SEE_CONTENT},
            suffix="LLLL",
        ),
        Role(
            "lea-lost-pupil",
            Text("LEA Lost Pupil", "Disgyblion Coll AALl"),
            "la",
            OFFICE | {P.SEARCH_LOST},
            suffix="LLLL",
        ),
        Role(
            "lea-lost-pupil-transfer",
            Text("LEA Lost Pupil Transfer", "Trosglwyddo Disgyblion Coll AALl"),
            "la",
            OFFICE
            | {P.SEND_CTF, P.COLLECT_CTF, P.SEE_CONTENT}
            | {P.SEARCH_LOST, P.COLLECT_LOST, P.RELEASE_LOST, P.MANAGE_LOST},
            suffix="LLLL",
        ),
        Role(
            "national",
            Text("National administrator", "Gweinyddwr cenedlaethol"),
            None,
            OFFICE
            | {P.INVITE, P.SEE_AUDIT, P.SEE_ZONES, P.RUN_ZONES, P.SEE_MESSAGES}
            | {P.MATCH_LOST}
            | {P.SEE_PEOPLE, P.CHANGE_PEOPLE, P.KEEP_SCHOOLS, P.KEEP_AUTHORITY, P.RUN_CHECKS, P.EVERY_AUTHORITY},
            second_factor=True,
            reserved=True,
        ),
        Role(
            "lea-dba",
            Text("LEA DBA", "Gweinyddwr Cronfa Ddata AALl"),
            "la",
            OFFICE
            | {P.SEND_CTF, P.COLLECT_CTF, P.SEE_CONTENT}
            | {P.SEE_PEOPLE, P.INVITE, P.CHANGE_PEOPLE, P.KEEP_SCHOOLS, P.KEEP_AUTHORITY, P.CHECK_PEOPLE},
            second_factor=True,
            suffix="LLLL",
            one_each=True,
            reserved=True,
        ),
        Role(
            "lea-dba-view",
            Text("LEA DBA (View only)", "Gweinyddwr Cronfa Ddata AALl (Gweld yn unig)"),
            "la",
            OFFICE | {P.SEE_PEOPLE},
            second_factor=True,
            suffix="LLLL",
        ),
        Role(
            "lea-school",
            Text("LEA School", "Ysgol AALl"),
            "la",
            OFFICE | {P.SEND_CTF, P.COLLECT_CTF, P.SEE_CONTENT},
            suffix="LLLL",
            one_each=True,
        ),
        Role(
            "lea-plasc",
            Text("LEA PLASC", "CYBLD AALl"),
            "la",
            OFFICE | {P.SEND_CTF, P.COLLECT_CTF, P.SEE_CONTENT},
            suffix="PLAS",
        ),
        Role(
            "lea-admissions",
            Text("LEA Admissions", "Derbyniadau AALl"),
            "la",
            OFFICE | {P.COLLECT_CTF, P.SEE_CONTENT},
            suffix="ADMS",
        ),
    )
}

ABOUT: dict[str, Text] = {
    "school": Text("Sends and collects the school's files.", "Yn anfon ac yn casglu ffeiliau'r ysgol."),
    "lea-user": Text("Sends and collects the authority's files.", "Yn anfon ac yn casglu ffeiliau'r awdurdod."),
    "lea-lost-pupil": Text("Searches for lost pupils.", "Yn chwilio am ddisgyblion coll."),
    "lea-lost-pupil-transfer": Text(
        "Searches for lost pupils, sends their files on, and sends and collects the authority's files.",
        "Yn chwilio am ddisgyblion coll, yn anfon eu ffeiliau ymlaen, ac yn anfon ac yn casglu ffeiliau'r awdurdod.",
    ),
    "national": Text(
        "Looks after every authority, its administrator, and the site.",
        "Yn gofalu am bob awdurdod, ei weinyddwr, a'r safle.",
    ),
    "lea-dba": Text(
        "Looks after the people and schools of the authority. One for each authority.",
        "Yn gofalu am bobl ac ysgolion yr awdurdod. Un i bob awdurdod.",
    ),
    "lea-dba-view": Text(
        "Sees the people and schools of the authority, and changes nothing.",
        "Yn gweld pobl ac ysgolion yr awdurdod, ac nid yw'n newid dim.",
    ),
    "lea-school": Text(
        "Does for the authority what a school user does. One for each authority.",
        "Yn gwneud dros yr awdurdod yr hyn y mae defnyddiwr ysgol yn ei wneud. Un i bob awdurdod.",
    ),
    "lea-plasc": Text(
        "Sends and collects the files of the census, in a mailbox of its own.",
        "Yn anfon ac yn casglu ffeiliau'r cyfrifiad, mewn blwch post ar wahân.",
    ),
    "lea-admissions": Text(
        "Collects the files of admissions, in a mailbox of its own.",
        "Yn casglu'r ffeiliau derbyn, mewn blwch post ar wahân.",
    ),
}
"""What each role is for, in a line: read by those who choose one."""
