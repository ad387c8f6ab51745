"""Forgets in plain what agents said when they did not take a message for now; the next time it is said sealed."""

from typing import Any

from django.db import migrations

from handover.portal.zones.models import LastFaultField


def forget(apps: Any, editor: Any) -> None:
    apps.get_model("zones", "Presence").objects.exclude(last_fault="").update(last_fault="")


class Migration(migrations.Migration):
    dependencies = [("zones", "0005_letters_sealed")]

    operations = [
        migrations.RunPython(forget, migrations.RunPython.noop),
        migrations.AlterField("presence", "last_fault", LastFaultField(db_default="")),
    ]
