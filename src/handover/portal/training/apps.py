"""Registers the app with Django."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """Training counties and their keys."""

    name = "handover.portal.training"
    label = "training"
