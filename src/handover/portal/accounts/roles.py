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
# All that write and read messages (seed, section 1.6): the school, and every LA role but the View-only DBA.
MESSAGES = frozenset({P.USE_MESSAGES, P.USE_TEMPLATES})
ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        Role(
            "school",
            Text("School user", "Defnyddiwr ysgol"),
            "school",
            frozenset({P.SEND_CTF, P.COLLECT_CTF, P.SEE_CONTENT}) | MESSAGES,
        ),
        Role(
            "lea-user",
            Text("LEA User", "Defnyddiwr AALl"),
            "la",
            frozenset(
                {P.SEND_CTF, P.COLLECT_CTF, P.SEE_CONTENT, P.SEE_ESTABLISHMENTS, P.SEE_LOST_FIGURES, P.SET_REMINDERS}
            )
            | MESSAGES,
            suffix="LLLL",
        ),
        Role(
            "lea-lost-pupil",
            Text("LEA Lost Pupil", "Disgyblion Coll AALl"),
            "la",
            frozenset({P.SEARCH_LOST, P.SEE_LOST_FIGURES, P.SEE_ESTABLISHMENTS}) | MESSAGES,
            suffix="LLLL",
        ),
        Role(
            "lea-lost-pupil-transfer",
            Text("LEA Lost Pupil Transfer", "Trosglwyddo Disgyblion Coll AALl"),
            "la",
            frozenset(
                {P.SEND_CTF, P.COLLECT_CTF, P.SEE_CONTENT, P.SEE_ESTABLISHMENTS}
                | {P.SEARCH_LOST, P.COLLECT_LOST, P.RELEASE_LOST, P.MANAGE_LOST, P.SEE_LOST_FIGURES}
                | MESSAGES
            ),
            suffix="LLLL",
        ),
        Role(
            "national",
            Text("National administrator", "Gweinyddwr cenedlaethol"),
            None,
            frozenset(
                {
                    P.INVITE,
                    P.SEE_ESTABLISHMENTS,
                    P.SEE_AUDIT,
                    P.SEE_ZONES,
                    P.RUN_ZONES,
                    P.SEE_MESSAGES,
                    P.MATCH_LOST,
                    P.SEE_LOST_FIGURES,
                    P.USE_TEMPLATES,
                    P.WRITE_FOR_ALL,
                    P.RUN_JOBS,
                }
            ),
            second_factor=True,
        ),
    )
}
