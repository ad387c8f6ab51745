"""Registers the app with Django."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports, and the tally that they are drawn from."""

    name = "handover.portal.reports"
    label = "reports"
