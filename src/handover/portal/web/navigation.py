"""The menu as two tables: its groups, and which page stands in which of them, under which words, for whom.

A person sees what their role allows, in this order: a line of at most seven groups at the top of every page, and beside the
page what else is in its group.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from handover.common.text import Text
from handover.portal.features import collect_rows
from handover.portal.web.access import Permission, Reader


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """Pages that belong together: a key, and one or two words for the line at the top."""

    key: str
    words: Text


HELP: Final = "help"
"""The group that stands beside the person's name and not in the line."""
GROUPS: Final = (
    MenuGroup("home", Text("Home", "Hafan")),
    MenuGroup("send", Text("Send", "Anfon")),
    MenuGroup("collect", Text("Collect", "Casglu")),
    MenuGroup("lost", Text("Lost pupils", "Disgyblion coll")),
    MenuGroup("schools", Text("Schools", "Ysgolion")),
    MenuGroup("messages", Text("Messages", "Negeseuon")),
    MenuGroup("reports", Text("Reports", "Adroddiadau")),
    MenuGroup("administration", Text("Administration", "Gweinyddu")),
    MenuGroup(HELP, Text("Help", "Cymorth")),
)
"""The groups in their order. No role has pages in all of them."""


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One line of the menu: its place in it, its URL by name, its words, the permission it needs (None: everybody; of
    several, one), what it is for.

    `under` are the beginnings of other addresses that belong below it; `group` is the key of one of the groups. `of_use` says
    whether a person who may open the page has any use for it; None: everybody has.
    """

    order: int
    page: str
    words: Text
    permission: Permission | tuple[Permission, ...] | None = None
    about: Text | None = None
    under: tuple[str, ...] = ()
    group: str = "schools"
    of_use: Callable[[Reader], bool] | None = None

    @property
    def needs(self) -> tuple[Permission, ...]:
        """The permissions of which one is needed; none for everybody."""
        if isinstance(self.permission, tuple):
            return self.permission
        return () if self.permission is None else (self.permission,)


@dataclass(frozen=True, slots=True)
class MenuLink:
    """A line of the menu as drawn: the words, the address, and whether it leads to this page or to one above it."""

    text: str
    href: str
    current: bool
    active: bool
    about: str
    group: str


@dataclass(frozen=True, slots=True)
class GroupLink:
    """A group as drawn: its words (those of its page where it has only one), and its pages for this person."""

    key: str
    text: str
    links: tuple[MenuLink, ...]

    @property
    def href(self) -> str:
        """The address of its first page."""
        return self.links[0].href

    @property
    def active(self) -> bool:
        """Whether the page that is read is in this group."""
        return any(link.active for link in self.links)

    @property
    def current(self) -> bool:
        """Whether the page that is read is the one to which the group leads."""
        return self.links[0].current


@cache
def menu_entries() -> tuple[MenuEntry, ...]:
    """Return every line of the menu in its order: what the features list in `navigation_entries.py`."""
    return tuple(sorted(collect_rows("navigation_entries", MenuEntry), key=lambda each: each.order))


def menu(request: HttpRequest, reader: Reader, language: str) -> list[MenuLink]:
    """Return the menu for one person on one page."""
    return links(menu_entries(), request, reader, language)


def group_links(shown: Iterable[MenuLink], language: str) -> list[GroupLink]:
    """Return the groups that have pages for this person."""
    found = []
    lines = tuple(shown)
    for group in GROUPS:
        within = tuple(link for link in lines if link.group == group.key)
        if within:
            found.append(GroupLink(group.key, group.words.say(language) if len(within) > 1 else within[0].text, within))
    return found


def links(chosen: Iterable[MenuEntry], request: HttpRequest, reader: Reader, language: str) -> list[MenuLink]:
    """Return those of some entries that a person may open and has a use for."""
    found = []
    for entry in chosen:
        if entry.needs and not reader.may(*entry.needs):
            continue
        if entry.of_use is not None and not entry.of_use(reader):
            continue
        try:
            href = reverse(entry.page)
        except NoReverseMatch:
            continue
        here = request.path == href
        above = here or (href != "/" and request.path.startswith((href, *entry.under)))
        about = entry.about.say(language) if entry.about else ""
        found.append(MenuLink(entry.words.say(language), href, here, above, about, entry.group))
    return found
