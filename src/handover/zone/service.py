"""A zone server's working parts in one process: the broker, the pusher, and the housekeeping now and then."""

import logging
import threading
from typing import Final

from handover.zone.broker import Broker
from handover.zone.push.pusher import Pusher, PushSettings

log = logging.getLogger("handover.zone")

HOUSE_SECONDS: Final = 60.0
"""How often what is over is cleared away. Several processes may do it at once."""


class Service:
    """Everything that goes on by itself in a process that serves zones. Start it where the work is to be done: after a fork.

    Where something else keeps house, `house_seconds` is None.
    """

    def __init__(
        self, broker: Broker, pushing: PushSettings | None = None, *, house_seconds: float | None = HOUSE_SECONDS
    ) -> None:
        self.broker = broker
        self.pusher = Pusher(broker, pushing)
        self._house_seconds = house_seconds
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._keep_house, daemon=True, name="zone-house")

    def start(self) -> None:
        """Begin to push, and to keep house."""
        self.pusher.start()
        if self._house_seconds is not None:
            self._thread.start()

    def stop(self, grace: float = 20.0) -> None:
        """Finish what is under way, for up to `grace` seconds, and let go of the store."""
        self._stopping.set()
        self.pusher.stop(grace)
        if self._thread.ident is not None:
            self._thread.join(grace)
        self.broker.store.close()

    def _keep_house(self) -> None:
        while not self._stopping.wait(self._house_seconds):
            try:
                self.broker.keep_house()
            except Exception:
                log.exception("the zones could not be tidied up")
