"""Registers the app with Django."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Outgoing e-mail: an outbox written with the change it tells of, and delivered later."""

    name = "handover.portal.notices"
    label = "notices"
