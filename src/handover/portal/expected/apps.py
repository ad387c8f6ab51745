"""Registers the app with Django, and with the steps of transfers that it follows."""

from django.apps import AppConfig


class ExpectedConfig(AppConfig):
    """Expected pupils."""

    name = "handover.portal.expected"
    label = "expected"

    def ready(self) -> None:
        """Follow the step by which a record has arrived."""
        from handover.portal.expected.arriving import arrived
        from handover.portal.transfers.followers import follow

        follow("confirm", arrived)
