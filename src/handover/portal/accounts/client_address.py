"""Which address a request comes from."""

from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the address that asks; empty if it is not known. Behind a proxy that is trusted, `portal.forwarding` has put the
    client's in the place of the proxy's.
    """
    return str(request.META.get("REMOTE_ADDR", ""))
