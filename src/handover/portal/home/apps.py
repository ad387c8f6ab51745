"""Registers the app with Django."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The first page, which joins what the features say of themselves."""

    name = "handover.portal.home"
    label = "home"
