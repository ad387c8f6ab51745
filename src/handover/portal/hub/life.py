"""The way of one child's record from school to school: its states and steps, what became of it, and why, as tables.

The code, the tests, the screens and the docs read them. Source: the closed list of outcomes is GP2GP's idea: each record
ends in exactly one, and none is silence.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from handover.common.text import Text


class MoveTrigger(StrEnum):
    """What set a record on its way."""

    LEAVING = "leaving"
    FILE = "file"


class MoveState(StrEnum):
    """Where a record is on its way."""

    NEW = ""
    NOTICED = "noticed"
    NO_DESTINATION = "no_destination"
    QUESTION = "question"
    ON_ITS_WAY = "on_its_way"
    OFFERED = "offered"
    HANDED_OVER = "handed_over"
    TAKEN_IN = "taken_in"
    ARRIVED = "arrived"
    REFUSED = "refused"
    STORED = "stored"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    FAILED = "failed"


S = MoveState

WAITING: Final = (S.NOTICED, S.NO_DESTINATION, S.QUESTION, S.ON_ITS_WAY, S.OFFERED, S.HANDED_OVER, S.TAKEN_IN)
"""The states in which something is still to come."""
ENDED: Final = (S.ARRIVED, S.REFUSED, S.STORED, S.CANCELLED, S.EXPIRED, S.FAILED)
"""The states in which the way of a record ends. A record that goes on from there goes by a way of its own."""
AT_RECEIVER: Final = (S.ON_ITS_WAY, S.OFFERED, S.HANDED_OVER, S.TAKEN_IN)
"""The states in which a file is addressed to the next school and has not ended there."""


@dataclass(frozen=True, slots=True)
class MoveStepKind:
    """One step of the way: what it is called, from which states to which, and its audit action.

    `by_person` marks a step that somebody has to take: a record that met one did not arrive by itself.
    """

    event: str
    start: tuple[MoveState, ...]
    end: MoveState
    audit: str
    name: Text
    by_person: bool = False


MOVE_LIFE: Final = (
    MoveStepKind(
        "notice", (S.NEW,), S.NOTICED, "move.noticed", Text("A leaving was heard of", "Clywyd am ddisgybl yn gadael")
    ),
    MoveStepKind(
        "receive",
        (S.NEW,),
        S.ON_ITS_WAY,
        "move.received",
        Text("A file was sent to the school", "Anfonwyd ffeil i'r ysgol"),
    ),
    MoveStepKind(
        "ask_destination",
        (S.NOTICED,),
        S.NO_DESTINATION,
        "move.no_destination",
        Text("The school was asked where the pupil goes", "Gofynnwyd i'r ysgol i ble mae'r disgybl yn mynd"),
    ),
    MoveStepKind(
        "say_destination",
        (S.NO_DESTINATION, S.FAILED),
        S.NOTICED,
        "move.destination_said",
        Text("Somebody said where the pupil goes", "Dywedodd rhywun i ble mae'r disgybl yn mynd"),
        by_person=True,
    ),
    MoveStepKind(
        "find_destination",
        (S.NO_DESTINATION,),
        S.NOTICED,
        "move.destination_found",
        Text(
            "The new school's software said that the pupil is there",
            "Dywedodd meddalwedd yr ysgol newydd fod y disgybl yno",
        ),
    ),
    MoveStepKind(
        "try_again",
        (S.FAILED,),
        S.NOTICED,
        "move.tried_again",
        Text("Somebody had it tried again", "Gofynnodd rhywun am roi cynnig arall arni"),
        by_person=True,
    ),
    MoveStepKind(
        "prepare",
        (S.NOTICED,),
        S.QUESTION,
        "move.prepared",
        Text("The file was made and waits for the school's yes", "Lluniwyd y ffeil ac mae'n aros i'r ysgol gytuno"),
    ),
    MoveStepKind(
        "send", (S.NOTICED, S.QUESTION), S.ON_ITS_WAY, "move.sent", Text("The record was sent", "Anfonwyd y cofnod")
    ),
    MoveStepKind(
        "store",
        (S.NOTICED, S.QUESTION),
        S.STORED,
        "move.stored",
        Text("The record was put into the lost pupil store", "Rhoddwyd y cofnod yn y storfa disgyblion coll"),
    ),
    MoveStepKind(
        "offer",
        (S.ON_ITS_WAY,),
        S.OFFERED,
        "move.offered",
        Text("The next school was asked whether to take it in", "Gofynnwyd i'r ysgol nesaf a yw am ei dderbyn"),
    ),
    MoveStepKind(
        "accept",
        (S.OFFERED,),
        S.ON_ITS_WAY,
        "move.accepted",
        Text("The next school said that it takes it in", "Dywedodd yr ysgol nesaf ei bod yn ei dderbyn"),
        by_person=True,
    ),
    MoveStepKind(
        "stand_back",
        (S.OFFERED, S.HANDED_OVER),
        S.ON_ITS_WAY,
        "move.stood_back",
        Text(
            "The next school's software is not connected any more",
            "Nid yw meddalwedd yr ysgol nesaf wedi'i chysylltu mwyach",
        ),
    ),
    MoveStepKind(
        "hand_over",
        (S.ON_ITS_WAY, S.OFFERED),
        S.HANDED_OVER,
        "move.handed_over",
        Text("The next school's software was given it", "Rhoddwyd ef i feddalwedd yr ysgol nesaf"),
    ),
    MoveStepKind(
        "take_in",
        (S.HANDED_OVER,),
        S.TAKEN_IN,
        "move.taken_in",
        Text("The next school's software has it", "Mae meddalwedd yr ysgol nesaf wedi'i dderbyn"),
    ),
    MoveStepKind(
        "arrive",
        (S.ON_ITS_WAY, S.OFFERED, S.HANDED_OVER, S.TAKEN_IN),
        S.ARRIVED,
        "move.arrived",
        Text("The record has arrived", "Mae'r cofnod wedi cyrraedd"),
    ),
    MoveStepKind(
        "refuse",
        (S.ON_ITS_WAY, S.OFFERED, S.HANDED_OVER, S.TAKEN_IN),
        S.REFUSED,
        "move.refused",
        Text("The next school refused it", "Gwrthododd yr ysgol nesaf ef"),
    ),
    MoveStepKind(
        "cancel",
        (*WAITING, S.STORED),
        S.CANCELLED,
        "move.cancelled",
        Text("The way of the record ended", "Daeth taith y cofnod i ben"),
    ),
    MoveStepKind(
        "expire",
        AT_RECEIVER,
        S.EXPIRED,
        "move.expired",
        Text("Nobody took it in time", "Ni dderbyniodd neb ef mewn pryd"),
    ),
    MoveStepKind(
        "fail",
        (S.NOTICED, *AT_RECEIVER),
        S.FAILED,
        "move.failed",
        Text("It could not be done", "Nid oedd modd ei wneud"),
    ),
)
MOVE_STEPS: Final = {step.event: step for step in MOVE_LIFE}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a record, as it is counted: its name, the colour of its tag, and what it means in one sentence.

    `over` says that nothing more is to come. `by_hand` tells apart what a person had to take a step for, where that counts.
    """

    key: str
    state: MoveState
    name: Text
    colour: str
    meaning: Text
    over: bool
    by_hand: bool | None = None


OUTCOMES: Final = (
    Outcome(
        "arrived_by_itself",
        S.ARRIVED,
        Text("Arrived by itself", "Cyrhaeddodd ohono'i hun"),
        "green",
        Text(
            "The next school has the record, and nobody had to do anything for it.",
            "Mae'r cofnod gan yr ysgol nesaf, ac nid oedd angen i neb wneud dim.",
        ),
        over=True,
        by_hand=False,
    ),
    Outcome(
        "arrived_after_yes",
        S.ARRIVED,
        Text("Arrived after a person's yes", "Cyrhaeddodd ar ôl i berson gytuno"),
        "green",
        Text(
            "The next school has the record, and somebody took at least one step: sent or collected a file, or agreed.",
            "Mae'r cofnod gan yr ysgol nesaf, a chymerodd rhywun o leiaf un cam: anfon neu gasglu ffeil, neu gytuno.",
        ),
        over=True,
        by_hand=True,
    ),
    Outcome(
        "waits_for_old_software",
        S.NOTICED,
        Text("Waits for the old school's software", "Yn aros am feddalwedd yr hen ysgol"),
        "blue",
        Text(
            "The pupil leaves, and the old school's software is asked for the record.",
            "Mae'r disgybl yn gadael, a gofynnir i feddalwedd yr hen ysgol am y cofnod.",
        ),
        over=False,
    ),
    Outcome(
        "no_destination",
        S.NO_DESTINATION,
        Text("No destination", "Heb ddweud i ba ysgol"),
        "yellow",
        Text(
            "The pupil leaves, and nobody has said for which school.",
            "Mae'r disgybl yn gadael, ac nid oes neb wedi dweud i ba ysgol.",
        ),
        over=False,
    ),
    Outcome(
        "waits_for_old_school",
        S.QUESTION,
        Text("Waits for the old school's yes", "Yn aros i'r hen ysgol gytuno"),
        "yellow",
        Text(
            "The file is made, and somebody at the old school has to say that it may go.",
            "Mae'r ffeil wedi'i llunio, ac mae angen i rywun yn yr hen ysgol ddweud y caiff fynd.",
        ),
        over=False,
    ),
    Outcome(
        "waits_to_be_taken",
        S.ON_ITS_WAY,
        Text("Waits for the next school to take it", "Yn aros i'r ysgol nesaf ei dderbyn"),
        "blue",
        Text(
            "The file was sent, and neither the next school nor its software has taken it.",
            "Anfonwyd y ffeil, ac nid yw'r ysgol nesaf na'i meddalwedd wedi'i derbyn.",
        ),
        over=False,
    ),
    Outcome(
        "waits_for_next_school",
        S.OFFERED,
        Text("Waits for the next school's yes", "Yn aros i'r ysgol nesaf gytuno"),
        "yellow",
        Text(
            "The next school is shown the record, and somebody there has to say that it may be taken in.",
            "Dangosir y cofnod i'r ysgol nesaf, ac mae angen i rywun yno ddweud y caiff ei dderbyn.",
        ),
        over=False,
    ),
    Outcome(
        "waits_for_next_software",
        S.HANDED_OVER,
        Text("Waits for the next school's software", "Yn aros am feddalwedd yr ysgol nesaf"),
        "blue",
        Text(
            "The record was given to the next school's software, which has not acknowledged it.",
            "Rhoddwyd y cofnod i feddalwedd yr ysgol nesaf, nad yw wedi'i gydnabod.",
        ),
        over=False,
    ),
    Outcome(
        "waits_for_roll",
        S.TAKEN_IN,
        Text("Waits for the next school's roll", "Yn aros am gofrestr yr ysgol nesaf"),
        "purple",
        Text(
            "The next school or its software has the record, and has not said that the pupil is on roll with it.",
            "Mae'r cofnod gan yr ysgol nesaf neu ei meddalwedd, ond nid yw wedi dweud bod y disgybl ar y gofrestr.",
        ),
        over=False,
    ),
    Outcome(
        "refused",
        S.REFUSED,
        Text("Refused", "Gwrthodwyd"),
        "red",
        Text(
            "The next school or its software refused the record and gave a reason.",
            "Gwrthododd yr ysgol nesaf neu ei meddalwedd y cofnod gan roi rheswm.",
        ),
        over=True,
    ),
    Outcome(
        "in_store",
        S.STORED,
        Text("In the lost pupil store", "Yn y storfa disgyblion coll"),
        "turquoise",
        Text(
            "The next school is not known. When the record is sent on from the store, that is a way of its own.",
            "Nid yw'r ysgol nesaf yn hysbys. Pan anfonir y cofnod ymlaen o'r storfa, mae honno'n daith ar wahân.",
        ),
        over=True,
    ),
    Outcome(
        "cancelled",
        S.CANCELLED,
        Text("Taken back", "Tynnwyd yn ôl"),
        "grey",
        Text(
            "The leaving was taken back, the file was called back, or an authority removed it.",
            "Tynnwyd yr ymadawiad yn ôl, galwyd y ffeil yn ôl, neu tynnodd awdurdod y ffeil.",
        ),
        over=True,
    ),
    Outcome(
        "never_taken",
        S.EXPIRED,
        Text("Never taken", "Heb ei dderbyn"),
        "red",
        Text("Nobody took the record in time.", "Ni dderbyniodd neb y cofnod mewn pryd."),
        over=True,
    ),
    Outcome(
        "failed",
        S.FAILED,
        Text("Could not be done", "Nid oedd modd ei wneud"),
        "red",
        Text(
            "The record could not be made or handed over, and the reason says why. Somebody can have it tried again.",
            "Nid oedd modd llunio'r cofnod na'i roi, ac mae'r rheswm yn dweud pam. Gall rhywun ofyn am gynnig arall.",
        ),
        over=True,
    ),
)
"""Every record is counted under exactly one of these."""


def find_outcome(state: MoveState, *, by_hand: bool) -> Outcome:
    """Return what became of a record in this state; `by_hand` says that a person had to take a step on its way."""
    return next(row for row in OUTCOMES if row.state is state and row.by_hand in (None, by_hand))
