"""Sealing what a site holds in plain columns from before: in batches, each a transaction, so that it goes on where it stopped.

The migrations of an app first add the sealed column, then seal, then remove the plain one. Last of all the databases are
made to forget the old pages.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final

from django.core.management import CommandError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Model, QuerySet

from handover.portal import transaction
from handover.portal.audit.proof import NoHead, WrongKey, proven_end_of

BATCH: Final = 500


class MustNotSeal(CommandError):
    """The master key is not that of the database, or nothing shows that it is; the text says so to the operator."""


def demand_key(connection: BaseDatabaseWrapper) -> None:
    """Raise MustNotSeal where the head of the audit log was made with another master key, or is lost."""
    try:
        proven_end_of(connection)
    except WrongKey:
        raise MustNotSeal(
            "HANDOVER_MASTER_KEY is not the key this database was made with, or the head of its audit log was changed; "
            "nothing was changed: give the command the site's own master key."
        ) from None
    except NoHead:
        raise MustNotSeal(
            "The audit log has lost its head, which proves HANDOVER_MASTER_KEY; nothing was changed: put a backup back."
        ) from None


def prove_key(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Come first in every migration that seals: what is sealed under a wrong key opens with the right one no more."""
    demand_key(editor.connection)


def in_batches(rows: QuerySet[Any], act: Callable[[list[Any]], None], size: int = BATCH) -> None:
    """Do something to all rows, so many at a time, each batch in a transaction of its own."""
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:size]):
        with transaction.atomic():
            act(batch)
        last = batch[-1].pk


def seal_records(model: type[Model], rows: QuerySet[Any], sealed: Callable[[Any], bytes]) -> None:
    """Write the `content` of rows that have none yet."""

    def write(batch: list[Any]) -> None:
        for row in batch:
            row.content = sealed(row)
        model._default_manager.bulk_update(batch, ["content"])

    in_batches(rows.filter(content=b""), write)


def seal_texts(model: type[Model], columns: dict[str, str]) -> None:
    """Write the texts of plain columns into the sealed ones that take their place, and empty the plain ones."""

    def write(batch: list[Any]) -> None:
        for row in batch:
            for plain, sealed in columns.items():
                if getattr(row, plain):
                    setattr(row, sealed, getattr(row, plain))
                    setattr(row, plain, "")
        model._default_manager.bulk_update(batch, [*columns, *columns.values()])

    in_batches(model._default_manager.all(), write)


def wipe_old_pages(editor: BaseDatabaseSchemaEditor, tables: Iterable[str]) -> None:
    """Write the tables anew, so that no page holds what they held before. It needs room for a second copy of them.

    PostgreSQL's log of changes and copies of either database are beyond reach.
    """
    with editor.connection.cursor() as cursor:
        if editor.connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        for table in tables:
            cursor.execute(f"VACUUM FULL {editor.quote_name(table)}")
