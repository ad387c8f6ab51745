"""How long a person stays signed in: an idle time-out, an end of the day, and an account closed meanwhile."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from handover.portal import clock
from handover.portal.accounts.models import User
from handover.portal.audit.log import record

STARTED = "handover.started"
SEEN = "handover.seen"
STEP_ELSEWHERE = "handover.step_elsewhere"
"""In a session of somebody who has taken the second step at a provider that counts for it."""
TIMED_OUT = "handover.timed_out"
SEEN_EVERY_SECONDS = 30
"""The last click is noted this often at most, so that reading pages does not write to the database each time."""


class SessionLimits:
    """Signs a person out who has not clicked for a while, or who signed in too many hours ago."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.idle = settings.CONFIG.idle_minutes * 60
        self.longest = settings.CONFIG.session_hours * 3600

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Check the limits before the page is made."""
        if isinstance(user := request.user, User):
            now = clock.now().timestamp()
            if self.over(request, now):
                end_session(request, user, now)
            else:
                self.note(request, now)
        return self.get_response(request)

    def over(self, request: HttpRequest, now: float) -> bool:
        """Say whether the session has come to its end."""
        started = float(request.session.get(STARTED, now))
        seen = float(request.session.get(SEEN, now))
        return now - seen > self.idle or now - started > self.longest

    def note(self, request: HttpRequest, now: float) -> None:
        """Remember when the session began and when it was last used."""
        if STARTED not in request.session:
            request.session[STARTED] = now
        if now - float(request.session.get(SEEN, 0)) > SEEN_EVERY_SECONDS:
            request.session[SEEN] = now


def end_session(request: HttpRequest, user: User, now: float) -> None:
    """Sign the person out, write it down, and leave a mark by which the next page says why."""
    record("person.timed_out", actor=user.actor, now=datetime.fromtimestamp(now, UTC))
    logout(request)
    request.session[TIMED_OUT] = True
