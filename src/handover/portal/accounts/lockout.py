"""Names under which wrong passwords are counted."""

from collections.abc import Mapping

from axes.handlers.proxy import AxesProxyHandler
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def masked(request: HttpRequest, credentials: Mapping[str, object] | None) -> str:
    """Return the typed username as a keyed hash, under which failures are counted; it cannot be read back."""
    return masked_name(str((credentials or request.POST).get("username") or ""))


def masked_name(username: str) -> str:
    """Return a username as a keyed hash."""
    return salted_hmac("handover.lockout", username, algorithm="sha256").hexdigest()


def unlock(username: str) -> None:
    """Forget the wrong passwords of one name."""
    AxesProxyHandler.reset_attempts(username=masked_name(username))
