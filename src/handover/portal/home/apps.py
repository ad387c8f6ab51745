"""Registers the app with Django."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The first page, which joins what the features say of themselves."""

    name = "handover.portal.home"
    label = "home"

    def ready(self) -> None:
        """Put the menu and the manual together, so that a wrong row stops the start and not every page."""
        from handover.portal.web.help import topics
        from handover.portal.web.navigation import menu_entries

        menu_entries()
        topics()
