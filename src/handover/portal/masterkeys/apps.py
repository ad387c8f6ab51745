"""Registers the app with Django."""

from django.apps import AppConfig


class MasterKeysConfig(AppConfig):
    """Which master key seals, and how far a change of it has come."""

    name = "handover.portal.masterkeys"
    label = "masterkeys"
