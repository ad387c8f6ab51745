"""Registers the app with Django."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from handover.portal.database import notice_lost_machines
from handover.portal.web.form_words import set_form_words


class WebConfig(AppConfig):
    """What every screen stands on: layout, menu, access, the pages about faults, both languages."""

    name = "handover.portal.web"
    label = "web"

    def ready(self) -> None:
        """Let forms speak as the site does, and the database notice who is gone."""
        connection_created.connect(notice_lost_machines)
        set_form_words()
