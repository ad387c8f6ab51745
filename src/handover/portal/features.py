"""The features of the site, lowest first: a folder each with its rules, screens, addresses, templates, rows of shared tables.

A feature adds to a table of the whole site (permissions, menu, help, audit actions, retention, e-mails …) by a module of
that table's name in its own folder, whose `ROWS` are its rows: whoever adds a feature opens one folder and this list.
"""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final, TypeVar

from django.core.exceptions import ImproperlyConfigured

Row = TypeVar("Row")

FEATURES: Final = (
    "web",
    "masterkeys",
    "audit",
    "notices",
    "retention",
    "establishments",
    "accounts",
    "transfers",
    "apikeys",
    "vendors",
    "webhooks",
    "messaging",
    "zones",
    "custody",
    "stores",
    "backups",
    "work",
    "officelists",
    "lostpupils",
    "expected",
    "phase",
    "hub",
    "reminders",
    "reports",
    "operations",
    "training",
    "api",
    "home",
    "demo",
)
"""Their folders. The database knows each by this name too, so that none may be renamed without a migration."""
PORTAL: Final = Path(__file__).resolve().parent


class BadFeatureRows(ImproperlyConfigured):
    """A feature's rows of a table cannot be read; says which, in a sentence for whoever wrote them."""


@cache
def collect_rows(table: str, kind: type[Row]) -> tuple[Row, ...]:
    """Return the rows that the features give a table, in the features' order.

    Raises BadFeatureRows where a module of that name cannot be imported, has no rows, or holds another kind of rows.
    """
    return tuple(_rows(table, kind))


def _rows(table: str, kind: type[Row]) -> Iterator[Row]:
    for feature in FEATURES:
        name = f"{__package__}.{feature}.{table}"
        if find_spec(name) is None:
            continue
        try:
            rows = getattr(import_module(name), "ROWS", None)
        except (ImportError, AttributeError) as fault:
            raise BadFeatureRows(f"{name} cannot be read: {fault}") from fault
        if not isinstance(rows, tuple):
            raise BadFeatureRows(f"{name} needs a tuple ROWS with the feature's rows, of the kind {kind.__name__}.")
        for row in rows:
            if not isinstance(row, kind):
                raise BadFeatureRows(f"{name}.ROWS holds {row!r}, which is no {kind.__name__}.")
            yield row


def find_folders(name: str) -> list[Path]:
    """Return the features' folders of a name, such as `templates`."""
    return [folder for feature in FEATURES if (folder := PORTAL / feature / name).is_dir()]
