"""The software of one invented school: its roll, and an agent that speaks for it in a SIF zone.

>>> with SchoolSoftware(roll, "NantMIS", "http://127.0.0.1:8000/zone/nant/…") as software:
...     software.leave(learner, date(2026, 11, 30), "6602991")
"""

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, Self

from handover.agent import Agent, AgentFault, Event, NotConnected, Query, Refuse, RefusedByZone
from handover.agent.conditions import Where
from handover.agent.connection import Tls
from handover.demo.answering import find_asked
from handover.demo.hearing import EventIntake
from handover.demo.messages import MessageState
from handover.demo.objects import SPOKEN_OBJECTS
from handover.demo.roll import NewChild, SchoolRoll
from handover.sif.model import AnyWhole, SifObject

log: Final = logging.getLogger("handover.demo")

VENDOR: Final = "Invented Software"
PRODUCT: Final = "Cofrestr"


@dataclass(frozen=True, slots=True)
class SoftwareSettings:
    """How a school has set its software.

    `takes_by_itself`: whoever arrives is enrolled at once; otherwise a person takes each onto the roll. `takes_nobody`:
    every event is refused. `alone_in_zone`: the zone is this school's own, so the software is its provider and hears
    events; among several schools it answers only what is asked of it by name, and fetches what is kept for it.
    `watches_seconds`: how often the roll is looked at for what the page has changed; 0 for never. The other fields
    are those of `Agent`.
    """

    takes_by_itself: bool = True
    takes_nobody: bool = False
    alone_in_zone: bool = True
    watches_seconds: float = 0.0
    product: str = PRODUCT
    mode: str = "pull"
    poll_seconds: float = 1.0
    patience_seconds: float = 10.0
    max_buffer: int = 393_216


class SchoolSoftware:
    """A roll and its agent. Entered with `with` it joins the zone; the roll is whoever's made it, and stays open."""

    def __init__(
        self,
        roll: SchoolRoll,
        agent_id: str,
        zone_url: str,
        settings: SoftwareSettings = SoftwareSettings(),
        *,
        inbox: Path | None = None,
        tls: Tls | None = None,
        **listening: Any,
    ) -> None:
        self.roll = roll
        self.settings = settings
        self.agent = Agent(
            agent_id,
            zone_url,
            mode=settings.mode,  # type: ignore[arg-type]
            name=f"{settings.product} of {roll.school.school_name}",
            vendor=VENDOR,
            application=settings.product,
            application_version="1.0",
            max_buffer=settings.max_buffer,
            inbox=inbox,
            poll_seconds=settings.poll_seconds,
            patience_seconds=settings.patience_seconds,
            tls=tls,
            clock=roll.clock,
            **listening,
        )
        self._intake = EventIntake(roll, by_itself=settings.takes_by_itself, takes_nobody=settings.takes_nobody)
        self._telling = threading.Lock()
        self._stopping = threading.Event()
        self._watching: threading.Thread | None = None
        for spoken in SPOKEN_OBJECTS.values():
            if settings.alone_in_zone:
                self.agent.provide(spoken.kind, self.answer)
                self.agent.on_event(spoken.kind)(self.hear)
            else:
                self.agent.respond(spoken.kind, self.answer)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Join the zone and say what waits to be said. Raises what `Agent.connect` raises."""
        self.agent.connect()
        self.tell()
        if self.settings.watches_seconds:
            self._watching = threading.Thread(target=self._watch, name="school software", daemon=True)
            self._watching.start()

    def stop(self) -> None:
        """Leave the zone, which keeps what comes until the software is started again."""
        self._stopping.set()
        if self._watching is not None:
            self._watching.join()
        self.agent.close()

    def answer(self, query: Query) -> Iterable[SifObject]:
        """Answer a request."""
        found = list(find_asked(self.roll.holding, query))
        self.roll.messages.note_answer(query.object_name, query.source, len(found))
        return found

    def hear(self, event: Event[AnyWhole]) -> None:
        """Take an event, and say what came of it. Raises `Refuse`."""
        self._intake.hear(event)
        self.tell()

    def tell(self) -> None:
        """Publish what waits, in its order. What the zone refuses is written down; if it is away, the agent keeps it."""
        with self._telling:
            for message in self.roll.messages.waiting():
                state, words = MessageState.DONE, ""
                try:
                    self.agent.publish(message.object, action=message.action, message_id=message.message_id)
                except NotConnected:
                    return  # it has left its zone, or not joined it yet: the message waits here, for no inbox has it
                except RefusedByZone as refused:
                    state, words = MessageState.REFUSED, str(refused)
                except AgentFault as fault:
                    words = str(fault)
                self.roll.messages.settle(message.number, state, words)

    def fetch(self, holder: str, where: Callable[[type[AnyWhole]], Where | None] | None = None) -> int:
        """Ask another agent for the records it keeps for this school, take them in, and return how many objects came.

        `where` gives the condition for each type of object. What cannot be taken is written down and left out. Raises
        what `Agent.request` raises.
        """
        count = 0
        for spoken in SPOKEN_OBJECTS.values():
            asked = where(spoken.kind) if where is not None else None
            for thing in self.agent.request(spoken.kind, asked, destination=holder):
                count += self._take_fetched(thing.as_partial(), holder)
        self.tell()
        return count

    def _take_fetched(self, thing: SifObject, holder: str) -> bool:
        try:
            with self.roll.holding.transaction():
                self._intake.take(thing, "Add", holder)
        except Refuse as refuse:
            self.roll.messages.note_heard(thing, "Add", holder, refuse.words)
            return False
        return True

    def leave(self, learner: str, exit_date: date, destination: str | None = None, reason: str = "ST") -> None:
        """See `SchoolRoll.leave`; said to the zone at once."""
        self.roll.leave(learner, exit_date, destination, reason)
        self.tell()

    def take_back_leaving(self, learner: str) -> None:
        """See `SchoolRoll.take_back_leaving`; said to the zone at once."""
        self.roll.take_back_leaving(learner)
        self.tell()

    def take_onto_roll(self, learner: str, entry_date: date | None = None) -> None:
        """See `SchoolRoll.take_onto_roll`; said to the zone at once."""
        self.roll.take_onto_roll(learner, entry_date)
        self.tell()

    def enrol(self, child: NewChild, entry_date: date | None = None) -> str:
        """See `SchoolRoll.enrol`; said to the zone at once."""
        learner = self.roll.enrol(child, entry_date)
        self.tell()
        return learner

    def _watch(self) -> None:
        while not self._stopping.wait(self.settings.watches_seconds):
            try:
                self.tell()
            except Exception:
                log.exception("what waits could not be said; it is tried again")
