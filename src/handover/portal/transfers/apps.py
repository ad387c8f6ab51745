"""Registers the app with Django."""

from django.apps import AppConfig


class TransfersConfig(AppConfig):
    """Files on their way: intake, sealed storage, the life cycle, collection."""

    name = "handover.portal.transfers"
    label = "transfers"
