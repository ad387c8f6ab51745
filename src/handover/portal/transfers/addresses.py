"""Where a file may go: the sender's own number, a destination that is open, and the first step that follows from it."""

from datetime import date

from handover.common.identifiers import LA_SUFFIX
from handover.common.problems import Problem
from handover.ctf.filename import NameReading
from handover.portal.accounts.offices import list_holders
from handover.portal.establishments.directory import Route, RouteState, route
from handover.portal.establishments.models import Establishment
from handover.portal.transfers.faults import FAULTS
from handover.portal.transfers.kinds import PLACES, FileKind, MailboxKind, mailbox_kind
from handover.portal.transfers.senders import Sender

MARKERS = ("XXXXXXX", "MMMMMMM")


def check_addresses(reading: NameReading, kind: FileKind, sender: Sender, today: date) -> tuple[Problem, ...]:
    """Compare the addresses in a name with who sends it, with what its kind allows and with the register."""
    if reading.source is None or reading.destination is None:
        return ()
    if reading.source not in own_numbers(kind, sender.mailbox):
        own = f"{sender.establishment.name} ({sender.mailbox})" if sender.establishment else sender.mailbox
        return (FAULTS["transfer.not_your_number"].at(named=reading.source, own=own),)
    if wrong := check_way(kind, sender.mailbox, reading.destination):
        return wrong
    if reading.destination in MARKERS:
        return ()
    if reading.destination == sender.mailbox:
        return (FAULTS["transfer.own_school"].at(),)
    return check_destination(route(reading.destination, today), reading.destination, kind, sender)


def own_numbers(kind: FileKind, mailbox: str) -> frozenset[str]:
    """Return the numbers that a sender may put first in a name: their own, and for some desks their authority's."""
    authority = {mailbox[:3] + LA_SUFFIX} if mailbox_kind(mailbox) in kind.as_authority else set()
    return frozenset({mailbox} | authority)


def check_way(kind: FileKind, source: str, destination: str) -> tuple[Problem, ...]:
    """Say what speaks against sending such a file that way at all, whoever the two are."""
    sender = mailbox_kind(source)
    receiver = (
        MailboxKind.ITSELF if destination == source and sender is MailboxKind.SCHOOL else mailbox_kind(destination)
    )
    words = {"kind": kind.name.en, "kind_cy": kind.name.cy}
    if not kind.allows(sender, receiver):
        ends = {"sender": PLACES[sender].en, "receiver": PLACES[receiver].en}
        ends |= {"sender_cy": PLACES[sender].cy, "receiver_cy": PLACES[receiver].cy}
        return (Problem(FAULTS["transfer.no_way"], values=words | ends),)
    if kind.own_authority and source[:3] != destination[:3]:
        return (Problem(FAULTS["transfer.other_authority"], values=words | {"destination": destination}),)
    return ()


def check_destination(there: Route, number: str, kind: FileKind, sender: Sender) -> tuple[Problem, ...]:
    """Say what the sender should know about the destination."""
    if there.establishment is None or there.state is RouteState.UNKNOWN:
        return (FAULTS["transfer.unknown_destination"].at(destination=number),)
    values = describe_destination(there)
    code = STATE_FAULTS.get(there.state)
    if code:
        return (Problem(FAULTS[code], values=values),)
    problems = []
    if there.establishment.kind == "la" and there.establishment.la_number != sender.mailbox[:3]:
        problems.append(Problem(FAULTS["transfer.other_la"], values=values))
    people = list_holders(establishment=there.establishment)
    if not any(person.mailbox == number and person.may(kind.collect) for person in people):
        problems.append(Problem(FAULTS["transfer.nobody_signs_in"], values=values))
    return tuple(problems)


STATE_FAULTS = {
    RouteState.CLOSED: "transfer.closed_destination",
    RouteState.CLOSED_WITH_SUCCESSOR: "transfer.closed_with_successor",
    RouteState.INACTIVE: "transfer.inactive_destination",
    RouteState.NOT_YET_OPEN: "transfer.not_open_yet",
}


def describe_destination(there: Route) -> dict[str, str]:
    """Return the words about a destination that messages need."""
    school, successor = there.establishment, there.successor
    if school is None:
        return {}
    return {
        "name": school.name,
        "destination": school.number,
        "closed": str(school.closed_on or ""),
        "opens": str(school.opened_on or ""),
        "successor": successor.number if successor else "",
        "successor_name": successor.name if successor else "",
    }


def route_to(mailbox: str, today: date) -> Route | None:
    """Return what the register says of a destination today; None for the lost pupil store."""
    return None if mailbox in MARKERS else route(mailbox, today)


def departure(source: str, destination: str, there: Route | None) -> tuple[str, Establishment | None]:
    """Return the step by which a file leaves its sender, and for a closed school the successor to offer it to.

    `there` is the `route_to` the destination.
    """
    if there is None:
        return "lodge", None
    if destination != source and there.state is RouteState.CLOSED_WITH_SUCCESSOR:
        return "hold", there.successor
    return "send", None
