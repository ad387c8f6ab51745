"""The site as a WSGI application, for gunicorn."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from handover.portal.deadline import WholeInTime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handover.portal.settings")
application = WholeInTime(get_wsgi_application(), settings.CONFIG.number("HANDOVER_UPLOAD_SECONDS"))
