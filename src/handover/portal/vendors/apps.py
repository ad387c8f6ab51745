"""Registers the app with Django."""

from django.apps import AppConfig


class VendorsConfig(AppConfig):
    """Vendors of software, their secrets and tokens, and the offices that approve them."""

    name = "handover.portal.vendors"
    label = "vendors"
