"""The site as a WSGI application, for gunicorn, with its zones beside it."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from handover.common.private import keep_to_oneself
from handover.portal.deadline import WholeInTime
from handover.portal.forwarding import Forwarding
from handover.portal.zones.broker import broker
from handover.portal.zones.serving import open_zones_to
from handover.zone.http.wsgi import Zones, field_key

keep_to_oneself()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handover.portal.settings")
site = get_wsgi_application()


def listening_on(host: str) -> Forwarding:
    """Return the site for a server that listens on a host ('': that is not known, and may be anywhere)."""
    field = settings.CONFIG.text("HANDOVER_ZONE_PROXY_FIELD")
    proxy = settings.CONFIG.flag("HANDOVER_PROXY")
    # Agents are no browsers: what guards the pages (hosts, cookies, forms) is not for them, and is not in their way.
    zones = Zones(
        site, broker, proxy=proxy, certificate_field=field, opened=open_zones_to(settings.CONFIG, host, site=True)
    )
    return Forwarding(
        WholeInTime(zones, settings.CONFIG.number("HANDOVER_UPLOAD_SECONDS")),
        settings.CONFIG.networks("HANDOVER_PROXY_NETWORKS") if proxy else None,
        [field_key(field)],
    )


application = listening_on("")
