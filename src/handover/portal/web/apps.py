"""Registers the app with Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """What every screen stands on: layout, menu, access, the pages about faults, both languages."""

    name = "handover.portal.web"
    label = "web"
