"""Traces by setting: how long each request, statement and job took, for a collector that speaks OpenTelemetry.

Without the setting nothing of OpenTelemetry is loaded. What a span bears is the kind of a thing and never which: addresses by
form, statements by verb and table, no parameters, no words of a fault.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Final, Protocol

WSGI = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
TRACE_PARENT: Final = "HTTP_TRACEPARENT"
"""By which span a proxy that is believed called us (W3C Trace Context)."""


class SpanMaker(Protocol):
    """What makes spans."""

    def follow_requests(self, behind: WSGI) -> WSGI:
        """Return an application that makes a span of each request."""

    def follow_job(self, key: str) -> AbstractContextManager[object]:
        """Make a span of what a job does within the block."""


class NoSpanMaker:
    """Makes none."""

    def follow_requests(self, behind: WSGI) -> WSGI:
        """Return the application as it is."""
        return behind

    def follow_job(self, key: str) -> AbstractContextManager[object]:
        """Do nothing besides."""
        return nullcontext()


_made: dict[str, SpanMaker] = {}


def begin_traces(address: str, percent: int) -> SpanMaker:
    """Return what makes the traces of this process; begun once, and in the process itself, since a thread sends them."""
    if not address:
        return NoSpanMaker()
    if address not in _made:
        from handover.portal.logs.open_telemetry import OpenTelemetryTraces

        _made[address] = OpenTelemetryTraces(address, percent)
    return _made[address]
