"""What an attacker who owns the database can do: take away its own refusal to change the audit log."""

from django.db.backends.base.base import BaseDatabaseWrapper

GUARDS = {
    "sqlite": ("audit_no_update", "audit_no_delete", "audit_no_replace"),
    "postgresql": ("audit_no_change", "audit_no_truncate"),
}
"""The triggers that the first migration of the audit log makes, by the kind of database."""


def unguard(connection: BaseDatabaseWrapper) -> None:
    """Drop every trigger of the audit log that is still there."""
    with connection.cursor() as cursor:
        for name in GUARDS[connection.vendor]:
            on = " ON audit_entry" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
