"""Browsers in which people have signed in before: strangers' wrong tries do not hold them up there.

The cookie holds a random mark of the browser and, as keyed hashes, the names of those who signed in with it last: several
share the computer of an office. It is signed, lets nobody in, and whoever steals it gains a handful of tries at one name.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from handover.portal.accounts.tries import name_hash

SALT = "handover.devices"
LIFE_SECONDS = 180 * 24 * 3600
MOST_PEOPLE = 10
MARK_LENGTH = 24
"""Letters of a name's hash that the cookie holds."""


def read_device(request: HttpRequest) -> tuple[str, list[str]]:
    """Return the mark of a browser and whose it is; a fresh mark and nobody for one that is not known."""
    try:
        mark, names = signing.loads(
            request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=SALT, max_age=LIFE_SECONDS
        )
        return str(mark), [str(name) for name in names]
    except (signing.BadSignature, TypeError, ValueError):
        return secrets.token_hex(16), []


def known_device(request: HttpRequest, username: str) -> str | None:
    """Return the mark of this browser if the person of that name has signed in with it before."""
    mark, names = read_device(request)
    return f"device {mark}" if name_hash(username)[:MARK_LENGTH] in names else None


def remember_device(request: HttpRequest, response: HttpResponseBase, username: str) -> None:
    """Let the browser be known as one that this person uses."""
    mark, names = read_device(request)
    own = name_hash(username)[:MARK_LENGTH]
    names = [own, *(name for name in names if name != own)][:MOST_PEOPLE]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps((mark, names), salt=SALT),
        max_age=LIFE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
