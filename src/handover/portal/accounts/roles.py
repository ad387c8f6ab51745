"""Who may do what: one table that menus, views, tests and the reference page read (seed, section 1.6)."""

from dataclasses import dataclass
from enum import StrEnum

from handover.common.identifiers import LA_SUFFIX
from handover.common.text import Text


class Permission(StrEnum):
    """One thing that a person may be allowed to do."""

    SEND_CTF = "send CTFs"
    COLLECT_CTF = "collect CTFs"
    SEE_CONTENT = "see what is in a file"
    INVITE = "invite people"
    SEE_ESTABLISHMENTS = "see establishments"
    SEE_AUDIT = "see the audit log"
    USE_MESSAGES = "send and read secure messages"
    USE_TEMPLATES = "use and write templates of messages"
    WRITE_FOR_ALL = "write templates for everybody"
    SET_REMINDERS = "choose the day of the weekly reminder"
    RUN_JOBS = "see and run the background work"
    SEE_ZONES = "see zones and their agents"
    RUN_ZONES = "change zones, agents and what they may do"
    SEE_MESSAGES = "see what is in a zone's messages"
    SEARCH_LOST = "search for lost pupils"
    COLLECT_LOST = "collect lost pupils' files"
    RELEASE_LOST = "send lost pupils' files on to a school"
    MANAGE_LOST = "look after the authority's lost pupils"
    MATCH_LOST = "match lost pupils against a census"
    SEE_LOST_FIGURES = "see figures about lost pupils"
    SEE_PEOPLE = "see who can sign in and the yearly check of them, and run the reports on people and messages"
    CHANGE_PEOPLE = "change, close and delete accounts"
    KEEP_SCHOOLS = "keep the details of schools"
    KEEP_AUTHORITY = "keep the authority's own details"
    CHECK_PEOPLE = "confirm the authority's list of people"
    RUN_CHECKS = "open the yearly check of people and see how it stands"
    SEE_CONTACTS = "see contacts"
    EVERY_AUTHORITY = "do all this for every authority"
    SEND_GENERIC = "send generic zips"
    COLLECT_GENERIC = "collect generic zips"
    SEND_ADMISSIONS = "send admissions files"
    COLLECT_ADMISSIONS = "collect admissions files"
    SEND_RETURNS = "send census, finance and exclusion files"
    COLLECT_RETURNS = "collect census, finance and exclusion files"
    SEND_XML_DATA = "send missing-education and XML data files"
    COLLECT_XML_DATA = "collect missing-education and XML data files"
    MONITOR = "see where the files of the authority's schools are"
    SEARCH_TRANSFERS = "search the authority's transfers for a pupil"
    REMOVE_FILES = "remove files that the authority's schools have not collected"
    FORWARD_FILES = "send on files that the authority's schools have not collected"
    RUN_REPORTS = "run the reports on files, schools and the number of lost pupils"
    REPORT_PUPILS = "run the reports that name lost pupils"
    GATHER_CHILD = "gather everything that is held on a child"
    EXPECT = "list expected pupils, and ask for their records"
    SHARE_OUT = "share out a year's records among the schools that offered places"


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of user: its name, at what kind of establishment, its permissions, and whether it needs a second step.

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
OFFICE = frozenset({P.SEE_ESTABLISHMENTS, P.SEE_CONTACTS, P.SEE_LOST_FIGURES, P.RUN_REPORTS})
"""What everybody may do who works at an authority or nationally."""
GENERIC: frozenset[Permission] = frozenset({P.SEND_GENERIC, P.COLLECT_GENERIC})
"""Exchanging any data as a zip."""
RECORDS: frozenset[Permission] = frozenset(
    {P.SEND_CTF, P.COLLECT_CTF, P.SEE_CONTENT, P.SEND_ADMISSIONS, P.COLLECT_ADMISSIONS}
    | {P.SEND_RETURNS, P.COLLECT_RETURNS, P.SEND_XML_DATA, P.COLLECT_XML_DATA}
)
"""Exchanging every kind of file but generic zips, which not all who exchange files may use (seed, section 5.5)."""
CENSUS_DESK: frozenset[Permission] = GENERIC | {P.SEND_RETURNS, P.COLLECT_RETURNS}
"""What the mailbox `nnnPLAS` is for (seed, section 1.6)."""
ADMISSIONS_DESK: frozenset[Permission] = GENERIC | {P.SEND_ADMISSIONS, P.COLLECT_ADMISSIONS, P.SEE_CONTENT}
"""What the mailbox `nnnADMS` is for (seed, section 1.6)."""
MONITORING: frozenset[Permission] = frozenset({P.MONITOR, P.SEARCH_TRANSFERS, P.REMOVE_FILES, P.FORWARD_FILES})
"""Watching over the files of an authority's schools (seed, sections 1.2 and 5.3)."""
SENDING: tuple[Permission, ...] = (P.SEND_CTF, P.SEND_GENERIC, P.SEND_ADMISSIONS, P.SEND_RETURNS, P.SEND_XML_DATA)
"""Whoever may do one of these may open the pages for sending."""
COLLECTING: tuple[Permission, ...] = (
    P.COLLECT_CTF,
    P.COLLECT_GENERIC,
    P.COLLECT_ADMISSIONS,
    P.COLLECT_RETURNS,
    P.COLLECT_XML_DATA,
)
"""Whoever may do one of these may open the pages for collecting."""

CHILDREN: frozenset[Permission] = frozenset({P.REPORT_PUPILS, P.GATHER_CHILD})
"""Reading the names of children outside a file: for those who answer for them, not for every desk."""
MESSAGES: frozenset[Permission] = frozenset({P.USE_MESSAGES, P.USE_TEMPLATES})
"""Writing and reading messages: the school, and every LA role but the View-only DBA (seed, section 1.6)."""
ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        Role(
            "school",
            Text("School user", "Defnyddiwr ysgol"),
            "school",
            RECORDS | GENERIC | MESSAGES | {P.SEE_CONTACTS, P.GATHER_CHILD, P.EXPECT},
        ),
        Role(
            "lea-user",
            Text("LEA User", "Defnyddiwr AALl"),
            "la",
            OFFICE | RECORDS | GENERIC | MONITORING | MESSAGES | CHILDREN | {P.SET_REMINDERS, P.EXPECT, P.SHARE_OUT},
            suffix=LA_SUFFIX,
        ),
        Role(
            "lea-lost-pupil",
            Text("LEA Lost Pupil", "Disgyblion Coll AALl"),
            "la",
            OFFICE | GENERIC | MESSAGES | CHILDREN | {P.SEARCH_LOST},
            second_factor=True,
            suffix=LA_SUFFIX,
        ),
        Role(
            "lea-lost-pupil-transfer",
            Text("LEA Lost Pupil Transfer", "Trosglwyddo Disgyblion Coll AALl"),
            "la",
            OFFICE
            | RECORDS
            | GENERIC
            | MESSAGES
            | CHILDREN
            | {P.SEARCH_LOST, P.COLLECT_LOST, P.RELEASE_LOST, P.MANAGE_LOST},
            second_factor=True,
            suffix=LA_SUFFIX,
        ),
        Role(
            "national",
            Text("National administrator", "Gweinyddwr cenedlaethol"),
            None,
            OFFICE
            | {P.INVITE, P.SEE_AUDIT, P.SEE_ZONES, P.RUN_ZONES, P.SEE_MESSAGES}
            | {P.MATCH_LOST, P.USE_TEMPLATES, P.WRITE_FOR_ALL, P.RUN_JOBS}
            | {P.SEE_PEOPLE, P.CHANGE_PEOPLE, P.KEEP_SCHOOLS, P.KEEP_AUTHORITY, P.RUN_CHECKS, P.EVERY_AUTHORITY},
            second_factor=True,
            reserved=True,
        ),
        Role(
            "lea-dba",
            Text("LEA DBA", "Gweinyddwr Cronfa Ddata AALl"),
            "la",
            OFFICE
            | RECORDS
            | MONITORING
            | MESSAGES
            | CHILDREN
            | {P.SET_REMINDERS, P.EXPECT, P.SHARE_OUT}
            | {P.SEE_PEOPLE, P.INVITE, P.CHANGE_PEOPLE, P.KEEP_SCHOOLS, P.KEEP_AUTHORITY, P.CHECK_PEOPLE},
            second_factor=True,
            suffix=LA_SUFFIX,
            one_each=True,
            reserved=True,
        ),
        Role(
            "lea-dba-view",
            Text("LEA DBA (View only)", "Gweinyddwr Cronfa Ddata AALl (Gweld yn unig)"),
            "la",
            OFFICE | {P.SEE_PEOPLE, P.MONITOR},
            second_factor=True,
            suffix=LA_SUFFIX,
        ),
        Role(
            "lea-school",
            Text("LEA School", "Ysgol AALl"),
            "la",
            OFFICE | RECORDS | GENERIC | MESSAGES,
            suffix=LA_SUFFIX,
            one_each=True,
        ),
        Role(
            "lea-plasc",
            Text("LEA PLASC", "CYBLD AALl"),
            "la",
            OFFICE | CENSUS_DESK | MESSAGES,
            suffix="PLAS",
        ),
        Role(
            "lea-admissions",
            Text("LEA Admissions", "Derbyniadau AALl"),
            "la",
            OFFICE | ADMISSIONS_DESK | MESSAGES,
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
        "Looks after the people, the schools and the files of the authority. One for each authority.",
        "Yn gofalu am bobl, ysgolion a ffeiliau'r awdurdod. Un i bob awdurdod.",
    ),
    "lea-dba-view": Text(
        "Sees the people and schools of the authority and where their files are, and changes nothing.",
        "Yn gweld pobl ac ysgolion yr awdurdod a ble mae eu ffeiliau, ac nid yw'n newid dim.",
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
        "Sends and collects the files of admissions, in a mailbox of its own.",
        "Yn anfon ac yn casglu'r ffeiliau derbyn, mewn blwch post ar wahân.",
    ),
}
"""What each role is for, in a line: read by those who choose one."""
