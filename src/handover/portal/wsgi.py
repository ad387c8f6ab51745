"""The site as a WSGI application, for gunicorn, with its zones beside it."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from handover.common.private import keep_to_oneself
from handover.portal.deadline import WholeInTime
from handover.portal.zones.broker import broker
from handover.zone.http.wsgi import Zones

keep_to_oneself()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handover.portal.settings")
site = get_wsgi_application()
# Agents are no browsers: what guards the pages (hosts, cookies, forms) is not for them, and is not in their way.
zones = Zones(
    site,
    broker,
    proxy=settings.CONFIG.flag("HANDOVER_PROXY"),
    certificate_field=settings.CONFIG.text("HANDOVER_ZONE_PROXY_FIELD"),
)
application = WholeInTime(zones, settings.CONFIG.number("HANDOVER_UPLOAD_SECONDS"))
