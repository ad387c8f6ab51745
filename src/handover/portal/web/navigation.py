"""The menu as a table: which page, under which words, for whom. A person sees what their role allows, in this order."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from handover.common.text import Text
from handover.portal.accounts.models import User
from handover.portal.accounts.roles import COLLECTING, SENDING, Permission


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu: its URL by name, its words, the permission it needs (None: everybody; of several, one), what
    it is for.

    `under` are the beginnings of other addresses that belong below it.
    """

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


MENU: tuple[Entry, ...] = (
    Entry("home", Text("Home", "Hafan")),
    Entry(
        "send",
        Text("Send files", "Anfon ffeiliau"),
        SENDING,
        Text("Send pupils' records and other files.", "Anfon cofnodion disgyblion a ffeiliau eraill."),
    ),
    Entry(
        "collect",
        Text("Collect files", "Casglu ffeiliau"),
        COLLECTING,
        Text("Take in what other schools have sent you.", "Derbyn yr hyn y mae ysgolion eraill wedi'i anfon atoch."),
    ),
    Entry(
        "expected",
        Text("Expected pupils", "Disgyblion disgwyliedig"),
        Permission.EXPECT,
        Text("See whose record has not come, and ask for it.", "Gweld cofnod pwy sydd heb ddod, a gofyn amdano."),
    ),
    Entry(
        "sent",
        Text("Sent files", "Ffeiliau a anfonwyd"),
        SENDING,
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
        "administration",
        Text("Administration", "Gweinyddu"),
        Permission.SEE_PEOPLE,
        Text(
            "Invite people, see who can sign in, and look after schools.",
            "Gwahodd pobl, gweld pwy sy'n gallu mewngofnodi, a gofalu am ysgolion.",
        ),
        under=("/people/", "/invite/", "/check/", "/checks/"),
    ),
    Entry(
        "monitoring",
        Text("Our schools' files", "Ffeiliau ein hysgolion"),
        Permission.MONITOR,
        Text(
            "See which files wait to be collected, and for how long.",
            "Gweld pa ffeiliau sy'n aros i'w casglu, ac ers faint.",
        ),
    ),
    Entry(
        "phase",
        Text("Phase transfer board", "Bwrdd trosglwyddo"),
        Permission.SHARE_OUT,
        Text(
            "Share out a year's records among the schools that offered places.",
            "Rhannu cofnodion blwyddyn rhwng yr ysgolion a gynigiodd leoedd.",
        ),
    ),
    Entry(
        "reports",
        Text("Reports", "Adroddiadau"),
        Permission.RUN_REPORTS,
        Text(
            "How the site is used: files, lost pupils, messages and people, in numbers and lists.",
            "Sut mae'r wefan yn cael ei defnyddio: ffeiliau, disgyblion coll, negeseuon a phobl, mewn rhifau a rhestrau.",
        ),
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
    Entry(
        "contacts",
        Text("Contacts", "Cysylltiadau"),
        Permission.SEE_CONTACTS,
        Text(
            "Whom to ask at each authority, and nationally.",
            "Pwy i ofyn iddynt ym mhob awdurdod, ac yn genedlaethol.",
        ),
    ),
    Entry(
        "child",
        Text("Everything on a child", "Popeth am blentyn"),
        Permission.GATHER_CHILD,
        Text(
            "Gather what is held on one child, for a data protection request.",
            "Casglu'r hyn a gedwir am un plentyn, ar gyfer cais diogelu data.",
        ),
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
    return links(MENU, request, user, language)


def links(entries: Iterable[Entry], request: HttpRequest, user: User, language: str) -> list[Link]:
    """Return those of some entries that a person may open."""
    found = []
    for entry in entries:
        if entry.needs and not user.may(*entry.needs):
            continue
        try:
            href = reverse(entry.page)
        except NoReverseMatch:
            continue
        here = request.path == href
        above = here or (href != "/" and request.path.startswith((href, *entry.under)))
        about = entry.about.say(language) if entry.about else ""
        found.append(Link(entry.words.say(language), href, here, above, about))
    return found
