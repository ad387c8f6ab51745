"""The menu as a table: which page, under which words, for whom. A person sees what their role allows, in this order."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from handover.common.text import Text
from handover.portal.features import collect_rows
from handover.portal.web.access import Permission, Reader


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One line of the menu: its place in it, its URL by name, its words, the permission it needs (None: everybody; of
    several, one), what it is for.

    `under` are the beginnings of other addresses that belong below it.
    """

    order: int
    page: str
    words: Text
    permission: Permission | tuple[Permission, ...] | None = None
    about: Text | None = None
    under: tuple[str, ...] = ()

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


@cache
def menu_entries() -> tuple[MenuEntry, ...]:
    """Return every line of the menu in its order: what the features list in `navigation_entries.py`."""
    return tuple(sorted(collect_rows("navigation_entries", MenuEntry), key=lambda each: each.order))


def menu(request: HttpRequest, reader: Reader, language: str) -> list[MenuLink]:
    """Return the menu for one person on one page."""
    return links(menu_entries(), request, reader, language)


def links(chosen: Iterable[MenuEntry], request: HttpRequest, reader: Reader, language: str) -> list[MenuLink]:
    """Return those of some entries that a person may open."""
    found = []
    for entry in chosen:
        if entry.needs and not reader.may(*entry.needs):
            continue
        try:
            href = reverse(entry.page)
        except NoReverseMatch:
            continue
        here = request.path == href
        above = here or (href != "/" and request.path.startswith((href, *entry.under)))
        about = entry.about.say(language) if entry.about else ""
        found.append(MenuLink(entry.words.say(language), href, here, above, about))
    return found
