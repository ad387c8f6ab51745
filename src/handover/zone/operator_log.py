"""What a zone does that an operator should know of, as lines of the log: never what is in a message."""

import logging
from datetime import datetime, timedelta
from typing import Final

from handover.zone.core.effects import Accept, Effect, MoveToDeadLetters, PassOver, ScheduleRetry, Unblock
from handover.zone.core.records import PASSES, MessageKind, Reason, StoredMessage

log = logging.getLogger("handover.zone")

PASSES_EVERY: Final = timedelta(hours=1)
"""How often it is said of an agent that it does not get messages for the same reason; all of them are counted."""


class OperatorLog:
    """Writes the log of one process."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, str, Reason], datetime] = {}

    def tell(self, zone: str, effect: Effect, now: datetime) -> None:
        """Say what has become durable, if it is worth saying."""
        match effect:
            case Accept():
                for verdict in effect.passed_over:
                    if verdict.reason in PASSES:
                        self._pass(zone, verdict.agent, verdict.reason, effect.parcel.object, now)
                if effect.parcel.kind is MessageKind.EVENT and effect.parcel.destination and not effect.recipients:
                    self._astray(zone, effect.parcel, now)
            case PassOver():
                self._pass(zone, effect.agent, effect.reason, effect.object, now)
            case MoveToDeadLetters():
                log.warning(
                    "a message for %s in %s was put aside as a dead letter (%s)", effect.agent, zone, effect.code
                )
            case Unblock():
                log.warning("the blocking of %s in %s was ended; the event is offered again", effect.agent, zone)
            case ScheduleRetry(refused=None):
                log.info("%s in %s was not reached: %s", effect.agent, zone, effect.fault)
            case ScheduleRetry():
                # Not its words: an agent may have put anything into its answer.
                log.info("%s in %s was reached and did not take a message", effect.agent, zone)

    def _astray(self, zone: str, parcel: StoredMessage, now: datetime) -> None:
        if self._is_new((zone, parcel.source, "not addressed"), now):
            log.warning(
                "nobody in %s gets an event of %s from %s: it is addressed to one agent alone, which does not subscribe",
                zone,
                parcel.object,
                parcel.source,
            )

    def _is_new(self, key: tuple[str, str, Reason], now: datetime) -> bool:
        """Say whether this was not said lately, and remember that it is now."""
        before = self._said.get(key)
        if before is not None and now - before < PASSES_EVERY:
            return False
        self._said[key] = now
        return True

    def _pass(self, zone: str, agent: str, reason: Reason, object_name: str, now: datetime) -> None:
        if not self._is_new((zone, agent, reason), now):
            return
        log.warning(
            "%s in %s did not get a message about %s (%s); more of them are counted and not logged for an hour",
            agent,
            zone,
            object_name,
            reason,
        )
