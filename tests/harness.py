"""Starts the site for tests, before any test module is imported: a database of the asked kind, throw-away folders.

A pytest plugin (`-p tests.harness` in pyproject.toml) and not part of `conftest.py`, because a conftest may use the
site's models and they exist only once the settings are read.
"""

import gc
import os
from collections.abc import Iterable
from contextlib import ExitStack

import pytest

from tests.postgres import NoPostgres
from tests.shared import folder_for_run, own_folder, shared_server


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="the database to test on; for postgresql a private server is started and stopped",
    )
    parser.addoption(
        "--divided",
        action="store_true",
        help="run what `make test` runs on this database: PostgreSQL and SQLite share out the tests of the site",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    # The settings are read from the environment once, when Django starts: nothing of the developer's may leak in.
    for name in [name for name in os.environ if name.startswith("HANDOVER_")]:
        del os.environ[name]
    running = ExitStack()
    early_config.add_cleanup(running.close)
    running.enter_context(folder_for_run())
    home = own_folder()
    url = f"sqlite:///{home / 'site.sqlite3'}"
    if early_config.known_args_namespace.database == "postgresql":
        try:
            url = shared_server()
        except NoPostgres as fault:
            raise pytest.UsageError(str(fault)) from fault
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "handover.portal.settings",
        "HANDOVER_MODE": "demo",
        "HANDOVER_FILES": str(home / "files"),
        "HANDOVER_TRAINING_FOLDER": str(home / "training"),
        "DATABASE_URL": url,
    }
    adapt_settings()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--divided"):
        here, there = divide(items, config.getoption("--database"))
        config.hook.pytest_deselected(items=there)
        items[:] = here


def pytest_collection_finish() -> None:
    # Ten thousand tests and all that they import stay to the end: looking through them for what nobody needs any more
    # as often as Python does by itself would be a twelfth of the work. (`gc.freeze` would hide them from the tools that ask
    # the collector for texts and functions.)
    gc.set_threshold(100_000, 20, 20)


def divide(items: Iterable[pytest.Item], database: str) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """Return the tests that `make test` runs on a database, and the rest.

    Each test of the site asks PostgreSQL what it asks. Of a test with several cases the first does: what the others have of
    their own are values, which SQLite, in the same process, is given in two thirds of the time.
    """
    first: dict[str, pytest.Item] = {}
    here: list[pytest.Item] = []
    there: list[pytest.Item] = []
    for item in items:
        on = {"sqlite"}
        if is_of_site(item) and not item.get_closest_marker("any_database"):
            stands_for_all = first.setdefault(item.nodeid.partition("[")[0], item) is item
            on = {"postgresql"} if stands_for_all else {"sqlite"}
            if item.get_closest_marker("both_databases"):
                on = {"postgresql", "sqlite"}
        (here if database in on else there).append(item)
    return here, there


def is_of_site(item: pytest.Item) -> bool:
    """Say whether a test is of the site, whose rows may lie in either database."""
    return item.path.is_relative_to(item.config.rootpath / "tests" / "portal")


def adapt_settings() -> None:
    """Read the settings and change the one that tests need otherwise."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["tests.hashing.QuickArgon2"]


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {config.getoption('--database')}"
