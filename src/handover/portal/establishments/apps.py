"""Registers the app with Django."""

from django.apps import AppConfig


class EstablishmentsConfig(AppConfig):
    """Local authorities and schools: numbers, names, opening, closing, successors."""

    name = "handover.portal.establishments"
    label = "establishments"
