"""The menu as a table: which page, under which words, for whom. A person sees what their role allows, in this order."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from handover.common.text import Text
from handover.portal.accounts.models import User
from handover.portal.accounts.roles import Permission


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu: its URL by name, its words, the permission it needs (None: everybody), what it is for."""

    page: str
    words: Text
    permission: Permission | None = None
    about: Text | None = None


MENU: tuple[Entry, ...] = (
    Entry("home", Text("Home", "Hafan")),
    Entry(
        "send",
        Text("Send files", "Anfon ffeiliau"),
        Permission.SEND_CTF,
        Text("Send Common Transfer Files to other schools.", "Anfon Ffeiliau Trosglwyddo Cyffredin i ysgolion eraill."),
    ),
    Entry(
        "collect",
        Text("Collect files", "Casglu ffeiliau"),
        Permission.COLLECT_CTF,
        Text("Take in what other schools have sent you.", "Derbyn yr hyn y mae ysgolion eraill wedi'i anfon atoch."),
    ),
    Entry(
        "sent",
        Text("Sent files", "Ffeiliau a anfonwyd"),
        Permission.SEND_CTF,
        Text("See where the files are that you sent.", "Gweld ble mae'r ffeiliau a anfonwyd gennych."),
    ),
    Entry(
        "inbox",
        Text("Messages", "Negeseuon"),
        Permission.USE_MESSAGES,
        Text("Write safely to schools and authorities.", "Ysgrifennu'n ddiogel at ysgolion ac awdurdodau."),
    ),
    Entry(
        "reminder-day",
        Text("Weekly reminder", "Nodyn atgoffa wythnosol"),
        Permission.SET_REMINDERS,
        Text("Choose the day on which it comes.", "Dewis y diwrnod y daw."),
    ),
    Entry(
        "lost",
        Text("Lost pupils", "Disgyblion coll"),
        Permission.SEARCH_LOST,
        Text(
            "Find the file of a pupil who has come without one, and send it to the school.",
            "Dod o hyd i ffeil disgybl sydd wedi cyrraedd hebddi, a'i hanfon i'r ysgol.",
        ),
    ),
    Entry(
        "census-matching",
        Text("Match with the census", "Paru â'r cyfrifiad"),
        Permission.MATCH_LOST,
        Text(
            "Find out once a year which lost pupils are on a school's roll.",
            "Canfod unwaith y flwyddyn pa ddisgyblion coll sydd ar gofrestr ysgol.",
        ),
    ),
    Entry(
        "lost-figures",
        Text("Lost pupils in numbers", "Disgyblion coll mewn rhifau"),
        Permission.SEE_LOST_FIGURES,
        Text(
            "How many pupils are lost, for how long, and how many were found.",
            "Faint o ddisgyblion sydd ar goll, ers faint, a faint a ganfuwyd.",
        ),
    ),
    Entry(
        "people",
        Text("People", "Pobl"),
        Permission.INVITE,
        Text("Invite people, and see who can sign in.", "Gwahodd pobl, a gweld pwy sy'n gallu mewngofnodi."),
    ),
    Entry(
        "establishments",
        Text("Schools and authorities", "Ysgolion ac awdurdodau"),
        Permission.SEE_ESTABLISHMENTS,
        Text(
            "Every school and local authority that files can be sent to.",
            "Pob ysgol ac awdurdod lleol y gellir anfon ffeiliau atynt.",
        ),
    ),
    Entry(
        "templates",
        Text("Templates of messages", "Templedi negeseuon"),
        Permission.WRITE_FOR_ALL,
        Text("What everybody can begin a message with.", "Yr hyn y gall pawb ddechrau neges ag ef."),
    ),
    Entry(
        "jobs",
        Text("Background work", "Gwaith cefndir"),
        Permission.RUN_JOBS,
        Text("What ran, what failed, and what is due.", "Beth a redodd, beth a fethodd, a beth sydd i'w wneud."),
    ),
    Entry(
        "zones",
        Text("Zones", "Parthau"),
        Permission.SEE_ZONES,
        Text("Agents, their queues, and who gets what.", "Asiantau, eu ciwiau, a phwy sy'n cael beth."),
    ),
    Entry(
        "audit",
        Text("Audit log", "Cofnod archwilio"),
        Permission.SEE_AUDIT,
        Text("Who did what, and when.", "Pwy wnaeth beth, a phryd."),
    ),
    Entry("help", Text("Help", "Cymorth")),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the menu as drawn: the words, the address, and whether it leads to this page or to one above it."""

    text: str
    href: str
    current: bool
    active: bool
    about: str


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
        above = here or (href != "/" and request.path.startswith(href))
        about = entry.about.say(language) if entry.about else ""
        links.append(Link(entry.words.say(language), href, here, above, about))
    return links
