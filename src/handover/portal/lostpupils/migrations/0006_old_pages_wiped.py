"""Writes the tables anew that held personal values in plain columns, of this app and of the others."""

from typing import Any

from django.db import migrations

from handover.portal.sealed_migrations import wipe_old_pages

TABLES = (
    *("lostpupils_lostpupil", "lostpupils_standingsearch", "lostpupils_searchkey", "lostpupils_standingkey"),
    *("phase_boardpupil", "phase_decision", "notices_notice", "transfers_transfer"),
    "messaging_template",
)


def wipe(apps: Any, editor: Any) -> None:
    wipe_old_pages(editor, TABLES)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("lostpupils", "0005_plain_columns_gone"),
        ("notices", "0004_plain_columns_gone"),
        ("messaging", "0006_plain_columns_gone"),
        ("phase", "0008_plain_columns_gone"),
        ("transfers", "0006_plain_columns_gone"),
    ]

    operations = [
        migrations.RunPython(wipe, migrations.RunPython.noop),
    ]
