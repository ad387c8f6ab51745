"""Locking rows: the one verb, and the order in which rows are locked.

Two transactions that lock the same two rows in opposite order wait for each other for ever, until the database aborts
one. So all lock in one order, `ORDER`, and rows of one table by their keys. Three things make the order short:

- A lock of ours is FOR NO KEY UPDATE: it keeps other writers away, and does not touch the FOR KEY SHARE by which
  PostgreSQL checks a foreign key to the row. So who stores a row never waits for somebody who locked what it points at.
- Foreign keys are checked before the audit head is locked, not after (`transaction.py`).
- The audit head is locked when nothing else is left to do, whenever in the transaction the entry was asked for.

SQLite has no locks of rows: there a transaction has the whole database to itself from its beginning.
"""

from typing import Final, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)

ORDER: Final = (
    "phase.Board",
    "phase.Bulk",
    "establishments.Establishment",
    "accounts.BroughtPeople",
    "accounts.Checklist",
    "accounts.User",
    "accounts.WrongTries",
    "vendors.Vendor",
    "apikeys.ApiKey",
    "webhooks.WebhookEndpoint",
    "transfers.Transfer",
    "transfers.SealedFile",
    "transfers.PupilOnFile",
    "lostpupils.StandingSearch",
    "messaging.SecureMessage",
    "reports.Tally",
    "audit.Head",
)
"""Tables whose rows are locked before they are changed, in the order in which one transaction locks them."""


def lock_free_rows(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Return those of the rows that nobody else has locked, and lock them: it waits for none, so their tables need no place.

    For work that comes again to what it left out. On SQLite all rows are free.
    """
    if connection.vendor != "postgresql":
        return rows
    return rows.select_for_update(skip_locked=True, no_key=True, of=("self",))


def lock_rows(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Return the rows, which nobody else can change or lock until this transaction ends, in the order of their keys.

    Raises ValueError for a table that has no place in `ORDER`.
    """
    label = rows.model._meta.label
    if label not in ORDER:
        raise ValueError(f"Give {label} a place in handover.portal.locking.ORDER before you lock its rows.")
    # Without a name, the rows of the tables that are joined would be locked as well, in no order.
    own = ("self",) if rows.query.select_related else ()
    return rows.order_by("pk").select_for_update(no_key=True, of=own)
