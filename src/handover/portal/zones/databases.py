"""The further databases of zones, as pages read them: each page about a zone reads in the zone's own database.

Django knows each by an alias. Which one the tables of zones are read in is a matter of the request: `ZoneLeading` looks at the
zone in its address. Outside of such a page it is the site's own, or that of a `reading_database` around it.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final, TypeVar

from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.db.utils import OperationalError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from handover.portal.zones.broker import broker
from handover.zone.store.interface import StoreFault
from handover.zone.store.places import OWN
from handover.zone.store.spread import REST_SECONDS, SpreadStore, say_database

log = logging.getLogger("handover.zone")
T = TypeVar("T")
_ALIAS: Final = "zones_"
_away_until: Final[dict[str, float]] = {}
_read: Final[ContextVar[str]] = ContextVar("zones_read_in", default=OWN)


def alias_of(name: str) -> str:
    """Return what Django calls a database of zones."""
    return f"{_ALIAS}{name}" if name != OWN else connection.alias


def database_names() -> tuple[str, ...]:
    """Return the names of all databases of zones, the site's own first."""
    return (OWN, *settings.CONFIG.zone_databases)


def database_of(zone: str) -> str:
    """Return the name of the database in which a zone lies."""
    store = broker().store
    return store.database_of(zone) if isinstance(store, SpreadStore) else OWN


@contextmanager
def reading_database(name: str) -> Iterator[None]:
    """Have the tables of zones be read in a database within the block, in this thread."""
    before = _read.set(name)
    try:
        yield
    finally:
        _read.reset(before)


def ask_each_database(ask: Callable[[], T]) -> dict[str, T]:
    """Return the answers of all databases of zones, by their names; one that does not answer is left out for a while."""
    found: dict[str, T] = {}
    for name in database_names():
        if _away_until.get(name, 0.0) > time.monotonic():
            continue
        try:
            with reading_database(name):
                found[name] = ask()
        except OperationalError:
            if name == OWN:
                raise
            _away_until[name] = time.monotonic() + REST_SECONDS
            log.warning("%s does not answer, and its zones are left out", say_database(name))
    return found


class ZoneRouter:
    """See Django's database routers: leads the tables of zones, and nothing else, to a further database."""

    def db_for_read(self, model: type[Model], **hints: object) -> str | None:
        """Return the further database that is read in at this moment; None for the site's own."""
        name = _read.get()
        return alias_of(name) if name != OWN and model._meta.app_label == "zones" else None

    def db_for_write(self, model: type[Model], **hints: object) -> str | None:
        """Return what is read in: pages write nothing there, but sealed columns are renewed."""
        return self.db_for_read(model)

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool | None:
        """Keep the site's own tables out of the further databases."""
        return False if db.startswith(_ALIAS) else None


class ZoneLeading:
    """Has a page with a zone in its address read in the database of that zone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and read in the site's own database again afterwards."""
        before = _read.set(OWN)
        try:
            return self.get_response(request)
        finally:
            _read.reset(before)

    def process_view(self, request: HttpRequest, view: Any, arguments: Any, named: dict[str, Any]) -> None:
        """Look which zone a page of zones is about, once it is known which page it is."""
        if settings.CONFIG.zone_databases and "zone" in named and view.__module__.startswith(__package__ or ""):
            try:
                _read.set(database_of(named["zone"]))
            except StoreFault:
                raise OperationalError("the databases of zones do not answer") from None
