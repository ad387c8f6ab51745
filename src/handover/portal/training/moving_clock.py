"""Moving the clock of a county forward: every job that would have run meanwhile runs, at its own time, in the county."""

import logging
import math
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from handover.portal import clock
from handover.portal.clock import clock_ahead
from handover.portal.county import EnteredCounty
from handover.portal.jobs import BY_KEY
from handover.portal.stores.stops import Stopped
from handover.portal.training.county_folders import CountyState, change_county_state
from handover.portal.training.robots import play_robots
from handover.portal.training.training_emails import deliver_training_emails

log = logging.getLogger("handover.training")

MOST_DAYS: Final = 400
"""The clock is moved by at most so many days at a time,"""
MOST_AHEAD: Final = timedelta(days=20 * 365)
"""and by so much in all."""
STEP: Final = timedelta(days=7)
"""The time between two moments at which the jobs are looked at, so that what is told a week before it ends is told;"""
MOST_STOPS: Final = 10
"""longer where that would be more moments than these."""
FRIDAY: Final = 5
JOBS_OF_COUNTIES: Final = (
    "retention",
    "api-requests",
    "end-searches",
    "weekly-reminders",
    "tell-same-pupils",
    "tell-of-ending-keys",
)
"""The jobs of the site that have something to do in a county; the others reach beyond it, or look after the machine."""


class ClockTooFar(ValueError):
    """The clock is to be moved back, or further than it goes."""


def move_county_clock(county: EnteredCounty, to: datetime) -> dict[str, int]:
    """Move the clock of the county in which this thread is; return how much each job did. Raises ClockTooFar.

    Two at once are one after the other: the clock never goes back.
    """
    start = clock.now()
    demand_move_forward(start, to, county)
    real = start - county.ahead
    done = dict.fromkeys(JOBS_OF_COUNTIES, 0)
    for moment in list_stops(start, to):
        with clock_ahead(moment - real):
            run_county_jobs(moment, done)
    seconds = round((to - real).total_seconds())
    change_county_state(county.name, lambda state: CountyState(max(state.ahead, seconds), state.armed))
    return done


def demand_move_forward(start: datetime, to: datetime, county: EnteredCounty) -> None:
    """Raise ClockTooFar for a move that is none, or too long."""
    move = to - start
    if not timedelta() < move <= timedelta(days=MOST_DAYS) or county.ahead + move > MOST_AHEAD:
        raise ClockTooFar


def list_stops(start: datetime, to: datetime) -> Iterator[datetime]:
    """Yield the moments between two at which the jobs are looked at, the last of them being the end.

    The others are Fridays at noon: by then all that a week brings is due, and it is neither night nor the weekend, when the
    weekly reminders wait.
    """
    step = STEP * max(1, math.ceil((to - start) / STEP / MOST_STOPS))
    local = timezone.localtime(start)
    noon = local.replace(hour=12, minute=0, second=0, microsecond=0)
    moment = noon + timedelta(days=(FRIDAY - local.isoweekday()) % 7)
    while moment < to:
        if moment > start:
            yield moment
        moment += step if moment > start else STEP
    yield to


def run_county_jobs(now: datetime, done: dict[str, int]) -> None:
    """Run the jobs at a moment, and let the schools that the site plays look at what waits for them."""
    for key in JOBS_OF_COUNTIES:
        try:
            count = BY_KEY[key].run(now)
        except Stopped as stopped:
            log.info("a job of a training county stands still: %s: %s", key, stopped)
            continue
        done[key] += count if isinstance(count, int) else 0
    play_robots(now)
    deliver_training_emails(now)
