"""Which database a query goes to: the replica within a page that is read from it, else the primary."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from django.db.models import Model

from handover.portal import transaction
from handover.portal.county import entered_county
from handover.portal.replicas.lag import REPLICA

_reading: Final[ContextVar[bool]] = ContextVar("reading_replica", default=False)
FRESH: Final = frozenset({"accounts", "apikeys", "audit", "masterkeys", "vendors"})
"""Features whose rows say who may do what, or what was done: read from the primary wherever it is asked."""


@contextmanager
def reading_replica() -> Iterator[None]:
    """Have what this thread reads within the block come from the replica."""
    before = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(before)


class ReplicaRouter:
    """See Django's database routers. What is written, and what is read while something is written, is the primary's."""

    def db_for_read(self, model: type[Model], **hints: object) -> str | None:
        """Return the replica for a query of a page that is read from it; None for the primary."""
        if not _reading.get() or model._meta.app_label in FRESH:
            return None
        return None if transaction.is_in_transaction() or entered_county() is not None else REPLICA

    def db_for_write(self, model: type[Model], **hints: object) -> str:
        """Return the primary, also for a row that came from the replica."""
        return "default"

    def allow_relation(self, one: Model, other: Model, **hints: object) -> bool:
        """Let rows of both be joined: they are rows of one site."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool | None:
        """Change tables at the primary alone."""
        return False if db == REPLICA else None
