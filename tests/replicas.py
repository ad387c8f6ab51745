"""A replica of the site's database: a copy that is brought up to date when a test says so, as a replica that lags."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections
from django.db.utils import ConnectionHandler
from django.test.utils import CaptureQueriesContext

from handover.portal.audit.models import Entry, Head
from handover.portal.database import replica as replica_settings
from handover.portal.establishments.models import Establishment
from handover.portal.replicas.lag import REPLICA, forget_replica
from handover.portal.transfers.models import SealedFile, Transfer

FOLLOWED = (Head, Entry, Establishment, SealedFile, Transfer)


class LaggingReplica:
    """The copy. `follow` brings it up to date."""

    def follow(self) -> None:
        with connections[REPLICA].constraint_checks_disabled():  # not every table is followed
            Head.objects.using(REPLICA).all().delete()
            for model in FOLLOWED:
                known = set(model.objects.using(REPLICA).values_list("pk", flat=True))
                rows = [row for row in model.objects.using("default") if row.pk not in known]
                model.objects.using(REPLICA).bulk_create(rows)

    def asked(self) -> CaptureQueriesContext:
        """Return what notes the statements that the replica is asked within a block."""
        return CaptureQueriesContext(connections[REPLICA])


@contextmanager
def connected_replica(url: str, settings) -> Iterator[None]:
    """Have the site know a replica at an address, as one whose settings name it."""
    # It calls itself as the site's database does: tests may ask no other.
    connections[REPLICA] = ConnectionHandler({"default": replica_settings(url)}).create_connection("default")
    settings.DATABASE_ROUTERS = ["handover.portal.replicas.router.ReplicaRouter"]
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "DATABASE_REPLICA_URL": url})
    forget_replica()
    try:
        yield
    finally:
        connections[REPLICA].close()
        del connections[REPLICA]
        forget_replica()


def sqlite_url(path: Path) -> str:
    return f"sqlite:///{path}"
