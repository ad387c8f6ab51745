"""Pages for those whose role allows it: what a permission is, and the views that ask for one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import resolve, reverse

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Permission:
    """One thing that a person may be allowed to do: its key, what it is in words, and the roles that allow it.

    Each feature lists its own in `permissions.py`; `accounts/roles.py` reads them all.
    """

    key: str
    what: str
    roles: frozenset[str]


class Reader(Protocol):
    """Somebody who is signed in, as far as the screens need to know: a language of their own, and what they may do."""

    language: str

    def may(self, *permissions: Permission) -> bool:
        """Say whether their role allows one of these."""

    def save(self, *, update_fields: list[str]) -> None:
        """Keep what was changed."""


def find_reader(request: HttpRequest) -> Reader | None:
    """Return who is signed in, if anybody; nobody where the request failed before that was known."""
    user = getattr(request, "user", None)
    # Not by `isinstance`: Django hands over a lazy object, which from Python 3.12 on fits no protocol by its look.
    return cast(Reader, user) if user is not None and user.is_authenticated else None


def allowed(*permissions: Permission) -> Callable[[View], View]:
    """Let only people with one of these permissions reach a view."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            reader = find_reader(request)
            if reader is None or not reader.may(*permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.permissions = frozenset(permissions)  # type: ignore[attr-defined]  # read by the test of every role
        return guarded

    return guard


def may_reach(reader: Reader | None, page: str) -> bool:
    """Say whether a page, by its name, opens for somebody. A visitor is led to sign in, and so is kept from none."""
    needed: frozenset[Permission] = getattr(resolve(reverse(page)).func, "permissions", frozenset())
    return reader is None or not needed or reader.may(*needed)
