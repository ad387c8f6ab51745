"""One message before the core: itself, the zone as it is, and what else may be asked."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from handover.common.problems import Problem
from handover.zone.core.answers import AckAnswer, NewId
from handover.zone.core.effects import Effect
from handover.zone.core.parsing import Channel, ParsedMessage
from handover.zone.core.queries import StateQueries
from handover.zone.core.refusal import MessageRefused
from handover.zone.state import Registration, ZoneState


class MessageContext(NamedTuple):
    """A message, and all that decides about it. `findings` are what the check of its content found (empty: nothing)."""

    arrival: ParsedMessage
    state: ZoneState
    facts: StateQueries
    channel: Channel
    now: datetime
    new_id: NewId
    findings: tuple[Problem, ...] = ()

    @property
    def agent(self) -> str:
        """The sender."""
        return self.arrival.source

    @property
    def registration(self) -> Registration:
        """The sender's registration; only asked for once the sender is known to have one."""
        found = self.state.registration(self.agent)
        assert found is not None
        return found

    @property
    def context(self) -> str:
        """The one context of the message, as the zone writes it."""
        return self.contexts[0]

    @property
    def contexts(self) -> tuple[str, ...]:
        """The contexts of the message, as the zone writes them. Raises MessageRefused for one that the zone does not know."""
        return self.known_contexts(self.arrival.contexts, "the message")

    def known_contexts(self, names: tuple[str, ...], whose: str) -> tuple[str, ...]:
        """Return contexts as the zone writes them; MessageRefused (12/4) for one that it does not know."""
        found = []
        for name in names:
            context = self.state.context(name)
            if context is None:
                raise MessageRefused(12, 4, f"{whose}: there is no context {name!r} in this zone.")
            found.append(context)
        return tuple(dict.fromkeys(found))


class ZoneDecision(NamedTuple):
    """What is to be answered, and what is to change first."""

    answer: AckAnswer
    effects: tuple[Effect, ...] = ()


Handler = Callable[[MessageContext], ZoneDecision]


def read_mandatory(thing: Any, name: str, words: str) -> Any:
    """Return a mandatory value; MessageRefused 1/6 where it is missing or empty, 1/4 where it cannot be read."""
    value = read_optional(thing, name, words)
    if value is None or value in ("", ()):
        raise MessageRefused(1, 6, f"{words} is missing.")
    return value


def read_optional(thing: Any, name: str, words: str) -> Any:
    """Return a value that may be missing; MessageRefused 1/4 where it cannot be read."""
    try:
        return getattr(thing, name)
    except ValueError:
        raise MessageRefused(1, 4, f"{words} has a wrong value.") from None
