"""Makes the database forget the pages on which the agents' words stood in plain."""

from typing import Any

from django.db import migrations

from handover.portal.sealed_migrations import wipe_old_pages


def wipe(apps: Any, editor: Any) -> None:
    wipe_old_pages(editor, [apps.get_model("zones", "Presence")._meta.db_table])


class Migration(migrations.Migration):
    """Outside a transaction: within one, nothing can be written anew."""

    atomic = False
    dependencies = [("zones", "0006_faults_sealed")]

    operations = [migrations.RunPython(wipe, migrations.RunPython.noop)]
