"""What every page knows: its languages, who is reading, and the menu of what that person may do."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.urls import reverse

from handover.common.text import Text
from handover.portal.web import wording
from handover.portal.web.access import find_reader
from handover.portal.web.navigation import HELP, group_links, menu

SERVICE_NAME = Text("Handover", "Trosglwyddo")
LANGUAGE_NAMES = {"en": "English", "cy": "Cymraeg"}


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
    reader = find_reader(request)
    lines = menu(request, reader, language) if reader else []
    groups = group_links(lines, language)
    return {
        "service_name": SERVICE_NAME.say(language),
        "lang": language,
        "demo": settings.CONFIG.demo,
        "other_language": other_language(request, language),
        "user": reader,
        "menu": lines,
        "menu_groups": [group for group in groups if group.key != HELP],
        "menu_help": next((group for group in groups if group.key == HELP), None),
        "side_menu": next((group for group in groups if group.active and len(group.links) > 1), None),
        "notices": get_messages(request),
    }
