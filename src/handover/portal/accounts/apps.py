"""Registers the app with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People: users, roles and what each may do, invitations, sign-in, second factor, sessions."""

    name = "handover.portal.accounts"
    label = "accounts"
