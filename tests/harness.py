"""Starts the site for tests, before any test module is imported: a database of the asked kind, throw-away folders.

A pytest plugin (`-p tests.harness` in pyproject.toml) and not part of `conftest.py`, because a conftest may use the
site's models and they exist only once the settings are read.
"""

import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.postgres import NoPostgres, private_server


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="the database to test on; for postgresql a private server is started and stopped",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    # The settings are read from the environment once, when Django starts: nothing of the developer's may leak in.
    for name in [name for name in os.environ if name.startswith("HANDOVER_")]:
        del os.environ[name]
    running = ExitStack()
    early_config.add_cleanup(running.close)
    home = Path(tempfile.mkdtemp(prefix="handover-tests-"))
    running.callback(shutil.rmtree, home, ignore_errors=True)
    url = f"sqlite:///{home / 'site.sqlite3'}"
    if early_config.known_args_namespace.database == "postgresql" and not only_hands_out(early_config):
        try:
            url = running.enter_context(private_server())
        except NoPostgres as fault:
            raise pytest.UsageError(str(fault)) from fault
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "handover.portal.settings",
        "HANDOVER_MODE": "demo",
        "HANDOVER_FILES": str(home / "files"),
        "DATABASE_URL": url,
    }
    adapt_settings(home)


def only_hands_out(config: pytest.Config) -> bool:
    """Say whether this process hands the tests to workers (`-n`): each of those has a site and a database of its own."""
    return bool(config.known_args_namespace.numprocesses) and "PYTEST_XDIST_WORKER" not in os.environ


def adapt_settings(home: Path) -> None:
    """Read the settings and change the two that tests need otherwise."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["tests.hashing.QuickArgon2"]
    if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
        # A file, not memory: tests of two people at once need two connections that see the same rows.
        settings.DATABASES["default"]["TEST"] = {"NAME": str(home / "test.sqlite3")}


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {config.getoption('--database')}"
