"""Views for those whose role allows it; the roles table decides."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from handover.portal.accounts.models import User
from handover.portal.accounts.roles import Permission

View = Callable[..., HttpResponseBase]


def allowed(permission: Permission) -> Callable[[View], View]:
    """Let only people with this permission reach a view."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not isinstance(request.user, User) or not request.user.may(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]  # read by the test of every role on every page
        return guarded

    return guard


def signed_in(request: HttpRequest) -> User:
    """Return the person who is signed in; the gate lets nobody else through to a view that asks."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
