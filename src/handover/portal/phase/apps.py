"""Registers the app with Django."""

from django.apps import AppConfig


class PhaseConfig(AppConfig):
    """The phase transfer board."""

    name = "handover.portal.phase"
    label = "phase"
