"""Registers the app with Django, and with the steps of transfers that it follows."""

from django.apps import AppConfig


class LostPupilsConfig(AppConfig):
    """Lost pupils: index, search, release, and the life of a record."""

    name = "handover.portal.lostpupils"
    label = "lostpupils"

    def ready(self) -> None:
        """Follow the steps by which a pupil is lost and found."""
        from handover.portal.lostpupils.following import enter

        enter()
