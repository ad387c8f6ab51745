"""Registers the app with Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """An append-only, hash-chained record of who did what, when. Nothing but `record()` writes it."""

    name = "handover.portal.audit"
    label = "audit"
