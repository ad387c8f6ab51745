"""Registers the app with Django."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """Secure messages, their templates, and address groups."""

    name = "handover.portal.messaging"
    label = "messaging"
