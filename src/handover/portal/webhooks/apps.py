"""Registers the app with Django."""

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    """Addresses at which an office's software is told that there is news."""

    name = "handover.portal.webhooks"
    label = "webhooks"
