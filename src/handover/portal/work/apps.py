"""Registers the app with Django."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Background work: what ran, what failed, who has what in hand."""

    name = "handover.portal.work"
    label = "work"
