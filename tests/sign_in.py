"""Signing in by the form, as a browser does."""

from typing import Any

from django.test import Client

from tests.cast import PASSWORD


def sign_in(client: Client, username: str, password: str = PASSWORD, next: str = "", **kwargs: Any) -> Any:
    """Post the form and return the answer."""
    return client.post("/sign-in/", {"username": username, "password": password, "next": next}, **kwargs)
