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
from tests.browser.looking import Looker
from tests.cast import Cast, make_cast

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
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
def visit_as(
    live_server: LiveServer, browser: Browser, signed_in: Callable[[User], Client]
) -> Iterator[Callable[..., Looker]]:
    """Return a function that opens a browser for a person (None: a visitor) in a language, on a desk or a phone."""
    opened: list[BrowserContext] = []

    def visit(person: User | None, language: str = "en", width: int = 1280, *, scripts: bool = True) -> Looker:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            locale=f"{language}-GB",
            java_script_enabled=scripts,
        )
        opened.append(context)
        if person is not None:
            person.language = language
            person.save(update_fields=["language"])
            cookie = signed_in(person).cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        return Looker(context.new_page(), language)

    yield visit
    for context in opened:
        context.close()
