"""Registers the app with Django."""

from django.apps import AppConfig


class StoresConfig(AppConfig):
    """The database and the folder of files: whether they belong together, what lies in one and not in the other."""

    name = "handover.portal.stores"
    label = "stores"
