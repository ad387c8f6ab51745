"""Registers the app with Django."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """The pages of those who run the site, and of the machines that watch it."""

    name = "handover.portal.operations"
    label = "operations"

    def ready(self) -> None:
        """Have the command that checks the settings know ours."""
        from handover.portal.operations import settings_check

        assert settings_check.warned_slips
