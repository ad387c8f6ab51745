"""Registers the app with Django."""

from django.apps import AppConfig


class HubConfig(AppConfig):
    """The hub, and the way of each record between the software of two schools."""

    name = "handover.portal.hub"
    label = "hub"
