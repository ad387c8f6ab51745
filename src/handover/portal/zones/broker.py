"""The site's zones: one broker in each process, on the site's database and on the further ones of the settings."""

import os
from dataclasses import replace
from functools import cache

from django.conf import settings
from django.db import connection

from handover.common.databases import read_database_address, write_address
from handover.portal.county import entered_county
from handover.portal.database import sqlite_path
from handover.portal.masterkeys.ring import key_ring
from handover.zone.broker import Broker
from handover.zone.store.databases import open_stores
from handover.zone.store.sealing import Seal


def broker() -> Broker:
    """Return this process's broker. It has connections of its own: its changes are not part of Django's transactions.

    A training county has no zones, and nothing in it reaches those of the site.
    """
    if entered_county() is not None:
        raise RuntimeError("a training county has no zones")
    return _of_process(os.getpid())


@cache
def _of_process(process: int) -> Broker:
    """Return the broker of a process: one that was forked must not go on with connections that its parent opened.

    Nor may it close them, so the parent's is kept, unused.
    """
    return Broker(open_stores(database_address(), settings.CONFIG.zone_databases, zone_seal()))


def zone_seal() -> Seal:
    """Return what opens the content of messages."""
    return Seal(key_ring)


def let_go() -> None:
    """Close this process's connections, if there are any; the next who asks gets new ones."""
    if _of_process.cache_info().currsize:
        broker().store.close()
        _of_process.cache_clear()


def database_address() -> str:
    """Return the address of the database that Django is connected to; in tests its name is not that of the settings."""
    configured = read_database_address(settings.CONFIG.database_url)
    name = str(connection.settings_dict["NAME"])
    return write_address(replace(configured, name=str(sqlite_path(name)) if connection.vendor == "sqlite" else name))
