"""The life cycle of a transfer: one table. The code, the tests, the screens and the diagram in the docs all read it.

A transfer is in exactly one state. Each step names the states it may start from, and is taken by a conditional update
in one transaction with its audit row and its e-mails; of two people who click at once, one takes the step and the
other is told.
"""

from dataclasses import dataclass
from enum import StrEnum

from handover.common.text import Text


class State(StrEnum):
    """Where a transfer is."""

    NEW = ""
    ASKING = "asking"
    WITHDRAWN = "withdrawn"
    HELD = "held"
    SENT = "sent"
    SEEN = "seen"
    COLLECTED = "collected"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    RECALLED = "recalled"
    REDIRECTED = "redirected"
    EXPIRED = "expired"
    LODGED = "lodged"


class Actor(StrEnum):
    """Who may take a step."""

    SENDER = "sender"
    RECEIVER = "receiver"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Look:
    """How a state is shown: its name, one sentence on what it means, and the colour of its tag."""

    name: Text
    meaning: Text
    colour: str


STATES: dict[State, Look] = {
    State.ASKING: Look(
        Text("Needs your answer", "Angen eich ateb"),
        Text(
            "The site asked the sender a question; nothing is on its way yet.",
            "Gofynnodd y wefan gwestiwn i'r anfonwr; nid oes dim ar ei ffordd eto.",
        ),
        "yellow",
    ),
    State.WITHDRAWN: Look(
        Text("Not sent", "Heb ei hanfon"),
        Text(
            "The sender said no, or gave no answer in time; the file was dropped.",
            "Dywedodd yr anfonwr na, neu ni atebodd mewn pryd; gollyngwyd y ffeil.",
        ),
        "grey",
    ),
    State.HELD: Look(
        Text("Held", "Ar stop"),
        Text(
            "The school it is addressed to has closed; it waits until somebody sends it on to the successor.",
            "Mae'r ysgol y cyfeiriwyd hi ati wedi cau; mae'n aros nes i rywun ei hanfon ymlaen at yr olynydd.",
        ),
        "orange",
    ),
    State.SENT: Look(
        Text("Sent", "Anfonwyd"),
        Text("It waits for the destination to collect it.", "Mae'n aros i'r cyrchfan ei chasglu."),
        "blue",
    ),
    State.SEEN: Look(
        Text("Seen", "Gwelwyd"),
        Text(
            "The destination has looked at it but does not have it yet.",
            "Mae'r cyrchfan wedi edrych arni ond nid yw ganddo eto.",
        ),
        "light-blue",
    ),
    State.COLLECTED: Look(
        Text("Collected", "Casglwyd"),
        Text(
            "The destination has downloaded it and has not yet said that it arrived.",
            "Mae'r cyrchfan wedi ei lawrlwytho ond heb ddweud eto iddi gyrraedd.",
        ),
        "purple",
    ),
    State.CONFIRMED: Look(
        Text("Confirmed", "Cadarnhawyd"),
        Text("The destination says that it has the file.", "Dywed y cyrchfan fod y ffeil ganddo."),
        "green",
    ),
    State.REJECTED: Look(
        Text("Rejected", "Gwrthodwyd"),
        Text(
            "The destination refused it and gave a reason.",
            "Gwrthododd y cyrchfan hi gan roi rheswm.",
        ),
        "red",
    ),
    State.RECALLED: Look(
        Text("Called back", "Galwyd yn ôl"),
        Text(
            "The sender took it back before it was collected.",
            "Cymerodd yr anfonwr hi'n ôl cyn iddi gael ei chasglu.",
        ),
        "grey",
    ),
    State.REDIRECTED: Look(
        Text("Sent on", "Anfonwyd ymlaen"),
        Text(
            "It was sent on to the successor of a closed school, as a transfer of its own.",
            "Anfonwyd hi ymlaen at olynydd ysgol sydd wedi cau, fel trosglwyddiad ar wahân.",
        ),
        "grey",
    ),
    State.EXPIRED: Look(
        Text("Never collected", "Heb ei chasglu"),
        Text(
            "Nobody collected it, and said that it arrived, in time; both sides were told.",
            "Ni chasglodd neb hi, a dweud iddi gyrraedd, mewn pryd; hysbyswyd y ddwy ochr.",
        ),
        "red",
    ),
    State.LODGED: Look(
        Text("In the lost pupil store", "Yn y storfa disgyblion coll"),
        Text(
            "It is kept where the local authorities' lost pupil users can find it.",
            "Fe'i cedwir lle gall defnyddwyr disgyblion coll yr awdurdodau lleol ddod o hyd iddi.",
        ),
        "turquoise",
    ),
}

S = State


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is called, from which states to which, who takes it, its audit action and its e-mails."""

    event: str
    start: tuple[State, ...]
    end: State
    actor: Actor
    audit: str
    notices: tuple[str, ...] = ()


LIFE: tuple[Step, ...] = (
    Step("ask", (S.NEW,), S.ASKING, Actor.SENDER, "file.asked"),
    Step("decline", (S.ASKING,), S.WITHDRAWN, Actor.SENDER, "file.answered_no"),
    Step("lapse", (S.ASKING,), S.WITHDRAWN, Actor.SITE, "file.expired"),
    Step("send", (S.NEW, S.ASKING), S.SENT, Actor.SENDER, "file.sent", ("arrived", "uploaded")),
    Step("hold", (S.NEW, S.ASKING), S.HELD, Actor.SENDER, "file.held", ("held_sender", "held_successor")),
    Step("lodge", (S.NEW, S.ASKING), S.LODGED, Actor.SENDER, "file.lodged", ("uploaded",)),
    Step("redirect", (S.HELD,), S.REDIRECTED, Actor.SENDER, "file.redirected"),
    Step("take", (S.HELD,), S.REDIRECTED, Actor.RECEIVER, "file.redirected"),
    Step("see", (S.SENT,), S.SEEN, Actor.RECEIVER, "file.seen"),
    Step("collect", (S.SENT, S.SEEN, S.COLLECTED), S.COLLECTED, Actor.RECEIVER, "file.collected"),
    Step("confirm", (S.COLLECTED,), S.CONFIRMED, Actor.RECEIVER, "file.confirmed", ("confirmed",)),
    Step("return", (S.COLLECTED,), S.SEEN, Actor.RECEIVER, "file.returned"),
    Step("collect_again", (S.CONFIRMED,), S.CONFIRMED, Actor.RECEIVER, "file.collected"),
    Step("reject", (S.SENT, S.SEEN, S.COLLECTED), S.REJECTED, Actor.RECEIVER, "file.rejected", ("rejected",)),
    Step("recall", (S.HELD, S.SENT, S.SEEN, S.LODGED), S.RECALLED, Actor.SENDER, "file.recalled", ("recalled",)),
    Step(
        "expire",
        (S.HELD, S.SENT, S.SEEN, S.COLLECTED),
        S.EXPIRED,
        Actor.SITE,
        "file.expired",
        ("expired_sender", "expired_destination"),
    ),
)
STEPS: dict[str, Step] = {step.event: step for step in LIFE}

# A transfer in one of these states is the one of its name and bytes: sending them again is a re-send, not a second.
LIVE: tuple[State, ...] = (S.ASKING, S.HELD, S.SENT, S.SEEN, S.COLLECTED, S.CONFIRMED, S.LODGED)
# What a destination has on its list.
TO_COLLECT: tuple[State, ...] = (S.SENT, S.SEEN, S.COLLECTED)


def steps_from(state: State, actor: Actor) -> tuple[Step, ...]:
    """Return the steps that this actor may take from that state."""
    return tuple(step for step in LIFE if state in step.start and step.actor is actor)


def final(state: State) -> bool:
    """Say whether no step leads out of a state into another."""
    return not any(state in step.start and step.end is not state for step in LIFE)
