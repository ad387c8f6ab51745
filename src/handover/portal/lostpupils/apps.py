"""Registers the app with Django."""

from django.apps import AppConfig


class LostPupilsConfig(AppConfig):
    """Lost pupils: index, search, release, and the life of a record."""

    name = "handover.portal.lostpupils"
    label = "lostpupils"
