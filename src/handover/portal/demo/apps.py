"""Registers the app with Django."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo county: invented schools, people and children, files in every state."""

    name = "handover.portal.demo"
    label = "demo"
