"""Which address a request comes from."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the address that asks; behind a proxy that is trusted (HANDOVER_PROXY), the one that the proxy saw.

    Only the last entry of `X-Forwarded-For` is the proxy's own; those before it are whatever the client wrote.
    """
    if settings.CONFIG.flag("HANDOVER_PROXY"):
        return request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
