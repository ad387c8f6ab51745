"""Header fields of every answer that tell browsers what not to do, as a table, beside those that Django's settings add."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse


@dataclass(frozen=True, slots=True)
class ResponseHeader:
    """One header field: its name, its value, and why it is there. `path` is the one address whose POSTs have it, or all."""

    name: str
    value: str
    reason: str
    path: str = ""


UNUSED: Final = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)
"""What browsers can do and the site never asks them for."""

HEADERS: Final[tuple[ResponseHeader, ...]] = (
    ResponseHeader(
        "Permissions-Policy",
        ", ".join(f"{feature}=()" for feature in UNUSED),
        "A script that came in all the same finds no camera, no microphone and no place.",
    ),
    ResponseHeader(
        "Cross-Origin-Resource-Policy",
        "same-origin",
        "No other site's page can load what this one answers into itself.",
    ),
    ResponseHeader(
        "X-Permitted-Cross-Domain-Policies", "none", "Documents opened in other programs may not read from the site."
    ),
    ResponseHeader(
        "Clear-Site-Data",
        '"cache", "storage"',
        "Nothing of a session stays in the browser of a shared computer. The choice of language does.",
        path="/sign-out/",
    ),
)


class ResponseHeaders:
    """Adds the header fields of the table to every answer that does not have them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the header fields."""
        response = self.get_response(request)
        for header in HEADERS:
            if not header.path or (request.path == header.path and request.method == "POST"):
                response.headers.setdefault(header.name, header.value)
        return response
