"""How the site is, for everybody: found out at most every few seconds, and said without the database too."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from handover.common.text import Text
from handover.portal import clock
from handover.portal.hub.models import HubZone
from handover.portal.operations import readiness
from handover.portal.operations.metric import seconds_since
from handover.portal.operations.site_parts import PART_CONDITIONS, PartCondition, StatusFacts, judge_parts
from handover.portal.operations.waiting_samples import find_oldest_email
from handover.portal.web import wording
from handover.portal.webhooks.models import LIVE_ENDPOINTS, WAITING_DELIVERIES, WebhookDelivery, WebhookEndpoint
from handover.portal.work.models import Lease
from handover.portal.zones.databases import ask_each_database, database_names
from handover.portal.zones.models import ZoneRow

FRESH_SECONDS: Final = 10.0
"""For how long what was found is said again, so that a crowd that asks costs no more than one person."""
STALE_SECONDS: Final = 60.0
"""For how long, while somebody else finds out anew."""
NEEDS_DATABASE: Final = frozenset({"migrations", "stores", "disk"})
MAIL_JOB: Final = "send-e-mails"
HUB_JOB: Final = "count-outcomes"
"""A job of every minute: where nobody takes it up no worker runs, and no hub."""


@dataclass(frozen=True, slots=True)
class SiteStatus:
    """What was found, and when."""

    facts: StatusFacts
    at: datetime


_found: dict[tuple[str, str], tuple[float, SiteStatus]] = {}
_finding: Final = threading.Lock()


def find_status() -> SiteStatus:
    """Return how the site is: what was found in the last seconds, or anew. One person at a time finds out."""
    key = (str(connection.settings_dict["NAME"]), str(settings.CONFIG.files))
    kept = _found.get(key)
    age = time.monotonic() - kept[0] if kept else None
    if kept and age is not None and age < FRESH_SECONDS:
        return kept[1]
    somebody_else = kept is not None and age is not None and age < STALE_SECONDS
    if not _finding.acquire(blocking=not somebody_else):
        assert kept
        return kept[1]
    try:
        again = _found.get(key)
        if again is not None and again is not kept:
            return again[1]
        status = SiteStatus(find_site_facts(clock.now()), clock.now())
        _found[key] = (time.monotonic(), status)
        return status
    finally:
        _finding.release()


def forget_status() -> None:
    """Have the next question be answered anew."""
    _found.clear()


def find_site_facts(now: datetime) -> StatusFacts:
    """Find out how the site is. Nothing is asked of a database that does not answer."""
    checks: dict[str, bool] = {}
    for name, works in readiness.CHECKS:
        if name in NEEDS_DATABASE and not checks.get("database", True):
            checks[name] = False
            continue
        try:
            checks[name] = works()
        except Exception:  # whatever it is: it does not work
            checks[name] = False
    if not StatusFacts(checks).database:
        return StatusFacts(checks)
    try:
        return read_site_facts(checks, now)
    except Exception:  # the database went away meanwhile
        return StatusFacts({**checks, "database": False})


def read_site_facts(checks: dict[str, bool], now: datetime) -> StatusFacts:
    """Read from the database how late the work is, and what the site has."""
    waiting = seconds_since(find_oldest_email(now), now)
    due = WebhookDelivery.objects.filter(
        WAITING_DELIVERIES, endpoint__in=WebhookEndpoint.objects.filter(LIVE_ENDPOINTS)
    )
    late = due.filter(next_attempt_at__lt=now - timedelta(seconds=1)).order_by("next_attempt_at").first()
    zones = ask_each_database(ZoneRow.objects.exists)
    hubs = HubZone.objects.filter(on=True).exclude(address="")
    return StatusFacts(
        checks,
        mail_server=bool(settings.CONFIG.smtp_url),
        email_seconds=max(measure_untaken(MAIL_JOB, now), waiting),
        webhook_seconds=seconds_since(late.next_attempt_at, now) if late else 0.0,
        webhooks=WebhookEndpoint.objects.filter(LIVE_ENDPOINTS).exists(),
        zones=any(zones.values()),
        zones_away=len(zones) < len(database_names()),
        hub_zones=hubs.exists(),
        hub_faults=hubs.exclude(fault="").count(),
        hub_seconds=measure_untaken(HUB_JOB, now),
    )


def measure_untaken(job: str, now: datetime) -> float:
    """Return for how many seconds a job has been due without a worker that took it up."""
    lease = Lease.objects.filter(job=job).first()
    return seconds_since(lease.due_at, now) if lease and not (lease.until and lease.until >= now) else 0.0


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One line of the page."""

    key: str
    name: Text
    tag: Text
    colour: str
    words: str


def describe_site_status(status: SiteStatus) -> list[StatusLine]:
    """Return the lines of the page in the language of its reader."""
    return [
        StatusLine(
            part.key,
            part.name,
            *PART_CONDITIONS[found.condition],
            wording.say_text(part.words[found.condition], time=wording.duration(found.seconds)),
        )
        for part, found in judge_parts(status.facts)
    ]


@require_safe
def show_site_status(request: HttpRequest) -> HttpResponse:
    """Show everybody how the site is."""
    status = find_status()
    lines = describe_site_status(status)
    whole = all(found.condition is PartCondition.WORKS for _, found in judge_parts(status.facts))
    return render(request, "work/status.html", {"lines": lines, "whole": whole, "at": status.at})


class StatusWithoutDatabase:
    """Shows the page of the site's state as to a stranger while the database is away: it could not say who asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Leave the session unread where it cannot be read."""
        if request.path == reverse("status") and not find_status().facts.checks.get("database"):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return self.get_response(request)
