"""Signing in and out: the password, then the second step if there is one, then in. All of it is written down."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from handover.portal.accounts.browsers import note_browser
from handover.portal.accounts.chosen_office import begin_in_office
from handover.portal.accounts.client_address import client_address
from handover.portal.accounts.devices import known_device
from handover.portal.accounts.hashing import TooBusy
from handover.portal.accounts.models import User
from handover.portal.accounts.second_step import has_second_step, take_code
from handover.portal.accounts.sessions import SEEN, STARTED, STEP_ELSEWHERE
from handover.portal.accounts.tries import Bucket, Taken, forgive, give_back, name_hash, sign_in_buckets, take_try
from handover.portal.audit.log import NOBODY, record
from handover.portal.audit.noise import record_noise

WAITING = "handover.waiting"
WAITING_SINCE = "handover.waiting_since"
WAITING_HASH = "handover.waiting_hash"
"""Under this the session holds what Django keeps of the password in a session, so that another one ends it."""
FROM = "handover.from_provider"
"""Under this the session holds the provider that has vouched for who waits for the code."""
WAIT_SECONDS = 600
"""Between the password and the code."""
BACKEND = "handover.portal.accounts.backends.PeopleBackend"


class SignInResult(Enum):
    """How a try to sign in ended."""

    IN = "in"
    CODE_NEEDED = "code needed"
    WRONG = "wrong"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class SignInAnswer:
    """How a try ended and, where it was not let in, after how long it may be made again."""

    result: SignInResult
    wait: timedelta = timedelta()


def give_password(request: HttpRequest, username: str, password: str, now: datetime) -> SignInAnswer:
    """Check username and password, both to the letter; sign in, or ask for the code next.

    Does the same work for a name that nobody has, and brakes that too, so that nobody learns which names exist. Raises
    TooBusy.
    """
    buckets = sign_in_buckets(username, client_address(request), known_device(request, username))
    user, answer = check_password(request, buckets, username, password, now)
    if user is None:
        return answer
    if not has_second_step(user):
        return begin_session(request, user, now)
    return ask_second_step(request, user, now)


def accept_identity(
    request: HttpRequest, user: User, provider: str, now: datetime, *, second_step: bool
) -> SignInAnswer:
    """Sign in a person for whom a provider has vouched, or ask for the code next.

    `second_step` says that one was taken there, and that it counts here.
    """
    if has_second_step(user) and not second_step:
        request.session[FROM] = provider
        return ask_second_step(request, user, now)
    answer = begin_session(request, user, now, provider)
    if second_step:
        request.session[STEP_ELSEWHERE] = True
    return answer


def ask_second_step(request: HttpRequest, user: User, now: datetime) -> SignInAnswer:
    """Note who has shown the first of two things, and ask for the code next."""
    request.session.cycle_key()
    request.session[WAITING] = user.pk
    request.session[WAITING_SINCE] = now.timestamp()
    request.session[WAITING_HASH] = user.get_session_auth_hash()
    return SignInAnswer(SignInResult.CODE_NEEDED)


def check_password(
    request: HttpRequest, buckets: tuple[Bucket, ...], username: str, password: str, now: datetime
) -> tuple[User | None, SignInAnswer]:
    """Check a password if the brakes let it be tried. It is counted before, and taken out again if it is right."""
    taken = take_try(buckets, now)
    if taken.wait:
        return None, SignInAnswer(SignInResult.LOCKED, taken.wait)
    try:
        user = authenticate(request, username=username, password=password)
    except TooBusy:
        give_back(buckets)
        raise
    if not isinstance(user, User):
        return None, failed(username, taken, now)
    forgive(buckets)
    return user, SignInAnswer(SignInResult.IN)


def failed(username: str, taken: Taken, now: datetime) -> SignInAnswer:
    """Write down a failure. What was typed is kept only if it is somebody's name: it may have been a password."""
    known = User.objects.filter(username=username).select_related("establishment").first()
    record_noise(
        "person.locked_out" if taken.last else "person.sign_in_failed",
        actor=known.actor if known else NOBODY,
        subject=username if known else "",
        origin=name_hash(username),
        now=now,
    )
    return SignInAnswer(SignInResult.LOCKED, taken.after) if taken.after else SignInAnswer(SignInResult.WRONG)


def waiting(request: HttpRequest, now: datetime) -> User | None:
    """Return who has given the password and must take the second step, unless that was too long ago or it was changed."""
    key = request.session.get(WAITING)
    if key is None or now.timestamp() - float(request.session.get(WAITING_SINCE, 0)) > WAIT_SECONDS:
        return None
    user = User.objects.filter(pk=key, is_active=True).first()
    given = request.session.get(WAITING_HASH, "")
    return user if user and constant_time_compare(given, user.get_session_auth_hash()) else None


def give_code(request: HttpRequest, user: User, code: str, now: datetime) -> SignInAnswer:
    """Check the code of the second step and sign in. While too many were wrong, a right one does not let in either."""
    buckets = (Bucket("code", name_hash(user.username)),)
    taken = take_try(buckets, now)
    if taken.wait:
        return SignInAnswer(SignInResult.LOCKED, taken.wait)
    if not take_code(user, code, now):
        return failed(user.username, taken, now)
    forgive(buckets)
    return begin_session(request, user, now)


def begin_session(request: HttpRequest, user: User, now: datetime, provider: str = "") -> SignInAnswer:
    """Begin the session; the log says by which provider, if it was not by the password."""
    provider = provider or request.session.pop(FROM, "")
    login(request, user, backend=BACKEND)
    for key in (WAITING, WAITING_SINCE, WAITING_HASH, FROM, STEP_ELSEWHERE):
        request.session.pop(key, None)
    request.session[STARTED] = request.session[SEEN] = now.timestamp()
    note_browser(request)
    begin_in_office(request, user, now)
    record("person.signed_in", actor=user.actor, details={"provider": provider} if provider else {}, now=now)
    return SignInAnswer(SignInResult.IN)


def leave(request: HttpRequest, now: datetime) -> None:
    """End the session."""
    if isinstance(request.user, User):
        record("person.signed_out", actor=request.user.actor, now=now)
    logout(request)


def confirm_password(request: HttpRequest, user: User, password: str, now: datetime) -> SignInAnswer:
    """Check the password of somebody who is signed in, before a change that matters; failures count as elsewhere."""
    buckets = (Bucket("confirm", name_hash(user.username)),)
    return check_password(request, buckets, user.username, password, now)[1]
