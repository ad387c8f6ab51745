"""Signing in and out: the password, then the second step if there is one, then in. All of it is written down."""

from datetime import datetime
from enum import Enum

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest

from handover.portal.accounts.models import User
from handover.portal.accounts.second_step import has_second_step, take_code
from handover.portal.accounts.sessions import SEEN, STARTED
from handover.portal.audit.log import NOBODY, record
from handover.portal.audit.noise import record_noise

WAITING = "handover.waiting"
WAITING_SINCE = "handover.waiting_since"
WAIT_SECONDS = 600
"""Between the password and the code."""
BACKEND = "django.contrib.auth.backends.ModelBackend"


class Result(Enum):
    """How a try to sign in ended."""

    IN = "in"
    CODE_NEEDED = "code needed"
    WRONG = "wrong"
    LOCKED = "locked"


def give_password(request: HttpRequest, username: str, password: str, now: datetime) -> Result:
    """Check username and password, both to the letter; sign in, or ask for the code next.

    Takes as long for a name that nobody has, and locks that too, so that nobody learns which names exist.
    """
    user = authenticate(request, username=username, password=password)
    if not isinstance(user, User):
        return failed(request, username, now)
    if not has_second_step(user):
        return enter(request, user, now)
    request.session.cycle_key()
    request.session[WAITING] = user.pk
    request.session[WAITING_SINCE] = now.timestamp()
    return Result.CODE_NEEDED


def failed(request: HttpRequest, username: str, now: datetime) -> Result:
    """Write down a failure. What was typed is kept only if it is somebody's name: it may have been a password."""
    known = User.objects.filter(username=username).select_related("establishment").first()
    locked = bool(getattr(request, "axes_locked_out", False))
    newly = locked and getattr(request, "axes_failures_since_start", None) is not None
    record_noise(
        "person.locked_out" if newly else "person.sign_in_failed",
        actor=known.actor if known else NOBODY,
        subject=username if known else "",
        address=request.META.get("REMOTE_ADDR", ""),
        details={"locked": "yes"} if locked else {},
        now=now,
    )
    return Result.LOCKED if locked else Result.WRONG


def waiting(request: HttpRequest, now: datetime) -> User | None:
    """Return who has given the password and must give the code, unless that was too long ago."""
    key = request.session.get(WAITING)
    if key is None or now.timestamp() - float(request.session.get(WAITING_SINCE, 0)) > WAIT_SECONDS:
        return None
    return User.objects.filter(pk=key, is_active=True).first()


def give_code(request: HttpRequest, user: User, code: str, now: datetime) -> Result:
    """Check the code of the second step and sign in. Wrong codes count like wrong passwords."""
    credentials = {"username": user.username}
    if not AxesProxyHandler.is_allowed(request, credentials):
        request.axes_locked_out = True  # type: ignore[attr-defined]
        return failed(request, user.username, now)
    if take_code(user, code, now):
        return enter(request, user, now)
    user_login_failed.send(__name__, credentials=credentials, request=request)
    return failed(request, user.username, now)


def enter(request: HttpRequest, user: User, now: datetime) -> Result:
    """Begin the session."""
    login(request, user, backend=BACKEND)
    for key in (WAITING, WAITING_SINCE):
        request.session.pop(key, None)
    request.session[STARTED] = request.session[SEEN] = now.timestamp()
    record("person.signed_in", actor=user.actor, now=now)
    return Result.IN


def leave(request: HttpRequest, now: datetime) -> None:
    """End the session."""
    if isinstance(request.user, User):
        record("person.signed_out", actor=request.user.actor, now=now)
    logout(request)


def confirm_password(request: HttpRequest, user: User, password: str, now: datetime) -> Result:
    """Check the password of somebody who is signed in, before a change that matters; failures count as elsewhere."""
    if isinstance(authenticate(request, username=user.username, password=password), User):
        return Result.IN
    return failed(request, user.username, now)
