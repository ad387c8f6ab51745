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
    TAKEN = "taken"
    RELEASED = "released"
    FOUND = "found"
    REMOVED = "removed"
    CLEARED = "cleared"
    FORWARDED = "forwarded"


class StepActor(StrEnum):
    """Who may take a step.

    Of a lost pupil's file: the finder is an authority that searched and found it, the authority is the one whose
    school put it into the store. Of any other file it is the authority of the school that has not collected it.
    """

    SENDER = "sender"
    RECEIVER = "receiver"
    FINDER = "finder"
    AUTHORITY = "authority"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class StateDisplay:
    """How a state is shown: its name, one sentence on what it means, and the colour of its tag."""

    name: Text
    meaning: Text
    colour: str


STATES: dict[State, StateDisplay] = {
    State.ASKING: StateDisplay(
        Text("Needs your answer", "Angen eich ateb"),
        Text(
            "The site asked the sender a question; nothing is on its way yet.",
            "Gofynnodd y wefan gwestiwn i'r anfonwr; nid oes dim ar ei ffordd eto.",
        ),
        "yellow",
    ),
    State.WITHDRAWN: StateDisplay(
        Text("Not sent", "Heb ei hanfon"),
        Text(
            "The sender said no, or gave no answer in time, or the virus scanner found something; the file was dropped.",
            "Dywedodd yr anfonwr na ddylai'r ffeil fynd, neu nid atebodd mewn pryd, neu daeth y sganiwr firysau o hyd i "
            "rywbeth; cafodd y ffeil ei gollwng.",
        ),
        "grey",
    ),
    State.HELD: StateDisplay(
        Text("Held", "Wedi'i dal yn ôl"),
        Text(
            "It waits: the school it is addressed to has closed, or the virus scanner has not looked at it yet.",
            "Mae'n aros: mae'r ysgol y mae wedi'i chyfeirio ati wedi cau, neu nid yw'r sganiwr firysau wedi edrych arni "
            "eto.",
        ),
        "orange",
    ),
    State.SENT: StateDisplay(
        Text("Sent", "Anfonwyd"),
        Text("It waits for the destination to collect it.", "Mae'n aros i'r derbynnydd ei chasglu."),
        "blue",
    ),
    State.SEEN: StateDisplay(
        Text("Seen", "Gwelwyd"),
        Text(
            "The destination has looked at it but does not have it yet.",
            "Mae'r derbynnydd wedi edrych arni ond nid yw'r ffeil ganddo eto.",
        ),
        "light-blue",
    ),
    State.COLLECTED: StateDisplay(
        Text("Collected", "Casglwyd"),
        Text(
            "The destination, or its software, has taken it and has not yet said that it arrived.",
            "Mae'r derbynnydd, neu ei feddalwedd, wedi cymryd y ffeil ond heb gadarnhau eto iddi gyrraedd.",
        ),
        "purple",
    ),
    State.CONFIRMED: StateDisplay(
        Text("Confirmed", "Cadarnhawyd"),
        Text("The destination says that it has the file.", "Mae'r derbynnydd yn dweud bod y ffeil ganddo."),
        "green",
    ),
    State.REJECTED: StateDisplay(
        Text("Rejected", "Gwrthodwyd"),
        Text(
            "The destination refused it and gave a reason.",
            "Gwrthododd y derbynnydd hi gan roi rheswm.",
        ),
        "red",
    ),
    State.RECALLED: StateDisplay(
        Text("Called back", "Galwyd yn ôl"),
        Text(
            "The sender took it back before it was collected.",
            "Cymerodd yr anfonwr hi'n ôl cyn iddi gael ei chasglu.",
        ),
        "grey",
    ),
    State.REDIRECTED: StateDisplay(
        Text("Sent on", "Anfonwyd ymlaen"),
        Text(
            "It was sent on to the successor of a closed school, as a transfer of its own.",
            "Anfonwyd hi ymlaen at olynydd ysgol sydd wedi cau, fel trosglwyddiad ar wahân.",
        ),
        "grey",
    ),
    State.EXPIRED: StateDisplay(
        Text("Never collected", "Heb ei chasglu"),
        Text(
            "Nobody collected it, and said that it arrived, in time; both sides were told.",
            "Ni wnaeth neb ei chasglu a chadarnhau iddi gyrraedd mewn pryd; cafodd y ddwy ochr wybod.",
        ),
        "red",
    ),
    State.LODGED: StateDisplay(
        Text("In the lost pupil store", "Yn y storfa disgyblion coll"),
        Text(
            "It is kept where the local authorities' lost pupil users can find it.",
            "Mae'n cael ei chadw lle gall defnyddwyr disgyblion coll yr awdurdodau lleol ddod o hyd iddi.",
        ),
        "turquoise",
    ),
    State.TAKEN: StateDisplay(
        Text("With an authority", "Gydag awdurdod"),
        Text(
            "A local authority found the pupil and has downloaded the file; it still has to reach the new school.",
            "Daeth awdurdod lleol o hyd i'r disgybl ac mae wedi lawrlwytho'r ffeil; mae angen iddi gyrraedd yr ysgol "
            "newydd eto.",
        ),
        "purple",
    ),
    State.RELEASED: StateDisplay(
        Text("Sent to the new school", "Anfonwyd i'r ysgol newydd"),
        Text(
            "It is on its way to the school where the pupil is now. The pupil counts as found when that school "
            "confirms that the file arrived.",
            "Mae ar ei ffordd i'r ysgol lle mae'r disgybl nawr. Bydd y disgybl yn cyfrif fel un y daethpwyd o hyd iddo "
            "pan fydd yr ysgol honno'n cadarnhau i'r ffeil gyrraedd.",
        ),
        "blue",
    ),
    State.FOUND: StateDisplay(
        Text("Found", "Daethpwyd o hyd iddo"),
        Text(
            "The pupil is no longer lost: the school where the pupil is now has the record, or the authority knows where "
            "the pupil is.",
            "Nid yw'r disgybl ar goll mwyach: mae'r cofnod gan yr ysgol lle mae'r disgybl nawr, neu mae'r awdurdod yn "
            "gwybod ble mae'r disgybl.",
        ),
        "green",
    ),
    State.REMOVED: StateDisplay(
        Text("Removed from the store", "Tynnwyd o'r storfa"),
        Text(
            "The authority responsible removed it, or the pupil is over the school leaving age; the file was destroyed.",
            "Tynnodd yr awdurdod cyfrifol hi o'r storfa, neu mae'r disgybl dros oedran gadael yr ysgol; dinistriwyd y ffeil.",
        ),
        "grey",
    ),
    State.CLEARED: StateDisplay(
        Text("Removed by the authority", "Tynnwyd gan yr awdurdod"),
        Text(
            "The receiver's local authority removed it before it was collected and said why; the file was destroyed.",
            "Tynnodd awdurdod lleol y derbynnydd hi cyn iddi gael ei chasglu a dweud pam; dinistriwyd y ffeil.",
        ),
        "grey",
    ),
    State.FORWARDED: StateDisplay(
        Text("Passed on by the authority", "Pasiwyd ymlaen gan yr awdurdod"),
        Text(
            "The receiver's local authority sent it on to where the pupil is, as a transfer of its own.",
            "Anfonodd awdurdod lleol y derbynnydd hi ymlaen i ble mae'r disgybl, fel trosglwyddiad ar wahân.",
        ),
        "grey",
    ),
}

S = State


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is called, from which states to which, who takes it, its audit action and its e-mails."""

    event: str
    start: tuple[State, ...]
    end: State
    actor: StepActor
    audit: str
    notices: tuple[str, ...] = ()


LIFE: tuple[Step, ...] = (
    Step("ask", (S.NEW,), S.ASKING, StepActor.SENDER, "file.asked"),
    Step("decline", (S.ASKING,), S.WITHDRAWN, StepActor.SENDER, "file.answered_no"),
    Step("lapse", (S.ASKING,), S.WITHDRAWN, StepActor.SITE, "file.expired", ("lapsed",)),
    Step("wait_for_scan", (S.NEW, S.ASKING), S.HELD, StepActor.SENDER, "file.scan_awaited"),
    Step("infect", (S.ASKING, S.HELD), S.WITHDRAWN, StepActor.SITE, "file.infected", ("infected",)),
    Step("send", (S.NEW, S.ASKING, S.HELD), S.SENT, StepActor.SENDER, "file.sent", ("arrived", "uploaded")),
    Step("hold", (S.NEW, S.ASKING, S.HELD), S.HELD, StepActor.SENDER, "file.held", ("held_sender", "held_successor")),
    Step("lodge", (S.NEW, S.ASKING, S.HELD), S.LODGED, StepActor.SENDER, "file.lodged", ("uploaded",)),
    Step("redirect", (S.HELD,), S.REDIRECTED, StepActor.SENDER, "file.redirected"),
    Step("take", (S.HELD,), S.REDIRECTED, StepActor.RECEIVER, "file.redirected"),
    Step("see", (S.SENT,), S.SEEN, StepActor.RECEIVER, "file.seen"),
    Step("collect", (S.SENT, S.SEEN, S.COLLECTED), S.COLLECTED, StepActor.RECEIVER, "file.collected"),
    Step("confirm", (S.COLLECTED,), S.CONFIRMED, StepActor.RECEIVER, "file.confirmed", ("confirmed",)),
    Step("return", (S.COLLECTED,), S.SEEN, StepActor.RECEIVER, "file.returned"),
    Step("collect_again", (S.CONFIRMED,), S.CONFIRMED, StepActor.RECEIVER, "file.collected"),
    Step("reject", (S.SENT, S.SEEN, S.COLLECTED), S.REJECTED, StepActor.RECEIVER, "file.rejected", ("rejected",)),
    Step("recall", (S.HELD, S.SENT, S.SEEN, S.LODGED), S.RECALLED, StepActor.SENDER, "file.recalled", ("recalled",)),
    Step("fetch", (S.LODGED,), S.TAKEN, StepActor.FINDER, "lost.collected"),
    Step("fetch_again", (S.TAKEN,), S.TAKEN, StepActor.FINDER, "lost.collected"),
    Step("put_back", (S.TAKEN,), S.LODGED, StepActor.FINDER, "lost.put_back"),
    Step("release", (S.LODGED, S.TAKEN), S.RELEASED, StepActor.FINDER, "lost.released"),
    Step("send_after_all", (S.LODGED, S.TAKEN), S.RELEASED, StepActor.SENDER, "lost.released"),
    Step("known_again", (S.LODGED, S.TAKEN), S.RELEASED, StepActor.SITE, "lost.released"),
    Step("reopen", (S.RELEASED,), S.LODGED, StepActor.SITE, "lost.reopened"),
    Step("find", (S.LODGED, S.TAKEN, S.RELEASED), S.FOUND, StepActor.SITE, "lost.found"),
    Step("close", (S.LODGED, S.TAKEN), S.FOUND, StepActor.AUTHORITY, "lost.closed"),
    Step("remove", (S.LODGED, S.TAKEN), S.REMOVED, StepActor.AUTHORITY, "lost.removed"),
    Step("outgrow", (S.LODGED, S.TAKEN), S.REMOVED, StepActor.SITE, "lost.removed"),
    Step(
        "clear",
        (S.HELD, S.SENT, S.SEEN),
        S.CLEARED,
        StepActor.AUTHORITY,
        "file.cleared",
        ("cleared_sender", "cleared_destination"),
    ),
    Step("forward", (S.HELD, S.SENT, S.SEEN), S.FORWARDED, StepActor.AUTHORITY, "file.forwarded", ("forwarded",)),
    Step(
        "expire",
        (S.HELD, S.SENT, S.SEEN, S.COLLECTED),
        S.EXPIRED,
        StepActor.SITE,
        "file.expired",
        ("expired_sender", "expired_destination"),
    ),
)
STEPS: dict[str, Step] = {step.event: step for step in LIFE}
# A file that was held goes on by these as if it had just come, once the scanner has looked at it; nobody takes them by hand.
AFTER_SCAN: tuple[str, ...] = ("send", "hold", "lodge")
# All that can be done with a file at which the scanner has not looked.
BEFORE_SCAN: tuple[str, ...] = ("infect", "recall", "clear", "expire")

# A transfer in one of these states is the one of its name and bytes: sending them again is a re-send, not a second.
LIVE: tuple[State, ...] = (
    S.ASKING,
    S.HELD,
    S.SENT,
    S.SEEN,
    S.COLLECTED,
    S.CONFIRMED,
    S.LODGED,
    S.TAKEN,
    S.RELEASED,
    S.FOUND,
)
# What a destination has on its list.
TO_COLLECT: tuple[State, ...] = (S.SENT, S.SEEN, S.COLLECTED)
# How an authority looks at the files of its schools: what waits to be collected, what was collected, what ended otherwise.
FOR_COLLECTION: tuple[State, ...] = (S.HELD, S.SENT, S.SEEN)
HAVE_BEEN_COLLECTED: tuple[State, ...] = (S.COLLECTED, S.CONFIRMED)
ENDED: tuple[State, ...] = (S.REJECTED, S.RECALLED, S.REDIRECTED, S.EXPIRED, S.CLEARED, S.FORWARDED)
# A lost pupil's file in one of these states is in the store: it can be found, and its pupil is still lost.
IN_STORE: tuple[State, ...] = (S.LODGED, S.TAKEN, S.RELEASED)


def steps_from(state: State, actor: StepActor) -> tuple[Step, ...]:
    """Return the steps that this actor may take from that state."""
    return tuple(step for step in LIFE if state in step.start and step.actor is actor)


def final(state: State) -> bool:
    """Say whether no step leads out of a state into another."""
    return not any(state in step.start and step.end is not state for step in LIFE)
