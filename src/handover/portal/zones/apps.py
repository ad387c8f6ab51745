"""Registers the app with Django."""

from django.apps import AppConfig


class ZonesConfig(AppConfig):
    """Zones: the tables that the zone server writes and the site's pages read."""

    name = "handover.portal.zones"
    label = "zones"
