"""The site as a WSGI application, for gunicorn, with its zones beside it."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from handover.common.private import keep_to_oneself
from handover.portal.deadline import WholeInTime
from handover.portal.forwarding import Forwarding
from handover.portal.logs.requests import REQUEST_ID, RequestLog
from handover.portal.logs.traces import TRACE_PARENT, begin_traces
from handover.portal.zones.broker import broker
from handover.portal.zones.serving import open_zones_to
from handover.zone.http.wsgi import Zones, field_key

keep_to_oneself()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handover.portal.settings")
site = get_wsgi_application()


def listening_on(host: str) -> Forwarding:
    """Return the site for a server that listens on a host ('': that is not known, and may be anywhere)."""
    field = settings.CONFIG.zone_proxy_field
    proxy = settings.CONFIG.proxy
    # Agents are no browsers: what guards the pages (hosts, cookies, forms) is not for them, and is not in their way.
    zones = Zones(
        site, broker, proxy=proxy, certificate_field=field, opened=open_zones_to(settings.CONFIG, host, site=True)
    )
    traced = begin_traces(settings.CONFIG.traces, settings.CONFIG.traces_percent).follow_requests(
        WholeInTime(zones, settings.CONFIG.upload_seconds)
    )
    return Forwarding(
        RequestLog(traced, access=settings.CONFIG.log_requests),
        settings.CONFIG.proxy_networks if proxy else None,
        [field_key(field), *map(field_key, settings.CONFIG.certificate_fields), REQUEST_ID, TRACE_PARENT],
    )


application = listening_on("")
