from typing import Any

from django.db import migrations

from handover.portal.messaging.national import NATIONAL


def seed(apps: Any, schema_editor: Any) -> None:
    template = apps.get_model("messaging", "Template")
    for row in NATIONAL:
        template.objects.create(
            name=row.name.en,
            name_cy=row.name.cy,
            description=row.description.en,
            description_cy=row.description.cy,
            text=row.text.en,
            text_cy=row.text.cy,
        )


class Migration(migrations.Migration):
    dependencies = [("messaging", "0001_messages")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
