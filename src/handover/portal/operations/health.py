"""What machines ask: is the process there, can it work, and how is the site doing. No answer holds personal data."""

from ipaddress import ip_address
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from handover.portal import clock
from handover.portal.accounts.client_address import client_address
from handover.portal.operations.metrics import write_metrics
from handover.portal.operations.readiness import find_warnings, run_health_checks
from handover.portal.serving.leaving import is_leaving

PLAIN: Final = "text/plain; charset=utf-8"
PROMETHEUS: Final = "text/plain; version=0.0.4; charset=utf-8"


def may_measure(address: str) -> bool:
    """Say whether an address may read the metrics."""
    try:
        asks = ip_address(address)
    except ValueError:
        return False
    return any(asks in network for network in settings.CONFIG.metrics_networks)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Give the metrics to those who may have them."""
    if not may_measure(client_address(request)):
        raise Http404
    return HttpResponse(write_metrics(clock.now()), content_type=PROMETHEUS)


@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Tell a load balancer that this process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Tell a load balancer whether this process can work, and what it lacks."""
    if is_leaving():
        return HttpResponse("leaving: this server is about to end\n", status=503, content_type=PLAIN)
    found = run_health_checks()
    whole = all(result.good for result in found)
    lines = [
        f"{result.name}: {'ok' if result.good else 'failed'}{f': {result.why}' if result.why else ''}\n"
        for result in found
    ]
    lines += [f"warning: {words}\n" for words in find_warnings(clock.now(), whole=whole)]
    return HttpResponse("".join(lines), status=200 if whole else 503, content_type=PLAIN)
