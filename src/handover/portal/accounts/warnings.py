"""Telling a person by e-mail that somebody, perhaps not they, has changed how they sign in."""

from datetime import datetime

from django.conf import settings

from handover.portal.accounts.models import User
from handover.portal.notices.outbox import send_email


def send_warning(kind: str, user: User, now: datetime) -> None:
    """Send the e-mail of that kind, within the caller's transaction."""
    address = settings.CONFIG.url.rstrip("/") + "/sign-in/forgotten/"
    send_email(kind, to=[user.email], values={"url": address}, now=now, welsh_first=user.language == "cy")
