"""The database's own refusal to change or remove an entry, for SQLite and for PostgreSQL."""

from collections.abc import Mapping

from django.db.backends.base.base import BaseDatabaseWrapper

WORDS = "audit entries are never changed or removed"

SQLITE_REFUSE = f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
# SQLite fires no DELETE trigger for INSERT OR REPLACE, so that is refused on its way in.
TAKEN = "WHEN NEW.sequence IN (SELECT sequence FROM audit_entry)"
SQLITE = {
    "audit_no_update": f"BEFORE UPDATE ON audit_entry {SQLITE_REFUSE}",
    "audit_no_delete": f"BEFORE DELETE ON audit_entry {SQLITE_REFUSE}",
    "audit_no_replace": f"BEFORE INSERT ON audit_entry {TAKEN} {SQLITE_REFUSE}",
}
POSTGRESQL_FUNCTION = (
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$"
)
POSTGRESQL = {
    "audit_no_change": "BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "audit_no_truncate": "BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
}


def guards(vendor: str) -> Mapping[str, str]:
    """Return the triggers of that database, by name."""
    return {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor]


def guard(connection: BaseDatabaseWrapper) -> None:
    """Make the database refuse."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION)
        for name, words in guards(connection.vendor).items():
            cursor.execute(f"CREATE TRIGGER {name} {words}")


def unguard(connection: BaseDatabaseWrapper) -> None:
    """Take the refusal away again: for undoing the migration."""
    with connection.cursor() as cursor:
        for name in guards(connection.vendor):
            on = " ON audit_entry" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
