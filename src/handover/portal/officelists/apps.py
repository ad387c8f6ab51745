"""Registers the app with Django."""

from django.apps import AppConfig


class OfficeListsConfig(AppConfig):
    """Lists of offices, and what their columns mean."""

    name = "handover.portal.officelists"
    label = "officelists"
