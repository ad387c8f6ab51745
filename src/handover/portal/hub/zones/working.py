"""What the hub does next about each record, as a table by state; done by the process that has the zone's agent in hand.

Every act may be cut off anywhere and done again: it looks at what is so, works by one step (`moving.py`), and what it sends
into a zone has ids that are the same the next time.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import InterfaceError, OperationalError, close_old_connections

from handover.agent import Agent, NotConnected, ZoneAway
from handover.portal.hub.arriving.acts import consider_record, look_in_roll, watch_hand_over
from handover.portal.hub.leaving.sending import send_leaver
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import HubZone, Move
from handover.portal.hub.moving import MoveNotThere, put_off
from handover.portal.hub.newcomers.arrival_looking import look_for_due_arrivals
from handover.portal.hub.times import Clock

log = logging.getLogger("handover.hub")

AT_ONCE: Final = 50
"""So many records are taken up at a time."""
AFTER_FAULT: Final = timedelta(minutes=5)
AFTER_BREAK: Final = timedelta(seconds=10)
"""So soon a record is taken up again at which the database went away, or was locked: nothing is wrong with the record."""


@dataclass(frozen=True, slots=True)
class HubAct:
    """What is done about a record in a state, with the hub's agent in the zone that is in charge of it."""

    state: MoveState
    call: Callable[[Move, Agent, Clock], None]


ACTS: Final[tuple[HubAct, ...]] = (
    HubAct(MoveState.NOTICED, send_leaver),
    HubAct(MoveState.ON_ITS_WAY, consider_record),
    HubAct(MoveState.HANDED_OVER, watch_hand_over),
    HubAct(MoveState.TAKEN_IN, look_in_roll),
)


def do_due_acts(zone: HubZone, agent: Agent, clock: Clock, go_on: Callable[[], bool] = lambda: True) -> int:
    """Do what is due in a zone, and return how many records were taken up. A fault with one holds up no other.

    Before each it is asked whether to go on. Raises ZoneAway or NotConnected: nothing is wrong with the record that was at hand
    then, and it stays due.
    """
    acts = {each.state: each for each in ACTS}
    due = Move.objects.filter(zone_in_charge=zone.zone, due_at__lte=clock()).order_by("due_at")[:AT_ONCE]
    done = 0
    for move in list(due):
        if not go_on():
            break
        done += 1
        before = (move.state, move.due_at, move.attempts)
        try:
            acts[move.stage].call(move, agent, clock)
        except MoveNotThere:
            continue  # somebody was quicker; what is next stands in the row
        except (ZoneAway, NotConnected):
            raise
        except (OperationalError, InterfaceError):
            log.exception("the database went away from a record: %s", move.reference)
            close_old_connections()
            put_off(move, clock() + AFTER_BREAK, reason=move.reason)
        except Exception:
            log.exception("a record could not be moved: %s", move.reference)
            put_off(move, clock() + AFTER_FAULT, reason=move.reason)
        else:
            _demand_progress(move, before, clock())
    return done + look_for_due_arrivals(zone, agent, clock())


def _demand_progress(move: Move, before: tuple[str, datetime | None, int], now: datetime) -> None:
    """Put off a record whose act left it just as it was: it would be taken up again without end."""
    state, due_at, attempts = before
    same = Move.objects.filter(pk=move.pk, state=state, due_at=due_at, attempts=attempts)
    if same.update(due_at=now + AFTER_FAULT):
        log.error("an act left a record where it was: %s", move.reference)
