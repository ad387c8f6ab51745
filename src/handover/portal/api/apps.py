"""Registers the app with Django."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The API: the mailbox of an office for its software."""

    name = "handover.portal.api"
    label = "api"
