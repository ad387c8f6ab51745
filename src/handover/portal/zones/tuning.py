"""What PostgreSQL must be told about the tables of the zones, because a queue is not what it expects of a table."""

from typing import Final

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

POSTGRESQL: Final = (
    # Sealed content cannot be compressed: trying costs time. Up to a page's size it stays with its row.
    "ALTER TABLE zones_message ALTER COLUMN body SET STORAGE EXTERNAL",
    "ALTER TABLE zones_message SET (toast_tuple_target = 8160, autovacuum_vacuum_insert_scale_factor = 0.5)",
    # With an index on the number alone, the planner would at times look for one agent's first entry among the entries of
    # all. The unique index on zone, agent and number identifies an entry as well.
    "ALTER TABLE zones_waiting DROP CONSTRAINT zones_waiting_pkey",
    "ALTER TABLE zones_waiting REPLICA IDENTITY USING INDEX waiting_in_order",
    # Entries come and go: dead ones are cleared away by their number, not by their share of a queue that may be long.
    "ALTER TABLE zones_waiting SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000,"
    " autovacuum_vacuum_cost_delay = 0, autovacuum_analyze_scale_factor = 0.2)",
    # A row that changes with every delivery: the new version finds room beside the old one, and no index is touched.
    "ALTER TABLE zones_presence SET (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000)",
    "ALTER TABLE zones_openrequest SET"
    " (fillfactor = 80, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000)",
)


def tune(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Tell PostgreSQL; for a migration. SQLite needs no telling."""
    if editor.connection.vendor == "postgresql":
        for words in POSTGRESQL:
            editor.execute(words)
