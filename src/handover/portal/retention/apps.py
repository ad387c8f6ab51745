"""Registers the app with Django."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """How long things are kept, who is told before they go, and what is left of them."""

    name = "handover.portal.retention"
    label = "retention"
