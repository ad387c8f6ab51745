"""Who sends: a person in their office, or an office's software, at which nobody sits."""

from dataclasses import dataclass
from typing import Final

from handover.common.text import Language, Text
from handover.portal.accounts.models import User
from handover.portal.accounts.roles import ROLES, Role
from handover.portal.audit.log import Actor
from handover.portal.establishments.models import Establishment
from handover.portal.web.access import Permission
from handover.portal.web.roles import SCHOOL

SOFTWARE: Final = "software"
"""The role under which the audit log names a school's software in a zone; no person has it."""
KEY_ROLE: Final = "key"
"""The role under which the audit log names software that came with a key; no person has it."""
LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class SendingOffice:
    """An office whose software sends and collects its files; `software` is what the audit log calls it.

    It may do what a person of the `role` may, and a file that it sends has no person behind it. What software may do less
    than that, a subclass says in `may`.
    """

    establishment: Establishment
    software: str
    role: str = SCHOOL

    @property
    def establishment_id(self) -> int:
        """The key of the establishment."""
        return self.establishment.pk

    @property
    def language(self) -> Language:
        """The language in which it is answered where the software asks for none."""
        return "en"

    @property
    def duties(self) -> Role:
        """The row of the roles table that says what it may do at most."""
        return ROLES[self.role]

    def may(self, *permissions: Permission) -> bool:
        """Say whether it may do one of these."""
        return not self.duties.permissions.isdisjoint(permissions)

    @property
    def mailbox(self) -> str:
        """The number under which it sends."""
        return self.duties.mailbox(self.establishment.number)

    @property
    def actor(self) -> Actor:
        """It as the audit log names it. With a blank, which no username has, so that it is never taken for a person."""
        return Actor(f"{SOFTWARE} {self.software}"[:LONGEST_NAME], SOFTWARE, self.establishment.number)

    @property
    def page(self) -> str:
        """The path of the page on which an administrator sees to it; software in a zone has none of its own."""
        return "/"


Sender = User | SendingOffice
"""Whoever sends a file, or does anything else for an office."""


def find_person(sender: Sender) -> User | None:
    """Return the person who sends; None where software does."""
    return sender if isinstance(sender, User) else None


def find_acting_software(sender: Sender) -> str:
    """Return the name of the software that acts; empty where a person does."""
    return "" if isinstance(sender, User) else sender.software


BY_SOFTWARE: Final = Text("software {software} of {office}", "meddalwedd {software}, {office}")
"""How a screen names software that did something."""


def name_author(person: User | None, software: str, office: Establishment, language: Language) -> str:
    """Return who did something as a screen says it: the person's name, or that it was software, which, and whose."""
    if person is not None:
        return person.full_name
    return BY_SOFTWARE.say(language, software=software, office=office.named(language))
