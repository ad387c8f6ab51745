"""A year's turn: every job as it runs on the days on which the year changes, with all transfers on file."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from benchmarks.nation.sizes import SIZES

LONGEST = 5
EVERY_DAYS = 7
AWAY = {"send-e-mails", "send-webhooks"}
"""They wait for other machines; the mail server of this site is dead."""


def turn_year(rows: list[tuple[str, str, str]]) -> None:
    """Add to the table how long the jobs take on the days of the turn, the longest first."""
    from handover.portal.jobs import JOBS
    from handover.portal.transfers.models import Transfer

    now = datetime.now(UTC)
    year = now.year + (now.month >= 8)
    days = {
        "today": now,
        "31 July": datetime(year, 7, 31, 9, tzinfo=UTC),
        "1 September": datetime(year, 9, 1, 9, tzinfo=UTC),
        "a year later": now + timedelta(days=366),
    }
    last = now
    for name, moment in days.items():
        rows += keep_retention_until(moment, last)
        last = moment
        stops: list[str] = []
        took = {job.key: time_of(job.run, moment, stops) for job in JOBS if job.key not in AWAY}
        longest = sorted(took.items(), key=lambda pair: -pair[1])[:LONGEST]
        told = ", ".join(f"{key} {seconds:.1f} s" for key, seconds in longest)
        rows.append((f"jobs on {name}", f"{sum(took.values()):.0f} s for all {len(took)}", told))
        rows += [(f"a job that waits on {name} until a person has looked", stop, "") for stop in stops]
    rows.append(("transfers on file afterwards", f"{Transfer.objects.count():,}", f"of {SIZES.transfers:,} before"))


def keep_retention_until(moment: datetime, since: datetime) -> list[tuple[str, str, str]]:
    """Have retention run on the days between, as it does: it ends nothing that is very late before a person has looked."""
    from handover.portal.jobs import BY_KEY

    days = range(EVERY_DAYS, (moment - since).days, EVERY_DAYS)
    stops: list[str] = []
    took = [time_of(BY_KEY["retention"].run, since + timedelta(days=day), stops) for day in days]
    if not took:
        return []
    told = f"longest {max(took):.1f} s, {len(stops)} times it stopped for a person"
    return [(f"retention until then, {len(took)} times", f"{sum(took):.0f} s", told)]


def time_of(run: Callable[[datetime], object], moment: datetime, stops: list[str]) -> float:
    """Return the seconds that a job takes at a moment; where it stops until a person has looked, that is added to `stops`.

    Machines that were killed leave files in the store that no row names, and of few files those are many.
    """
    from handover.portal.stores.stops import Stopped

    began = time.perf_counter()
    try:
        run(moment)
    except Stopped as stopped:
        stops.append(str(stopped))
    return time.perf_counter() - began
