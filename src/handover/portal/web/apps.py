"""Registers the app with Django."""

from django.apps import AppConfig

from handover.portal.web.form_words import set_form_words


class WebConfig(AppConfig):
    """What every screen stands on: layout, menu, access, the pages about faults, both languages."""

    name = "handover.portal.web"
    label = "web"

    def ready(self) -> None:
        """Let forms speak as the site does."""
        set_form_words()
