"""The menu as a table: which page, under which words, for whom. A person sees what their role allows, in this order."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from handover.common.text import Text
from handover.portal.accounts.models import User
from handover.portal.accounts.roles import Permission


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu: the name of its URL, its words, and the permission it needs (None: everybody)."""

    page: str
    words: Text
    permission: Permission | None = None


MENU: tuple[Entry, ...] = (
    Entry("home", Text("Home", "Hafan")),
    Entry("send", Text("Send files", "Anfon ffeiliau"), Permission.SEND_CTF),
    Entry("collect", Text("Collect files", "Casglu ffeiliau"), Permission.COLLECT_CTF),
    Entry("sent", Text("Sent files", "Ffeiliau a anfonwyd"), Permission.SEND_CTF),
    Entry("people", Text("People", "Pobl"), Permission.INVITE),
    Entry("establishments", Text("Schools and authorities", "Ysgolion ac awdurdodau"), Permission.SEE_ESTABLISHMENTS),
    Entry("audit", Text("Audit log", "Cofnod archwilio"), Permission.SEE_AUDIT),
    Entry("help", Text("Help", "Cymorth")),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the menu as drawn: the words, the address, and whether it leads to this page or to one above it."""

    text: str
    href: str
    current: bool
    active: bool


def menu(request: HttpRequest, user: User, language: str) -> list[Link]:
    """Return the menu for one person on one page."""
    links = []
    for entry in MENU:
        if entry.permission is not None and not user.may(entry.permission):
            continue
        try:
            href = reverse(entry.page)
        except NoReverseMatch:
            continue
        here = request.path == href
        links.append(
            Link(entry.words.say(language), href, here, here or (href != "/" and request.path.startswith(href)))
        )
    return links
