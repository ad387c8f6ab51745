"""Sets up the site for tests: a database of the asked kind, throw-away folders, quick passwords, the shared cast."""

import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import django
import pytest

from tests.postgres import NoPostgres, private_server

RUNNING = pytest.StashKey[ExitStack]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="the database to test on; for postgresql a private server is started and stopped",
    )


def pytest_configure(config: pytest.Config) -> None:
    # The settings are read from the environment once, when Django starts: nothing of the developer's may leak in.
    for name in [name for name in os.environ if name.startswith("HANDOVER_")]:
        del os.environ[name]
    running = config.stash[RUNNING] = ExitStack()
    home = Path(tempfile.mkdtemp(prefix="handover-tests-"))
    running.callback(shutil.rmtree, home, ignore_errors=True)
    try:
        server = private_server() if config.getoption("--database") == "postgresql" else None
        url = running.enter_context(server) if server else f"sqlite:///{home / 'site.sqlite3'}"
    except NoPostgres as fault:
        raise pytest.UsageError(str(fault)) from fault
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "handover.portal.settings",
        "HANDOVER_MODE": "demo",
        "HANDOVER_FILES": str(home / "files"),
        "DATABASE_URL": url,
    }
    start_django(home)
    # The cast needs Django's models, which exist only from here on.
    config.pluginmanager.import_plugin("tests.cast")


def start_django(home: Path) -> None:
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["tests.hashing.QuickArgon2"]
    # A file, not memory: tests of two people at once need two connections that see the same rows.
    settings.DATABASES["default"]["TEST"] = (
        {"NAME": str(home / "test.sqlite3")} if "sqlite" in settings.DATABASES["default"]["ENGINE"] else {}
    )
    django.setup()


def pytest_unconfigure(config: pytest.Config) -> None:
    if running := config.stash.get(RUNNING, None):
        running.close()


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {config.getoption('--database')}"
