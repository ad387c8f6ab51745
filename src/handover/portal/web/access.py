"""Views for those whose role allows it; the roles table decides."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import resolve, reverse

from handover.portal.accounts.models import User
from handover.portal.accounts.roles import Permission

View = Callable[..., HttpResponseBase]


def allowed(*permissions: Permission) -> Callable[[View], View]:
    """Let only people with one of these permissions reach a view."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not isinstance(request.user, User) or not request.user.may(*permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.permissions = frozenset(permissions)  # type: ignore[attr-defined]  # read by the test of every role
        return guarded

    return guard


def may_reach(user: User | None, page: str) -> bool:
    """Say whether a page, by its name, opens for somebody. A visitor is led to sign in, and so is kept from none."""
    needed: frozenset[Permission] = getattr(resolve(reverse(page)).func, "permissions", frozenset())
    return user is None or not needed or user.may(*needed)


def signed_in(request: HttpRequest) -> User:
    """Return the person who is signed in; the gate lets nobody else through to a view that asks."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
