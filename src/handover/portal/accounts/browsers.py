"""Browsers in words: "Firefox on Windows", from what a browser says of itself, so that people know their own again."""

from django.http import HttpRequest

BROWSER = "handover.browser"
# The first that is found counts: most browsers also name those that they want to be taken for.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def first_of(table: tuple[tuple[str, str], ...], agent: str) -> str:
    """Return what the first mark of a table that is in the text stands for, or nothing."""
    return next((name for mark, name in table if mark in agent), "")


def describe_browser(agent: str) -> tuple[str, str]:
    """Return a browser's name and its system's, each empty if unknown."""
    return first_of(BROWSERS, agent), first_of(SYSTEMS, agent)


def note_browser(request: HttpRequest) -> None:
    """Remember in the session which browser it is."""
    request.session[BROWSER] = list(describe_browser(request.headers.get("User-Agent", "")))
