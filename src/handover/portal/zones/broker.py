"""The site's zones: one broker in each process, on the site's database."""

import os
from functools import cache

from django.conf import settings

from handover.zone.broker import Broker
from handover.zone.store.sealing import Seal
from handover.zone.store.sql import open_store


def broker() -> Broker:
    """Return this process's broker."""
    return _of_process(os.getpid())


@cache
def _of_process(process: int) -> Broker:
    """Return the broker of a process: one that was forked must not go on with connections that its parent opened.

    Nor may it close them, so the parent's is kept, unused.
    """
    config = settings.CONFIG
    return Broker(open_store(config.text("DATABASE_URL"), Seal(config.key("HANDOVER_MASTER_KEY"))))
