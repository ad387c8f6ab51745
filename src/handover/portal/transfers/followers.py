"""Who else acts when a transfer takes a step: a table that the apps above fill in when the site starts.

`moving.after` goes through it in the step's own transaction, before the audit row: what a follower does is done
together with the step or not at all.
"""

from collections.abc import Callable
from datetime import datetime

from handover.portal.audit.log import Actor
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer

Follower = Callable[[Transfer, Actor, datetime], None]

Watcher = Callable[[Transfer, State, datetime], None]

FOLLOWERS: dict[str, tuple[Follower, ...]] = {}
"""What is called after a step, by its event, in the order in which it was entered."""

WATCHERS: list[Watcher] = []
"""What is called after every step whatever it is, with the state in which the transfer was before."""


def follow(event: str, follower: Follower) -> None:
    """Enter a follower of a step; entering it again changes nothing."""
    entered = FOLLOWERS.get(event, ())
    if follower not in entered:
        FOLLOWERS[event] = (*entered, follower)


def call_followers(event: str, transfer: Transfer, actor: Actor, now: datetime) -> None:
    """Call everybody who follows a step."""
    for follower in FOLLOWERS.get(event, ()):
        follower(transfer, actor, now)


def watch(watcher: Watcher) -> None:
    """Enter a watcher of all steps; entering it again changes nothing."""
    if watcher not in WATCHERS:
        WATCHERS.append(watcher)


def call_watchers(transfer: Transfer, before: State, now: datetime) -> None:
    """Call everybody who watches all steps."""
    for watcher in WATCHERS:
        watcher(transfer, before, now)
