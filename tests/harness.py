"""Starts the site for tests, before any test module is imported: a database of the asked kind, throw-away folders.

A pytest plugin (`-p tests.harness` in pyproject.toml) and not part of `conftest.py`, because a conftest may use the
site's models and they exist only once the settings are read.
"""

import gc
import os
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
        "--after-postgresql",
        action="store_true",
        help="leave out the tests of the site that ran on PostgreSQL and would prove nothing more on another database",
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
    if config.getoption("--after-postgresql"):
        proven = [item for item in items if is_of_site(item) and not runs_on_sqlite(item)]
        config.hook.pytest_deselected(items=proven)
        gone = set(proven)
        items[:] = [item for item in items if item not in gone]


def pytest_collection_finish() -> None:
    # Ten thousand tests and all that they import stay to the end: looking through them for what nobody needs any more
    # as often as Python does by itself would be a twelfth of the work. (`gc.freeze` would hide them from the tools that ask
    # the collector for texts and functions.)
    gc.set_threshold(100_000, 20, 20)


def runs_on_sqlite(item: pytest.Item) -> bool:
    """Say whether `make test` runs a test of the site on SQLite: because the verdict may differ there, or there alone."""
    return any(item.get_closest_marker(name) for name in ("both_databases", "any_database"))


def is_of_site(item: pytest.Item) -> bool:
    """Say whether a test is among those that `make test` runs on PostgreSQL."""
    return item.path.is_relative_to(item.config.rootpath / "tests" / "portal")


def adapt_settings() -> None:
    """Read the settings and change the one that tests need otherwise."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["tests.hashing.QuickArgon2"]


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {config.getoption('--database')}"
