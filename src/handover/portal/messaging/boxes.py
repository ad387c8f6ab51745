"""Whom a message can be sent to: a box, which is one kind of user at one school or authority (seed, 6.4 and 6.5).

A message goes to a box and not to a person, so that it waits for whoever does the work that day. All who have this role
there see the same messages; what one of them has read is read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from handover.common.problems import Problem
from handover.portal.accounts.models import User
from handover.portal.accounts.offices import list_holders
from handover.portal.accounts.roles import ROLES, Role
from handover.portal.establishments.directory import RouteState, route
from handover.portal.establishments.models import Establishment
from handover.portal.messaging.faults import FAULTS
from handover.portal.messaging.permissions import USE_MESSAGES
from handover.portal.transfers.senders import Sender

SCHOOL: Final = "school"


@dataclass(frozen=True, slots=True)
class Box:
    """One box by the number of its establishment (`681LLLL`, `6814990`) and a key of the roles table."""

    number: str
    role: str

    @property
    def key(self) -> str:
        """The box in one word, as forms and address groups hold it: `681LLLL/lea-user`."""
        return f"{self.number}/{self.role}"


@dataclass(frozen=True, slots=True)
class NamedBox:
    """A box with the names that a screen needs; `establishment` is None for one that is no longer there."""

    box: Box
    establishment: Establishment | None

    def named(self, language: str) -> str:
        """Return how the box is called: the school, or the authority and the type of its users."""
        if self.establishment is None:
            return self.box.number
        name = self.establishment.named(language)
        return name if self.box.role == SCHOOL else f"{name} – {ROLES[self.box.role].name.say(language)}"


def la_roles() -> tuple[Role, ...]:
    """Return the types of users of an authority that read messages."""
    return tuple(role for role in ROLES.values() if role.establishment == "la" and USE_MESSAGES in role.permissions)


def read_box(key: str) -> Box | None:
    """Read a box from its key; None for anything that is not one."""
    number, _, role = key.partition("/")
    known = role in ROLES and USE_MESSAGES in ROLES[role].permissions
    return Box(number, role) if known and len(number) == 7 and number.isascii() and number.isalnum() else None


def box_of(user: Sender) -> Box | None:
    """Return the box that somebody reads; None for those who belong to no establishment or get no messages."""
    if user.establishment is None or not user.may(USE_MESSAGES):
        return None
    return Box(user.establishment.number, user.role)


def box_readers(establishment: Establishment, role: str) -> list[User]:
    """Return the people who read a box."""
    return list_holders(establishment=establishment, role=role)


def name_boxes(keys: Iterable[str]) -> list[NamedBox]:
    """Return the boxes of these keys with their names, in the same order, with one question."""
    boxes = [box for box in map(read_box, keys) if box]
    known = {place.number: place for place in Establishment.objects.filter(number__in=[box.number for box in boxes])}
    return [NamedBox(box, known.get(box.number)) for box in boxes]


def check_box(box: Box, sender: Sender, today: date) -> Problem | None:
    """Say why a box cannot be written to on this day; None if it can."""
    if box == box_of(sender):
        return FAULTS["message.yourself"].at()
    there = route(box.number, today)
    school = there.establishment
    if school is None or school.kind != ROLES[box.role].establishment:
        return FAULTS["message.unknown_recipient"].at(number=box.number)
    named = {"name": school.named("en"), "name_cy": school.named("cy"), "number": school.number}
    if there.state is RouteState.CLOSED_WITH_SUCCESSOR and there.successor:
        next_one = {
            "successor": there.successor.number,
            "successor_name": there.successor.named("en"),
            "successor_name_cy": there.successor.named("cy"),
        }
        return Problem(FAULTS["message.moved_recipient"], values=named | next_one)
    if there.state is not RouteState.OPEN:
        return Problem(FAULTS["message.closed_recipient"], values=named)
    if not box_readers(school, box.role):
        return Problem(FAULTS["message.nobody_reads"], values=named)
    return None


def check_all(boxes: Sequence[Box], sender: Sender, today: date, most: int) -> tuple[Problem, ...]:
    """Say everything that is wrong with a list of recipients."""
    found = [problem for box in boxes if (problem := check_box(box, sender, today))]
    if not boxes:
        found.append(FAULTS["message.no_recipient"].at())
    if len(boxes) > most:
        found.append(FAULTS["message.too_many"].at(most=most, chosen=len(boxes)))
    return tuple(found)
