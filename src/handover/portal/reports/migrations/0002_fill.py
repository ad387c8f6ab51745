from typing import Any

from django.db import migrations

from handover.portal.reports.counting import fill


def count(apps: Any, schema_editor: Any) -> None:
    fill(apps.get_model("transfers", "Transfer"), apps.get_model("reports", "Tally"))


class Migration(migrations.Migration):
    """Counts the files of a site that was there before its reports."""

    dependencies = [("reports", "0001_tally"), ("transfers", "0003_kinds_and_monitoring")]

    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
