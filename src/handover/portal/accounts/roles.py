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


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of user: its name, at what kind of establishment, its permissions, and whether it needs a second factor.

    `suffix` is the mailbox an LA role works with (`LLLL`, `PLAS`, `ADMS`); a school user's is the school's own number.
    """

    key: str
    name: Text
    establishment: str | None
    permissions: frozenset[Permission]
    second_factor: bool = False
    suffix: str | None = None

    def mailbox(self, number: str) -> str:
        """Return the mailbox for an establishment number."""
        return number[:3] + self.suffix if self.suffix else number


P = Permission
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
    *(P.COLLECT_CTF, P.COLLECT_GENERIC, P.COLLECT_ADMISSIONS, P.COLLECT_RETURNS, P.COLLECT_XML_DATA),
)
"""Whoever may do one of these may open the pages for collecting."""

ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        Role(
            "school",
            Text("School user", "Defnyddiwr ysgol"),
            "school",
            RECORDS | GENERIC,
        ),
        Role(
            "lea-user",
            Text("LEA User", "Defnyddiwr AALl"),
            "la",
            RECORDS | GENERIC | MONITORING | {P.SEE_ESTABLISHMENTS, P.SEE_LOST_FIGURES},
            suffix="LLLL",
        ),
        Role(
            "lea-lost-pupil",
            Text("LEA Lost Pupil", "Disgyblion Coll AALl"),
            "la",
            GENERIC | {P.SEARCH_LOST, P.SEE_LOST_FIGURES, P.SEE_ESTABLISHMENTS},
            suffix="LLLL",
        ),
        Role(
            "lea-lost-pupil-transfer",
            Text("LEA Lost Pupil Transfer", "Trosglwyddo Disgyblion Coll AALl"),
            "la",
            RECORDS
            | GENERIC
            | {P.SEE_ESTABLISHMENTS}
            | {P.SEARCH_LOST, P.COLLECT_LOST, P.RELEASE_LOST, P.MANAGE_LOST, P.SEE_LOST_FIGURES},
            suffix="LLLL",
        ),
        Role(
            "national",
            Text("National administrator", "Gweinyddwr cenedlaethol"),
            None,
            frozenset(
                {P.INVITE, P.SEE_ESTABLISHMENTS, P.SEE_AUDIT, P.SEE_ZONES, P.RUN_ZONES, P.SEE_MESSAGES}
                | {P.MATCH_LOST, P.SEE_LOST_FIGURES},
            ),
            second_factor=True,
        ),
    )
}
