"""How far the replica is behind: told by the audit log, into which every act writes.

The replica has everything up to the entry in which its log ends. What it lacks began with the first entry that the primary has
and it has not; the moment of that one is the moment as of which its figures are. No entry is missing: they are as of now.
"""

import logging
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections

from handover.portal.audit.models import HEAD, Entry, Head
from handover.portal.audit.proof import LogEnd

log = logging.getLogger("handover.replica")

REPLICA: Final = "replica"
"""Under this name Django has the connection to it."""
SAID_EVERY: Final = 60.0
"""Seconds between two lines in the log of a process."""
STRANGER: Final = "its audit log is not this site's"
AWAY_SECONDS: Final = 10.0
"""A replica that did not answer is not asked again for so long, so that no page waits for it each time."""


class ReplicaUnfit(Exception):
    """The replica is away, too far behind, or of another site; the text says which."""


@dataclass(frozen=True, slots=True)
class ReplicaLag:
    """As of when the replica's figures are (None: as of now), and for how long they have been behind."""

    as_of: datetime | None
    behind: timedelta


class _Told:
    """What this process has last noticed of the replica."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.away_until = 0.0
        self.said = -SAID_EVERY


_told = _Told()


def forget_replica() -> None:
    """Forget what this process has noticed, as a new one has noticed nothing."""
    global _told  # one for the process
    _told = _Told()


def measure_lag(now: datetime) -> ReplicaLag:
    """Return how far the replica is behind. Raises ReplicaUnfit where it is not to be read from."""
    try:
        end = _end(REPLICA)
    except DatabaseError as fault:
        connections[REPLICA].close()
        first = next(iter(str(fault).strip().splitlines()), type(fault).__name__)
        raise ReplicaUnfit(f"it does not answer: {first}") from None
    whole = _end(DEFAULT_DB_ALIAS)
    if end is None or whole is None:
        raise ReplicaUnfit(STRANGER)
    if end == whole:
        return ReplicaLag(None, timedelta())
    entries = Entry.objects.using(DEFAULT_DB_ALIAS).filter(sequence__in=(end.sequence, end.sequence + 1))
    known = {entry.sequence: entry for entry in entries.only("sequence", "at", "hash")}
    if end.sequence + 1 not in known or (end.sequence and known[end.sequence].hash != end.hash):
        raise ReplicaUnfit(STRANGER)
    since = known[end.sequence + 1].at
    return ReplicaLag(since, max(timedelta(), now - since))


def find_usable_replica(now: datetime) -> ReplicaLag | None:
    """Return how far the replica is behind; None where pages are read from the primary instead, and why stands in the log."""
    if time.monotonic() < _told.away_until:
        return None
    try:
        lag = measure_lag(now)
        most = timedelta(minutes=settings.CONFIG.replica_minutes)
        if lag.behind > most:
            raise ReplicaUnfit(f"it has been behind for more than {most.total_seconds() / 60:g} minutes")
    except ReplicaUnfit as fault:
        _say(str(fault))
        return None
    return lag


def _end(alias: str) -> LogEnd | None:
    found = Head.objects.using(alias).filter(pk=HEAD).values_list("sequence", "hash").first()
    return LogEnd(*found) if found else None


def _say(why: str) -> None:
    with _told.lock:
        moment = time.monotonic()
        _told.away_until = moment + AWAY_SECONDS
        if moment - _told.said < SAID_EVERY:
            return
        _told.said = moment
    log.warning("the replica is not read from, the primary is: %s", why)
