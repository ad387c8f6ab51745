"""What the pages of messages share: the row of links to each other, and what is not there for others."""

from dataclasses import dataclass
from typing import Final, TypeVar

from django.http import Http404, HttpRequest
from django.urls import reverse

from handover.common.text import Text
from handover.portal.accounts.request_user import require_user
from handover.portal.messaging import writing
from handover.portal.messaging.permissions import USE_MESSAGES, USE_TEMPLATES
from handover.portal.web import wording

PAGES: Final = (
    ("inbox", Text("Received", "Derbyniwyd"), USE_MESSAGES),
    ("sent-messages", Text("Sent messages", "Negeseuon a anfonwyd"), USE_MESSAGES),
    ("drafts", Text("Begun, not sent", "Dechreuwyd, heb eu hanfon"), USE_MESSAGES),
    ("templates", Text("Templates", "Templedi"), USE_TEMPLATES),
    ("groups", Text("Address groups", "Grwpiau cyfeiriadau"), USE_MESSAGES),
)
"""The pages of messages: the name of the address, the words of the link, and who has it."""

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class MessagesTab:
    """A link to another of these pages: its words, its address, and whether it leads here."""

    text: str
    href: str
    current: bool


def tabs(request: HttpRequest) -> list[MessagesTab]:
    """Return the links that a person has."""
    person = require_user(request)
    links = []
    for name, words, permission in PAGES:
        if person.may(permission):
            address = reverse(name)
            said = wording.say_text(words)
            if name == "drafts" and (begun := writing.drafts(person).count()):
                said = f"{said} ({wording.format_number(begun)})"
            links.append(MessagesTab(said, address, request.path == address))
    return links


def there(found: Found | None) -> Found:
    """Return what was found; to those whose it is not, it does not exist."""
    if found is None:
        raise Http404
    return found
