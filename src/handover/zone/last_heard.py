"""When agents were last heard of: remembered by each process, and noted in the store now and then."""

import threading
from datetime import datetime, timedelta
from typing import Final

from handover.zone.store.interface import Store

SEEN_EVERY: Final = timedelta(seconds=20)
"""How often it is noted when agents were last heard of."""


class LastHeard:
    """What this process has heard. Noting it with every message would cost as much as the message.

    What was not noted yet is lost with the process.
    """

    def __init__(self, store: Store, now: datetime) -> None:
        self._store = store
        self._gate = threading.Lock()
        self._heard: dict[str, dict[str, datetime]] = {}
        self._noted = now

    def note(self, zone: str, agent: str, now: datetime) -> None:
        """Remember when an agent was heard of, and note it in the store from time to time."""
        with self._gate:
            self._heard.setdefault(zone, {})[agent] = now
            if now - self._noted < SEEN_EVERY:
                return
            heard, self._heard, self._noted = self._heard, {}, now
        for each, agents in heard.items():
            self._store.saw(each, tuple(agents), now)
