"""Registers the app with Django."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The screens: one view and one template for each action, both languages."""

    name = "handover.portal.pages"
    label = "pages"

    def ready(self) -> None:
        """Have the command that checks the settings know ours."""
        from handover.portal.pages.operations import settings_check

        assert settings_check.warned_slips
