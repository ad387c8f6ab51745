"""Registers the app with Django."""

from django.apps import AppConfig


class CustodyConfig(AppConfig):
    """The signed chain of who held a record."""

    name = "handover.portal.custody"
    label = "custody"
