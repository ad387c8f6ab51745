from typing import Any

from django.db import migrations

from handover.portal.messaging.national import NATIONAL, fields


def seed(apps: Any, schema_editor: Any) -> None:
    template = apps.get_model("messaging", "Template")
    for row in NATIONAL:
        template.objects.create(**fields(row))


class Migration(migrations.Migration):
    dependencies = [("messaging", "0001_messages")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
