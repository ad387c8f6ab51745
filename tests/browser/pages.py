"""Every page of the site, as a table: under which name, who opens it, and where. `test_every_page.py` looks at each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from handover.portal.pages.help import TOPICS
from tests.browser.stage import Stage

Address = Callable[[Stage], str]


@dataclass(frozen=True)
class Sight:
    """One sight of a page: the name of its URL, who looks (a name of the cast; None: a visitor), what is special."""

    page: str
    who: str | None
    address: Address
    special: str = ""
    status: int = 200

    def __str__(self) -> str:
        return " ".join(part for part in (self.page, self.who or "visitor", self.special) if part)


def at(name: str, *args: object) -> Address:
    """Return an address that is the same on every stage."""
    return lambda stage: reverse(name, args=args)


def literally(address: str) -> Address:
    """Return an address that has no name."""
    return lambda stage: address


def file(name: str, key: str) -> Address:
    """Return an address of one of the stage's files."""
    return lambda stage: reverse(name, args=[stage.files[key].reference])


SIGHTS: tuple[Sight, ...] = (
    Sight("home", None, at("home")),
    Sight("home", "bryn", at("home"), "files waiting"),
    Sight("home", "dev", at("home"), "nothing waiting"),
    Sight("home", "efa", at("home")),
    Sight("home", "gwilym", at("home")),
    Sight("help", None, at("help")),
    Sight("help", "alis", at("help")),
    *(Sight("help_page", None, at("help_page", topic.slug), topic.slug) for topic in TOPICS),
    Sight("help_page", "bryn", literally("/help/no-such-page/"), "not found", 404),
    Sight("send", "alis", at("send")),
    Sight("send", "efa", at("send")),
    Sight("send", "gwilym", at("send"), "not allowed", 403),
    Sight("sent", "alis", at("sent"), "with files"),
    Sight("sent", "dev", at("sent"), "without files"),
    Sight("collect", "bryn", at("collect"), "with files"),
    Sight("collect", "bryn", lambda stage: reverse("collect") + "?sort=-size", "sorted"),
    Sight("collect", "dev", at("collect"), "without files"),
    Sight("collected", "bryn", at("collected"), "with files"),
    Sight("collected", "dev", at("collected"), "without files"),
    Sight("collection", "bryn", lambda stage: reverse("collection", args=[stage.collection.reference])),
    *(
        Sight("file", "alis", file("file", key), f"{key}, its sender")
        for key in ("sent", "seen", "confirmed", "rejected")
    ),
    *(Sight("file", "alis", file("file", key), f"{key}, its sender") for key in ("asking", "recalled", "lodged")),
    *(Sight("file", "bryn", file("file", key), f"{key}, its receiver") for key in ("sent", "collected", "confirmed")),
    Sight("content", "alis", file("content", "sent"), "its sender"),
    Sight("content", "bryn", file("content", "sent"), "its receiver"),
    Sight("reject", "bryn", file("reject", "sent")),
    Sight("recall", "alis", file("recall", "sent")),
)

# Named addresses that answer GET with something else than a page, or do not answer GET, and what they do.
NO_PAGE: dict[str, str] = {
    "language": "remembers the language and sends on",
    "healthz": "a word for load balancers",
    "answer": "takes a posted answer",
    "download": "gives the files themselves",
    "arrived": "takes a posted answer",
    "send-on": "takes a posted step",
}


def named_addresses(patterns: Iterable[URLPattern | URLResolver] | None = None) -> set[str]:
    """Return the name of every address of the site; one without a name stands as its pattern."""
    found: set[str] = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            found |= named_addresses(pattern.url_patterns)
        else:
            found.add(pattern.name or str(pattern.pattern))
    return found
