"""Registers the app with Django."""

from django.apps import AppConfig


class ExpectedConfig(AppConfig):
    """Expected pupils."""

    name = "handover.portal.expected"
    label = "expected"
