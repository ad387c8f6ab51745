"""Messages that agents in pull mode fetch again and again without acknowledging them: counted, and noted now and then."""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from handover.zone.core.effects import Block, Effect, Fetched, ScheduleRetry, Unblock
from handover.zone.core.records import QueueEntry


@dataclass
class _Given:
    """What an agent was given last, how often again since that was noted, when it was, and when a refusal was counted."""

    number: int
    counted_at: datetime
    times: int = 0
    noted_at: datetime | None = None


class FetchCounter:
    """What this process gave to each agent in pull mode. What it has not noted is forgotten with it.

    An agent that asks three times a second must not cost a transaction each time, nor use up a message's refusals in seconds:
    how often it asks is its own affair, and says nothing about how long it has had the message. So a repeat is noted at
    once the first time and then every `note_every`, and is a refusal once in the zone's longest pause between two attempts,
    as it would be of an agent that messages are pushed to.
    """

    def __init__(self, note_every: timedelta) -> None:
        self._note_every = note_every
        self._given: dict[tuple[str, str], _Given] = {}
        self._lock = threading.Lock()

    def settle(self, zone: str, effect: Effect) -> None:
        """Begin anew with an agent that has said something of its message: what it fetches after that it fetches anew."""
        if isinstance(effect, Block | Unblock | ScheduleRetry):
            with self._lock:
                self._given.pop((zone, effect.agent), None)

    def count(self, zone: str, waiting: QueueEntry, now: datetime, refused_every: timedelta) -> Fetched | None:
        """Count that an agent is given a message; return what is to be noted of it, None if that is nothing yet."""
        key = zone, waiting.agent
        with self._lock:
            given = self._given.get(key)
            if given is None or given.number != waiting.number:
                self._given[key] = _Given(waiting.number, now)
                return None
            given.times += 1
            refused = now - given.counted_at >= refused_every
            if not refused and given.noted_at is not None and now - given.noted_at < self._note_every:
                return None
            noted = Fetched(waiting.agent, waiting.number, given.times, refused)
            given.times, given.noted_at = 0, now
            if refused:
                given.counted_at = now
            return noted
