"""A real browser (Debian's Chromium, or one like it) in front of the site on the database under test."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext
from pytest_django.live_server_helper import LiveServer

from handover.portal.accounts.models import User
from tests.browser.looking import DESK, Looker, size_of
from tests.cast import Cast, make_cast

# The first without windows: half the work for the same pages.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# As root the sandbox cannot start; nothing else may be asked of the network.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Start the system's own browser."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium on this machine: `python tools/packages.py` as root installs it")
    return {"executable_path": found, "args": FLAGS}


@pytest.fixture(scope="session", autouse=True)
def _database_beside_the_browser() -> Iterator[None]:
    """Let tests use the database although Playwright runs an event loop in their thread."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def town(transactional_db: None) -> Cast:
    """The shared cast, committed, so that the server sees it."""
    return make_cast()


@pytest.fixture
def sign_in(live_server: LiveServer, signed_in: Callable[[User], Client]) -> Callable[[Looker, User], None]:
    """Return a function that signs a person in where somebody looks, in the language of the browser."""
    name = settings.SESSION_COOKIE_NAME

    def sign(looker: Looker, person: User) -> None:
        person.language = looker.language
        person.save(update_fields=["language"])
        value = signed_in(person).cookies[name].value
        looker.page.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])

    return sign


@pytest.fixture
def visit_as(
    live_server: LiveServer, browser: Browser, sign_in: Callable[[Looker, User], None]
) -> Iterator[Callable[..., Looker]]:
    """Return a function that opens a browser for a person (None: a visitor) in a language, on a desk or a phone."""
    opened: list[BrowserContext] = []

    def visit(person: User | None, language: str = "en", width: int = DESK, *, scripts: bool = True) -> Looker:
        context = new_context(browser, live_server, language, width, scripts=scripts)
        opened.append(context)
        looker = Looker(context.new_page(), language)
        if person is not None:
            sign_in(looker, person)
        return looker

    yield visit
    for context in opened:
        context.close()


@pytest.fixture(scope="module")
def looker_in(live_server: LiveServer, browser: Browser) -> Iterator[Callable[[str], Looker]]:
    """Return a function that gives the one tab of a language, in which page after page is looked at.

    What pages share is loaded once. Nobody is signed in when it is given.
    """
    tabs: dict[str, Looker] = {}

    def looker(language: str) -> Looker:
        if language not in tabs:
            tabs[language] = Looker(new_context(browser, live_server, language).new_page(), language)
        tab = tabs[language]
        tab.leave()
        return tab

    yield looker
    for tab in tabs.values():
        tab.page.context.close()


def new_context(
    browser: Browser, server: LiveServer, language: str, width: int = DESK, *, scripts: bool = True
) -> BrowserContext:
    return browser.new_context(
        base_url=server.url,
        viewport=size_of(width),
        locale=f"{language}-GB",
        java_script_enabled=scripts,
    )
