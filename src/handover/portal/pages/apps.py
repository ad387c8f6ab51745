"""Registers the app with Django."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The screens: one view and one template for each action, both languages."""

    name = "handover.portal.pages"
    label = "pages"
