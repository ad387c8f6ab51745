"""The site as a WSGI application, for gunicorn, with its zones beside it."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from handover.portal.deadline import WholeInTime
from handover.portal.zones.broker import broker
from handover.portal.zones.serving import opened
from handover.zone.http.wsgi import Zones

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handover.portal.settings")
site = get_wsgi_application()


def listening_on(host: str) -> WholeInTime:
    """Return the site for a server that listens on a host ('': that is not known, and may be anywhere)."""
    # Agents are no browsers: what guards the pages (hosts, cookies, forms) is not for them, and is not in their way.
    zones = Zones(
        site,
        broker,
        proxy=settings.CONFIG.flag("HANDOVER_PROXY"),
        certificate_field=settings.CONFIG.text("HANDOVER_ZONE_PROXY_FIELD"),
        opened=opened(settings.CONFIG, host, site=True),
    )
    return WholeInTime(zones, settings.CONFIG.number("HANDOVER_UPLOAD_SECONDS"))


application = listening_on("")
