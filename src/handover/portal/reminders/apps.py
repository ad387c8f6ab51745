"""Registers the app with Django."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    """The weekly reminder to schools and authorities."""

    name = "handover.portal.reminders"
    label = "reminders"
