"""What every page knows: its languages, who is reading, and the menu of what that person may do."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import reverse

from handover.common.text import Text
from handover.portal.accounts.models import User
from handover.portal.messaging import reading
from handover.portal.web import wording
from handover.portal.web.navigation import menu

SERVICE_NAME = Text("Handover", "Trosglwyddo")
LANGUAGE_NAMES = {"en": "English", "cy": "Cymraeg"}


def person(request: HttpRequest) -> User | None:
    """Return who is signed in, if anybody; nobody where the request failed before that was known."""
    user = getattr(request, "user", None)
    return user if isinstance(user, User) else None


def other_language(request: HttpRequest, language: str) -> dict[str, str]:
    """Return the other language: its code, its own name, and how this page is shown in it: by a link, or by a form."""
    code = "en" if language == "cy" else "cy"
    here = request.get_full_path() if request.method in {"GET", "HEAD"} else request.path
    action = reverse("language")
    asked = urlencode({"to": code, "next": here})
    return {
        "code": code,
        "name": LANGUAGE_NAMES[code],
        "action": action,
        "next": here,
        "href": f"{action}?{asked}",
    }


def site(request: HttpRequest) -> Mapping[str, object]:
    """Return what the base template draws on every page."""
    language = wording.language()
    user = person(request)
    return {
        "service_name": SERVICE_NAME.say(language),
        "lang": language,
        "demo": settings.CONFIG.demo,
        "other_language": other_language(request, language),
        "user": user,
        "workplace": user.establishment.named(language) if user and user.establishment else "",
        "unread": reading.unread(user) if user else 0,
        "most_unread": reading.MOST_COUNTED,
        "menu": menu(request, user, language) if user else [],
        "notices": get_messages(request),
    }
