"""Emptying the database after a test that commits.

The audit log refuses that, as it should; only here, between two tests, it is lifted and put back with a new chain.
What the migrations wrote is written again: the next test begins with what every site begins with.
"""

from collections.abc import Iterable

from django.apps import apps
from django.conf import settings
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils import timezone

from handover.portal.audit.chain import START, chain_key, seal_head
from handover.portal.audit.models import HEAD, Head
from handover.portal.audit.triggers import guard, unguard
from handover.portal.messaging.models import Template
from handover.portal.messaging.national import NATIONAL, fields
from handover.portal.stores.inventory import folder
from handover.portal.stores.mark import Mark, replace_mark
from handover.portal.stores.models import ONLY, SiteIdentity


def zone_tables() -> list[str]:
    """Return the tables of the zones, which Django does not count among its own."""
    return [model._meta.db_table for model in apps.get_app_config("zones").get_models()]


def allow_flushing() -> None:
    """Make Django's flush lift the guards of the audit log, and begin a new log afterwards."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_all(self: BaseDatabaseOperations, sql_list: Iterable[str]) -> None:
        unguard(self.connection)
        flush(self, [*sql_list, *(f"DELETE FROM {table}" for table in zone_tables())])
        key = chain_key(settings.CONFIG.key("HANDOVER_MASTER_KEY"))
        Head.objects.create(pk=HEAD, sequence=0, hash=START, mac=seal_head(key, 0, START))
        guard(self.connection)
        Template.objects.bulk_create(Template(**fields(row)) for row in NATIONAL)
        own = SiteIdentity.objects.create(pk=ONLY)
        replace_mark(folder(), Mark(own.identity, 0, timezone.now()))

    BaseDatabaseOperations.execute_sql_flush = flush_all
