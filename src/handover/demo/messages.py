"""What a school's software has said to its zone and heard from it, and what it has yet to say."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import NAMESPACE_OID, uuid5

from handover.agent.compose import Action
from handover.demo.holding import Holding
from handover.demo.objects import name_learner
from handover.sif.model import AnyWhole, SifObject
from handover.sif.reader import read_one
from handover.sif.writer import write_object

KEPT: Final = 2000
"""How many messages are kept; the oldest that wait for nothing go first."""
ANSWERED: Final = "Answer"
"""The action of a request that was answered."""


class MessageDirection(StrEnum):
    """Whether the software said something or heard it."""

    SAID = "said"
    HEARD = "heard"


class MessageState(StrEnum):
    """What became of a message."""

    WAITS = "waits"
    """It is to be said as soon as the software is in its zone."""
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class LoggedMessage:
    """A line of the log: when, which way, what (`Add`, `Change`, `Delete`, `Answer`) about which object, and the outcome."""

    number: int
    at: datetime
    direction: MessageDirection
    action: str
    object_name: str
    learner: str | None
    other: str
    words: str
    state: MessageState
    times: int = 1
    """How often the same was asked and answered, where lines are folded."""


def fold_answers(lines: Iterable[LoggedMessage]) -> list[LoggedMessage]:
    """Return the lines with one for each question, however often it was asked while nothing else was said."""
    folded: list[LoggedMessage] = []
    run: dict[tuple[str, str, str], int] = {}
    for line in lines:
        question = (line.object_name, line.other, line.words)
        if line.action != ANSWERED:
            run.clear()
        elif question in run:
            place = run[question]
            folded[place] = replace(folded[place], times=folded[place].times + 1)
            continue
        else:
            run[question] = len(folded)
        folded.append(line)
    return folded


@dataclass(frozen=True, slots=True)
class WaitingMessage:
    """An event that is to be published. A process that is killed after it was publishes it again, with the same id."""

    number: int
    action: Action
    object: AnyWhole
    """As it was put down. A Change is no whole object, but all that is done with it is to send it."""
    message_id: str


class MessageLog:
    """The log of one school's software; what waits in it is said in its order."""

    def __init__(self, holding: Holding, clock: Callable[[], datetime]) -> None:
        self._holding = holding
        self._clock = clock

    def put(self, thing: SifObject, action: Action) -> None:
        """Add an event that is to be published."""
        self._write(MessageDirection.SAID, action, thing, "", MessageState.WAITS, write_object(thing))

    def waiting(self) -> list[WaitingMessage]:
        """Return what is to be published, in its order."""
        found = self._holding.rows("SELECT number, action, body, at FROM message WHERE state = 'waits' ORDER BY number")
        return [
            WaitingMessage(
                number,
                action,
                read_one(body, partial=False),
                uuid5(NAMESPACE_OID, f"{at} {number} {body!r}").hex.upper(),
            )
            for number, action, body, at in found
        ]

    def settle(self, number: int, state: MessageState, words: str = "") -> None:
        """Write down what became of an event, and drop what it held."""
        self._holding.change(
            "UPDATE message SET state = ?, words = ?, at = ?, body = NULL WHERE number = ?",
            (state.value, words, self._clock().isoformat(), number),
        )

    def note_heard(self, thing: SifObject, action: str, source: str, refused: str = "") -> None:
        """Write down that an event came, and why it was refused if it was."""
        state = MessageState.REFUSED if refused else MessageState.DONE
        self._write(MessageDirection.HEARD, action, thing, source, state, None, refused)

    def note_answer(self, name: str, asker: str, count: int) -> None:
        """Write down that somebody asked for objects and got so many."""
        self._insert(MessageDirection.HEARD, ANSWERED, name, None, asker, str(count), MessageState.DONE, None)

    def latest(self, count: int = 100) -> list[LoggedMessage]:
        """Return the latest messages, the newest first."""
        found = self._holding.rows(
            "SELECT number, at, direction, action, name, learner, other, words, state FROM message"
            " ORDER BY number DESC LIMIT ?",
            (count,),
        )
        return [
            LoggedMessage(
                number,
                datetime.fromisoformat(at),
                MessageDirection(direction),
                action,
                name,
                learner,
                other,
                words,
                MessageState(state),
            )
            for number, at, direction, action, name, learner, other, words, state in found
        ]

    def _write(
        self,
        direction: MessageDirection,
        action: str,
        thing: SifObject,
        other: str,
        state: MessageState,
        body: bytes | None,
        words: str = "",
    ) -> None:
        self._insert(direction, action, thing.xml_name, name_learner(thing), other, words, state, body)

    def _insert(
        self,
        direction: MessageDirection,
        action: str,
        name: str,
        learner: str | None,
        other: str,
        words: str,
        state: MessageState,
        body: bytes | None,
    ) -> None:
        with self._holding.transaction():
            self._holding.change(
                "INSERT INTO message (at, direction, action, name, learner, other, words, state, body)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (self._clock().isoformat(), direction.value, action, name, learner, other, words, state.value, body),
            )
            self._holding.change(
                "DELETE FROM message WHERE state != 'waits' AND number <= (SELECT max(number) FROM message) - ?",
                (KEPT,),
            )
