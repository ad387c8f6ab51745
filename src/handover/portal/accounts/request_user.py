"""Who sends a request."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from handover.portal.accounts.models import User


def find_user(request: HttpRequest) -> User | None:
    """Return who is signed in, if anybody; nobody where the request failed before that was known."""
    user = getattr(request, "user", None)
    return user if isinstance(user, User) else None


def require_user(request: HttpRequest) -> User:
    """Return the person who is signed in; the gate lets nobody else through to a view that asks."""
    user = find_user(request)
    if user is None:
        raise PermissionDenied
    return user
