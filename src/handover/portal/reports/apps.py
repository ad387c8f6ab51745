"""Registers the app with Django, and with the steps of transfers that it counts."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports, and the tally that they are drawn from."""

    name = "handover.portal.reports"
    label = "reports"

    def ready(self) -> None:
        """Count every step by which a transfer changes its outcome."""
        from handover.portal.reports.counting import count
        from handover.portal.transfers.followers import watch

        watch(count)
