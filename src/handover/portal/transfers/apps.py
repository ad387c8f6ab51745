"""Registers the app with Django, and puts the table together of what follows the steps of a transfer."""

from django.apps import AppConfig


class TransfersConfig(AppConfig):
    """Files on their way: intake, sealed storage, the life cycle, collection."""

    name = "handover.portal.transfers"
    label = "transfers"

    def ready(self) -> None:
        """Read what the features do after a step; a row that cannot be stops the start."""
        from handover.portal.transfers.listeners import step_listeners

        step_listeners()
