"""Registers the app with Django."""

from django.apps import AppConfig


class ApiKeysConfig(AppConfig):
    """Keys of schools and authorities for the API."""

    name = "handover.portal.apikeys"
    label = "apikeys"
