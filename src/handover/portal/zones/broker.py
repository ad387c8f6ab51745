"""The zone server as the rest of the site uses it: one for this process, over the site's own database."""

from functools import lru_cache
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from handover.zone.broker import Broker
from handover.zone.store.sealing import Seal
from handover.zone.store.sql import open_store


@lru_cache(maxsize=1)
def broker() -> Broker:
    """Return the zone server. It has connections of its own: what it changes is not part of Django's transaction."""
    return Broker(open_store(address(), seal()))


def seal() -> Seal:
    """Return what opens the content of messages."""
    return Seal(settings.CONFIG.key("HANDOVER_MASTER_KEY"))


def let_go() -> None:
    """Close the connections, if there are any; the next who asks gets new ones."""
    if broker.cache_info().currsize:
        broker().store.close()
        broker.cache_clear()


def address() -> str:
    """Return the address of the database that Django is connected to; in tests it is not that of the settings."""
    held = {name: quote(str(value), safe="") for name, value in connection.settings_dict.items()}
    if connection.vendor == "sqlite":
        return f"sqlite:///{held['NAME']}"
    port = f":{held['PORT']}" if held["PORT"] else ""
    return f"postgresql://{held['USER']}:{held['PASSWORD']}@{held['HOST']}{port}/{held['NAME']}"
