"""Registers the app with Django."""

from django.apps import AppConfig


class BackupsConfig(AppConfig):
    """Backups of database and files: making, keeping and putting back."""

    name = "handover.portal.backups"
    label = "backups"
