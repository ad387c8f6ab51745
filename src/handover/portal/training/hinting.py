"""The webhooks of training counties go out as those of the site do, to addresses that are judged by the same rules.

A county's database is looked into only when something is due there: after each request a file in the folder of marks says when
that is, by its time. Strangers have counties, so each may send little: a few at a time, to receivers that answer quickly.
"""

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db.models import Min

from handover.common.private import private_folder
from handover.portal import clock
from handover.portal.training.county_folders import open_county, read_county_state, training_folder
from handover.portal.training.entering import enter_county
from handover.portal.webhooks.calling import WebhookTransport, read_address_rules
from handover.portal.webhooks.delivering import deliver_webhooks
from handover.portal.webhooks.models import LIVE_ENDPOINTS, WebhookDelivery, WebhookEndpoint
from handover.portal.work.running import STOPPING

MARKS: Final = "webhooks-due"
COUNTIES_AT_ONCE: Final = 4
MOST_A_TURN: Final = 5
"""A county sends so many webhooks in one run of the job, which runs every few seconds."""
TURN_SECONDS: Final = 1.0
"""After so long no more are begun in a county; what is on its way is waited for."""
CONNECT_SECONDS: Final = 2.0
ANSWER_SECONDS: Final = 4.0
"""A receiver of a county has less time than one of the site."""


def marks_folder() -> Path:
    """Return the folder of the marks: one file for each county in which a webhook is due, at the time of the file."""
    return training_folder() / MARKS


def find_next_hint() -> datetime | None:
    """Return when the next webhook of the county in which this thread is wants to be sent, by the clock of the county."""
    live = WebhookEndpoint.objects.filter(LIVE_ENDPOINTS)
    due: datetime | None = WebhookDelivery.objects.filter(endpoint__in=live).aggregate(due=Min("next_attempt_at"))[
        "due"
    ]
    return due


def mark_next_hint(name: str, due: datetime | None) -> None:
    """Write down outside a county when its next webhook is due there; nothing where none is."""
    if due is None or not settings.CONFIG.training_webhooks:
        return
    moment = (due - timedelta(seconds=read_county_state(name).ahead)).timestamp()
    private_folder(marks_folder())
    mark = marks_folder() / name
    mark.touch(mode=0o600)
    os.utime(mark, (moment, moment))


def send_county_webhooks(now: datetime) -> int:
    """Send what is due in the counties; return how many were tried. May run twice."""
    folder = marks_folder()
    if not settings.CONFIG.training or not settings.CONFIG.training_webhooks or not folder.is_dir():
        return 0
    names = [mark.name for mark in folder.iterdir() if mark.stat().st_mtime <= now.timestamp()]
    if not names:
        return 0
    transport = WebhookTransport(read_address_rules(), connect_seconds=CONNECT_SECONDS, answer_seconds=ANSWER_SECONDS)
    with ThreadPoolExecutor(COUNTIES_AT_ONCE, "training-webhooks") as pool:
        return sum(pool.map(partial(send_of_county, transport=transport), names))


def send_of_county(name: str, transport: WebhookTransport) -> int:
    """Send what is due in one county, as long as its turn is."""
    county = open_county(name)
    if county is None:
        (marks_folder() / name).unlink(missing_ok=True)
        return 0
    with enter_county(county):
        done = deliver_webhooks(
            transport,
            clock.now,
            turn_over(time.monotonic() + TURN_SECONDS),
            CONNECT_SECONDS + ANSWER_SECONDS + 1,
            MOST_A_TURN,
            county.ahead,
        )
        # Before it is looked what is due, so that what a request writes down meanwhile stays; and not before it was sent, so
        # that the next worker comes to the county of one that is killed.
        (marks_folder() / name).unlink(missing_ok=True)
        due = find_next_hint()
    mark_next_hint(name, due)
    return done


def turn_over(until: float) -> Callable[[], bool]:
    """Return what says that a county's turn is over, or that the worker is told to stop."""
    return lambda: time.monotonic() >= until or STOPPING.is_set()
